"""Engine and record compared, as played for recordings and tests."""

from models.archive import ArchiveAsked, ArchiveRun
from models.ids import ARCHIVE_STREAM, RECONCILE_STREAM
from models.reconcile import ReconcileAsked, ReconcileRun
from tests.flow.house import House
from tests.flow.stories import disseminated


async def compare(here: House, night: str) -> ReconcileRun:
    """A run as the Schedule starts it."""
    done: ReconcileRun = await here.wired.client.execute_workflow(
        "ReconcileWorkflow",
        ReconcileAsked(),
        id=f"{RECONCILE_STREAM}/{night}",
        task_queue=here.wired.settings.queue,
        result_type=ReconcileRun,
    )
    return done


async def keep(here: House, night: str) -> ArchiveRun:
    """A run as the Schedule starts it."""
    done: ArchiveRun = await here.wired.client.execute_workflow(
        "ArchiveWorkflow",
        ArchiveAsked(),
        id=f"{ARCHIVE_STREAM}/{night}",
        task_queue=here.wired.settings.queue,
        result_type=ArchiveRun,
    )
    return done


async def reconciled(here: House) -> str:
    """A night on which all agrees, and one after a procedure was ended by force."""
    ref = await disseminated(here)
    await here.nothing_waits()
    await compare(here, "first")
    await here.wired.client.get_workflow_handle(here.stream(ref)).terminate("gone")
    await compare(here, "second")
    await keep(here, "third")
    return ref
