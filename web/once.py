"""A confirmed form that arrives twice is done once; the second gets the same answer."""

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from starlette.responses import RedirectResponse, Response

from runtime.errands import as_act

TOKEN: Final = "token"  # noqa: S105  (the name of a field)
_MOST: Final = 10_000
"""Forms remembered; whoever presses twice does so within minutes."""


@dataclass
class _Form:
    """`led_to`: where its sender was led when it was done; before, nothing."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    led_to: str = ""


class Once:
    """One for the process; beyond its life the act's id guards the record."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, _Form] = OrderedDict()

    async def answer(
        self, sender: str, token: str, work: Callable[[], Awaitable[Response]]
    ) -> Response:
        """What the form came to. One that was refused may be sent again.

        Args:
            sender: account and address, so that nobody meets another's form.
            token: minted when the form was looked at; empty: it is done as it comes.
            work: does it; a redirect says that it is done.
        """
        if not token:
            return await work()
        key = hashlib.sha256(f"{sender} {token}".encode()).hexdigest()[:32]
        known = self._forms.setdefault(key, _Form())
        while len(self._forms) > _MOST:
            self._forms.popitem(last=False)
        async with known.turn:
            if known.led_to:
                return RedirectResponse(known.led_to, HTTPStatus.SEE_OTHER)
            with as_act(key):
                answer = await work()
            if answer.status_code == HTTPStatus.SEE_OTHER:
                known.led_to = answer.headers["location"]
            return answer


def minted() -> str:
    return secrets.token_hex(16)
