"""Running deadlines, and the versions of the calendars they count in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from models.deadline import CalendarRef
from models.deadlines import TermName
from models.errors import DomainError
from models.running_deadline import KeptCalendar, RunningDeadline
from models.working_calendar import WorkingCalendar
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet, removal
from store.tables import CalendarTable, DeadlineTable

_SHEET = Sheet(RunningDeadline, DeadlineTable)
_OF = Fixed(
    _SHEET.select.where(DeadlineTable.stream == bindparam("of_stream")).order_by(
        DeadlineTable.announced, DeadlineTable.name, DeadlineTable.number
    )
)


class SqlDeadlines(SqlRows[RunningDeadline, tuple[str, TermName, int]]):
    sheet = _SHEET
    thing = "deadline"

    async def of(self, stream: str) -> Sequence[RunningDeadline]:
        return await self._some(_OF, {"of_stream": stream})

    async def counted_in(self, calendar: str) -> Sequence[RunningDeadline]:
        """Those that run, in any version of it."""
        return await self._all(
            self.sheet.select.where(
                DeadlineTable.calendar == calendar, DeadlineTable.closed_at.is_(None)
            ).order_by(DeadlineTable.stream, DeadlineTable.announced)
        )

    def _values(self, row: RunningDeadline) -> dict[str, Any]:
        ref = row.deadline.calendar
        return super()._values(row) | {
            "calendar": ref.name if ref else None,
            "calendar_version": ref.version if ref else None,
        }


_HERE = (
    CalendarTable.name == bindparam("given"),
    CalendarTable.version == bindparam("of"),
)
_DROP = removal(CalendarTable, *_HERE)


class SqlCalendars(SqlRows[KeptCalendar, tuple[str, str]]):
    sheet = Sheet(KeptCalendar, CalendarTable)
    thing = "calendar"

    async def keep(self, calendar: WorkingCalendar, at: datetime) -> None:
        """Keep this version, unless it is kept already."""
        if await self.find((calendar.name, calendar.version)) is None:
            await self.add(
                KeptCalendar(
                    name=calendar.name,
                    version=calendar.version,
                    content=calendar,
                    kept_at=at,
                )
            )

    async def of(self, ref: CalendarRef) -> WorkingCalendar:
        found = await self.get((ref.name, ref.version))
        return found.content

    async def versions(self) -> Sequence[KeptCalendar]:
        return await self._all(
            self.sheet.select.order_by(CalendarTable.name, CalendarTable.kept_at)
        )

    async def drop(self, ref: CalendarRef) -> None:
        """Forget a version that no deadline counted in.

        Raises:
            DomainError: some deadline did: its end could not be explained any more.
        """
        await self.get((ref.name, ref.version))
        used = await self._transaction.row(
            select(DeadlineTable.stream)
            .where(
                DeadlineTable.calendar == ref.name,
                DeadlineTable.calendar_version == ref.version,
            )
            .limit(1),
            after=self.sheet.table,
        )
        if used:
            raise DomainError(
                f"Calendar {ref.name} {ref.version} is in use: deadlines were counted "
                "in it. It stays."
            )
        await self._transaction.remove(
            self.sheet.table, _DROP, {"given": ref.name, "of": ref.version}
        )
