"""A backup made under load, and every way in which engine and record may part."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from temporalio.testing import WorkflowEnvironment

from models.acts import ProposalStatus, Verdict
from models.case import Phase
from models.ids import SYSTEM, Ref, proposal_workflow_id
from models.message import ActKind
from runtime.backup import BackupError, back_up
from runtime.embedded import OneMachine, Plan, one_machine
from runtime.folder import marked, settings_of
from runtime.nights import reconcile_now
from runtime.rehydrate import Rehydrator
from runtime.restore import restore
from runtime.wiring import Wired
from store.reading import SqlReading
from tests.flow.house import House
from tests.flow.samples import sample
from tests.flow.wait import until

pytestmark = [pytest.mark.flow, pytest.mark.timeout(300)]
SESSION = "IT-RU/XXIX"


class Clock:
    async def get_current_time(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """What a house needs of a machine."""

    machine: OneMachine

    def __getattr__(self, name: str):
        return getattr(self.machine, name)

    @property
    def units(self):
        return self.machine.access.units

    @property
    def reading(self) -> SqlReading:
        return self.machine.access.reading

    @property
    def reference(self):
        return self.machine.access.reference


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[House]:
    plan = Plan(folder=folder)
    async with one_machine(plan, say=lambda _: None) as machine:
        yield House(
            cast("Wired", Parts(machine)),
            machine.mailhost,
            cast("WorkflowEnvironment", Clock()),
        )


async def kept(here: House, target: Path) -> None:
    """A backup while others go on handing in proposals."""
    stop = asyncio.Event()

    async def load() -> None:
        while not stop.is_set():
            await here.submit(sample())

    handing_in = asyncio.create_task(load())
    await asyncio.sleep(0.5)
    await back_up(
        here.wired.settings, target, now=datetime.now(UTC), say=lambda _: None
    )
    stop.set()
    await handing_in


async def lived(home: Path) -> dict[str, Ref]:
    """A machine with two backups, and acts between them; the refs by their story."""
    async with running(home / "first") as here:
        await here.furnish()
        refs = {
            name: (await here.submit(sample())).ref
            for name in ("accepted", "returned", "left", "answered")
        }
        for ref in refs.values():
            await until(here.phase, ref, "validation")
        await here.accept(refs["answered"])
        await until(here.phase, refs["answered"], "open")
        await here.o2.validate(
            refs["returned"], Verdict.RETURN, scores=None, reason="x"
        )
        await until(here.phase, refs["returned"], "returned")
        await kept(here, home / "early")
        await here.accept(refs["accepted"])
        await until(here.phase, refs["accepted"], "open")
        await here.o1.revise(refs["returned"], sample(keywords=["k"]), "mended")
        await until(here.phase, refs["returned"], "validation")
        await here.o1.withdraw(refs["left"], "sold")
        await here.o1.answer(
            refs["answered"], "IT-57", ActKind.INTERESTED, reason="phone"
        )
        refs["new"] = (await here.submit(sample())).ref
        await until(here.phase, refs["new"], "validation")
        await kept(here, home / "late")
    return refs


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> tuple[Path, dict[str, Ref]]:
    path = tmp_path_factory.mktemp("disaster")
    return path, asyncio.run(lived(path))


async def brought_back(source: Path, folder: Path) -> Path:
    await restore(source, settings_of(folder, {}), say=lambda _: None)
    return folder


async def agree(here: House) -> None:
    """Engine and record come to say the same of every case."""
    await until(differences, here, want=set())
    assert list(await rehydrator(here).look()) == []
    settings = here.wired.settings
    compared = await reconcile_now(here.wired.client, settings.queue, SYSTEM)
    assert [one.sentence for one in compared.found] == []


async def differences(here: House) -> set[str]:
    async with here.wired.units.read() as unit:
        cases = await unit.cases.open_after(None, 1000)
    listed = here.wired.client.list_workflows(
        'ExecutionStatus = "Running" AND WorkflowType = "ProposalWorkflow"'
    )
    wanted = {proposal_workflow_id(case.case) for case in cases}
    found = {one.id async for one in listed} ^ wanted
    if not found:
        found = {case.ref for case in cases if not await alike(here, case.ref)}
    return found


async def alike(here: House, ref: str) -> bool:
    handle = here.wired.client.get_workflow_handle(here.stream(ref))
    status = await handle.query("status", result_type=ProposalStatus)
    return bool(status.phase == await here.phase(ref))


def rehydrator(here: House) -> Rehydrator:
    return Rehydrator(
        client=here.wired.client,
        queue=here.wired.settings.queue,
        units=here.wired.units,
        clock=Clock().get_current_time,
    )


async def recoveries(here: House, ref: str) -> int:
    return (await here.kinds(ref)).count("case.recovered")


async def test_backup_under_load_comes_back_as_it_was(home, tmp_path):
    path, refs = home
    folder = await brought_back(path / "late", tmp_path / "new")

    async with running(folder) as here:
        assert not marked(folder)
        await agree(here)
        assert [await recoveries(here, ref) for ref in refs.values()] == [0] * 5
        await here.accept(refs["new"])
        await until(here.phase, refs["new"], "open")


async def test_engine_gone_begins_everything_again_at_the_start(home, tmp_path):
    path, refs = home
    folder = await brought_back(path / "late", tmp_path / "new")
    (folder / "restored").unlink()
    (folder / "temporal.db").unlink()

    async with running(folder) as here:
        await agree(here)
        open_ = [ref for name, ref in refs.items() if name != "left"]
        assert [await recoveries(here, ref) for ref in open_] == [1] * 4
        assert await recoveries(here, refs["left"]) == 0
        await here.accept(refs["new"])
        await here.accept(refs["returned"])
        for ref in open_:
            await until(here.phase, ref, "open")


async def test_engine_older_than_the_record_catches_up(home, tmp_path):
    path, refs = home
    folder = await brought_back(path / "late", tmp_path / "new")
    shutil.copyfile(path / "early" / "temporal.db", folder / "temporal.db")

    async with running(folder) as here:
        await agree(here)
        open_ = [ref for name, ref in refs.items() if name != "left"]
        assert [await recoveries(here, ref) for ref in open_] == [1] * 4
        assert await here.phase(refs["left"]) == Phase.CLOSED
        assert await here.answers(refs["answered"]) == {"IT-57": "interested"}
        assert [await here.open_tasks(here.stream(ref)) for ref in open_] == [[]] * 4
        await here.accept(refs["returned"])
        await until(here.phase, refs["returned"], "open")


async def test_record_older_than_the_engine_names_what_it_has_lost(home, tmp_path):
    path, refs = home
    folder = await brought_back(path / "early", tmp_path / "new")
    shutil.copyfile(path / "late" / "temporal.db", folder / "temporal.db")

    async with running(folder) as here:
        await agree(here)
        known = [ref for name, ref in refs.items() if name != "new"]
        assert [await recoveries(here, ref) for ref in known] == [1] * 4
        for ref in refs.values():
            assert "record-lost" in await here.open_tasks(here.stream(ref))
        assert await here.phase(refs["accepted"]) == "validation"
        [lost] = [
            event
            for event in await here.events(refs["accepted"])
            if event.kind == "case.recovered"
        ]
        assert "/accept/" in lost.reason
        assert "/open-round/1 (" in lost.reason
        await here.accept(refs["accepted"])
        await until(here.phase, refs["accepted"], "open")


async def test_backup_that_was_changed_is_not_restored(home, tmp_path):
    path, _ = home
    copy = Path(shutil.copytree(path / "early", tmp_path / "copy"))
    with (copy / "mail.key").open("r+b") as key:
        key.write(b"\0")

    with pytest.raises(BackupError, match=r"mail\.key"):
        await brought_back(copy, tmp_path / "new")

    assert not (tmp_path / "new").exists()


async def test_backup_goes_into_no_folder_in_use(home):
    path, _ = home
    settings = settings_of(path / "first", {})
    with pytest.raises(BackupError, match="not empty"):
        await back_up(
            settings, path / "early", now=datetime.now(UTC), say=lambda _: None
        )
