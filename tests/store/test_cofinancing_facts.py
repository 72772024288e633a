"""Each rule decides once its facts are stated, and says which it lacks until then."""

from typing import Any

import pytest

from models.cofinancing import Outcome
from models.errors import DomainError
from models.ids import CaseId
from runtime.facts_desk import FactsDesk
from runtime.recheck import Recheck, RecheckedRule, recheck
from store.unit_of_work import SqlUnits
from tests.store.money_world import BOOK, COST, HALF, Treasury
from tests.store.samples import AGREEMENT, BODIES, NOW

PASSED, LIMITED = Outcome.PASSED, Outcome.LIMITED
REFUSED, WARNED = Outcome.REFUSED, Outcome.WARNED
BODY = BODIES[0]
Facts = dict[str, Any]

UNIVERSITY: Facts = {"months": 18, "companies_a": 1, "universities_b": 1}
JANUARY: Facts = {"applied_on": "2026-01-20", "call_year": 2026}
FAIR = {
    "accompanying_actions": [
        {"kind": "fair", "cost": 20_000},
        {"kind": "training", "cost": 100_000},
    ]
}
SPENT = {"so_far": {"R7": 0}}
ALL_SPENT = {"so_far": {"R7": 200_000_000}}
"""2,000,000 euro: what all fairs get in a year."""


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    return Treasury(units)


async def filed(
    treasury: Treasury, kind: str, *, gives: int = HALF, form: Facts | None = None
) -> CaseId:
    await treasury.furnish()
    async with treasury.units.write() as unit:
        body = await unit.bodies.get(BODY)
        await unit.bodies.save(body.model_copy(update={"kind": kind}))
    return await treasury.file(offers={BODY: (AGREEMENT, gives)}, form=form)


def desk(treasury: Treasury, *, dry: bool = False) -> FactsDesk:
    return FactsDesk(
        units=treasury.units,
        book=BOOK,
        actor="agreement-office:o1",
        now=NOW,
        peers=None if dry else treasury.calls,
    )


async def state(treasury: Treasury, case: CaseId, **facts: Any) -> Recheck:
    return await desk(treasury).state(case, "the application", **facts)


def line(found: Recheck, rule: str) -> RecheckedRule:
    return next(one for one in found.rules if one.rule == rule)


UNSAID: Facts = {"duration_months": None}
UNKNOWN: dict[str, tuple[str, Facts, tuple[str, ...]]] = {
    "R6": ("university", UNSAID, ("months", "companies_a", "universities_b")),
    "R7": ("region", FAIR, ("so_far.R7", "applied_on")),
    "R8": ("sme-grouping", {}, ("contributions.favoured",)),
    "R10": ("chamber-abroad", {}, ("applied_on",)),
    "R11": ("region", {}, ("in_priorities",)),
    "R12": ("region", {}, ("copies_agency",)),
}


@pytest.mark.parametrize("rule", UNKNOWN)
async def test_rule_without_its_facts_warns_and_names_them(
    treasury: Treasury, rule: str
) -> None:
    kind, form, missing = UNKNOWN[rule]
    case = await filed(treasury, kind, form=form)

    found = line(await read(treasury, case), rule)

    assert (found.outcome, found.missing) == (WARNED, missing)
    assert found.detail == f"Not judged in full: give {' and '.join(missing)}."


async def read(treasury: Treasury, case: CaseId) -> Recheck:
    return await recheck(treasury.units, case, BOOK, as_of=None, now=NOW)


HARD: dict[str, tuple[str, str, Facts, Facts, Outcome, int]] = {
    "R6 met": ("R6", "university", {}, UNIVERSITY, PASSED, HALF),
    "R6 long": ("R6", "university", {}, UNIVERSITY | {"months": 19}, REFUSED, 0),
    "R6 no company": (
        *("R6", "university", {}, UNIVERSITY | {"companies_a": 0}, REFUSED, 0),
    ),
    "R6 no university": (
        *("R6", "university", {}, UNIVERSITY | {"universities_b": 0}, REFUSED, 0),
    ),
    "R7 met": ("R7", "region", FAIR, JANUARY | SPENT, PASSED, HALF),
    "R7 late": (
        *("R7", "region", FAIR),
        *({"applied_on": "2025-08-01", "call_year": 2025} | SPENT, REFUSED, 0),
    ),
    "R7 not entitled": ("R7", "university", FAIR, JANUARY | SPENT, REFUSED, 0),
    "R7 spent": ("R7", "region", FAIR, JANUARY | ALL_SPENT, LIMITED, 5_000_000),
    "R10 met": ("R10", "chamber-abroad", {}, JANUARY, PASSED, HALF),
    "R10 late": (
        *("R10", "chamber-abroad", {}),
        *({"applied_on": "2026-02-02", "call_year": 2026}, REFUSED, 0),
    ),
    "R12 met": ("R12", "region", {}, {"copies_agency": False}, PASSED, HALF),
    "R12 copy": ("R12", "region", {}, {"copies_agency": True}, REFUSED, 0),
    "R12 commercial grouping": (
        *("R12", "sme-grouping", {"commercial": True}),
        *({"copies_agency": False}, REFUSED, 0),
    ),
}


