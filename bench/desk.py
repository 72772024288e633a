"""How long the desk's pages take: `python -m bench.desk [--proposals N] [--acts N]`.

Each page of a large record against the same of a small one, in one run; server time
alone, without a browser. What is entered has no chronicle, for no page reads it.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx
from rich.console import Console
from rich.table import Table

from bench.comparison import tell
from bench.ledger import Unchronicled
from models.case import Case, Outcome, Phase
from models.event import EventKind
from models.ids import (
    SYSTEM,
    Actor,
    CaseId,
    PaperId,
    Ref,
    SessionId,
    TaskId,
    case_id,
    proposal_workflow_id,
    session_id,
)
from models.session import Session
from models.task import Task, TaskKind
from runtime.client import Access, access
from runtime.demo_register import CORRIDOR, found, programme_of
from runtime.settings import Settings
from store.migrate import upgrade
from store.unit_of_work import SqlUnitOfWork
from web.application import application
from web.cookies import INSIDE
from web.desk import Desk
from web.serving import desk_of, warmed

NOW: Final = datetime(2027, 3, 1, 9, tzinfo=UTC)
OF_CASE: Final = 60  # acts of one file, as a proposal's whole road has
OF_SESSION: Final = 200
BATCH: Final = 500  # proposals entered by one unit
SESSION: Final = SessionId("it-ru/29")
CASE: Final = CaseId("it-ru/29/0001")
PASSWORD: Final = "quattro barche lente al molo"  # noqa: S105  (of the bench alone)
FORM: Final = (Path(__file__).parents[1] / "reference/samples/form.json").read_bytes()
READS: Final = 15
PAGES: Final = (
    *("/", "/proposals", "/proposals?phase=open", "/proposals?overdue=1"),
    *("/proposals?sector=MECH&page=20", f"/proposals/{CASE}", "/sessions"),
    *(f"/sessions/{SESSION}", f"/sessions/{SESSION}/matrix", "/inbox", "/letters"),
    *(f"/sessions/{SESSION}/agenda", "/undertakings", "/programmes"),
    *("/agreements", "/people", "/proposals/board", "/bodies"),
    *(f"/proposals/{CASE}/{one}" for one in ("as-of", "money", "recipients", "verify")),
    *(
        f"/sessions/{SESSION}/adhesions",
        f"/programmes/IT-RU/{programme_of(NOW.year).code}",
        "/templates",
    ),
    *("/reports", "/record", "/record/seals", "/record/refused", "/record/verify"),
    *("/findings", "/invitations", "/import", "/rules"),
)
PHASES: Final = tuple(one for one in Phase if one is not Phase.CLOSED)


@dataclass(frozen=True)
class Taken:
    """Milliseconds: the middle of the reads, and the worst."""

    page: str
    small: float
    large: float
    worst: float


async def measure(proposals: int, acts: int) -> Sequence[Taken]:
    async with AsyncExitStack() as stack:
        small = await _desk(stack, 20, 20 * OF_CASE)
        large = await _desk(stack, proposals, acts)
        return [
            Taken(page, *(await _timed(small, page))[:1], *await _timed(large, page))
            for page in PAGES
        ]


async def _desk(stack: AsyncExitStack, proposals: int, acts: int) -> httpx.AsyncClient:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    url = f"sqlite:///{folder / 'staffetta.db'}"
    await upgrade(url)
    opened = await stack.enter_async_context(
        access(Settings(folder=folder, database_url=url, totp=False))
    )
    await _fill(opened, proposals, acts // proposals)

    async def clock() -> datetime:
        return NOW

    desk = await warmed(desk_of(opened, clock))
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=application(desk)),
        base_url="https://desk.example",
        cookies={INSIDE: await _let_in(desk)},
    )
    return await stack.enter_async_context(client)


async def _let_in(desk: Desk) -> str:
    """By the door, as everybody."""
    first = await desk.access.account_desk(SYSTEM).first(now=NOW)
    if first is None:
        raise RuntimeError("Somebody is in already.")
    await desk.links.set_password(first.token, PASSWORD, "", now=NOW)
    account = first.account.account
    return await desk.entrance.enter(account, PASSWORD, "", address="here", now=NOW)


async def _fill(opened: Access, proposals: int, acts: int) -> None:
    """`acts` for each proposal; every tenth is closed, every fiftieth has a task."""
    await found(opened.register("secretariat:o1"), now=NOW)
    units = Unchronicled(opened.units.engine)
    async with units.write() as unit:
        form = await unit.papers.put(FORM)
        for ordinal in range(29, 30 + proposals // OF_SESSION):
            await unit.sessions.add(_session(ordinal))
    for begun in range(0, proposals, BATCH):
        async with units.write() as unit:
            for serial in range(begun + 1, min(begun + BATCH, proposals) + 1):
                await _enter(unit, _case(serial, form), acts)
        if proposals > BATCH:
            tell(f"{min(begun + BATCH, proposals)} of {proposals} proposals entered")


async def _enter(unit: SqlUnitOfWork, case: Case, acts: int) -> None:
    await unit.cases.add(case)
    stream = proposal_workflow_id(case.case)
    for _ in range(acts):
        await unit.events.append(
            stream=stream, kind=EventKind.LETTERS_WRITTEN, actor=SYSTEM, at=NOW
        )
    if int(case.ref.rpartition("/")[2]) % 50 == 0:
        task = TaskId(f"{stream}/validation-due/#1")
        await unit.tasks.add(
            Task(
                task=task,
                stream=stream,
                kind=TaskKind.VALIDATION_DUE,
                opened_at=NOW,
                detail="The review is due.",
            )
        )


def _session(ordinal: int) -> Session:
    return Session(
        session=session_id(CORRIDOR, ordinal),
        corridor=CORRIDOR,
        ordinal=ordinal,
        programme=programme_of(NOW.year).code,
        country="IT",
        place="Venezia",
        starts_at=NOW + timedelta(days=90),
        freeze_at=NOW + timedelta(days=60),
        capacity=600,
    )


def _case(serial: int, form: PaperId) -> Case:
    closed = serial % 10 == 0
    phase = Phase.CLOSED if closed else PHASES[serial % len(PHASES)]
    session = session_id(CORRIDOR, 29 + (serial - 1) // OF_SESSION)
    return Case(
        case=case_id(session, serial),
        ref=Ref(f"IT-RU/2027-2029/XXIX/LIP/{serial:04d}"),
        corridor=CORRIDOR,
        programme=programme_of(NOW.year).code,
        session=session,
        fingerprint=str(serial),
        form=form,
        phase=phase,
        outcome=Outcome.NO_INTEREST if closed else None,
        registrar=Actor("secretariat:o1"),
        region=f"RU-{serial % 80:02d}",
        sectors=("MECH",) if serial % 3 else ("ENVI", "BIO"),
        exclusive=False,
        partner_max=3,
        opened_at=NOW - timedelta(days=30),
        due_at=NOW + timedelta(days=serial % 60 - 20),
        closed_at=NOW if closed else None,
    )


async def _timed(client: httpx.AsyncClient, page: str) -> tuple[float, float]:
    taken = []
    for _ in range(READS):
        begun = time.perf_counter()
        answer = await client.get(page)
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004  (HTTP: OK)
            raise RuntimeError(f"{page} answers {answer.status_code}.")
    return statistics.median(taken), max(taken[1:])


def main(given: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench.desk", description=__doc__)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    read = parser.parse_args(given)
    if read.proposals < 20 or read.acts < read.proposals:  # noqa: PLR2004  (as below)
        parser.error("Give 20 proposals at least, and as many acts.")
    taken = asyncio.run(measure(read.proposals, read.acts))
    if read.json:
        sys.stdout.write(json.dumps([vars(one) for one in taken], indent=1) + "\n")
        return
    title = f"{read.proposals} proposals, {read.acts} acts; ms of server time"
    table = Table("page", "small", "large", "worst", "ratio", title=title)
    for one in taken:
        figures = (one.small, one.large, one.worst, one.large / one.small)
        table.add_row(one.page, *(f"{figure:.1f}" for figure in figures))
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
