"""One machine: the engine, a mail host and a worker, on one folder."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from google.protobuf.duration_pb2 import Duration
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from mail.mailhost import MailHost, OnDelivery
from models.errors import DomainError
from models.frozen import Frozen
from runtime.client import Access, access
from runtime.folder import PORTS, forgotten, mark
from runtime.process import (
    LOOPBACK,
    FolderLock,
    Kept,
    Program,
    Say,
    claimed,
    free_port,
    listens,
    python,
    steady_port,
)
from runtime.settings import Settings
from runtime.wiring import connect
from store.migrate import upgrade

HOME = Path(__file__).resolve().parent.parent
RETENTION = timedelta(days=30)
"""The dev server forgets closed workflows after a day unless told otherwise."""
ATTEMPTS = 100
UNHURRIED = 100_000
"""Letters a minute: our own mail host asks for no pace."""


class Plan(Frozen):
    """Ports: 0 takes a free one. No `ui_port`, `desk_port`: it runs without these.

    Without `desk_port` partners have no pages either.
    """

    folder: Path
    temporal_port: int = 0
    ui_port: int | None = None
    smtp_port: int = 0
    desk_port: int | None = None
    web_port: int = 0
    settle_after: timedelta = timedelta(minutes=5)
    first_retry: timedelta = timedelta(minutes=5)


@dataclass(frozen=True)
class OneMachine:
    """A running system; `given_up` is set when a part of it cannot be kept up."""

    settings: Settings
    client: Client
    access: Access
    mailhost: MailHost
    server: Kept
    worker: Kept
    ui_port: int | None

    async def given_up(self) -> DomainError:
        done, _ = await asyncio.wait(  # noqa: TID251  (not a workflow)
            (self.server.given_up, self.worker.given_up),
            return_when=asyncio.FIRST_COMPLETED,
        )
        return done.pop().result()


async def as_it_is(_opened: Access) -> None:
    """Enter nothing."""


Furnish = Callable[[Access], Awaitable[None]]


@asynccontextmanager
async def one_machine(
    plan: Plan,
    *,
    say: Say,
    refused: AbstractSet[str] = frozenset(),
    bouncing: AbstractSet[str] = frozenset(),
    on_delivery: OnDelivery | None = None,
    furnish: Furnish = as_it_is,
) -> AsyncIterator[OneMachine]:
    """Start everything, and stop it in order on the way out.

    Other commands find the system once `furnish` has entered what it needs.

    Raises:
        DomainError: the folder is in use, a port is taken, or a part does not start.
    """
    async with AsyncExitStack() as stack:
        lock = stack.enter_context(FolderLock(plan.folder))
        ui = None if plan.ui_port is None else claimed(plan.ui_port, option="--ui-port")
        port = claimed(plan.temporal_port, option="--port")
        smtp = claimed(plan.smtp_port, option="--smtp-port")
        settings = _settings(plan, port, smtp)
        if forgotten(settings.folder):
            mark(settings.folder)
        server = Kept(_server(settings, port, ui, lock), _listening(port), say=say)
        await server.start()
        stack.push_async_callback(server.stop)
        client = await _reached(settings)
        mailhost = MailHost(
            settings.folder / "mail",
            settings.mail_domain,
            settings.lmtp_port,
            smtp,
            refused=refused,
            bouncing=bouncing,
            on_delivery=on_delivery,
        )
        await mailhost.start()
        stack.push_async_callback(mailhost.stop)
        await upgrade(settings.database_url)
        worker = Kept(_worker(settings, lock), _listening(settings.lmtp_port), say=say)
        await worker.start()
        stack.push_async_callback(worker.stop)
        opened = await stack.enter_async_context(access(settings))
        await furnish(opened)
        if settings.desk_port:
            desk = Kept(_desk(settings, lock), _listening(settings.desk_port), say=say)
            await desk.start()
            stack.push_async_callback(desk.stop)
        stack.enter_context(_announced(settings))
        yield OneMachine(
            settings=settings,
            client=client,
            access=opened,
            mailhost=mailhost,
            server=server,
            worker=worker,
            ui_port=ui,
        )


def _settings(plan: Plan, port: int, smtp: int) -> Settings:
    folder, desk = plan.folder.absolute(), plan.desk_port
    pages = 0 if desk is None else _pages_port(plan)
    return Settings(
        folder=folder,
        database_url=f"sqlite+aiosqlite:///{folder / 'staffetta.db'}",
        temporal_address=f"{LOOPBACK}:{port}",
        smtp_url=f"smtp://{LOOPBACK}:{smtp}",
        lmtp_port=free_port(),
        letters_per_minute=UNHURRIED,
        desk_port=0 if desk is None else claimed(desk, option="--desk-port"),
        web_port=pages,
        public_url=f"http://{LOOPBACK}:{pages}" if pages else "",
        local_mail=True,
        totp=False,  # a newcomer may have no authenticator; the desk offers it
        settle_after=plan.settle_after,
        first_retry=plan.first_retry,
    )


def _pages_port(plan: Plan) -> int:
    return steady_port(plan.folder / "web.port", plan.web_port, option="--web-port")


def _server(settings: Settings, port: int, ui: int | None, lock: FolderLock) -> Program:
    command = [
        *(str(Path(sys.executable).parent / "temporal"), "server", "start-dev"),
        *("--ip", LOOPBACK, "--port", str(port)),
        *("--db-filename", str(settings.folder / "temporal.db")),
        *("--log-level", "error"),
        *(("--headless",) if ui is None else ("--ui-port", str(ui))),
    ]
    _stamp(settings.folder, command[0])
    return Program(
        name="engine",
        command=command,
        log=settings.folder / "engine.log",
        keeps_open=(lock.fd,),
    )


def _worker(settings: Settings, lock: FolderLock) -> Program:
    return Program(
        name="worker",
        command=python("worker.py"),
        log=settings.folder / "worker.log",
        environment=environment(settings),
        folder=HOME,
        keeps_open=(lock.fd,),
    )


def _desk(settings: Settings, lock: FolderLock) -> Program:
    return Program(
        name="desk",
        command=python("desk.py"),
        log=settings.folder / "desk.log",
        environment=environment(settings),
        folder=HOME,
        keeps_open=(lock.fd,),
    )


def environment(settings: Settings) -> dict[str, str]:
    """The variables under which another process finds the same settings."""
    values = settings.model_dump(mode="json")
    return {
        f"STAFFETTA_{name.upper()}": str(value)
        for name, value in values.items()
        if value is not None
    }


def _stamp(folder: Path, program: str) -> None:
    """The engine never migrates its file: another version must not open it.

    Raises:
        DomainError: the file was written by another version.
    """
    version = subprocess.run(  # noqa: S603  (our own program)
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    stamp = folder / "temporal.db.version"
    if (folder / "temporal.db").exists() and stamp.exists():
        written = stamp.read_text().strip()
        if written != version:
            raise DomainError(
                f"The engine's file in {folder} was written by {written!r} and this "
                f"is {version!r}: install the former, or start on a new folder."
            )
    stamp.write_text(f"{version}\n")


async def _reached(settings: Settings) -> Client:
    """Connect, and let the engine remember closed workflows long enough."""
    for attempt in range(ATTEMPTS):
        try:
            client = await connect(settings)
            await client.workflow_service.update_namespace(
                UpdateNamespaceRequest(
                    namespace=settings.temporal_namespace,
                    config=NamespaceConfig(
                        workflow_execution_retention_ttl=Duration(
                            seconds=int(RETENTION.total_seconds())
                        )
                    ),
                )
            )
        except (RuntimeError, RPCError) as error:
            if attempt == ATTEMPTS - 1:
                raise DomainError(
                    f"The engine does not answer: see {settings.folder}/engine.log."
                ) from error
            await asyncio.sleep(0.1)  # noqa: TID251  (not a workflow)
        else:
            return client
    raise AssertionError("unreachable")


@contextmanager
def _announced(settings: Settings) -> Iterator[None]:
    """Other commands find the system by this file, for as long as it runs."""
    place = settings.folder / PORTS
    half = place.with_suffix(".new")
    half.write_text(json.dumps(environment(settings), indent=1))
    half.rename(place)
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def _listening(port: int) -> Callable[[], Awaitable[bool]]:
    return partial(listens, port)
