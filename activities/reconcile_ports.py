"""What comparing engine and record needs of both."""

from collections.abc import Sequence
from typing import Protocol

from models.ids import CaseId, MessageHash, SessionId
from models.reconcile import Standing


class Engine(Protocol):
    """The engine, asked and never told."""

    async def standing(self, procedure: str) -> Standing | None:
        """None: nothing ever ran under that name, or nothing is left of it."""

    async def running(self, after: str, limit: int) -> tuple[Sequence[str], str]:
        """Cases, sessions and mails that run, and what to give for those after them.

        Nothing to give: these were the last, or the engine keeps no list.
        """
        ...


class Waiting(Protocol):
    """What the record has open: names in order, those after `after`."""

    async def unclosed(self, after: str, limit: int) -> Sequence[SessionId]: ...
    async def messages(self, after: str, limit: int) -> Sequence[MessageHash]: ...
    async def money(self, after: str, limit: int) -> Sequence[CaseId]: ...
    async def programmes(self, after: str, limit: int) -> Sequence[str]: ...
    async def adhesions(self, after: str, limit: int) -> Sequence[SessionId]: ...


class WaitingNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def waiting(self) -> Waiting: ...
