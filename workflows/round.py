"""A round that is open: its window, and the letters to all its bodies."""

from dataclasses import dataclass
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.round_letters import Purpose, RoundLetterActivities, WriteRound
    from workflows.road import Road


@dataclass
class Window:
    """When the round's bodies are reminded, and when it closes."""

    number: int
    reminders: list[datetime]
    grace_end: datetime
    settled_at: datetime | None = None  # all answered: until when they may be undone

    @property
    def next(self) -> datetime:
        if self.settled_at is not None:
            return min(self.settled_at, self.grace_end)
        return self.reminders[0] if self.reminders else self.grace_end


async def write(road: Road, number: int, purpose: Purpose, **more: object) -> None:
    """Chunk by chunk: a crash repeats one chunk, under its own key."""
    verb, after = road.key(f"write-{purpose}"), None
    while True:
        request = WriteRound.model_validate(
            {
                "key": f"{verb}/{after or 'start'}",
                "at": workflow.now(),
                "case": road.case,
                "number": number,
                "purpose": purpose,
                "after": after,
                **more,
            }
        )
        written = await road.do(RoundLetterActivities.write_round, request)
        after = written.last
        if after is None:
            return
