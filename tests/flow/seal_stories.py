"""The seal of a day, and what a person asks of it, as played for recordings."""

from datetime import timedelta

from models.ids import SEAL_STREAM, Actor
from models.seal import SealAsked, SealVerb
from tests.flow.house import House

OFFICER = Actor("secretariat:o1")


async def sealed(here: House) -> str:
    """A day is sealed, the key is changed, and a person seals once more."""
    for verb in SealVerb:
        with here.env.auto_time_skipping_disabled():
            await here.wired.client.execute_workflow(
                "SealWorkflow",
                SealAsked(verb=verb, act=f"act-{verb}", actor=OFFICER),
                id=f"{SEAL_STREAM}/{verb}",
                task_queue=here.wired.settings.queue,
            )
    return SEAL_STREAM


async def unsealed(here: House) -> str:
    """The key is lost: the day waits for it, and a person is asked."""
    for run in ("first", "second"):
        with here.env.auto_time_skipping_disabled():
            await here.wired.client.execute_workflow(
                "SealWorkflow",
                SealAsked(),
                id=f"{SEAL_STREAM}/{run}",
                task_queue=here.wired.settings.queue,
            )
        here.wired.settings.seal_key_file.unlink(missing_ok=True)
        await here.sleep(timedelta(days=1))
    return SEAL_STREAM
