"""What went to a body and came from it is found without reading everybody's mail."""

from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_letter_body_written_at"), "letter", ["body", "written_at"])
    op.create_index(
        op.f("ix_answer_body_received_at"), "answer", ["body", "received_at"]
    )
    op.create_index(op.f("ix_answer_message"), "answer", ["message"])
    op.create_index(op.f("ix_delivery_body"), "delivery", ["body"])
    op.create_index(op.f("ix_task_kind_opened_at"), "task", ["kind", "opened_at"])
