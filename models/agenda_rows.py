"""What is kept of an agenda beside its slots: the queue, overrides, releases."""

from pydantic import AwareDatetime

from models.agenda import Conflict
from models.agenda_release import Release
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId, SessionId


class Queued(Frozen):
    """An item without a slot. By hand: it was taken off, and is not placed again."""

    session: SessionId
    case: CaseId
    position: int
    rank: str
    why: str
    by_hand: bool = False


class Override(Frozen):
    """A conflict somebody accepted, and their note."""

    session: SessionId
    number: int
    conflict: Conflict
    note: str
    by: Actor


class Announced(Frozen):
    """A release as it was told, and what it changed in the one before, in words."""

    session: SessionId
    number: int
    at: AwareDatetime
    content_hash: str
    release: Release
    changes: tuple[str, ...]
    agenda_paper: PaperId | None = None
    """What its printed agenda says; None: released before that was kept."""
    dossier_paper: PaperId | None = None
