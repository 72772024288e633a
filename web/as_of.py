"""A proposal as its history stood at an instant: a slider over its days."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from starlette.responses import Response

from models.ids import proposal_workflow_id
from models.interest import Answer, standing
from runtime.dates import moment
from runtime.names import refs_in, spoken
from store.read_models import EventItem, LetterItem, TimelineItem
from web.case_acts import case_at
from web.desk import Desk, Visit, page
from web.places import case_path
from web.saying import ROME

_ALMOST_A_DAY = timedelta(days=1) - timedelta(microseconds=1)


async def show(desk: Desk, visit: Visit) -> Response:
    """What had happened by then; of what had not, nothing is shown."""
    case = await case_at(desk, visit)
    at = _instant(visit)
    whole = await desk.access.reading.timeline(proposal_workflow_id(case.case))
    events = [one for one in whole if isinstance(one, EventItem)]
    known = [_then(one, at) for one in whole if one.at <= at]
    async with desk.access.units.read() as unit:
        answers = await unit.interests.answers(case.case)
        money = await unit.agreements.standing(case.case, until=at)
        rounds = await unit.rounds.of_case(case.case)
    days = _days(whole)
    return page(
        desk,
        visit,
        "as_of",
        case=case,
        path=case_path(case.case),
        here=f"{case_path(case.case)}/as-of",
        at=at,
        written=f"{at.astimezone(ROME):%Y-%m-%dT%H:%M}",
        days=days,
        day=sum(1 for one in days if one <= at.astimezone(ROME).date().isoformat()),
        timeline=known,
        last=next((one for one in reversed(known) if isinstance(one, EventItem)), None),
        before=max((one.at for one in events if one.at < _minute(at)), default=None),
        after=min((one.at for one in events if one.at > at), default=None),
        link=_link,
        rounds=[one for one in rounds if one.opened_at <= at],
        answers=_answers(answers, at),
        money=money,
        spoken=await _speaking(desk, known),
    )


def _instant(visit: Visit) -> datetime:
    """As asked, to the end of its minute; a day alone to its end; else now.

    Raises:
        DomainError: it cannot be read.
    """
    asked = visit.asked("at")
    if not asked:
        return visit.now
    found = moment("at", asked, ROME.key)
    if "T" not in asked:
        last = datetime.combine(found.astimezone(ROME).date(), time(), ROME)
        return (last + _ALMOST_A_DAY).astimezone(visit.now.tzinfo)
    return _minute(found) + timedelta(minutes=1) - timedelta(microseconds=1)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _then(item: TimelineItem, at: datetime) -> TimelineItem:
    """A letter that had not been accepted yet was still under way."""
    if isinstance(item, LetterItem) and (item.accepted_at or at) > at:
        return item.model_copy(update={"state": "ready", "accepted_at": None})
    return item


def _answers(answers: Sequence[Answer], at: datetime) -> Sequence[Answer]:
    """The last word of each body by then."""
    return [*standing(one for one in answers if one.received_at <= at).values()]


def _days(items: Sequence[TimelineItem]) -> list[str]:
    """Those on which anything happened, in order."""
    return sorted({one.at.astimezone(ROME).date().isoformat() for one in items})


def _link(at: datetime) -> str:
    return f"?at={at.astimezone(ROME):%Y-%m-%dT%H:%M}"


async def _speaking(desk: Desk, items: Sequence[TimelineItem]) -> object:
    refs = await refs_in(
        desk.access, [one.reason for one in items if isinstance(one, EventItem)]
    )
    return lambda text: spoken(text, refs)
