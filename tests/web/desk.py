"""The desk as a browser finds it, on a record of its own; nobody types a password."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from starlette.applications import Starlette

from models.account import Account, Role
from models.ids import BodyCode
from models.seal import Auditor
from runtime.client import Access, access
from runtime.settings import Settings
from tests.flow.house import laid_out
from web.application import application
from web.cookies import INSIDE
from web.desk import Desk
from web.serving import desk_of

ORIGIN = "https://desk.example"
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@dataclass
class Browser:
    """One browser; it keeps its cookies, and sends forms as their page wrote them."""

    client: httpx.AsyncClient
    sign: str = ""

    async def get(self, path: str) -> httpx.Response:
        answer = await self.client.get(path)
        found = re.search(r'name="sign" value="([0-9a-f]+)"', answer.text)
        self.sign = found[1] if found else self.sign
        return answer

    async def post(self, path: str, **fields: str | list[str]) -> httpx.Response:
        return await self.client.post(path, data={"sign": self.sign, **fields})


@dataclass
class Building:
    """The desk, its clock, and the browsers before it."""

    opened: Access
    now: datetime = NOW
    desk: Desk = field(init=False)
    app: Starlette = field(init=False)

    def __post_init__(self) -> None:
        async def clock() -> datetime:
            return self.now

        self.desk = desk_of(self.opened, clock)
        self.app = application(self.desk)

    @asynccontextmanager
    async def browser(self, account: str = "") -> AsyncIterator[Browser]:
        """Of somebody who has entered, or of nobody."""
        transport = httpx.ASGITransport(app=self.app, client=("192.0.2.7", 4711))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            if account:
                client.cookies.set(INSIDE, await self.let_in(account))
            yield Browser(client)

    async def let_in(self, account: str) -> str:
        async with self.opened.units.write(self.now) as unit:
            known = await unit.accounts.get(account)
            return await self.desk.entrance._let_in(unit, known, self.now)

    async def hire(self, code: str, *roles: Role) -> None:
        async with self.opened.units.write(self.now) as unit:
            if Role.AUDITOR in roles:
                thread = await unit.conversations.for_digest(
                    BodyCode(f"auditor/{code}"), ()
                )
                await unit.auditors.add(
                    Auditor(
                        auditor=code,
                        name="Corte",
                        email=f"{code}@audit.example",
                        language="it",
                        conversation=thread.number,
                        since=self.now,
                    )
                )
            await unit.accounts.add(
                Account(
                    account=code,
                    name=f"Persona {code}",
                    language="it",
                    roles=roles,
                    since=self.now,
                )
            )


@asynccontextmanager
async def building(folder: Path) -> AsyncIterator[Building]:
    url = f"sqlite:///{folder / 'staffetta.db'}"
    settings = Settings(folder=folder, database_url=url, desk_url=ORIGIN)
    await laid_out(settings)
    async with access(settings) as opened:
        yield Building(opened)
