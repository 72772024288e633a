"""How sessions follow each other: numbers are law, rhythm and host are advice."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from models.errors import OrdinalError
from models.frozen import Frozen
from models.session import Session, SessionState
from models.session_rules import LARGEST_ORDINAL, roman

SESSIONS_A_YEAR: Final = 2
"""One in each country (method 47, 48): a target, never a limit."""


def next_ordinal(used: Iterable[int]) -> int:
    """The number of the next session; that of a cancelled one is burnt (I1, X12)."""
    return max(used, default=0) + 1


def check_ordinal(used: Iterable[int], ordinal: int) -> None:
    """Refuse a number that was used, or that is not above all that were (I1).

    Args:
        used: every ordinal of the corridor, cancelled sessions included.
        ordinal: the one wanted.

    Raises:
        OrdinalError: with the number to take instead.
    """
    taken = set(used)
    following = next_ordinal(taken)
    if following > LARGEST_ORDINAL or not 1 <= ordinal <= LARGEST_ORDINAL:
        raise OrdinalError(
            f"A session's number lies between 1 and {LARGEST_ORDINAL}; correct it."
        )
    if ordinal in taken:
        raise OrdinalError(
            f"Session {roman(ordinal)} exists, or existed; a number is never used"
            f" again. Take {roman(following)}."
        )
    if ordinal < following:
        raise OrdinalError(
            f"Session {roman(ordinal)} would come before"
            f" {roman(following - 1)}; numbers only rise. Take {roman(following)}."
        )


class Unusual(StrEnum):
    """What may be unusual about a session's date or host."""

    CROWDED_YEAR = "crowded-year"
    GAP = "gap"
    ORDER = "order"
    SAME_HOST = "same-host"


class Finding(Frozen):
    """Why a session is unusual: in words, or in a report's own language."""

    unusual: Unusual
    session: str
    year: int = 0
    sessions: int = 0
    """How many its year has."""
    other: str = ""
    other_year: int = 0
    country: str = ""

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.unusual].format(
            meant=SESSIONS_A_YEAR, **self.model_dump(exclude={"unusual"})
        )


_SENTENCES: Final = {
    Unusual.CROWDED_YEAR: (
        "{year} would have {sessions} sessions; the programme means {meant}. Check the"
        " date of session {session}."
    ),
    Unusual.GAP: (
        "No session was held between {other} in {other_year} and {session} in {year};"
        " the programme means {meant} a year."
    ),
    Unusual.ORDER: (
        "Session {session} and session {other} stand in another order by number than by"
        " date; check the date."
    ),
    Unusual.SAME_HOST: (
        "Session {other} was in {country} too; sessions alternate between the two"
        " countries. Check the host of session {session}."
    ),
}


def warnings(sessions: Iterable[Session], new: Session) -> tuple[str, ...]:
    """What is unusual about a new session's date or host; nothing of it forbids.

    Args:
        sessions: the corridor's other sessions.
        new: the one that is being planned or moved.
    """
    return tuple(one.sentence for one in findings(sessions, new))


def findings(sessions: Iterable[Session], new: Session) -> tuple[Finding, ...]:
    """The same as facts. A cancelled session is no part of the rhythm."""
    if new.state is SessionState.CANCELLED:
        return ()
    others = [
        one
        for one in sessions
        if one.session != new.session and one.state is not SessionState.CANCELLED
    ]
    return (*_rhythm(others, new), *_order(others, new), *_host(others, new))


def _rhythm(others: list[Session], new: Session) -> Iterable[Finding]:
    if new.starts_at is None:
        return
    year = new.starts_at.year
    same = [one for one in others if one.starts_at and one.starts_at.year == year]
    if len(same) >= SESSIONS_A_YEAR:
        yield Finding(
            unusual=Unusual.CROWDED_YEAR,
            session=new.roman,
            year=year,
            sessions=len(same) + 1,
        )
    dated = [one for one in others if one.starts_at and one.ordinal < new.ordinal]
    last = max(dated, key=lambda one: one.ordinal, default=None)
    if last and last.starts_at and year - last.starts_at.year > 1:
        yield Finding(
            unusual=Unusual.GAP,
            session=new.roman,
            year=year,
            other=last.roman,
            other_year=last.starts_at.year,
        )


def _order(others: list[Session], new: Session) -> Iterable[Finding]:
    for one in sorted(others, key=lambda each: each.ordinal):
        if one.starts_at is None or new.starts_at is None:
            continue
        if (one.ordinal < new.ordinal) is not (one.starts_at < new.starts_at):
            yield Finding(unusual=Unusual.ORDER, session=new.roman, other=one.roman)


def _host(others: list[Session], new: Session) -> Iterable[Finding]:
    before = [one for one in others if one.ordinal < new.ordinal]
    last = max(before, key=lambda one: one.ordinal, default=None)
    if last and last.country == new.country:
        yield Finding(
            unusual=Unusual.SAME_HOST,
            session=new.roman,
            other=last.roman,
            country=last.country,
        )
