"""The rows as the chronicle tells them, at any record or instant of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.chronicle import Change, Columns, Key

Place = tuple[str, Key]


@dataclass
class Told:
    """A row. `keyed` are the hashes of what was said of people, the latest last."""

    columns: Columns = field(default_factory=dict)
    keyed: list[str] = field(default_factory=list)


class Fold:
    """Takes in one record after the other; `rows` is what then stands."""

    def __init__(self) -> None:
        self.rows: dict[Place, Told] = {}
        self.number = 0

    def take(self, number: int, changes: Sequence[Change]) -> None:
        self.number = number
        for change in changes:
            self._apply(change)

    def of(self, table: str) -> Iterator[tuple[Key, Told]]:
        return ((key, row) for (name, key), row in self.rows.items() if name == table)

    def _apply(self, change: Change) -> None:
        place = (change.table, change.key)
        if change.columns is None:
            self.rows.pop(place, None)
            return
        row = self.rows.setdefault(place, Told())
        row.columns |= change.columns
        if change.keyed is not None:
            row.keyed.append(change.keyed)
