"""Acts told to a webhook, one request each, in order, each at least once.

A delivery is no act and no effect: what it changes is how far the webhook was told,
and that is compared before it is moved. Only a pause is an act, and ends the telling.
"""

from datetime import datetime
from itertools import islice
from typing import Final

from temporalio import activity

from activities.feed_ports import Courier, Feed
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork, Units
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import SYSTEM, register_stream
from models.task import TaskKind
from models.webhook import (
    KEPT,
    Answer,
    Delivery,
    Place,
    Step,
    Webhook,
    WebhookState,
    body_of,
    message_id,
    steps,
)

PAGE: Final = 20
"""Acts of one activity: with slow receivers it still ends within minutes."""


class TellWebhook(Frozen):
    webhook: str
    at: datetime


class WebhookTold(Frozen):
    """`more`: go on at once; `due`: not before then; `ended`: it is active no more."""

    more: bool = False
    due: datetime | None = None
    ended: bool = False


class FeedActivities:
    def __init__(self, *, units: Units, feed: Feed, courier: Courier) -> None:
        self._units = units
        self._feed = feed
        self._courier = courier

    @activity.defn(name="tell_webhook")
    async def tell_webhook(self, request: TellWebhook) -> WebhookTold:
        """Go on where the webhook was told last, until there is no more or it fails."""
        async with self._units.read() as unit:
            hook = await unit.webhooks.find(request.webhook)
            place = await unit.webhook_places.find(request.webhook)
        if hook is None or place is None or hook.state is not WebhookState.ACTIVE:
            return WebhookTold(ended=True)
        if place.due is not None and place.due > request.at:
            return WebhookTold(due=place.due)
        try:
            return await self._tell(hook, place, request.at)
        except DomainError as refusal:
            # No key, or no record to tell from: trying again changes nothing.
            async with self._units.write(request.at) as unit:
                await _pause(unit, hook.webhook, str(refusal), request.at)
            return WebhookTold(ended=True)

    async def _tell(self, hook: Webhook, place: Place, at: datetime) -> WebhookTold:
        page = await self._feed.page(after=place.cursor, limit=PAGE)
        for step in islice(steps(place, page), PAGE):
            activity.heartbeat()
            message = message_id(step.item)
            answer = await self._courier.carry(hook, message, body_of(step.item))
            after = step.after if answer.taken else place.failed(at)
            async with self._units.write(at) as unit:
                if not await _stands(unit, place):
                    return WebhookTold(more=True)
                await unit.webhook_places.save(after)
                await unit.webhook_deliveries.keep(_told(hook, step, answer, at))
                if answer.gone or after.given_up(at):
                    await _pause(unit, hook.webhook, _why(after, answer), at)
                    return WebhookTold(ended=True)
            if not answer.taken:
                return WebhookTold(due=after.due)
            place = after
        if place.within:
            return WebhookTold(more=True)  # a large commit, told in parts
        async with self._units.write(at) as unit:
            if await _stands(unit, place):
                await unit.webhook_places.save(place.at(page.next))
                until = page.next - KEPT
                await unit.webhook_deliveries.forget(hook.webhook, until)
                return WebhookTold(more=page.more)
        return WebhookTold(more=True)


async def _stands(unit: UnitOfWork, place: Place) -> bool:
    """Whether nobody has told further, replayed or stopped it meanwhile."""
    hook = await unit.webhooks.get(place.webhook)
    standing = await unit.webhook_places.get(place.webhook)
    return standing == place and hook.state is WebhookState.ACTIVE


async def _pause(unit: UnitOfWork, webhook: str, why: str, at: datetime) -> None:
    """Once: who comes second finds it paused."""
    hook = await unit.webhooks.get(webhook)
    if hook.state is not WebhookState.ACTIVE:
        return
    paused = {"state": WebhookState.PAUSED, "changed_at": at}
    await unit.webhooks.save(hook.model_copy(update=paused))
    stream = register_stream("webhook", webhook)
    await unit.events.append(
        stream=stream,
        kind=EventKind.REGISTER_KEPT,
        actor=SYSTEM,
        at=at,
        reason=why,
        body={"webhook": webhook, "state": WebhookState.PAUSED},
    )
    await open_task(
        unit,
        stream=stream,
        kind=TaskKind.WEBHOOK_PAUSED,
        at=at,
        detail=f"Webhook {webhook} is sent nothing any more. {why} Once its receiver "
        f"is in order: `starter.py webhook resume {webhook}`, which goes on where it "
        f"stopped; else `starter.py webhook remove {webhook}`.",
    )


def _why(place: Place, answer: Answer) -> str:
    if answer.gone:
        return "Its receiver answers 410: it wants no more."
    return f"For three days none of {place.attempts} attempts was taken. Last: " + (
        answer.sentence
    )


def _told(hook: Webhook, step: Step, answer: Answer, at: datetime) -> Delivery:
    return Delivery(
        webhook=hook.webhook,
        message=message_id(step.item),
        cursor=step.item.cursor,
        attempts=1,
        at=at,
        status=answer.status,
        problem="" if answer.taken else answer.sentence,
        taken_at=at if answer.taken else None,
    )
