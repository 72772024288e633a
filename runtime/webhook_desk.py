"""Where webhooks are entered, paused, resumed, replayed and removed."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from activities.tasks import close_tasks
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import Actor, register_stream
from models.task import TaskKind
from models.webhook import (
    SECRET_SIZE,
    Delivery,
    Place,
    Webhook,
    WebhookState,
    read_secret,
    written_secret,
)
from runtime.web_address import Gate, target_of
from runtime.webhook_keys import WebhookKeys
from store.unit_of_work import SqlUnitOfWork, SqlUnits

_SHOWN = 50


class Entered(Frozen):
    """`secret` is there only where it was made: it is not shown again."""

    webhook: Webhook
    secret: str | None


class ShownWebhook(Frozen):
    """`last` is the end of the record: there it has been told everything."""

    webhook: Webhook
    place: Place
    last: int


class WebhookDesk:
    def __init__(
        self,
        *,
        units: SqlUnits,
        keys: WebhookKeys,
        actor: Actor,
        gate: Gate | None = None,
        named: Callable[[], str] = lambda: f"w{secrets.token_hex(4)}",
    ) -> None:
        self._units = units
        self._keys = keys
        self._actor = actor
        self._gate = gate or Gate()
        self._named = named

    async def add(self, url: str, secret: str | None, *, now: datetime) -> Entered:
        """Send every act from now on; the first one tells of this.

        Raises:
            DomainError: the address leads where none may, or the secret cannot sign.
        """
        await self._gate.addresses(target_of(url))
        key = (
            secrets.token_bytes(SECRET_SIZE) if secret is None else read_secret(secret)
        )
        hook = Webhook(
            webhook=self._named(),
            url=url,
            state=WebhookState.ACTIVE,
            since=now,
            changed_at=now,
        )
        self._keys.keep(hook.webhook, key)
        try:
            async with self._units.write(now) as unit:
                await unit.webhooks.add(hook)
                last = await unit.webhooks.last()
                await unit.webhook_places.add(Place(webhook=hook.webhook, cursor=last))
                await self._note(unit, hook, now, host=target_of(url).host)
        except BaseException:
            self._keys.drop(hook.webhook)
            raise
        return Entered(
            webhook=hook, secret=written_secret(key) if secret is None else None
        )

    async def pause(self, webhook: str, *, now: datetime) -> Webhook:
        """Send nothing until it is resumed; nothing is lost."""
        async with self._units.write(now) as unit:
            await _standing(unit, webhook)
            return await self._turn(unit, webhook, WebhookState.PAUSED, now)

    async def resume(self, webhook: str, *, now: datetime) -> Webhook:
        """Go on at once where it stopped, also if it is failing."""
        async with self._units.write(now) as unit:
            await _standing(unit, webhook)
            hook = await self._turn(unit, webhook, WebhookState.ACTIVE, now)
            place = await _place(unit, webhook)
            await unit.webhook_places.save(place.at(place.cursor, place.within))
            return hook

    async def remove(self, webhook: str, *, now: datetime) -> Webhook:
        """Send nothing ever again; its secret is destroyed."""
        async with self._units.write(now) as unit:
            await _standing(unit, webhook)
            hook = await self._turn(unit, webhook, WebhookState.REMOVED, now)
        self._keys.drop(webhook)
        return hook

    async def replay(self, webhook: str, after: int, *, now: datetime) -> Webhook:
        """Send everything after a cursor, whether it was sent before or not.

        Raises:
            DomainError: the record ends before that cursor.
        """
        async with self._units.write(now) as unit:
            hook = await _standing(unit, webhook)
            last = await unit.webhooks.last()
            if after > last:
                raise DomainError(
                    f"The record ends at {last}, before the cursor {after}: give "
                    "--after a cursor it gave, or 0 for all."
                )
            place = await _place(unit, webhook)
            await unit.webhook_places.save(place.at(after))
            await self._note(unit, hook, now, after=after)
            return hook

    async def all(self) -> Sequence[ShownWebhook]:
        async with self._units.read() as unit:
            last = await unit.webhooks.last()
            return [
                ShownWebhook(
                    webhook=hook,
                    place=await unit.webhook_places.find(hook.webhook)
                    or Place(webhook=hook.webhook, cursor=0),
                    last=last,
                )
                for hook in await unit.webhooks.all()
            ]

    async def deliveries(self, webhook: str) -> Sequence[Delivery]:
        """The latest, the last one first."""
        async with self._units.read() as unit:
            await unit.webhooks.get(webhook)
            return await unit.webhook_deliveries.of(webhook, _SHOWN)

    async def _turn(
        self, unit: SqlUnitOfWork, webhook: str, state: WebhookState, now: datetime
    ) -> Webhook:
        """What waited for a person waits no more."""
        known = await unit.webhooks.get(webhook)
        hook = known.model_copy(update={"state": state, "changed_at": now})
        await unit.webhooks.save(hook)
        await self._note(unit, hook, now)
        await close_tasks(
            unit,
            stream=register_stream("webhook", webhook),
            kinds=(TaskKind.WEBHOOK_PAUSED,),
            by=self._actor,
            at=now,
        )
        return hook

    async def _note(
        self, unit: SqlUnitOfWork, hook: Webhook, now: datetime, **told: Any
    ) -> None:
        """Of the address only the host: the path may be a credential."""
        await unit.events.append(
            stream=register_stream("webhook", hook.webhook),
            kind=EventKind.REGISTER_KEPT,
            actor=self._actor,
            at=now,
            body={"webhook": hook.webhook, "state": hook.state, **told},
        )


async def _standing(unit: SqlUnitOfWork, webhook: str) -> Webhook:
    hook = await unit.webhooks.get(webhook)
    if hook.state is WebhookState.REMOVED:
        raise DomainError(
            f"Webhook {webhook} was removed, and its secret with it: enter its address "
            "anew with `starter.py webhook add`."
        )
    return hook


async def _place(unit: SqlUnitOfWork, webhook: str) -> Place:
    """Without one, as after a table was emptied, all is told anew: never a gap."""
    known = await unit.webhook_places.find(webhook)
    if known is None:
        known = Place(webhook=webhook, cursor=0)
        await unit.webhook_places.add(known)
    return known
