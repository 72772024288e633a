"""Where a rehearsal plays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from activities.round_letters import Purpose, WriteRound
from models.ids import CaseId, SessionId
from runtime.rehearsal import Rehearsal
from runtime.verbs import Verbs


@dataclass(frozen=True)
class Stage:
    """Where a rehearsal plays: the verbs, the act, its instant and its subject."""

    rehearsal: Rehearsal
    verbs: Verbs
    act: Any
    at: datetime
    case: CaseId | None = None
    session: SessionId | None = None

    def told(self, verb: str, **more: object) -> dict[str, object]:
        """The fields every effect has."""
        subject = {"case": self.case} if self.case else {"session": self.session}
        return {
            "key": f"rehearsal/{self.act.act}/{verb}",
            "at": self.at,
            "actor": self.act.actor,
            "reason": self.act.reason,
            **subject,
            **more,
        }

    @property
    def file(self) -> CaseId:
        assert self.case is not None  # noqa: S101  (the act is about a proposal)
        return self.case

    async def round(self) -> int:
        """The number of the case's current round; 0 before the first."""
        async with self.rehearsal.read() as unit:
            current = await unit.rounds.current(self.file)
        return current.number if current else 0

    async def write(self, purpose: Purpose, **more: object) -> None:
        """The letters of the round, chunk by chunk, as the workflow writes them."""
        number, after = await self.round(), None
        while number:
            told = self.told(f"write/{after}", number=number, purpose=purpose, **more)
            written = await self.verbs.round_letters.write_round(
                WriteRound.model_validate({**told, "after": after})
            )
            after = written.last
            if after is None:
                return


Scene = Callable[[Stage], Awaitable[object]]
