"""What waits for a person."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.ids import TaskId
from models.task import Task
from store.evidence_tables import TaskTable
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet

_SHEET = Sheet(Task, TaskTable)
_OPEN_OF = Fixed(
    _SHEET.select.where(
        TaskTable.stream == bindparam("of"), TaskTable.closed_at.is_(None)
    ).order_by(TaskTable.opened_at, TaskTable.task)
)


class SqlTasks(SqlRows[Task, TaskId]):
    sheet = _SHEET
    thing = "task"

    async def open_of(self, stream: str) -> Sequence[Task]:
        return await self._some(_OPEN_OF, {"of": stream})
