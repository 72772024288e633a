"""Shows an officer what an act would set off, before it is done."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import cast

from activities.effects import EffectRunner
from activities.unit_of_work import Units
from models.acts import Act
from models.foreseen import Foreseen
from models.ids import CaseId, SessionId
from runtime.rehearsal import Rehearsal, rehearse
from runtime.scenes import play
from runtime.stage import Stage
from runtime.verbs import Verbs


class Foresight:
    """Rehearses acts as of one instant, UTC."""

    def __init__(
        self, *, units: Units, verbs: Callable[[EffectRunner], Verbs], now: datetime
    ) -> None:
        self._units = units
        self.verbs = verbs
        self._now = now

    async def of(
        self,
        act: Act,
        *,
        case: CaseId | None = None,
        session: SessionId | None = None,
    ) -> Foreseen:
        """What the act would set off now.

        Raises:
            DomainError: it would be refused.
        """
        return await self.beginning(
            lambda verbs, rehearsal: play(
                Stage(rehearsal, verbs, act, self._now, case, session)
            )
        )

    async def beginning(
        self, scene: Callable[[Verbs, Rehearsal], Awaitable[object]]
    ) -> Foreseen:
        """What it would set off, where no procedure runs yet that has a stage.

        Raises:
            DomainError: it would be refused.
        """

        async def scenes(rehearsal: Rehearsal) -> None:
            await scene(self.verbs(cast("EffectRunner", rehearsal)), rehearsal)

        return await rehearse(self._units, scenes)
