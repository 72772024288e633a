"""The day before a session: its items are screened once more (method I15)."""

from collections.abc import Collection, Sequence
from typing import Final

from pydantic import JsonValue
from temporalio import activity

from activities.agenda import SessionEffect, release_body
from activities.agenda_items import AgendaItems
from activities.agenda_release import AgendaTeller, Told
from activities.agenda_state import keep, standing
from activities.comparison import Cause, Comparison
from activities.effects import Done, EffectRunner
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.agenda_conflicts import unresolved
from models.agenda_moves import remove
from models.case import Phase
from models.compliance import ScreeningBook
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, session_workflow_id
from models.screening_acts import StandStill
from models.session import Session, SessionState
from models.task import TaskKind

_WHY: Final = "A party has to be compared with a list of restrictive measures."


class NoListError(DomainError):
    """Without a list nothing is screened, and nothing may be presented."""


class ScreenAgenda(SessionEffect):
    pass


class AgendaScreened(Done):
    screened: int
    hits: int


class AgendaScreeningActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, comparison: Comparison
    ) -> None:
        self._effects = effects
        self._comparison = comparison
        self._items = AgendaItems()
        self._teller = AgendaTeller(writer=writer)

    @activity.defn(name="screen_agenda")
    async def screen_agenda(self, request: ScreenAgenda) -> AgendaScreened:
        """What stands still leaves the agenda, whenever the hit was found.

        Raises:
            NoListError: no list could be read.
        """

        async def work(unit: UnitOfWork) -> AgendaScreened:
            session = await unit.sessions.get(request.session)
            book = await self._comparison.book(unit)
            _require_list(session, book)
            found = await unit.cases.in_session(
                session.session, (Phase.READY, Phase.SCHEDULED)
            )
            cases = sorted(found, key=lambda one: one.case)
            halts: list[StandStill] = []
            for case in cases:
                _, still = await self._comparison.of(
                    unit, case, book, request, Cause.SESSION
                )
                halts += [still] if still else []
            gone = await _still_on(unit, session, [case.case for case in cases])
            told = await self._take_off(unit, session, gone, request)
            event = await unit.events.append(
                stream=session_workflow_id(session.session),
                kind=EventKind.AGENDA_SCREENED,
                actor=request.actor,
                at=request.at,
                body=_body(cases=len(cases), halts=halts, gone=gone, told=told),
            )
            return AgendaScreened(
                stamp=event.stamp,
                letters=told.letters if told else 0,
                poke_cases=told.cases if told else (),
                poke_session=session.session if gone else None,
                stand_still=tuple(halts),
                screened=len(cases),
                hits=len(halts),
            )

        return await self._effects.once(request, AgendaScreened, work)

    async def _take_off(
        self,
        unit: UnitOfWork,
        session: Session,
        gone: Sequence[CaseId],
        request: ScreenAgenda,
    ) -> Told | None:
        """Of a frozen agenda; one that is not frozen is drawn again without them."""
        if not gone or session.state is not SessionState.FROZEN:
            return None
        corridor = await unit.corridors.get(session.corridor)
        stands = await standing(unit, self._items, session, corridor)
        agenda = stands.agenda
        for case in gone:
            agenda = remove(agenda, case).agenda
        stands = stands.changed(agenda)
        if conflicts := unresolved(agenda):
            await open_task(
                unit,
                stream=session_workflow_id(session.session),
                kind=TaskKind.AGENDA_CONFLICT,
                at=request.at,
                detail=" ".join(f"{one.sentence} {one.remedy}" for one in conflicts)
                + " Then take off what stands still: `starter.py session remove`.",
            )
            return None
        await keep(unit, stands, frozen=True)
        return await self._teller.tell(unit, stands, request, _WHY)


async def _still_on(
    unit: UnitOfWork, session: Session, cases: Collection[CaseId]
) -> list[CaseId]:
    """What has a slot and stands still."""
    still = set(await unit.standstills.cases()) & set(cases)
    slots = await unit.agendas.slots(session.session)
    return [slot.case for slot in slots if slot.case in still]


def _require_list(session: Session, book: ScreeningBook) -> None:
    if not book.version:
        raise NoListError(
            f"The items of session {session.roman} have to be screened before it, and "
            "no list could be read: load one (`starter.py screening load`), then "
            "resolve this task with --retry."
        )


def _body(
    *,
    cases: int,
    halts: Sequence[StandStill],
    gone: Sequence[CaseId],
    told: Told | None,
) -> dict[str, JsonValue]:
    return {
        "screened": cases,
        "hits": [one.case for one in halts],
        "taken_off": [*gone] if told else [],
        **(release_body(told.row) if told else {}),
    }
