"""The house of the scenario: real parts, and a clock that skips what nobody does."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from mail.intake import Intake
from runtime.errands import Errands
from runtime.office import Office
from runtime.process import LOOPBACK
from runtime.settings import Settings
from runtime.wiring import Wired, wire
from scenario.hand import hand
from scenario.town import DOMAIN, Town

_SERVER = Path(sys.executable).parent / "temporal-test-server"


class House(NamedTuple):
    wired: Wired
    town: Town
    now: Callable[[], Awaitable[datetime]]
    sleep: Callable[[timedelta], Awaitable[None]]

    def office(self, actor: str) -> Office:
        settings, client = self.wired.settings, self.wired.client
        return Office(
            errands=Errands(client=client, queue=settings.queue),
            units=self.wired.units,
            reference=self.wired.reference,
            actor=actor,
        )


@asynccontextmanager
async def house(folder: Path, outside: Town, database_url: str) -> AsyncIterator[House]:
    """The real worker, database, mail server and intake, under skipped time."""
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(_SERVER), data_converter=pydantic_data_converter
    )
    async with env:
        settings = Settings(
            folder=folder,
            database_url=database_url or f"sqlite:///{folder / 'staffetta.db'}",
            temporal_address=env.client.service_client.config.target_host,
            queue=uuid4().hex,
            smtp_url=f"smtp://{LOOPBACK}:{outside.port}",
            mail_domain=DOMAIN,
            settle_after=timedelta(seconds=60),
        )
        wired = await wire(settings, env.client)
        intake = Intake(wired.inbox(env.get_current_time), wired.identity)
        await intake.start()
        await outside.relay_to(intake.port)
        try:
            async with hand(settings):
                yield House(wired, outside, env.get_current_time, env.sleep)
        finally:
            await intake.stop()
            await wired.close()
