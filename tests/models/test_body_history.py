"""What a body was called, and what two bodies promised that became one (X22)."""

from datetime import UTC, datetime, timedelta

from models.body import AddressHealth, Body
from models.body_history import FormerName, as_of, merged, renamed
from models.ids import BodyCode, CaseId, CorridorCode
from models.interest import Interest, InterestState

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
BODY = Body(
    code=BodyCode("IT-57"),
    corridor=CorridorCode("IT-RU"),
    kind="region",
    name="Terza",
    country="IT",
    language="it",
    email="tre@marca.example",
    health=AddressHealth.BAD,
    silences=2,
)


def former(name: str, days: int) -> FormerName:
    return FormerName(
        body=BODY.code,
        until=NOW + timedelta(days=days),
        name=name,
        email=f"{name.lower()}@marca.example",
    )


def interest(state: InterestState, rank: int, **more: object) -> Interest:
    given = {"case": CaseId("c"), "body": "IT-57", "received_at": NOW, "rank": rank}
    return Interest.model_validate({**given, "state": state, **more})


def test_name_is_that_of_the_day():
    names = (former("Seconda", 20), former("Prima", 10))

    found = [as_of(BODY, names, NOW + timedelta(days=day)).name for day in (0, 10, 25)]

    assert found == ["Prima", "Seconda", "Terza"]


def test_new_address_has_given_no_trouble():
    after = renamed(BODY, name=None, email="nuova@marca.example", second_email=None)

    assert (after.health, after.silences, after.name) == (
        AddressHealth.GOOD,
        0,
        "Terza",
    )


def test_same_address_keeps_its_health():
    after = renamed(BODY, name="Quarta", email="TRE@marca.example", second_email=None)

    assert (after.health, after.silences, after.name) == (
        AddressHealth.BAD,
        2,
        "Quarta",
    )


def test_merged_interest_keeps_the_better_place_and_both_promises():
    old = interest(InterestState.ACCEPTED, 1, contribution=700, private=1)
    own = interest(
        InterestState.RESERVE,
        2,
        body="IT-34",
        contribution=300,
        private=2,
        received_at=NOW - timedelta(days=1),
    )

    found = merged(old, own)

    assert found == own.model_copy(
        update={
            "state": InterestState.ACCEPTED,
            "rank": 1,
            "contribution": 1000,
            "private": 3,
        }
    )


def test_merged_interest_promises_nothing_when_nobody_did():
    old = interest(InterestState.RECEIVED, 0)

    assert merged(old, old).contribution is None
