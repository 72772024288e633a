"""The page of a proposal's money: what is reserved and promised, and by what rules."""

from datetime import date

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from runtime.dates import day
from runtime.recheck import Recheck
from store.rule_book import load_rule_book
from web.acting import offered
from web.desk import Desk, Visit, page
from web.facts_acts import FACTS, told
from web.money_acts import MONEY_ACTS
from web.places import case_path, money_path
from web.purse import purse_at


async def show(desk: Desk, visit: Visit) -> Response:
    purse = await purse_at(desk, visit)
    case = purse.case
    found, wrong = await _checked(desk, visit, case.ref)
    offers = {one.name for one in offered(MONEY_ACTS, purse, visit.roles)}
    facts = FACTS.fits(purse) and Role.AGREEMENT_OFFICE in visit.roles
    return page(
        desk,
        visit,
        "case_money",
        case=case,
        money=purse.money,
        found=found,
        lines=list(told(visit.say, found)) if found else (),
        wrong=wrong,
        offers=offers,
        facts=FACTS.name if facts else "",
        rules=_paths(found),
        here=money_path(case.case),
        path=case_path(case.case),
        done=visit.asked("done"),
    )


async def _checked(desk: Desk, visit: Visit, ref: str) -> tuple[Recheck | None, str]:
    """By the rules of the day asked for, else of today; or why it cannot be."""
    asked = visit.asked("on")
    try:
        on: date | None = day("on", asked) if asked else None
        return await desk.access.recheck(ref, as_of=on, now=visit.now), ""
    except DomainError as refusal:
        return None, str(refusal)


def _paths(found: Recheck | None) -> dict[str, str]:
    """Where each rule stands in the rule book."""
    if found is None:
        return {}
    book = load_rule_book()
    rules = {one.rule: book.found(one.rule, found.as_of) for one in found.rules}
    return {number: f"/rules#{one.named}" for number, one in rules.items() if one}
