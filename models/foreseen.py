"""What an act would set off: letters, deadlines, money, and proposals that move on."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.case import Phase
from models.frozen import Frozen
from models.ids import AgreementNumber, Ref, SessionId
from models.ledger import Account
from models.letter import LetterKind
from models.milestone_words import name_of
from models.milestones import MilestoneName
from models.money import euro
from models.reference_number import session_name


class ForeseenLetters(Frozen):
    """Letters of one kind in one language, and when the first and last may leave."""

    kind: LetterKind
    language: str
    count: int
    first_at: datetime
    last_at: datetime


class ForeseenDeadline(Frozen):
    """A timer set (`before` None), moved, stopped (`after` None) or done with."""

    about: str
    name: str
    before: datetime | None
    after: datetime | None
    closed: bool = False


class ForeseenMoney(Frozen):
    """Cents that pass from one account of an agreement's year to another."""

    agreement: AgreementNumber
    year: int
    credit: Account
    debit: Account
    cents: int


class ForeseenCase(Frozen):
    ref: Ref
    before: Phase
    after: Phase
    session_before: SessionId
    session_after: SessionId


class ForeseenStep(Frozen):
    """A step of a session's plan that gets another day."""

    session: SessionId
    name: MilestoneName
    before: date | None
    after: date | None


class Foreseen(Frozen):
    """All of it; empty when an act only leaves its trace. `zone`: the secretariat's."""

    zone: str = "UTC"
    letters: tuple[ForeseenLetters, ...] = ()
    deadlines: tuple[ForeseenDeadline, ...] = ()
    money: tuple[ForeseenMoney, ...] = ()
    cases: tuple[ForeseenCase, ...] = ()
    steps: tuple[ForeseenStep, ...] = ()
    remarks: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """One line for each thing, as a clerk reads it; instants in `zone`."""
        for one in self.letters:
            last = f" to {self._when(one.last_at)}"
            until = last if one.last_at != one.first_at else ""
            noun = "letter" if one.count == 1 else "letters"
            yield (
                f"{one.count} {noun} {one.kind} in {one.language}, leaving"
                f" {self._when(one.first_at)}{until}"
            )
        for timer in self.deadlines:
            yield f"deadline {timer.name} of {timer.about}: {self._moved(timer)}"
        for entry in self.money:
            yield (
                f"{euro(entry.cents)} of {entry.agreement} ({entry.year}): from"
                f" {entry.credit} to {entry.debit}"
            )
        for case in self.cases:
            yield f"{case.ref}: {' and '.join(_changes(case))}"
        for step in self.steps:
            name = name_of(step.name, "en")
            yield f"{name}: {step.before or 'no day'} becomes {step.after or 'no day'}"
        yield from self.remarks

    def _moved(self, one: ForeseenDeadline) -> str:
        after = self._when(one.after) if one.after else ""
        if one.closed:
            return "done with"
        if one.before is None:
            return f"begins, ends {after}" if after else "begins stopped"
        before = self._when(one.before)
        if not after:
            return f"stops, was to end {before}"
        return f"moves from {before} to {after}"

    def _when(self, at: datetime) -> str:
        return f"{at.astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M} {self.zone}"


def _changes(one: ForeseenCase) -> Iterator[str]:
    if one.before is not one.after:
        yield f"{one.before} becomes {one.after}"
    if one.session_before != one.session_after:
        before, after = map(session_name, (one.session_before, one.session_after))
        yield f"session {before} becomes {after}"
