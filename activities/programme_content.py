"""What a programme holds and leaves: its open items, its balance, its hand-over."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from activities.effects import Done, reason_text
from activities.programme import (
    ProgrammeEffect,
    keep_life,
    locked_programme,
    watched,
)
from activities.programme_cycle import programmes_of
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.event import EventKind
from models.ids import CaseId, programme_stream, proposal_workflow_id
from models.ledger import Account, balances
from models.programme import ProgrammeState, WorkProgramme
from models.programme_content import (
    Balance,
    Destination,
    HandOver,
    HandOverLine,
    OpenItem,
    SubjectKind,
    balance,
    hand_over,
)
from models.programme_record import FIRST_GUIDELINE, Placement, placed, progress
from models.programme_steps import close
from models.session import Session, SessionState
from models.task import TaskKind

_OVER = frozenset({SessionState.CLOSED, SessionState.CANCELLED})
_HELD = (Account.RESERVED, Account.COMMITTED)


class CloseProgramme(ProgrammeEffect):
    """What the co-chairs decided, by item; `onto` is where the rest goes."""

    decided: dict[str, Destination]
    onto: int | None = None


async def balance_of(unit: UnitOfWork, work: WorkProgramme) -> Balance:
    """Promised, presented, signed."""
    cases = await _cases(unit, work, presented=True)
    return balance(work, [progress(case, guideline) for case, guideline in cases])


async def hand_over_of(
    unit: UnitOfWork,
    work: WorkProgramme,
    decided: Mapping[str, Destination],
    onto: int | None,
) -> HandOver:
    """The list the co-chairs decide on, with what they decided so far (X18).

    Args:
        unit: where to look.
        work: the programme that ends.
        decided: by item.
        onto: guideline of the next programme for all that is not decided.
    """
    items = await _open_items(unit, work)
    successor = await _successor(unit, work)
    rest = {
        one.item: Destination(programme=successor.code, guideline=onto)
        for one in items
        if onto and successor and one.kind is not SubjectKind.AGREEMENT_YEAR
    }
    return hand_over(items, {**rest, **decided}, successor)


async def close_programme(unit: UnitOfWork, request: CloseProgramme) -> Done:
    """Hand over what is open, and close.

    Raises:
        ProgrammeError: it does not end yet, or an item has nowhere to go.
    """
    before = await locked_programme(unit, request)
    found = await hand_over_of(unit, before, request.decided, request.onto)
    after = close(before, [*found.undecided, *found.problems])
    await keep_life(unit, after)
    for line in found.lines:
        await _carry_out(unit, request, line)
    event = await unit.events.append(
        stream=programme_stream(request.corridor, request.code),
        kind=EventKind.PROGRAMME_HANDED_OVER,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={
            "state": after.state,
            "lines": [line.sentence for line in found.lines],
        },
    )
    return Done(
        stamp=event.stamp, poke_watches=(watched(request.corridor, request.code),)
    )


async def place(
    unit: UnitOfWork, case: Case, *, programme: str, guideline: int
) -> None:
    """Put a proposal under a guideline."""
    placement = Placement(
        case=case.case,
        corridor=case.corridor,
        programme=programme,
        guideline=guideline,
    )
    known = await unit.placements.find(case.case)
    await (unit.placements.save if known else unit.placements.add)(placement)


async def _cases(
    unit: UnitOfWork, work: WorkProgramme, *, presented: bool = False
) -> list[tuple[Case, int]]:
    corridor = work.programme.corridor
    return placed(
        work.code,
        await unit.placements.cases(corridor, work.code, presented=presented),
        await unit.placements.of(corridor, work.code),
    )


async def _open_items(unit: UnitOfWork, work: WorkProgramme) -> list[OpenItem]:
    items = [
        OpenItem(
            kind=SubjectKind.PROPOSAL,
            item=case.ref,
            guideline=guideline,
            what=f"proposal, {case.phase}",
        )
        for case, guideline in await _cases(unit, work)
        if case.phase not in {Phase.CLOSED, Phase.DRAFT}
    ]
    items += [
        OpenItem(kind=SubjectKind.CYCLE, item=_named(one), what=f"session, {one.state}")
        for one in await _open_sessions(unit, work)
    ]
    return items + await _years_with_money(unit, work)


async def _open_sessions(unit: UnitOfWork, work: WorkProgramme) -> list[Session]:
    found = await unit.sessions.in_state(work.programme.corridor, tuple(SessionState))
    return [
        one for one in found if one.programme == work.code and one.state not in _OVER
    ]


async def _years_with_money(unit: UnitOfWork, work: WorkProgramme) -> list[OpenItem]:
    """Years of agreements in which money is still held: they close in their books."""
    found: list[OpenItem] = []
    years = range(work.programme.start.year, work.until.year + 1)
    for agreement in await unit.agreements.of_corridor(work.programme.corridor):
        for year in years:
            opened = await unit.agreements.year(agreement.number, year)
            if opened is None:
                continue
            entries = await unit.agreements.entries(agreement.number, year)
            standing = balances(entries, opened.budget)
            if sum(standing[account] for account in _HELD):
                found.append(
                    OpenItem(
                        kind=SubjectKind.AGREEMENT_YEAR,
                        item=f"{agreement.number}/{year}",
                        what="money reserved or committed",
                    )
                )
    return found


async def _successor(unit: UnitOfWork, work: WorkProgramme) -> WorkProgramme | None:
    later = [
        one
        for one in await programmes_of(unit, work.programme.corridor)
        if one.programme.start > work.programme.end
        and one.state is not ProgrammeState.ABANDONED
    ]
    return min(later, key=lambda one: one.programme.start, default=None)


async def _carry_out(
    unit: UnitOfWork, request: CloseProgramme, line: HandOverLine
) -> None:
    to = line.to
    if to is None or line.item.kind is SubjectKind.AGREEMENT_YEAR:
        return
    if line.item.kind is SubjectKind.CYCLE:
        await _move_session(unit, request, line.item.item, to)
        return
    case = await _case_of(unit, request, line.item.item)
    if case is None:
        return
    if to.programme is not None:
        guideline = to.guideline or FIRST_GUIDELINE
        await place(unit, case, programme=to.programme, guideline=guideline)
    else:
        await open_task(
            unit,
            stream=proposal_workflow_id(case.case),
            kind=TaskKind.PROGRAMME_DUE,
            about=request.code,
            at=request.at,
            detail=f"Programme {request.code} ended without it"
            f" ({to.closed_because}): close it with `starter.py withdraw`.",
        )
    told: dict[str, JsonValue] = to.model_dump(mode="json")
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.PROGRAMME_HANDED_OVER,
        actor=request.actor,
        at=request.at,
        reason=line.sentence,
        body={"from": request.code, **told},
    )


async def _move_session(
    unit: UnitOfWork, request: CloseProgramme, named: str, to: Destination
) -> None:
    if to.programme is None:
        return
    sessions = await unit.sessions.in_state(request.corridor, tuple(SessionState))
    for one in sessions:
        if _named(one) == named:
            moved = one.model_copy(update={"programme": to.programme})
            await unit.sessions.save(moved)


async def _case_of(unit: UnitOfWork, request: CloseProgramme, ref: str) -> Case | None:
    cases: Sequence[Case] = await unit.placements.cases(request.corridor, request.code)
    case = next((one.case for one in cases if one.ref == ref), None)
    return await unit.cases.get(CaseId(case)) if case else None


def _named(session: Session) -> str:
    return f"{session.corridor}/{session.roman}"
