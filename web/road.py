"""The road of a proposal: each stage, and when it was reached."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from types import MappingProxyType
from typing import Final, NamedTuple

from models.case import Case, Phase
from models.event import EventKind
from store.read_models import EventItem, TimelineItem
from web.saying import ROME

_ROAD: Final[Mapping[Phase, EventKind]] = MappingProxyType(
    {
        Phase.SCREENING: EventKind.SUBMITTED,
        Phase.VALIDATION: EventKind.SCREENED,
        Phase.OPEN: EventKind.DISSEMINATED,
        Phase.COFINANCING: EventKind.ROUND_CLOSED,
        Phase.READY: EventKind.READY,
        Phase.SCHEDULED: EventKind.SLOT_ASSIGNED,
        Phase.PRESENTED: EventKind.PRESENTED,
        Phase.CLOSED: EventKind.CLOSED,
    }
)
"""The stages every proposal comes to, in order, and the act that leads into each."""
_ASIDE: Final = {
    Phase.DRAFT: Phase.SCREENING,
    Phase.RETURNED: Phase.VALIDATION,
    Phase.REJECTION_NOTICE: Phase.VALIDATION,
    Phase.CHOICE: Phase.OPEN,
    Phase.WAITING_LIST: Phase.COFINANCING,
}
"""Where a stage that only some come to lies on the road."""


class Stage(NamedTuple):
    """`state`: done, now or ahead. `since`, by Rome's clock: None if passed over."""

    phase: Phase
    state: str
    since: datetime | None


def road(case: Case, timeline: Iterable[TimelineItem]) -> Sequence[Stage]:
    """A stage that was reached twice is told with the last time."""
    here = _ASIDE.get(case.phase, case.phase)
    done = set(takewhile(lambda one: one is not here, _ROAD))
    last = {
        one.kind: one.at.astimezone(ROME)
        for one in timeline
        if isinstance(one, EventItem)
    }
    return [
        Stage(
            phase=one,
            state="done" if one in done else "now" if one is here else "ahead",
            since=last.get(kind) if one in done or one is here else None,
        )
        for one, kind in _ROAD.items()
    ]
