"""What every watch does: it looks again when poked, in runs that stay short."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.acts import Act, MoneyWatched, Watched
    from workflows.steps import Steps

Seen = TypeVar("Seen")


class Watching(Steps):
    """Ended when nothing has a term, and begun anew: its keys name the beginning."""

    def __init__(self, stream: str, begun: datetime) -> None:
        super().__init__(stream)
        self._begun = begun
        self._again = False

    def key(self, verb: str) -> str:
        return f"{super().key(verb)}/{self._begun:%Y%m%dT%H%M%S%f}"

    def poke(self) -> None:
        self._again = True
        super().poke()

    async def look(
        self, watched: Watched | MoneyWatched, looking: Callable[[], Awaitable[Seen]]
    ) -> Seen:
        """What is seen once nobody says meanwhile that there is news."""
        while True:
            await self._renew(watched)
            self._again = False
            seen = await looking()
            if not self._again:
                return seen

    async def _renew(self, watched: Watched | MoneyWatched) -> None:
        """Go on in a new run, which looks at once; but first an act that lies here."""
        if not workflow.info().is_continue_as_new_suggested():
            return
        self._busy += 1  # what comes now is let in, and waits for the next stage
        await workflow.wait_condition(
            lambda: workflow.all_handlers_finished() or self.desk.holds(Act)
        )
        self._busy -= 1
        if not self.desk.holds(Act):
            workflow.continue_as_new(watched)
