"""Engine and record compared: what may differ, and in which words."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.event import Stamp, instant
from models.frozen import Frozen
from models.ids import SYSTEM, Actor

AT_MOST: Final = 500
"""Differences of one run that become tasks; of the others only the number is told."""


class Source(StrEnum):
    """Where the procedures to be compared are listed; in the order of a run."""

    PROPOSALS = "proposals"
    SESSIONS = "sessions"
    MESSAGES = "messages"
    MONEY = "money"
    PROGRAMMES = "programmes"
    ADHESIONS = "adhesions"
    POST = "post"
    RUNNING = "running"  # by the engine's own list


class About(StrEnum):
    """In what the two differ."""

    GONE = "gone"
    ENDED = "ended"
    SILENT = "silent"
    PHASE = "phase"
    TIMER = "timer"
    HEAD = "head"
    UNDONE = "undone"  # in a run that has ended, as the next two
    DOUBLED = "doubled"
    UNASKED = "unasked"


class Difference(Frozen):
    """One thing in which a procedure and its rows differ."""

    procedure: str
    about: About
    sentence: str
    which: str = ""
    """Of several alike, such as `validation-1`."""

    @property
    def name(self) -> str:
        """The same difference on another night is the same."""
        named = f"{self.procedure}/{self.about}"
        return f"{named}/{self.which}" if self.which else named


class Standing(Frozen):
    """Where the engine has a procedure; `answers`: it could say so itself."""

    runs: bool
    answers: bool = True
    phase: str = ""
    due: datetime | None = None
    head: Stamp | None = None
    ahead: tuple[datetime, ...] = ()
    money: datetime | None = None


class Awaited(Frozen):
    """One instant that the record has a procedure wait for; `name`: of which term."""

    name: str
    at: datetime


class ReconcileAsked(Frozen):
    """What a run is for: a night's, or a person's wish."""

    actor: Actor = SYSTEM


class ReconcileRun(Frozen):
    """`found` are the first differences, at most `AT_MOST`, of `differences`."""

    compared: int
    differences: int
    opened: int
    closed: int
    found: tuple[Difference, ...] = ()


_REHYDRATE = "`starter.py rehydrate` begins it again where the record has it."
_WHO_IS_RIGHT = (
    "`starter.py verify` says whether the record was altered; if it was not, end the "
    f"procedure in the engine's screens, and {_REHYDRATE}"
)


def gone(procedure: str) -> Difference:
    """The record has it open, and nothing runs."""
    told = f"{procedure} is open by the record, and nothing runs for it: {_REHYDRATE}"
    return Difference(procedure=procedure, about=About.GONE, sentence=told)


def ended(procedure: str) -> Difference:
    """It runs, and the record has closed it or never had it."""
    told = (
        f"{procedure} runs, and by the record it is closed or was never there: see "
        "its history; `starter.py rehydrate` ends it."
    )
    return Difference(procedure=procedure, about=About.ENDED, sentence=told)


def silent(procedure: str) -> Difference:
    """It runs, and does not answer."""
    told = (
        f"{procedure} runs and does not say where it stands: see the worker's log; a "
        "worker of another version may have begun it."
    )
    return Difference(procedure=procedure, about=About.SILENT, sentence=told)


def elsewhere(procedure: str, engine: str, record: str) -> Difference:
    """The stages are not the same."""
    told = (
        f"{procedure} is {record} by the record, and the engine has it {engine}: "
        f"{_WHO_IS_RIGHT}"
    )
    return Difference(procedure=procedure, about=About.PHASE, sentence=told)


def asleep(procedure: str, engine: datetime | None, record: datetime) -> Difference:
    """The engine wakes too late for what the record says is due."""
    wakes = f"wakes at {instant(engine)}" if engine else "has no timer for it"
    told = (
        f"{procedure} has something due at {instant(record)} by the record, and the "
        f"engine {wakes}: see its deadlines (`starter.py deadlines`). {_WHO_IS_RIGHT}"
    )
    return Difference(procedure=procedure, about=About.TIMER, sentence=told)


def unawaited(procedure: str, term: Awaited, known: Iterable[datetime]) -> Difference:
    """The record has a term whose end the engine does not come to."""
    others = ", ".join(map(instant, sorted(known))) or "nothing"
    told = (
        f"{procedure}: {term.name} ends at {instant(term.at)} by the record, and the "
        f"engine waits for {others}: see `starter.py deadlines`. {_WHO_IS_RIGHT}"
    )
    return Difference(
        procedure=procedure, about=About.TIMER, sentence=told, which=term.name
    )


def diverged(procedure: str, head: Stamp) -> Difference:
    """What the engine was answered does not stand in the record."""
    told = f"{procedure}: {broken(head)}"
    return Difference(procedure=procedure, about=About.HEAD, sentence=told)


def broken(head: Stamp) -> str:
    """Why nothing more is done on a chain that is not the one that was known."""
    return (
        f"event {head.seq} of {head.stream} was {head.hash[:12]} when it was made, and "
        "does not stand in the record so any more: the record was altered or set "
        "back. Run `starter.py verify`, compare with a sealed copy, and go on only "
        "when it is known what happened."
    )


def too_late(due: datetime | None, record: datetime | None, now: datetime) -> bool:
    """Whether an instant to come will pass before the engine wakes."""
    if record is None or record <= now:
        return False
    return due is None or due > record
