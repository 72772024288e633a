"""What the seals leave outside the record: the published file, and time stamps."""

from datetime import datetime

from temporalio import activity

from activities.effects import Done, Effect, EffectRunner
from activities.seal import closed
from activities.seal_ports import Publication, TimeStamper
from activities.unit_of_work import UnitOfWork
from models.event import EventKind, instant
from models.frozen import Frozen
from models.ids import SEAL_STREAM
from models.seal import SealStamp, published
from models.task import TaskKind


class PublishSeals(Frozen):
    at: datetime


class Published(Frozen):
    """How many lines the published copy has."""

    lines: int


class StampSeal(Effect):
    number: int


class SealCopyActivities:
    """Neither holds up a seal: it stands before they begin."""

    def __init__(
        self,
        *,
        effects: EffectRunner,
        publication: Publication,
        stamper: TimeStamper | None,
    ) -> None:
        self._effects = effects
        self._publication = publication
        self._stamper = stamper

    @activity.defn(name="publish_seals")
    async def publish_seals(self, request: PublishSeals) -> Published:
        """Safe to repeat: what is published already stays as it is.

        Raises:
            DomainError: the published copy says otherwise than the record.
        """
        async with self._effects.units.read() as unit:
            content = published(await unit.seals.all(), await unit.seal_keys.all())
            waiting = await unit.tasks.open_of(SEAL_STREAM)
        await self._publication.publish(content)
        if any(task.kind is TaskKind.SEAL_UNPUBLISHED for task in waiting):
            async with self._effects.units.write() as unit:
                await closed(unit, TaskKind.SEAL_UNPUBLISHED, request.at)
        return Published(lines=content.count(b"\n"))

    @activity.defn(name="stamp_seal")
    async def stamp_seal(self, request: StampSeal) -> Done:
        """Nothing, where no authority is set. One stamp on a seal is enough.

        Raises:
            DomainError: the authority refused, or answered with no time stamp.
        """
        if self._stamper is None:
            return Done()
        async with self._effects.units.read() as unit:
            seal = await unit.seals.get(request.number)
            if await unit.seal_stamps.find(seal.number):
                return Done()
        stamp = await self._stamper.stamp(bytes.fromhex(seal.hash))

        async def work(unit: UnitOfWork) -> Done:
            token = await unit.papers.put(stamp.token)
            row = SealStamp(seal=request.number, at=stamp.at, token=token)
            await unit.seal_stamps.add(row)
            event = await unit.events.append(
                stream=SEAL_STREAM,
                kind=EventKind.SEAL_STAMPED,
                actor=request.actor,
                at=request.at,
                body={
                    "number": request.number,
                    "at": instant(stamp.at),
                    "token": token,
                },
            )
            await closed(unit, TaskKind.SEAL_UNSTAMPED, request.at)
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)