@pytest.mark.parametrize("name", HARD)
async def test_hard_rule_decides_with_its_facts(treasury: Treasury, name: str) -> None:
    rule, kind, form, facts, outcome, ministry = HARD[name]
    case = await filed(treasury, kind, form=form)

    found = await state(treasury, case, **facts)

    assert (line(found, rule).outcome, line(found, rule).missing) == (outcome, ())
    assert found.ministry == ministry
    assert (rule in found.blocks) == (outcome is REFUSED)
    assert (rule in found.limits) == (outcome is LIMITED)
    assert rule not in found.warnings


@pytest.mark.parametrize(
    ("favoured", "outcome", "ministry"),
    [(True, PASSED, 8_400_000), (False, LIMITED, 6_000_000)],
)
async def test_grouping_of_a_favoured_area_gets_seventy_percent(
    treasury: Treasury, *, favoured: bool, outcome: Outcome, ministry: int
) -> None:
    """R8 of 120,000 euro, of which the grouping itself bears 36,000."""
    case = await filed(treasury, "sme-grouping", gives=COST * 3 // 10)

    found = await state(treasury, case, favoured={BODY: favoured})

    assert (line(found, "R8").outcome, line(found, "R8").missing) == (outcome, ())
    assert found.ministry == ministry


@pytest.mark.parametrize(
    ("in_priorities", "outcome"), [(True, PASSED), (False, WARNED)]
)
async def test_soft_rule_speaks_and_never_blocks(
    treasury: Treasury, *, in_priorities: bool, outcome: Outcome
) -> None:
    case = await filed(treasury, "region")

    found = await state(treasury, case, in_priorities=in_priorities)

    assert (line(found, "R11").outcome, line(found, "R11").missing) == (outcome, ())
    assert (found.status, found.ministry) == ("FULL", HALF)
    assert (found.blocks, found.limits) == ((), ())


async def test_form_tells_months_and_universities_and_the_office_corrects_them(
    treasury: Treasury,
) -> None:
    form = {"duration_months": 18, "universities": 1}
    case = await filed(treasury, "university", form=form)

    written = line(await read(treasury, case), "R6")
    met = await state(treasury, case, companies_a=2)
    longer = await state(treasury, case, months=24)

    assert (written.outcome, written.missing) == (WARNED, ("companies_a",))
    assert line(met, "R6").outcome is PASSED
    assert line(longer, "R6").detail == (
        "months: 24 are more than 18; shorten the project."
    )


async def test_one_commercial_action_needs_its_private_half(treasury: Treasury) -> None:
    """R4 of each action: 20,000 of 120,000 are commercial, and nobody gives 10,000."""
    actions = [
        {"kind": "outward_mission", "cost": 20_000, "commercial": True},
        {"kind": "training", "cost": 100_000},
    ]
    case = await filed(treasury, "region", form={"accompanying_actions": actions})

    found = line(await read(treasury, case), "R4")

    assert (found.outcome, found.missing) == (REFUSED, ())


async def test_procedure_decides_by_the_facts_stated(treasury: Treasury) -> None:
    case = await filed(treasury, "region")
    await state(treasury, case, copies_agency=True)

    checked = await treasury.check(case)

    async with treasury.units.read() as unit:
        events = await unit.events.of(f"proposal/{case}")
        [task] = await unit.tasks.open_of(f"proposal/{case}")
    bodies = {one.kind.value: one.body for one in events}
    assert bodies["cofinancing.stated"] == {"copies_agency": True}
    told = bodies["cofinancing.checked"]
    assert (checked.status, checked.ministry) == ("REFUSED_BY_RULE", 0)
    assert (told["blocked_by"], told["warned_by"]) == (["R12"], ["R11"])
    assert "Not known: --priority (R11)." in task.detail


async def test_later_statement_replaces_what_it_names_and_nothing_else(
    treasury: Treasury,
) -> None:
    case = await filed(treasury, "university")
    await state(treasury, case, **UNIVERSITY)

    found = await state(treasury, case, months=24)

    assert found.blocks == ("R6",)
    assert line(found, "R6").missing == ()


async def test_waiting_case_looks_again(treasury: Treasury) -> None:
    case = await filed(treasury, "region")
    await state(treasury, case, copies_agency=True)
    await treasury.check(case)
    await treasury.wait(case)
    treasury.calls.cases.clear()

    await state(treasury, case, copies_agency=False)

    assert treasury.calls.cases == [case]
    assert (await treasury.reserve(case)).cents == HALF


async def test_dry_statement_tells_and_keeps_nothing(treasury: Treasury) -> None:
    case = await filed(treasury, "region")
    before = await treasury.record()

    found = await desk(treasury, dry=True).state(case, "", copies_agency=True)

    assert found.blocks == ("R12",)
    assert await treasury.record() == before
    assert (await read(treasury, case)).blocks == ()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "No fact is stated"),
        ({"months": 0}, "--months must be at least 1; raise it."),
        ({"applied_on": "2030-01-01"}, "--applied-on: 2030-01-01 has not come yet"),
        (
            {"favoured": {"XX": True}},
            "--favoured: XX is not among the interested bodies",
        ),
        (
            {"so_far": {"R1": 5}},
            "--call-spent: R1 is not among the rules with a call's",
        ),
    ],
)
async def test_fact_that_cannot_be_is_refused_and_changes_nothing(
    treasury: Treasury, facts: Facts, sentence: str
) -> None:
    case = await filed(treasury, "region")
    before = await treasury.record()

    with pytest.raises(DomainError) as refused:
        await state(treasury, case, **facts)

    assert str(refused.value).startswith(sentence)
    assert await treasury.record() == before
