"""Sessions that are cancelled or held at a distance; which version was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.add_column("session", sa.Column("cancelled_at", INSTANT))
    op.add_column("session", sa.Column("remote", DOCUMENT))
    op.add_column(
        "proposal",
        sa.Column("displaced", sa.Integer(), nullable=False, server_default="0"),
    )
    op.add_column(
        "answer",
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    )
    op.execute(  # what a body answered is the version of its round
        "UPDATE answer SET version = (SELECT round.version FROM round"
        ' WHERE round."case" = answer."case" AND round.number = answer.round)'
    )
