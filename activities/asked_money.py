"""What a check of co-financing is asked, read from the file and the ledgers."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from activities.cofinancing_facts import facts_of
from activities.dossier import Dossier
from activities.money_answer import Answered, still_open
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.body import Agreement
from models.claim import Claim, Purse, Queued, left_for, queue
from models.cofinancing import CofinancingCheck, CofinancingRequest, check
from models.cofinancing_facts import CofinancingFacts
from models.cofinancing_request import Contribution, PlannedAction
from models.commitment import holding
from models.ids import AgreementNumber, BodyCode, CaseId
from models.interest import Interest, InterestState
from models.ledger import HELD, Account
from models.rule_book import Rules


class YearStanding(NamedTuple):
    """An agreement's year as a case finds it."""

    agreement: Agreement
    available: int
    promised: int
    """Reserved, committed or paid to others."""
    own: int
    """What the case holds already, in this year or in one before."""
    project_cap: int | None


class Offered(NamedTuple):
    """What accepted bodies put in, before any agreement is asked."""

    interests: tuple[Interest, ...]
    agreements: Mapping[BodyCode, AgreementNumber]
    facts: CofinancingFacts
    """What the agreement office stated about the case."""

    @property
    def numbers(self) -> list[AgreementNumber]:
        return sorted(
            {
                self.agreements[one.body]
                for one in self.interests
                if one.contribution and one.body in self.agreements
            }
        )


async def ask(unit: UnitOfWork, dossier: Dossier, rules: Rules, on: date) -> Answered:
    """The rules and the agreements' residuals as they stand; years are locked.

    A waiting list is served in rank order, so what an agreement has left for a case
    is what those before it leave.
    """
    offered = await _offered(unit, dossier.case.case)
    claims = await unit.claims.of_corridor(dossier.case.corridor)
    involved = {*offered.numbers, *(claim.agreement for claim in claims)}
    years = {
        number: await _standing(unit, dossier.case.case, number, on.year)
        for number in sorted(involved)  # locked in one order
    }
    bodies = {
        one.body: (await unit.bodies.get(one.body)).kind for one in offered.interests
    }
    unlimited = _request(dossier, offered, years, bodies, on, left=None)
    wants = _by_agreement(unlimited, check(unlimited, rules))
    # What a body that left was given is not this case's any more: it goes back.
    held = {number: one.own for number, one in years.items() if one.own}
    open_ = still_open(wants, held)
    left = {number: one.available for number, one in years.items()}
    before = 0
    if open_:
        # Read again: what was written while we waited for the locks counts.
        line = queue(await unit.claims.of_corridor(dossier.case.corridor))
        asking = _queued(dossier, open_)
        left = left_for(asking, line, _purses(years))
        before = sum(
            one.rank < asking.rank and bool(one.wants.keys() & open_.keys())
            for one in line
            if one.case != asking.case
        )
    asked = _request(dossier, offered, years, bodies, on, left=left)
    answer = check(asked, rules)
    return Answered(
        request=asked,
        answer=answer,
        wants=open_,
        dormant=_dormant(unlimited, wants, rules),
        held=held,
        shares=_by_agreement(asked, answer),
        before=before,
    )


async def keep_claims(unit: UnitOfWork, dossier: Dossier, answered: Answered) -> None:
    """The case joins the waiting list with what it wants now, or once renewed."""
    await unit.claims.drop(dossier.case.case)
    for number, cents in (answered.wants | answered.dormant).items():
        await unit.claims.add(
            Claim(
                case=dossier.case.case,
                agreement=number,
                cents=cents,
                score=dossier.case.score,
                since=dossier.case.opened_at,
            )
        )


def _dormant(
    unlimited: CofinancingRequest, wants: Mapping[AgreementNumber, int], rules: Rules
) -> dict[AgreementNumber, int]:
    renewed = unlimited.model_copy(update={"on": None})
    found = _by_agreement(renewed, check(renewed, rules))
    return {number: cents for number, cents in found.items() if number not in wants}


async def _offered(unit: UnitOfWork, case: CaseId) -> Offered:
    """Accepted bodies, and the agreement frozen in the delivery of each (I5)."""
    current = await unit.rounds.current(case)
    accepted = tuple(
        one
        for one in await unit.interests.of(case)
        if one.state is InterestState.ACCEPTED
    )
    found: dict[BodyCode, AgreementNumber] = {}
    for one in accepted if current else ():
        number = current.number if current else 0
        delivery = await unit.deliveries.find((case, number, one.body))
        if delivery and delivery.agreement:
            found[one.body] = delivery.agreement
    return Offered(accepted, found, await facts_of(unit, case))


