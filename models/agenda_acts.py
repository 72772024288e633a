"""What a person may do with a session's agenda: wholly, or not at all."""

from datetime import datetime

from models.acts import Act
from models.ids import BodyCode, CaseId, PaperId


class AgendaAct(Act):
    """`note` is the paper with why conflicts are accepted."""

    note: PaperId | None = None


class LayTables(AgendaAct):
    """`timetable` is the paper with the tables (models/timetable.py)."""

    timetable: PaperId


class ChangeFormat(AgendaAct):
    """`remote` is the paper with where it meets (models/remote.py); None: in person."""

    remote: PaperId | None = None


class MoveItem(AgendaAct):
    """An item gets a time of a table; without `minutes` it keeps its own."""

    case: CaseId
    table: str
    starts_at: datetime
    minutes: int | None = None


class SwapItems(AgendaAct):
    case: CaseId
    other: CaseId


class RemoveItem(AgendaAct):
    case: CaseId


class AddLateItem(AgendaAct):
    case: CaseId


class DropPartner(AgendaAct):
    """A partner withdraws: its first reserve takes its place, or nobody."""

    case: CaseId
    body: BodyCode
