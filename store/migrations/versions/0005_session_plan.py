"""A session's last day, and its plan."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("ends_at", sa.DateTime(timezone=True)))
    op.add_column("session", sa.Column("plan", sa.JSON(none_as_null=True)))
    op.execute("UPDATE session SET ends_at = starts_at")
