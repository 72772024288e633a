"""Which proposals an address asks for, and what the form that asks shows."""

from typing import Any

from pydantic import ValidationError

from models.account import OFFICERS
from models.case import WAITS_ON, Outcome, Phase, WaitingOn
from models.case_filter import CaseFilter
from models.errors import DomainError
from models.reference_number import session_name
from runtime.filter_desk import FilterDesk
from web.desk import Desk, Visit
from web.places import list_path


def wanted_of(visit: Visit) -> CaseFilter:
    """What the address asks for.

    Raises:
        DomainError: a field has a value that there is not.
    """
    given = {
        name: visit.asked(name)
        for name in CaseFilter.model_fields
        if name != "overdue_at" and visit.asked(name)
    }
    try:
        wanted = CaseFilter.model_validate(given)
    except ValidationError as error:
        fields = ", ".join(str(one["loc"][0]) for one in error.errors())
        raise DomainError(visit.say("proposals.no_such", fields=fields)) from error
    if visit.asked("overdue"):
        return wanted.model_copy(update={"overdue_at": visit.now})
    return wanted


async def filter_facts(desk: Desk, visit: Visit, wanted: CaseFilter) -> dict[str, Any]:
    """What there is to choose from, what was chosen, and what somebody kept."""
    overdue = wanted.overdue_at is not None
    account = visit.account.account if visit.account else ""
    return {
        "wanted": wanted,
        "overdue": overdue,
        "asked": list_path(wanted, overdue=overdue).partition("?")[2],
        "kept": await FilterDesk(units=desk.access.units, account=account).all(),
        "keeps": bool(visit.roles & OFFICERS),
        "choices": await desk.access.case_list.choices(),
        "sessions": await desk.access.reading.sessions(),
        "phases": Phase,
        "outcomes": Outcome,
        "waits": WaitingOn,
        "waits_on": WAITS_ON,
        "named": session_name,
    }
