"""Telling an agenda: a numbered release, and letters to those it concerns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import JsonValue

from activities.agenda_state import Standing
from activities.calendar_calls import call, where
from activities.carry_over import carry_over
from activities.dossier import Dossier, open_dossier
from activities.effects import Effect
from activities.session_papers import Printed, SessionPapers
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter, accepted
from models.agenda_changes_text import lines
from models.agenda_release import Changelog, Entry, Release, changes, release
from models.agenda_rows import Announced
from models.case import Case, Phase
from models.event import EventKind
from models.ids import PROPOSER, CaseId, proposal_workflow_id
from models.invitation import InvitationMethod
from models.letter import LetterKind


class Told(NamedTuple):
    """A release that was told: its row, whom it concerns, how many letters."""

    row: Announced
    cases: tuple[CaseId, ...]
    letters: int


class _Seat(NamedTuple):
    """Somebody concerned, and whether they had and have a slot."""

    code: str
    had: bool
    has: bool


class _Turn(NamedTuple):
    """What becomes of one case's line."""

    before: Entry | None
    after: Entry | None

    @property
    def case(self) -> CaseId:
        entry = self.after or self.before
        assert entry is not None  # noqa: S101  (a line that is nowhere has no turn)
        return entry.case

    def parties(self) -> Iterator[_Seat]:
        """The proposer, and every body that sits or sat there."""
        yield _Seat(PROPOSER, self.before is not None, self.after is not None)
        old = self.before.bodies if self.before else ()
        new = self.after.bodies if self.after else ()
        for body in sorted({*old, *new}):
            yield _Seat(body, body in old, body in new)


class AgendaTeller:
    def __init__(self, *, writer: LetterWriter) -> None:
        self._writer = writer
        self._papers = SessionPapers(names=writer.names)

    async def tell(
        self, unit: UnitOfWork, stands: Standing, request: Effect, why: str = ""
    ) -> Told | None:
        """The next release, if it would differ from the last; all follows from it.

        Raises:
            AgendaError: conflicts stand that nobody has overridden.
        """
        last = await unit.agendas.last_release(stands.session.session)
        previous = last.release if last else None
        new = release(stands.agenda, None, request.at)
        if previous and previous.content_hash == new.content_hash:
            return None
        if previous:
            new = release(stands.agenda, previous, request.at)
        changelog = changes(previous, new)
        printed = await self._papers.keep(unit, stands.session, new)
        row = await enter(unit, new, changelog, printed)
        telling = _Telling(unit, self._writer, stands, new, request, why)
        turns = _turns(changelog)
        letters = [await telling.turn(turn) for turn in turns]
        return Told(row, tuple(turn.case for turn in turns), sum(letters))


@dataclass(frozen=True)
class _Telling:
    """One release on its way to those it concerns."""

    unit: UnitOfWork
    writer: LetterWriter
    stands: Standing
    new: Release
    request: Effect
    why: str

    async def turn(self, turn: _Turn) -> int:
        """One case: what is remembered, who is told, and where it goes."""
        opened = await open_dossier(self.unit, turn.case)
        dossier = opened.model_copy(update={"session": self.stands.session})
        await self._remember(dossier.case, turn)
        parties = list(turn.parties())
        for party in parties:
            await self._write(dossier, turn, party)
        if turn.after is None and dossier.case.phase is Phase.SCHEDULED:
            why = self.why or "It has no slot on the agenda any more."
            session = self.stands.session
            await carry_over(self.unit, dossier.case, session, self.request, why)
        return len(parties)

    async def _remember(self, case: Case, turn: _Turn) -> None:
        """The case's own event; a new slot makes it scheduled."""
        if turn.before is None:
            kind, due = EventKind.SLOT_ASSIGNED, self.stands.session.starts_at
            await self.unit.cases.save(
                case.model_copy(update={"phase": Phase.SCHEDULED, "due_at": due})
            )
        else:
            kind = EventKind.SLOT_MOVED if turn.after else EventKind.SLOT_LOST
        found = self.stands.agenda.find(case.case)
        rank = found.explanation if found and turn.after else ""
        await self.unit.events.append(
            stream=proposal_workflow_id(case.case),
            kind=kind,
            actor=self.request.actor,
            at=self.request.at,
            reason=self.why or rank,
            body={
                "session": self.stands.session.session,
                "release": self.new.number,
                "before": _said(turn.before),
                "after": _said(turn.after),
            },
        )

    async def _write(self, dossier: Dossier, turn: _Turn, party: _Seat) -> None:
        before = turn.before if party.had else None
        after = turn.after if party.has else None
        entry = after or before
        assert entry is not None  # noqa: S101  (whoever is told had or has a slot)
        method = InvitationMethod.REQUEST if after else InvitationMethod.CANCEL
        facts: dict[str, object] = {
            "zone": self.new.zone,
            "call": call(self.new, entry, self.stands.timetable, method),
            **self._facts(before, after),
        }
        if before and after:
            partners = await accepted(self.unit, turn.case)
            facts["partners"] = tuple(body.name for body in partners)
        await self.writer.to_party(
            self.unit,
            dossier,
            party.code,
            LetterKind.AGENDA_CHANGED if before else LetterKind.CONVOCATION,
            key=f"{self.request.key}/{turn.case}",
            at=self.request.at,
            **facts,
        )

    def _facts(self, before: Entry | None, after: Entry | None) -> dict[str, object]:
        facts: dict[str, object] = {}
        timetable = self.stands.timetable
        if before:
            facts["previous_slot_at"] = before.starts_at
            facts["previous_table"] = where(before, timetable)
        if after:
            order = [entry.case for entry in self.new.entries]
            facts["slot_at"] = after.starts_at
            facts["table"] = where(after, timetable)
            facts["minutes"] = after.minutes
            facts["position"] = 1 + order.index(after.case)
        return facts


async def enter(
    unit: UnitOfWork,
    new: Release,
    changelog: Changelog,
    printed: Printed = Printed(),  # noqa: B008  (an emptied agenda is not printed)
) -> Announced:
    """The release in the register, with what it changes, in words."""
    row = Announced(
        session=new.session,
        number=new.number,
        at=new.at,
        content_hash=new.content_hash,
        release=new,
        changes=lines(changelog, "en", new.zone),
        agenda_paper=printed.agenda,
        dossier_paper=printed.dossier,
    )
    await unit.agendas.add(row)
    return row


def _turns(changelog: Changelog) -> Sequence[_Turn]:
    turns = [_Turn(None, one) for one in changelog.added]
    turns += [_Turn(one, None) for one in changelog.removed]
    turns += [_Turn(one.before, one.after) for one in changelog.shifts]
    return sorted(turns, key=lambda one: one.case)


def _said(entry: Entry | None) -> dict[str, JsonValue] | None:
    if entry is None:
        return None
    return {
        "table": entry.table,
        "starts_at": entry.starts_at.isoformat(),
        "minutes": entry.minutes,
        "bodies": [*entry.bodies],
    }
