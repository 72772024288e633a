"""Acts on promised money, on the real databases."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from models.commitment_record import CommitmentState
from models.errors import DomainError
from models.ids import AgreementNumber
from runtime.money_desk import MoneyDesk
from store.unit_of_work import SqlUnits
from tests.store.money_world import (
    BUDGET,
    COST,
    CUP,
    HALF,
    O1,
    O2,
    SECOND,
    Treasury,
)
from tests.store.samples import AGREEMENT, BODIES, NOW, case

CASE = case().case


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    made = Treasury(units)
    await made.furnish()
    return made


async def test_money_goes_from_reserve_to_the_last_cent(treasury: Treasury) -> None:
    await treasury.reserved()
    assert await treasury.accounts() == {"available": BUDGET - HALF, "reserved": HALF}

    await treasury.committed(CASE)
    assert await treasury.accounts() == {"available": BUDGET - HALF, "committed": HALF}

    await treasury.desk().pay(CASE, AGREEMENT, 1_000_000, order="M-1")
    treasury.now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    ended, received = date(2026, 9, 30), date(2026, 11, 20)
    await treasury.desk().report(
        CASE, AGREEMENT, COST // 2, ended_on=ended, received_on=received
    )
    with pytest.raises(DomainError, match=r"20,000\.00 EUR are to be paid .* --order"):
        await treasury.desk().settle(CASE, AGREEMENT, "")
    with pytest.raises(DomainError, match="Order M-1 is booked already"):
        await treasury.desk().settle(CASE, AGREEMENT, "", order="M-1")
    settled = await treasury.desk().settle(CASE, AGREEMENT, "", order="M-2")

    # The act bears half of the cost, so half of half of it is due.
    assert settled.cents == HALF // 2 - 1_000_000
    assert await treasury.accounts() == {
        "available": BUDGET - HALF // 2,
        "paid": HALF // 2,
    }
    [one] = await commitments(treasury)
    assert (one.state, one.late, one.to_recover) == (CommitmentState.SETTLED, False, 0)


async def commitments(treasury: Treasury):
    async with treasury.units.read() as unit:
        return await unit.commitments.of(CASE)


async def test_act_for_less_gives_the_rest_back(treasury: Treasury) -> None:
    await treasury.reserved()

    await commit(treasury.desk(), cents=HALF - 1)

    assert await treasury.accounts() == {
        "available": BUDGET - HALF + 1,
        "committed": HALF - 1,
    }


async def commit(desk: MoneyDesk, **changes: object) -> object:
    given: dict[str, object] = {
        "number": "7/2026",
        "signed_on": NOW.date(),
        "cup": CUP,
        "companies_benefit": False,
        "requester": O2,
        "reason": "The convention is signed.",
    }
    under = str(changes.pop("under", AGREEMENT))
    return await desk.commit(CASE, under, **(given | changes))  # type: ignore[arg-type]


Act = Callable[[Treasury], Awaitable[object]]
UNKNOWN = AgreementNumber("XX-1")
TOMORROW = NOW.date() + timedelta(days=1)
REFUSED_COMMITS: dict[str, tuple[dict[str, object], str]] = {
    "same-person": ({"requester": O1}, "four eyes"),
    "above-the-reservation": ({"cents": HALF + 1}, "more than the 60,000.00 EUR"),
    "nothing": ({"cents": 0}, "more than zero"),
    "negative": ({"cents": -1}, "zero or more|more than zero"),
    "short-cup": ({"cup": "B12"}, "15 letters and digits"),
    "no-cor": ({"companies_benefit": True}, "aid is registered before the act"),
    "wrong-cor": ({"companies_benefit": True, "cor": "ü!"}, "register of aid"),
    "no-number": ({"number": " "}, "--act is blank; write it."),
    "decimal-rate": ({"rate": "0.5"}, "never a decimal"),
    "rate-above-one": ({"rate": "3/2"}, "at most 1"),
    "signed-tomorrow": ({"signed_on": TOMORROW}, "still to come"),
    "unknown-agreement": ({"under": UNKNOWN}, "no agreement XX-1"),
    "nobody-asks": ({"requester": "Anna"}, "nobody who can ask"),
}


@pytest.mark.parametrize("name", REFUSED_COMMITS)
async def test_wrong_commitment_is_refused_in_words_and_changes_nothing(
    treasury: Treasury, name: str
) -> None:
    changes, words = REFUSED_COMMITS[name]
    await treasury.reserved()
    before = await treasury.record()

    with pytest.raises(DomainError, match=words):
        await commit(treasury.desk(), **changes)

    assert await treasury.record() == before
    assert await commitments(treasury) == []


async def test_commitment_under_an_expired_agreement_is_refused(
    treasury: Treasury,
) -> None:
    await treasury.reserved()
    treasury.now = datetime(2028, 1, 1, 12, tzinfo=UTC)
    before = await treasury.record()

    with pytest.raises(DomainError, match=r"not on 2028-01-01: renew it first"):
        await commit(treasury.desk())

    assert await treasury.record() == before


async def test_second_act_under_an_agreement_is_refused(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)

    with pytest.raises(DomainError, match="nothing in reserve"):
        await commit(treasury.desk(), number="8/2026")


async def test_act_number_is_used_once(treasury: Treasury) -> None:
    await treasury.reserved(1)
    await treasury.reserved(2)
    await treasury.committed(case(2).case)

    with pytest.raises(DomainError, match="entered already"):
        await commit(treasury.desk())


async def test_payment_order_is_paid_once(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    await treasury.desk().pay(CASE, AGREEMENT, 5, order="M-1")
    before = await treasury.record()

    with pytest.raises(DomainError, match="M-1 is booked already"):
        await treasury.desk().pay(CASE, AGREEMENT, 5, order="M-1")

    assert await treasury.record() == before


@pytest.mark.parametrize(
    ("cents", "words"), [(HALF + 1, "more than"), (0, "more than zero"), (-5, "zero")]
)
async def test_wrong_payment_is_refused_and_changes_nothing(
    treasury: Treasury, cents: int, words: str
) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    before = await treasury.record()

    with pytest.raises(DomainError, match=words):
        await treasury.desk().pay(CASE, AGREEMENT, cents, order="M-1")

    assert await treasury.record() == before


async def test_nothing_is_paid_before_the_act(treasury: Treasury) -> None:
    await treasury.reserved()

    with pytest.raises(DomainError, match="Nothing is promised"):
        await treasury.desk().pay(CASE, AGREEMENT, 5, order="M-1")


async def test_settlement_needs_the_report(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)

    with pytest.raises(DomainError, match="no report of costs"):
        await treasury.desk().settle(CASE, AGREEMENT, "")


async def test_late_report_is_marked(treasury: Treasury) -> None:
    """60 calendar days from 30 September end on Sunday, 29 November."""
    await treasury.reserved()
    await treasury.committed(CASE)
    treasury.now = datetime(2026, 12, 5, tzinfo=UTC)
    late = []
    for day in (30, 1):
        received = date(2026, 11 if day == 30 else 12, day)
        await treasury.desk().report(
            CASE, AGREEMENT, COST, ended_on=date(2026, 9, 30), received_on=received
        )
        [one] = await commitments(treasury)
        late.append(one.late)

    assert late == [False, True]


async def test_revoked_money_comes_back_and_the_other_body_is_asked(
    treasury: Treasury,
) -> None:
    await treasury.second_agreement()
    offers = {
        BODIES[0]: (AGREEMENT, HALF // 2),
        BODIES[1]: (SECOND, HALF // 2),
    }
    await treasury.reserved(offers=offers)
    await treasury.committed(CASE)
    await treasury.desk().pay(CASE, AGREEMENT, 100, order="M-1")

    revoked = await treasury.desk().revoke(CASE, AGREEMENT, "The region withdrew.")
    owed = await treasury.accounts()
    asked = await treasury.tasks(CASE)
    await treasury.desk().recover(CASE, AGREEMENT, 100, order="R-1")

    assert revoked.to_recover == 100
    assert owed == {"available": BUDGET - 100, "paid": 100}
    assert sorted(asked) == ["partner-fell", "recovery"]
    assert await treasury.accounts() == {"available": BUDGET}
    assert await treasury.accounts(SECOND) == {
        "available": BUDGET - HALF // 2,
        "reserved": HALF // 2,
    }
    assert await treasury.tasks(CASE) == ["partner-fell"]


async def test_more_than_is_owed_is_not_recovered(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    await treasury.desk().pay(CASE, AGREEMENT, 100, order="M-1")
    await treasury.desk().revoke(CASE, AGREEMENT, "withdrawn")

    with pytest.raises(DomainError, match=r"more than the 1\.00 EUR"):
        await treasury.desk().recover(CASE, AGREEMENT, 101, order="R-1")


async def test_money_given_back_after_the_year_lapses(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    treasury.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # 2027 in Rome

    await treasury.desk().revoke(CASE, AGREEMENT, "withdrawn")

    assert await treasury.accounts() == {"available": BUDGET - HALF, "lapsed": HALF}


async def test_dry_run_says_what_moves_and_moves_nothing(treasury: Treasury) -> None:
    await treasury.reserved()
    before = await treasury.record()
    desk = treasury.desk(dry=True)

    await commit(desk)

    assert desk.foreseen is not None
    told = [(one.credit, one.debit, one.cents) for one in desk.foreseen.money]
    assert told == [("reserved", "committed", HALF)]
    assert await treasury.record() == before
    assert (treasury.calls.cases, treasury.calls.money) == ([], [])
