"""What ends soonest in a stage is found without reading every proposal."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_proposal_phase_due_at"), "proposal", ["phase", "due_at"])
