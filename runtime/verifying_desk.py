"""The whole record verified at the desk: begun by a person, told when it is through."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from models.progress import Progress
from runtime.settings import Settings
from runtime.time_stamper import authorities
from runtime.verifying import Verified, verified
from store.engine import build
from store.unit_of_work import SqlUnits

log = logging.getLogger(__name__)


@dataclass
class Verification:
    """`begun_at`: by whom's clock; `found` None while it runs, or when it broke."""

    by: str
    begun_at: datetime
    steps: list[str] = field(default_factory=list)
    found: Verified | None = None
    ended: bool = False


@dataclass
class VerifyingDesk:
    """One for the process; one verification at a time."""

    settings: Settings
    last: Verification | None = None
    _work: asyncio.Task[None] | None = None

    def begin(self, by: str, *, now: datetime) -> None:
        """Begin, unless one runs already."""
        if self.last is None or self.last.ended:
            self.last = Verification(by=by, begun_at=now)
            self._work = asyncio.create_task(self._run(self.last))

    async def standing(self) -> Progress:
        """How many steps are through; how many there are shows at the end."""
        last = self.last
        done = len(last.steps) if last else 0
        ended = last is None or last.ended
        return Progress(done=done, all=done if ended else done + 1, ended=ended)

    async def _run(self, work: Verification) -> None:
        """In a thread, for it reads and hashes all there is."""
        try:
            work.found = await asyncio.to_thread(
                _verified, self.settings, work.steps.append
            )
        except Exception:
            log.exception("verification.failed")
        finally:
            work.ended = True


def _verified(settings: Settings, told: Callable[[str], None]) -> Verified:
    async def work() -> Verified:
        engine = build(settings.database_url)
        published = settings.published_seals
        copies = (
            [(str(published), published.read_bytes())] if published.exists() else []
        )
        try:
            return await verified(SqlUnits(engine), copies, authorities(settings), told)
        finally:
            await engine.dispose()

    return asyncio.run(work())
