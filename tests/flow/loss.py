"""The engine loses what it knew, while the record stands."""

import asyncio
from contextlib import suppress
from datetime import datetime

from temporalio.client import WorkflowFailureError

from models.acts import ProposalStatus
from models.ids import proposal_workflow_id, session_workflow_id
from models.reference_number import session_named
from runtime.rehydrate import Lost, Rehydrator
from tests.flow.house import House
from tests.flow.wait import until


def rehydrator(here: House) -> Rehydrator:
    return Rehydrator(
        client=here.wired.client,
        queue=here.wired.settings.queue,
        units=here.wired.units,
        clock=here.now,
        page=2,
    )


async def lose(here: House, *refs: str, sessions: tuple[str, ...] = ()) -> None:
    """Nothing of these runs any more, nor will it tell what it was."""
    lost = [proposal_workflow_id(here.case_id(ref)) for ref in refs]
    lost += [session_workflow_id(session_named(one)) for one in sessions]
    for one in lost:
        await end(here, one)


async def end(here: House, workflow: str) -> None:
    """Called off, not killed: a test server's clock waits for timers of the killed."""
    handle = here.wired.client.get_workflow_handle(workflow)
    await handle.cancel()
    with suppress(WorkflowFailureError):
        await handle.result()


async def recovered(here: House, ref: str) -> list[Lost]:
    """Lose a case's procedure, and begin it again; then nothing else is to be begun."""
    await here.nothing_waits()
    before = await at_rest(here, ref)
    await lose(here, ref)
    done = [*await rehydrator(here).run()]
    await until(waits, here, ref, want=before)
    assert list(await rehydrator(here).look()) == []
    return done


async def at_rest(here: House, ref: str) -> tuple[str, datetime | None]:
    """Where it waits, once it does not go on by itself."""
    seen = [await waits(here, ref)]
    while len(seen) < 5 or len(set(seen[-5:])) > 1:
        await asyncio.sleep(0.05)
        seen.append(await waits(here, ref))
    return seen[-1]


async def waits(here: House, ref: str) -> tuple[str, datetime | None]:
    found = await status(here, ref)
    return found.phase, found.due


async def status(here: House, ref: str) -> ProposalStatus:
    handle = here.wired.client.get_workflow_handle(here.stream(ref))
    found: ProposalStatus = await handle.query("status", result_type=ProposalStatus)
    return found
