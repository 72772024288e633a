"""The list of wanted counterparts as a sheet, for the other co-chair."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from models.counterparts import Asker, Counterpart
from models.document import Cell, ColumnKind, Document
from web.saying import Saying
from web.sheet import sheet

_COLUMNS: Final = tuple(
    (name, ColumnKind.TEXT)
    for name in ("kind", "name", "spellings", "profiles", "region", "asked_by")
)


def counterpart_sheet(
    wanted: Sequence[Counterpart], say: Saying, now: datetime
) -> Document:
    """Once each, the most wanted first; askers as they consent to be told (I18)."""
    rows = (_row(one, say) for one in wanted)
    title = say("adhesion_room.wanted")
    return sheet(say, now, title, "adhesion_room", _COLUMNS, rows)


def asker(one: Asker) -> str:
    return f"{one.organisation} ({one.body})" if one.organisation else one.body


def _row(one: Counterpart, say: Saying) -> tuple[Cell, ...]:
    return (
        say.of("wanted_kind", one.kind),
        one.name,
        "; ".join(one.spellings),
        "; ".join(one.profiles),
        one.region or "",
        "; ".join(map(asker, one.asked_by)),
    )
