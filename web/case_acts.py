"""Every decision on a proposal that the desk offers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from models.account import Role
from models.acts import CofinancingChoice, Scores, Verdict
from models.case import RESULTS, Outcome, Phase
from models.event import Stamp
from models.ids import CaseId
from models.message import ActKind
from models.two_sides import Side
from runtime.amounts import amount
from runtime.dates import deadline
from runtime.office import Office
from store.read_models import CaseRow
from web.acting import Decision, Matter, by_office
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind, choice
from web.places import case_path
from web.saying import ROME
from web.whole import whole

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_LIVING: Final = frozenset(Phase) - {Phase.DRAFT, Phase.CLOSED}
_MARKS: Final = ("advantages", "clarity", "cooperation", "rules")
MARKS: Final = tuple(Field(name, Kind.MARK) for name in _MARKS)
_ANSWERS: Final = (ActKind.INTERESTED, ActKind.DECLINED, ActKind.CONDITIONAL)


def scores(given: Given) -> Scores | None:
    """None unless every mark is given."""
    marks = {name: int(given[name]) for name in _MARKS if given[name]}
    return Scores(**marks) if len(marks) == len(_MARKS) else None


async def _validate(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.validate(
        case.ref,
        Verdict(given["verdict"]),
        scores=scores(given),
        reason=given["reason"],
    )


async def _extend(office: Office, case: CaseRow, given: Given) -> Stamp:
    until = deadline("until", given["until"], ROME.key)
    return await office.extend(
        case.ref, until, given["reason"], requester=given["requester"]
    )


async def _answer(office: Office, case: CaseRow, given: Given) -> Stamp:
    sums = {
        name: amount(name, given[name])
        for name in ("contribution", "private")
        if given[name]
    }
    return await office.answer(
        case.ref,
        given["body"],
        ActKind(given["answer"]),
        reason=given["reason"],
        contribution=sums.get("contribution"),
        private=sums.get("private", 0),
    )


async def _admit(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.admit_late(case.ref, given["body"], given["reason"])


async def _choose(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.choose(case.ref, given["body"], given["reason"])


async def _cofinance(office: Office, case: CaseRow, given: Given) -> Stamp:
    choice = CofinancingChoice(given["choice"])
    return await office.cofinance(case.ref, choice, given["reason"])


async def _stop(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.stop_clocks(case.ref, given["waiting_for"], given["reason"])


async def _resume(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.resume_clocks(case.ref, given["reason"])


async def _outcome(office: Office, case: CaseRow, given: Given) -> Stamp:
    value = amount("value", given["value"]) if given["value"] else None
    return await office.record_outcome(
        case.ref, Outcome(given["outcome"]), given["reason"], value=value
    )


async def _follow_up(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.answer_follow_up(
        case.ref,
        Side(given["side"]),
        Outcome(given["outcome"]),
        reason=given["reason"],
        body=given["body"] or None,
        value=amount("value", given["value"]) if given["value"] else None,
        jobs=whole(given["jobs"]),
        text=given["told"],
    )


async def _withdraw(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.withdraw(case.ref, given["reason"])


_BODY: Final = Field("body", required=True)


async def case_at(desk: Desk, visit: Visit) -> CaseRow:
    """The proposal the address names.

    Raises:
        NotFoundError: there is none.
    """
    named = visit.request.path_params
    return await desk.access.reading.case_by_ref(
        CaseId(f"{named['corridor']}/{named['ordinal']}/{named['serial']}")
    )


def title_of(visit: Visit, case: CaseRow) -> str:
    """In the reader's language if the proposal has it."""
    return case.title.get(visit.say.language) or next(iter(case.title.values()), "")


async def matter_of_case(desk: Desk, visit: Visit) -> Matter[CaseRow]:
    case = await case_at(desk, visit)
    title = title_of(visit, case)
    return Matter(case, case.ref, title, case_path(case.case), case.ref)


def case_decision(
    name: str,
    fields: Sequence[Field],
    carry: Callable[[Office, CaseRow, Given], Awaitable[Stamp]],
    *,
    roles: Sequence[Role] = _SECRETARIAT,
    phases: frozenset[Phase] = frozenset({Phase.OPEN}),
) -> Decision[CaseRow]:
    """A decision that the procedure of a proposal is told."""
    return Decision(
        name=name,
        command=name,
        roles=roles,
        fields=fields,
        carry=by_office(carry),
        fits=lambda case: case.phase in phases,
        find=matter_of_case,
    )


CASE_ACTS: Final[Sequence[Decision[CaseRow]]] = (
    case_decision(
        name="validate",
        roles=(Role.VALIDATOR, Role.SECRETARIAT),
        phases=frozenset({Phase.VALIDATION}),
        fields=(
            choice("verdict", tuple(Verdict), "verdict"),
            *MARKS,
            Field("reason", Kind.WORDS),
        ),
        carry=_validate,
    ),
    case_decision(
        name="extend",
        fields=(
            Field("until", Kind.DAY, required=True),
            Field("requester", required=True),
            REASON,
        ),
        carry=_extend,
    ),
    case_decision(
        name="answer",
        fields=(
            _BODY,
            choice("answer", _ANSWERS, "answer"),
            Field("contribution", Kind.SUM),
            Field("private", Kind.SUM),
            REASON,
        ),
        carry=_answer,
    ),
    case_decision(
        name="choose",
        phases=frozenset({Phase.CHOICE}),
        fields=(_BODY, REASON),
        carry=_choose,
    ),
    case_decision(
        name="admit",
        phases=frozenset(
            {Phase.CHOICE, Phase.COFINANCING, Phase.WAITING_LIST, Phase.READY}
        ),
        fields=(_BODY, REASON),
        carry=_admit,
    ),
    case_decision(
        name="cofinance",
        roles=(Role.AGREEMENT_OFFICE,),
        phases=frozenset({Phase.COFINANCING, Phase.WAITING_LIST}),
        fields=(
            choice("choice", tuple(CofinancingChoice), "choice"),
            REASON,
        ),
        carry=_cofinance,
    ),
    case_decision(
        name="stop",
        phases=frozenset({Phase.VALIDATION, Phase.COFINANCING}),
        fields=(Field("waiting_for", required=True), REASON),
        carry=_stop,
    ),
    case_decision(
        name="resume",
        phases=frozenset({Phase.VALIDATION, Phase.COFINANCING}),
        fields=(Field("reason", Kind.WORDS),),
        carry=_resume,
    ),
    case_decision(
        name="outcome",
        phases=frozenset({Phase.PRESENTED}),
        fields=(
            choice("outcome", tuple(sorted(RESULTS)), "outcome"),
            Field("value", Kind.SUM),
            REASON,
        ),
        carry=_outcome,
    ),
    replace(
        case_decision(
            name="follow_up",
            phases=frozenset({Phase.PRESENTED}),
            fields=(
                choice("side", tuple(Side), "session_side"),
                choice("outcome", tuple(sorted(RESULTS)), "outcome"),
                Field("body"),
                Field("value", Kind.SUM),
                Field("jobs", Kind.NUMBER),
                Field("told", Kind.WORDS),
                REASON,
            ),
            carry=_follow_up,
        ),
        command="follow-up answer",
    ),
    case_decision(
        name="withdraw",
        phases=_LIVING,
        fields=(REASON,),
        carry=_withdraw,
    ),
)
