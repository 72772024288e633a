"""Acts that were refused are found without reading every event."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    refused = sa.text("kind = 'act.refused'")
    op.create_index(
        "ix_event_refused",
        "event",
        ["at"],
        sqlite_where=refused,
        postgresql_where=refused,
    )
