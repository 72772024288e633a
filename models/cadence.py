"""How sessions follow each other: numbers are law, rhythm and host are advice."""

from collections.abc import Iterable
from typing import Final

from models.errors import OrdinalError
from models.session import Session
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


def warnings(sessions: Iterable[Session], new: Session) -> tuple[str, ...]:
    """What is unusual about a new session's date or host; nothing of it forbids.

    Args:
        sessions: the corridor's other sessions.
        new: the one that is being planned or moved.
    """
    others = [one for one in sessions if one.session != new.session]
    return (*_rhythm(others, new), *_order(others, new), *_host(others, new))


def _rhythm(others: list[Session], new: Session) -> Iterable[str]:
    if new.starts_at is None:
        return
    year = new.starts_at.year
    same = [one for one in others if one.starts_at and one.starts_at.year == year]
    if len(same) >= SESSIONS_A_YEAR:
        yield (
            f"{year} would have {len(same) + 1} sessions; the programme means"
            f" {SESSIONS_A_YEAR}. Check the date of session {new.roman}."
        )
    dated = [one for one in others if one.starts_at and one.ordinal < new.ordinal]
    last = max(dated, key=lambda one: one.ordinal, default=None)
    if last and last.starts_at and year - last.starts_at.year > 1:
        yield (
            f"No session was held between {last.roman} in {last.starts_at.year} and"
            f" {new.roman} in {year}; the programme means {SESSIONS_A_YEAR} a year."
        )


def _order(others: list[Session], new: Session) -> Iterable[str]:
    for one in sorted(others, key=lambda each: each.ordinal):
        if one.starts_at is None or new.starts_at is None:
            continue
        if (one.ordinal < new.ordinal) is not (one.starts_at < new.starts_at):
            yield (
                f"Session {new.roman} and session {one.roman} stand in another order"
                " by number than by date; check the date."
            )


def _host(others: list[Session], new: Session) -> Iterable[str]:
    before = [one for one in others if one.ordinal < new.ordinal]
    last = max(before, key=lambda one: one.ordinal, default=None)
    if last and last.country == new.country:
        yield (
            f"Session {last.roman} was in {last.country} too; sessions alternate"
            f" between the two countries. Check the host of session {new.roman}."
        )