async def _standing(
    unit: UnitOfWork, case: CaseId, number: AgreementNumber, year: int
) -> YearStanding:
    opened = await unit.agreements.year(number, year)
    agreement = await unit.agreements.get(number)
    own = (await unit.agreements.held_under(case)).get(number, 0)
    if opened is None:
        return YearStanding(agreement, 0, 0, own, None)
    entries = await unit.agreements.entries(number, year)
    accounts = ledger.balances(entries, opened.budget)
    given = sum(accounts[one] for one in HELD)
    mine = holding(await unit.agreements.own(number, year, case))
    others = given - mine.reserved - mine.committed - mine.paid
    available = accounts[Account.AVAILABLE]
    return YearStanding(agreement, available, others, own, opened.project_cap)


def _request(
    dossier: Dossier,
    offered: Offered,
    years: Mapping[AgreementNumber, YearStanding],
    kinds: Mapping[BodyCode, str],
    on: date,
    *,
    left: Mapping[AgreementNumber, int] | None,
) -> CofinancingRequest:
    """Everything the rules ask that the file knows; what it lacks, they warn of."""
    form, known = dossier.form, offered.facts
    standings = [years[number] for number in offered.numbers]
    caps = [one.project_cap for one in standings if one.project_cap is not None]
    rate = min((one.agreement.rate for one in standings), default=None)
    return CofinancingRequest(
        admissible=form.admissible_cents,
        contributions=tuple(
            _contribution(one, offered, years, kinds, left)
            for one in offered.interests
            if one.contribution and one.body in offered.agreements
        ),
        private=sum(one.private for one in offered.interests),
        other_public=sum(
            one.contribution or 0
            for one in offered.interests
            if one.body not in offered.agreements
        ),
        commercial=form.commercial,
        project_cap=min(caps, default=None),
        rate_numerator=rate.numerator if rate else 1,
        rate_denominator=rate.denominator if rate else 1,
        actions=tuple(
            PlannedAction(
                kind=action.kind,
                cents=action.cost,
                commercial=form.commercial or action.commercial,
            )
            for action in form.accompanying_actions
        ),
        on=on,
        months=_first(known.months, form.duration_months),
        companies_a=known.companies_a,
        universities_b=_first(known.universities_b, form.universities),
        applied_on=known.applied_on,
        call_year=known.call_year,
        copies_agency=known.copies_agency,
        in_priorities=known.in_priorities,
        so_far=known.so_far,
    )


def _first(stated: int | None, written: int | None) -> int | None:
    """The office's word before the form's."""
    return written if stated is None else stated


def _contribution(
    interest: Interest,
    offered: Offered,
    years: Mapping[AgreementNumber, YearStanding],
    kinds: Mapping[BodyCode, str],
    left: Mapping[AgreementNumber, int] | None,
) -> Contribution:
    number = offered.agreements[interest.body]
    standing = years[number]
    return Contribution(
        body=interest.body,
        agreement=number,
        cents=interest.contribution or 0,
        residual=None if left is None else left[number] + standing.own,
        kind=kinds[interest.body],
        favoured=offered.facts.favoured.get(interest.body),
        year_total=standing.promised,
        valid_from=standing.agreement.valid_from,
        valid_to=standing.agreement.valid_to,
    )


def _by_agreement(
    asked: CofinancingRequest, answer: CofinancingCheck
) -> dict[AgreementNumber, int]:
    found: dict[AgreementNumber, int] = {}
    for given, cents in zip(asked.contributions, answer.split, strict=True):
        if cents:
            number = AgreementNumber(given.agreement)
            found[number] = found.get(number, 0) + cents
    return found


def _queued(dossier: Dossier, wants: dict[AgreementNumber, int]) -> Queued:
    return Queued(
        case=dossier.case.case,
        score=dossier.case.score,
        since=dossier.case.opened_at,
        wants=wants,
    )


def _purses(
    years: Mapping[AgreementNumber, YearStanding],
) -> dict[AgreementNumber, Purse]:
    return {
        number: Purse(
            one.available, one.agreement.shortage, strict=one.agreement.strict_rank
        )
        for number, one in years.items()
    }
