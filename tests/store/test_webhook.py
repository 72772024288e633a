"""Webhooks in the store: who is behind, how deliveries are kept, and what is hidden."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from models.webhook import Behind, Delivery, Place, Webhook, WebhookState
from store.engine import reading
from store.unit_of_work import SqlUnits
from tests.store.test_feed import act

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
HIDDEN = "https://receiver.example/credential-in-the-path"


def hook(name: str, state: WebhookState = WebhookState.ACTIVE) -> Webhook:
    return Webhook(webhook=name, url=HIDDEN, state=state, since=AT, changed_at=AT)


async def enter(units: SqlUnits, *hooks: Webhook, cursor: int = 0) -> None:
    async with units.write(AT) as unit:
        for one in hooks:
            await unit.webhooks.add(one)
            await unit.webhook_places.add(Place(webhook=one.webhook, cursor=cursor))


async def records(units: SqlUnits) -> int:
    async with units.read() as unit:
        return await unit.webhooks.last()


def delivery(number: int, *, taken: bool = True) -> Delivery:
    return Delivery(
        webhook="w1",
        message=f"act_{number}",
        cursor=number,
        attempts=1,
        at=AT + timedelta(seconds=number),
        status=204 if taken else 0,
        problem="" if taken else "It did not answer within 15 s.",
        taken_at=AT if taken else None,
    )


async def test_behind_are_the_active_that_were_not_told_all(units: SqlUnits) -> None:
    paused = hook("w2", WebhookState.PAUSED)
    await enter(units, hook("w1"), paused, hook("w3", WebhookState.REMOVED), hook("w4"))
    await act(units, "a")
    async with units.write(AT) as unit:
        place = await unit.webhook_places.get("w4")
        await unit.webhook_places.save(place.at(2))

    async with units.read() as unit:
        assert await unit.webhooks.behind(AT) == [Behind(webhook="w1", last=2)]


async def test_pause_after_failing_is_not_disturbed(units: SqlUnits) -> None:
    await enter(units, hook("w1"))
    async with units.write(AT) as unit:
        place = (await unit.webhook_places.get("w1")).failed(AT)
        await unit.webhook_places.save(place)
    assert place.due is not None

    async with units.read() as unit:
        before = await unit.webhooks.behind(place.due - timedelta(seconds=1))
        after = await unit.webhooks.behind(place.due)

    assert (before, after) == ([], [Behind(webhook="w1", last=1)])


async def test_telling_makes_no_record_to_tell_of(units: SqlUnits) -> None:
    await enter(units, hook("w1"))
    before = await records(units)

    async with units.write(AT) as unit:
        place = await unit.webhook_places.get("w1")
        await unit.webhook_places.save(place.failed(AT))
        await unit.webhook_deliveries.keep(delivery(1))
        await unit.webhook_deliveries.forget("w1", 0)

    async with units.read() as unit:
        assert await unit.webhook_places.get("w1") == place.failed(AT)
    assert await records(units) == before


async def test_deliveries_count_attempts_and_are_forgotten(units: SqlUnits) -> None:
    await enter(units, hook("w1"), hook("w2"))
    async with units.write(AT) as unit:
        told = unit.webhook_deliveries
        await told.keep(delivery(1))
        await told.keep(delivery(3, taken=False))
    async with units.write(AT) as unit:
        told = unit.webhook_deliveries
        await told.keep(delivery(3))
        await told.keep(delivery(2))
        await told.keep(delivery(2).model_copy(update={"webhook": "w2"}))
        await told.forget("w1", 1)

    async with units.read() as unit:
        found = await unit.webhook_deliveries.of("w1", 10)
        other = await unit.webhook_deliveries.of("w2", 10)

    twice = delivery(3).model_copy(update={"attempts": 2})
    assert found == [twice, delivery(2)]
    assert [one.message for one in other] == ["act_2"]


async def test_address_stands_in_no_record_of_the_chronicle(units: SqlUnits) -> None:
    await enter(units, hook("w1"))

    async with reading(units.engine) as opened:
        told = await opened.connection.execute(text("SELECT changes FROM chronicle"))
        kept = await opened.connection.execute(text("SELECT value FROM personal"))

    assert "credential" not in " ".join(told.scalars())
    assert HIDDEN in " ".join(kept.scalars())
