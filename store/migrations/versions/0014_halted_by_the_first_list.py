"""A case may stand still over the list the house began with, which no one loaded."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("standstill") as table:
        table.alter_column("list", existing_type=WORDS, nullable=True)
