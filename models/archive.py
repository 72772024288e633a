"""What the engine remembers of a procedure, kept before it forgets."""

from collections.abc import Sequence
from datetime import datetime

from models.frozen import Frozen
from models.ids import SYSTEM, Actor, PaperId
from models.memory import Remembered
from models.reconcile import About, Difference

_NAMED = 3  # acts a sentence names; of more it tells the number


class ClosedRun(Frozen):
    """A run that has ended; a procedure may have had several, one after another.

    `ended` is how, in the engine's word: completed, failed, terminated, canceled,
    timed_out, continued_as_new. Instants are UTC.
    """

    procedure: str
    run: str
    kind: str
    ended: str
    started_at: datetime
    closed_at: datetime


class ArchivedRun(ClosedRun):
    """`history` is the paper of all its events, as JSON in gzip; `events`, how many."""

    events: int
    history: PaperId
    archived_at: datetime


class ArchiveAsked(Frozen):
    """What a run is for: a night's, or a person's wish."""

    actor: Actor = SYSTEM


class ArchiveRun(Frozen):
    """How many histories were kept, and what differs from the record in them."""

    kept: int
    found: tuple[Difference, ...] = ()


def undone(procedure: str, acts: Sequence[Remembered]) -> Difference:
    """The engine was told of acts that do not stand in the record."""
    told = (
        f"{procedure} was told of acts that do not stand in the record so: "
        f"{_some([one.key for one in acts])}. Run `starter.py verify`, and compare "
        "with a sealed copy."
    )
    return Difference(procedure=procedure, about=About.UNDONE, sentence=told)


def doubled(procedure: str, acts: Sequence[Remembered]) -> Difference:
    """Two effects were answered with one event."""
    told = (
        f"{procedure} was answered with one event for two effects: "
        f"{_some([one.key for one in acts])}. See its history and the worker's log."
    )
    return Difference(procedure=procedure, about=About.DOUBLED, sentence=told)


def unasked(procedure: str, keys: Sequence[str]) -> Difference:
    """Acts stand in the record in its name that its procedure never asked for."""
    told = (
        f"{procedure} has acts on record that its procedure did not ask for: "
        f"{_some(keys)}. Somebody may have written to the database beside the worker: "
        "run `starter.py verify`, and see `starter.py archive show`."
    )
    return Difference(procedure=procedure, about=About.UNASKED, sentence=told)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    told = ", ".join(sorted(names)[:_NAMED])
    return f"{told} and {more} more" if more > 0 else told
