"""The demonstration: a whole season of proposals in a minute, by real e-mail."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.frozen import Frozen
from runtime.demo_cast import Cast, partners
from runtime.demo_check import Report, lost, report
from runtime.demo_desk import Desk
from runtime.demo_register import furnish, open_sessions, programme_of
from runtime.demo_script import Part, Script
from runtime.demo_stories import Stories
from runtime.demo_watch import Seen, StalledError, Watch
from runtime.embedded import OneMachine, Plan, one_machine
from runtime.office import Office
from runtime.process import Say
from runtime.staff import wall_clock

Meanwhile = Callable[[OneMachine], Coroutine[Any, Any, None]]

SIZE = 26
_SETTLED_WITHIN = 60.0


class Rehearsal(Frozen):
    """`pace` stretches every term; `size` is how many proposals there are."""

    folder: Path
    seed: int = 1
    size: int = SIZE
    pace: float = 1.0
    patience: float = 170.0


async def rehearse(
    plan: Rehearsal, *, say: Say, seen: Seen, meanwhile: Meanwhile | None = None
) -> Report:
    """Play it to the end, and look whether anything was lost or doubled.

    Args:
        plan: where, how much, how fast.
        say: hears what a person should know.
        seen: hears how every proposal stands, again and again.
        meanwhile: something to do during the play, such as killing the worker.

    Raises:
        DomainError: a part did not start, or the play stalled.
    """
    began = await wall_clock()
    cast = Cast(partners())
    quick = Plan(
        folder=plan.folder,
        settle_after=timedelta(seconds=10),
        first_retry=timedelta(seconds=1),
    )
    async with one_machine(
        quick,
        say=say,
        refused=cast.refused,
        bouncing=cast.bouncing,
        on_delivery=cast.deliver,
    ) as machine:
        cast.port = machine.mailhost.port
        say(f"Everything runs, on this machine only; its data is in {plan.folder}.")
        await furnish(machine.access, cast.partners, plan.pace, now=began)
        watch = Watch(machine.access, patience=plan.patience, seen=seen)
        await _play(machine, plan, cast, watch, meanwhile)
        await _settle(machine, cast)
        await watch.look()
        took = (await wall_clock() - began).total_seconds()
        return await report(machine, cast, seconds=took)


async def _play(
    machine: OneMachine,
    plan: Rehearsal,
    cast: Cast,
    watch: Watch,
    meanwhile: Meanwhile | None,
) -> None:
    def office(actor: str) -> Office:
        return machine.access.office_over(machine.client, actor)

    desk = Desk(machine.access, office, cast, watch)
    stories = Stories(desk, cast, watch, pace=plan.pace)
    await open_sessions(desk.o1)
    playing: dict[str, Part] = {}
    servants = [watch.run(), desk.serve(playing), _kept_up(machine)]
    servants += [meanwhile(machine)] if meanwhile else []
    serving = [asyncio.create_task(servant) for servant in servants]
    try:
        parts = await _parts(machine, plan)
        told = [
            asyncio.create_task(stories.follow(*one))
            async for one in _submitted(desk, cast, parts, playing)
        ]
        told.append(asyncio.create_task(stories.sessions(playing)))
        await _all_of(told, serving)
    finally:
        for servant in serving:
            servant.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


async def _parts(machine: OneMachine, plan: Rehearsal) -> Sequence[Part]:
    script = Script(
        partners(),
        machine.access.reference,
        seed=plan.seed,
        programme=programme_of((await wall_clock()).year).code,
    )
    return script.parts(plan.size)


async def _submitted(
    desk: Desk, cast: Cast, parts: Iterable[Part], playing: dict[str, Part]
) -> AsyncIterator[tuple[str, Part]]:
    """One after the other, so that the numbers follow the script."""
    for part in parts:
        submitted = await desk.o1.submit(
            part.content, session=None, now=await wall_clock()
        )
        for body, attitude in part.attitudes.items():
            cast.attitudes[submitted.ref, body] = attitude
        playing[submitted.ref] = part
        yield submitted.ref, part


async def _all_of(
    told: Sequence[asyncio.Task[Any]], serving: Sequence[asyncio.Task[Any]]
) -> None:
    """Every story told; the first failure of anybody ends them all."""
    open_, servants = {*told}, {*serving}
    try:
        while open_:
            done, _ = await asyncio.wait(  # noqa: TID251  (not a workflow)
                open_ | servants, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                task.result()
            open_ -= done
            servants -= done
    finally:
        for task in open_:
            task.cancel()
        await asyncio.gather(*open_, return_exceptions=True)


async def _kept_up(machine: OneMachine) -> None:
    raise await machine.given_up()


async def _settle(machine: OneMachine, cast: Cast) -> None:
    """Until every letter has left and every mail has been read.

    Raises:
        StalledError: some has not.
    """
    try:
        async with asyncio.timeout(_SETTLED_WITHIN):
            await cast.idle()
            while await lost(machine):
                await asyncio.sleep(0.2)  # noqa: TID251  (not a workflow)
                await cast.idle()
    except TimeoutError as error:
        what = " ".join(await lost(machine))
        raise StalledError(f"The mail did not settle: {what}") from error
