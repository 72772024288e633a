"""Lists of restrictive measures, loaded as an officer loads them."""

import json

from models.acts import ProposalStatus, Ruling
from models.ids import proposal_workflow_id
from runtime.errands import Errands
from runtime.screening_desk import ScreeningDesk
from tests.flow.house import House
from tests.flow.samples import sample
from tests.flow.wait import until

PROPOSER = json.loads(sample())["proposer"]["name"]
COMPLIANCE = "compliance:c1"


def listing(*names: str) -> bytes:
    return "\n".join(["name,kind", *(f'"{name}",entity' for name in names)]).encode()


def desk(here: House) -> ScreeningDesk:
    return ScreeningDesk(units=here.wired.units, actor=COMPLIANCE)


async def load(here: House, *names: str, version: str = "2027-02") -> None:
    wired = here.wired
    await desk(here).load(
        Errands(client=wired.client, queue=wired.settings.queue),
        listing(*names),
        source="EU-TEST",
        version=version,
        issued_on=None,
    )
    await until(finished, here, version, want=True)
    await until(heard_of, here, want=True)


async def ruled(here: House, ref: str, ruling: Ruling, reason: str) -> None:
    """Two people say the same of a hit (I23)."""
    for officer in (COMPLIANCE, "secretariat:o2"):
        await here.officer(officer).resolve(here.stream(ref), ruling, reason)


async def finished(here: House, version: str) -> bool:
    return any(
        one.version.version == version and one.version.finished_at
        for one in await desk(here).lists()
    )


async def heard_of(here: House) -> bool:
    """Whether the procedure of every case that stands still waits for the ruling."""
    for one in await desk(here).halted():
        stream = proposal_workflow_id(one.standstill.case)
        handle = here.wired.client.get_workflow_handle(stream)
        status = await handle.query("status", result_type=ProposalStatus)
        if status.due != one.standstill.review_at:
            return False
    return True
