"""What the engine remembered of ended procedures, as a person looks at it."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.archive import ArchivedRun
from models.errors import DomainError
from models.frozen import Frozen
from store.unit_of_work import SqlUnits


class Step(Frozen):
    """One event of the engine's history; `of` is the effect, act or timer it names."""

    number: int
    at: datetime
    what: str
    of: str


class KeptHistory(Frozen):
    """A run with all the engine told of it; `content` is the engine's own JSON."""

    run: ArchivedRun
    content: bytes
    steps: tuple[Step, ...]


async def archived(units: SqlUnits, name: str | None = None) -> Sequence[ArchivedRun]:
    """The runs that are kept, in the order in which they ended."""
    async with units.read() as unit:
        return await unit.archive.of(name)


async def history(units: SqlUnits, name: str, run: str | None) -> KeptHistory:
    """The last run of a procedure, or the one that is named.

    Raises:
        DomainError: none of it is kept.
    """
    async with units.read() as unit:
        found = [one for one in await unit.archive.of(name) if run in {None, one.run}]
        if not found:
            raise DomainError(
                f"No history of {name} is kept: it still runs, or its name is not "
                "quite so. See `starter.py archive list`; what has ended since is kept "
                "by `starter.py archive now`."
            )
        packed = await unit.papers.get(found[-1].history)
    content = gzip.decompress(packed)
    return KeptHistory(
        run=found[-1], content=content, steps=tuple(_steps(json.loads(content)))
    )


def _steps(told: Mapping[str, Any]) -> Iterator[Step]:
    for event in told["events"]:
        named = next((key for key in event if key.endswith("EventAttributes")), "")
        yield Step(
            number=int(event["eventId"]),
            at=datetime.fromisoformat(event["eventTime"]),
            what=event["eventType"].removeprefix("EVENT_TYPE_").lower(),
            of=_of(event.get(named, {})),
        )


def _of(facts: Mapping[str, Any]) -> str:
    for key in ("activityType", "workflowType"):
        if key in facts:
            return str(facts[key].get("name", ""))
    request = facts.get("acceptedRequest") or {}
    if update := (request.get("input") or {}).get("name"):
        return str(update)
    return str(facts.get("timerId") or facts.get("signalName") or "")
