"""Where somebody keeps the filters he uses again and again."""

from collections.abc import Sequence
from datetime import datetime

from models.saved_filter import (
    MOST,
    FilterError,
    SavedFilter,
    filter_asked,
    filter_name,
)
from store.unit_of_work import SqlUnits


class FilterDesk:
    """Of one account; nobody else sees them."""

    def __init__(self, *, units: SqlUnits, account: str) -> None:
        self._units = units
        self._account = account

    async def all(self) -> Sequence[SavedFilter]:
        async with self._units.read() as unit:
            return await unit.saved_filters.of(self._account)

    async def keep(self, name: str, asked: str, *, now: datetime) -> None:
        """Under a name it had before, the filter is replaced.

        Raises:
            FilterError: no name, nothing chosen, or too many are kept.
        """
        kept = SavedFilter(
            account=self._account,
            name=filter_name(name),
            asked=filter_asked(asked),
            kept_at=now,
        )
        async with self._units.write(now) as unit:
            known = await unit.saved_filters.of(self._account)
            if any(one.name == kept.name for one in known):
                await unit.saved_filters.save(kept)
                return
            if len(known) >= MOST:
                raise FilterError(
                    f"You keep {MOST} filters already: delete one of them first."
                )
            await unit.saved_filters.add(kept)

    async def drop(self, name: str, *, now: datetime) -> None:
        async with self._units.write(now) as unit:
            await unit.saved_filters.drop(self._account, name)
