"""The protocol of a session: minutes judged, filed, and what was promised in them."""

from collections.abc import Mapping, Sequence

from activities.effects import Effect
from activities.money import day_of
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.errors import DomainError
from models.ids import CaseId, PaperId, session_workflow_id
from models.language_parity import Problem, sentences
from models.minutes import Minutes, Recorded, Treatment, problems, undertakings
from models.session import Session
from models.task import TaskKind
from models.undertaking import UndertakingId, reopened_for


class MinutesError(DomainError):
    """Minutes that the co-chairs cannot sign as they are (method X30, I17)."""


async def read_minutes(
    unit: UnitOfWork, paper: PaperId | None, cases: Mapping[CaseId, Case]
) -> Minutes | None:
    """The minutes of a sitting, if they were taken.

    Args:
        unit: the transaction.
        paper: where they are.
        cases: what has a slot.

    Raises:
        MinutesError: with a sentence for everything that is to be mended.
    """
    if paper is None:
        return None
    minutes = Minutes.model_validate_json(await unit.papers.get(paper))
    scheduled = [name for name, one in cases.items() if one.phase is Phase.SCHEDULED]
    faults = [
        *problems(minutes, scheduled),
        *_of_cases(minutes, cases),
        *await _of_promises(unit, minutes),
    ]
    if faults:
        raise MinutesError(" ".join(sentences(faults)))
    return minutes


async def file_minutes(
    unit: UnitOfWork, minutes: Minutes | None, request: Effect
) -> Sequence[UndertakingId]:
    """On record, with every promise as an entry of the register."""
    if minutes is None:
        return ()
    await unit.minutes.add(
        Recorded(
            session=minutes.session,
            minutes=minutes,
            at=request.at,
            by=request.actor,
        )
    )
    promised = undertakings(minutes)
    for one in promised:
        await unit.undertakings.add(one)
    return [one.undertaking for one in promised]


async def recall_undertakings(
    unit: UnitOfWork, session: Session, request: Effect
) -> None:
    """What earlier sessions promised and is not settled: put before the desk, once."""
    known = await unit.undertakings.of_corridor(session.corridor)
    today = day_of(await unit.corridors.get(session.corridor), request.at)
    reopened = reopened_for(known, session.session, today)
    if not reopened:
        return
    named = "; ".join(f"{one.undertaking.undertaking}: {one.why}" for one in reopened)
    await open_task(
        unit,
        stream=session_workflow_id(session.session),
        kind=TaskKind.UNDERTAKINGS_OPEN,
        at=request.at,
        detail=f"Earlier sessions left {_counted(len(reopened))} to look at again:"
        f" {named}. See `starter.py session undertakings {session.corridor}`.",
    )


def _counted(number: int) -> str:
    return f"{number} undertaking{'' if number == 1 else 's'}"


def _of_cases(minutes: Minutes, cases: Mapping[CaseId, Case]) -> Sequence[Problem]:
    found: list[Problem] = []
    for item in minutes.items:
        case = cases.get(item.case) if item.case else None
        scheduled = case is not None and case.phase is Phase.SCHEDULED
        withdrawn = item.treatment is Treatment.WITHDRAWN
        if withdrawn and scheduled:
            rule = "is minuted as withdrawn and is not"
            remedy = "record its withdrawal first with `starter.py withdraw`"
        elif item.case and not scheduled and not withdrawn:
            rule = "has no slot on the agenda"
            remedy = "see `starter.py session show`, and correct its number"
        else:
            continue
        found.append(Problem(where=f"item {item.number}", rule=rule, remedy=remedy))
    return found


async def _of_promises(unit: UnitOfWork, minutes: Minutes) -> Sequence[Problem]:
    """Who promises something is a body that the register has."""
    return [
        Problem(
            where=f"item {item.number}, promise {number}",
            rule=f"names {promise.body}, which is no body of the register",
            remedy="see `starter.py body list`, and correct its code",
        )
        for item in minutes.items
        for number, promise in enumerate(item.promises, start=1)
        if promise.body and await unit.bodies.find(promise.body) is None
    ]
