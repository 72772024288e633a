"""What waits for a person."""

from collections.abc import Sequence

from models.ids import TaskId
from models.task import Task
from store.evidence_tables import TaskTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlTasks(SqlRows[Task, TaskId]):
    sheet = Sheet(Task, TaskTable)
    thing = "task"

    async def open_of(self, stream: str) -> Sequence[Task]:
        return await self._all(
            self.sheet.select.where(
                TaskTable.stream == stream, TaskTable.closed_at.is_(None)
            ).order_by(TaskTable.opened_at, TaskTable.task)
        )
