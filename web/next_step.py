"""The one thing to do next about what waits: a form that this visitor may fill in."""

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode

from models.account import Role
from models.case import Phase
from models.ids import BodyCode, SessionId
from models.inbound import InboundMessage
from models.task import Task, TaskKind
from runtime.register import NOTED
from store.read_models import CaseRow
from web.acting import offered
from web.adhesion_acts import ADHESION_ACTS
from web.case_offers import ALL_CASE_ACTS
from web.desk import Visit
from web.places import (
    adhesions_path,
    body_path,
    case_path,
    money_path,
    session_path,
    task_path,
)
from web.session_acts import SESSION_ACTS
from web.task_acts import TASK_ACTS

_CASE: Final = {one.name: one for one in ALL_CASE_ACTS}
_SESSION: Final = {one.name: one for one in SESSION_ACTS}
_ADHESION: Final = {one.name: one for one in ADHESION_ACTS}
_SESSIONS: Final = "session/"
_READ: Final = "read"
"""Nothing to fill in: it is read, and dealt with elsewhere."""

_BY_TASK: Final[Mapping[TaskKind, str]] = {
    TaskKind.VALIDATION_DUE: "validate",
    TaskKind.CHOICE_DUE: "choose",
    TaskKind.LATE_ANSWER: "admit",
    TaskKind.SHORT_OF_MONEY: "cofinance",
    TaskKind.OUTCOME_DUE: "outcome",
    TaskKind.FOLLOW_UP_DISPUTED: "outcome",
    TaskKind.TEXT_DUE: "judge",
    TaskKind.QUESTION: "question",
    TaskKind.DUPLICATE: "duplicate",
}
_BY_SESSION_TASK: Final[Mapping[TaskKind, str]] = {TaskKind.SESSION_DUE: "hold"}
_BY_ADHESION: Final[Mapping[TaskKind, str]] = {
    TaskKind.LATE_ADHESION: "admit_adhesion",
    TaskKind.ADHESION_ROUTING: "route_adhesion",
}
_BY_PHASE: Final[Mapping[Phase, str]] = {
    Phase.VALIDATION: "validate",
    Phase.RETURNED: "revise",
    Phase.REJECTION_NOTICE: "revise",
    Phase.OPEN: "extend",
    Phase.CHOICE: "choose",
    Phase.COFINANCING: "cofinance",
    Phase.WAITING_LIST: "cofinance",
    Phase.PRESENTED: "outcome",
}
"""What answers a term that is about to end."""


class Step(NamedTuple):
    """`act`: its name in the table of acts, or `read`."""

    act: str
    path: str


def of_case(case: CaseRow, roles: frozenset[Role]) -> Step:
    """What the stage of a file asks for; or its page."""
    return _on_case(_BY_PHASE.get(case.phase, ""), case, roles) or Step(
        _READ, case_path(case.case)
    )


def of_task(
    task: Task, case: CaseRow | None, mail: InboundMessage | None, visit: Visit
) -> Step:
    """The form that deals with a task; its page, where another office has to."""
    if task.kind is TaskKind.AUDIT_FINDING:
        return Step(_READ, f"/findings/{task.stream.partition('/')[2]}/{_about(task)}")
    name = _BY_TASK.get(task.kind, "")
    if case and (step := _on_case(name, case, visit.roles, **_known(task))):
        return step
    if name and case and task.kind not in NOTED:
        return Step(_READ, case_path(case.case))
    if case and task.kind in _MONEY and Role.AGREEMENT_OFFICE in visit.roles:
        return Step("money", money_path(case.case))
    if task.kind is TaskKind.ADDRESS_BAD:
        return Step(_READ, body_path(BodyCode(_about(task))))
    if step := _on_session(task, visit.roles):
        return step
    for act in offered(TASK_ACTS, task, visit.roles):
        asked = urlencode({"id": task.task} | _guessed(mail))
        return Step(act.name, f"/task/{act.name}?{asked}")
    return Step(_READ, task_path(task.task))


def _on_case(
    name: str, case: CaseRow, roles: frozenset[Role], **known: str
) -> Step | None:
    act = _CASE.get(name)
    if act is None or not roles & {*act.roles} or not act.fits(case):
        return None
    asked = f"?{urlencode(known)}" if known else ""
    return Step(name, f"{case_path(case.case)}/{name}{asked}")


def _on_session(task: Task, roles: frozenset[Role]) -> Step | None:
    if name := _BY_ADHESION.get(task.kind, ""):
        return _on_adhesion(name, task, roles)
    name = _BY_SESSION_TASK.get(task.kind, "")
    act = _SESSION.get(name)
    if act is None or not roles & {*act.roles}:
        return None
    session = SessionId(task.stream.removeprefix(_SESSIONS))
    return Step(name, f"{session_path(session)}/{name}")


def _on_adhesion(name: str, task: Task, roles: frozenset[Role]) -> Step | None:
    if not roles & {*_ADHESION[name].roles}:
        return None
    session = SessionId(task.stream.removeprefix(_SESSIONS))
    asked = urlencode({"adhesion": _about(task)})
    return Step(name, f"{adhesions_path(session)}/{name}?{asked}")


_MONEY: Final = frozenset(
    {
        *(TaskKind.RESERVATION_DUE, TaskKind.RESERVATION_LAPSED, TaskKind.COST_REPORT),
        *(TaskKind.RECOVERY, TaskKind.COMMITMENT_STANDS, TaskKind.PARTNER_FELL),
    }
)
"""Their acts are on the page of the proposal's money."""
_ABOUT: Final[Mapping[TaskKind, str]] = {
    TaskKind.LATE_ANSWER: "body",
    TaskKind.QUESTION: "number",
    TaskKind.DUPLICATE: "other",
}
"""The field that what a task is about goes into."""


def _about(task: Task) -> str:
    """The body, letter or number, as it stands in the name of a task."""
    return task.task.removeprefix(f"{task.stream}/{task.kind}/").partition("#")[0]


def _known(task: Task) -> dict[str, str]:
    name = _ABOUT.get(task.kind)
    return {name: _about(task)} if name else {}


def _guessed(mail: InboundMessage | None) -> dict[str, str]:
    """The likeliest guess goes into the form; a person says whether it is right."""
    if mail is None or not mail.guesses:
        return {}
    best = mail.guesses[0]
    return {"ref": best.ref, "body": best.party}
