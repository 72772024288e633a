"""Commands on the system itself: start it, try it, ask it how it is."""

import asyncio
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from cli.command import Json, now, screen, settings, show, table
from cli.playbill import Playbill
from models.errors import DomainError
from models.ids import SYSTEM
from runtime.client import Access
from runtime.demo import SIZE, Rehearsal, rehearse
from runtime.demo_check import Report
from runtime.demo_register import CORRIDOR, found
from runtime.desk_address import desk_address, entry
from runtime.embedded import OneMachine, Plan, environment, one_machine
from runtime.health import Check, examined
from runtime.process import FolderLock

app = typer.Typer()
_KEPT = 3


@app.command()
def up(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the engine; 0: a free one.")
    ] = 0,
    ui_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of its screens; 0: a free one.")
    ] = 0,
    smtp_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the mail host; 0: free.")
    ] = 0,
    desk_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the web desk; 0: a free one.")
    ] = 0,
    web_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of partners' pages; 0: as before.")
    ] = 0,
    json: Json = False,
) -> None:
    """Start everything on this machine, and keep it running until Ctrl-C."""
    plan = Plan(
        folder=settings().folder,
        temporal_port=port,
        ui_port=ui_port,
        smtp_port=smtp_port,
        desk_port=desk_port,
        web_port=web_port,
    )
    asyncio.run(_up(plan, as_json=json))


async def _up(plan: Plan, *, as_json: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    out = screen(sys.stderr if as_json else sys.stdout)
    async with one_machine(plan, say=out.print, furnish=_furnish) as machine:
        first = await machine.access.account_desk(SYSTEM).first(now=now())
        link = entry(machine.settings, first.token) if first else ""
        told = environment(machine.settings) | ({"first_link": link} if link else {})
        show(told, _places(machine, link), as_json=as_json)
        sys.stdout.flush()
        waiting = asyncio.create_task(stop.wait())
        failing = asyncio.create_task(machine.given_up())
        await asyncio.wait(  # noqa: TID251  (not a workflow)
            (waiting, failing), return_when=asyncio.FIRST_COMPLETED
        )
        waiting.cancel()
        if failing.done():
            raise failing.result()
        failing.cancel()
        out.print("Stopping …")


async def _furnish(opened: Access) -> None:
    """The first start enters the shipped corridor and its programmes."""
    async with opened.units.read() as unit:
        if await unit.corridors.find(CORRIDOR) is not None:
            return
    await found(opened.register("secretariat:o1"), now=now())


def _places(machine: OneMachine, link: str) -> str:
    where = machine.settings
    first = f"  first     {link}\n            (sets o1's password, once)\n"
    return (
        f"Staffetta runs in {where.folder}.\n"
        f"  desk      {desk_address(where)}\n{first if link else ''}"
        f"  partners  {where.public_url}/notices (their own pages: see their letters)\n"
        f"  engine    {where.temporal_address}, its screens on "
        f"http://127.0.0.1:{machine.ui_port}\n"
        f"  mail      {where.smtp_url} (mailboxes: `starter.py mailbox`)\n"
        f"  mail in   lmtp://{where.lmtp_host}:{where.lmtp_port}\n"
        f"  worker    process {machine.worker.pid}, log {where.folder}/worker.log\n"
        "Corridor IT-RU is a simulation: no letter can leave for a real address.\n"
        "In another terminal: `starter.py body import FILE.csv`, `session open …`, "
        "`submit FILE`, `list`. Ctrl-C stops."
    )


@app.command()
def demo(
    *,
    seed: Annotated[int, typer.Option(help="The same seed, the same play.")] = 1,
    size: Annotated[int, typer.Option(help="How many proposals.", min=6)] = SIZE,
    pace: Annotated[float, typer.Option(help="Above 1: slower.", min=0.5)] = 1.0,
    keep: Annotated[
        bool, typer.Option("--keep", help="Do not delete older runs.")
    ] = False,
    json: Json = False,
) -> None:
    """Play a whole season in a minute, with partners who answer by real e-mail."""
    root = settings().folder / "demo"
    folder = _fresh(root, keep=keep)
    bill = Playbill(size, quiet=json)
    plan = Rehearsal(folder=folder, seed=seed, size=size, pace=pace)
    plan = plan.model_copy(update={"patience": plan.patience * pace})
    with bill:
        played = asyncio.run(rehearse(plan, say=bill.say, seen=bill.seen))
    if json:
        show(
            {"folder": str(folder), **played.model_dump(mode="json")}, "", as_json=True
        )
    else:
        tell(played, folder)
    if played.problems:
        raise DomainError("\n".join(played.problems))


def tell(played: Report, folder: Path) -> None:
    out = screen()
    out.print(Playbill.table(played))
    out.print(Playbill.counters(played))
    shown = _near(folder)
    ref = next((line.ref for line in played.lines if line.money), played.lines[0].ref)
    out.print(
        f"Each history: .venv/bin/python starter.py --folder {shown} history REF\n"
        f"for instance: .venv/bin/python starter.py --folder {shown} history {ref}\n"
        f"The letters:  .venv/bin/python starter.py --folder {shown} mailbox"
    )


def _near(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _fresh(root: Path, *, keep: bool) -> Path:
    """The next numbered folder; the last few stay, so that one can compare."""
    root.mkdir(parents=True, exist_ok=True)
    numbers = sorted(int(one.name) for one in root.iterdir() if one.name.isdecimal())
    if not keep:
        for number in numbers[: -_KEPT + 1]:
            _delete(root / str(number))
    while True:
        number = (numbers[-1] if numbers else 0) + 1
        try:
            (root / str(number)).mkdir()
        except FileExistsError:
            numbers.append(number)
        else:
            return root / str(number)


def _delete(folder: Path) -> None:
    """An older run, unless it still runs."""
    with suppress(DomainError), FolderLock(folder):
        shutil.rmtree(folder)


def _reached(check: Check) -> str:
    if not check.reached:
        return "NO"
    return "LATE" if check.late else "yes"


@app.command()
def doctor(*, json: Json = False) -> None:
    """Whether engine, database, worker and mail can be reached, and their versions."""
    checks = asyncio.run(examined(settings()))
    shown = table(
        "Staffetta",
        ("part", "reached", "detail"),
        ((one.part, _reached(one), one.detail) for one in checks),
    )
    show(checks, shown, as_json=json)
    ill = [one.part for one in checks if not one.reached]
    if ill:
        raise DomainError(
            f"Not reached: {', '.join(ill)}. Start with `starter.py up`, or name the "
            "folder with --folder."
        )
