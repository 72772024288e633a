"""Sessions, programmes, agendas, and the way of a proposal through them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from activities.comparison import Cause
from models.case import Phase
from models.compliance import ScreeningResult
from models.deadline import counted_back
from models.deadlines import Term, TermUnit
from models.event import EventKind
from models.ids import session_workflow_id
from models.interest import InterestState
from models.session_rules import roman
from models.term import CalendarSide
from runtime.wiring import calendars
from scenario.facts import Facts, case_of
from store.fixed import Row

_DAY = timedelta(days=1)
_ROME = ZoneInfo("Europe/Rome")
_WORKING_DAY = Term(amount=1, unit=TermUnit.WORKING_DAYS, calendar=CalendarSide.A)
_ENDS = frozenset({EventKind.CLOSED, EventKind.WITHDRAWN})
_MOVES = frozenset(
    {
        *(EventKind.SUBMITTED, EventKind.RESUBMITTED, EventKind.SCREENED),
        *(EventKind.RETURNED, EventKind.REJECTION_NOTIFIED, EventKind.VALIDATED),
        *(EventKind.DISSEMINATED, EventKind.DEADLINE_MOVED, EventKind.ROUND_CLOSED),
        *(EventKind.PARTNER_CHOSEN, EventKind.COFINANCING_CHECKED),
        *(EventKind.COFINANCING_DECIDED, EventKind.MONEY_RESERVED, EventKind.READY),
        *(EventKind.CARRIED_OVER, EventKind.PRESENTED),
    }
)
"""What happens to a proposal only while its file is open."""


def ordinals_rise(facts: Facts) -> Iterator[str]:
    opened = {
        event["stream"]: event for event in facts.happened(EventKind.SESSION_OPENED)
    }
    last: dict[str, int] = {}
    known = [
        (opened.get(session_workflow_id(row["session"])), row)
        for row in facts["session"]
    ]
    yield from (
        f"{row['session']} was never opened" for event, row in known if not event
    )
    told = [(event, row) for event, row in known if event]
    for event, row in sorted(told, key=lambda one: one[0]["at"]):
        before = last.get(row["corridor"], 0)
        last[row["corridor"]] = row["ordinal"]
        if row["ordinal"] <= before:
            yield f"{row['session']}: number {row['ordinal']} follows {before}"
        elif event["body"]["roman"] != roman(row["ordinal"]):
            yield f"{row['session']} was opened as {event['body']['roman']}"
        else:
            yield ""


def programmes_follow(facts: Facts) -> Iterator[str]:
    for (corridor,), found in facts.by("programme", "corridor").items():
        in_order = sorted(found, key=lambda row: row["start"])
        yield from ("" for _ in in_order[:1])
        for before, after in pairwise(in_order):
            follows = after["start"] == before["end"] + _DAY
            yield (
                ""
                if follows
                else f"{corridor}: {after['code']} does not follow {before['code']}"
            )


def one_session_at_a_time(facts: Facts) -> Iterator[str]:
    slots = facts.by("slot", "case")
    for case, row in facts.cases.items():
        at = row["opened_in"]
        carried = list(facts.story(case, EventKind.CARRIED_OVER))
        path = [at, *(event["body"]["to"] for event in carried)]
        left = [event["body"]["from"] for event in carried]
        placed = {slot["session"] for slot in slots.get((case,), [])}
        if left != path[:-1] or path[-1] != row["session"]:
            yield f"{case} went {' → '.join(path)}, and is in {row['session']}"
        elif row["carried"] != len(carried):
            yield f"{case} was carried {len(carried)} times, not {row['carried']}"
        elif placed - set(path):
            yield f"{case} has a place in a session it never was in"
        else:
            yield ""


def agendas_fit(facts: Facts) -> Iterator[str]:
    sessions = {row["session"]: row for row in facts["session"]}
    for (session,), slots in facts.by("slot", "session").items():
        minutes = sum(slot["minutes"] for slot in slots)
        room = sessions[session]["capacity"]
        over = f"{session}: {minutes} minutes in {room}" if minutes > room else ""
        clashes = {*_clashes(slots, facts)}
        yield from (over or clash_of(slot, clashes) for slot in slots)


def clash_of(slot: Row, clashes: set[str]) -> str:
    case = slot["case"]
    return f"{slot['session']}: {case} is not alone in its time" * (case in clashes)


def _clashes(slots: Sequence[Row], facts: Facts) -> Iterator[str]:
    """Cases whose table or whose partner is elsewhere at the same time."""
    partners = facts.by("interest", "case")
    for slot in slots:
        for other in slots:
            if other["position"] <= slot["position"]:
                continue
            apart = _end(slot) <= other["starts_at"] or _end(other) <= slot["starts_at"]
            shared = slot["table"] == other["table"] or (
                _seated(partners.get((slot["case"],), []))
                & _seated(partners.get((other["case"],), []))
            )
            if shared and not apart:
                yield from (slot["case"], other["case"])


def _end(slot: Row) -> object:
    return slot["starts_at"] + timedelta(minutes=slot["minutes"])


def _seated(interests: Sequence[Row]) -> set[str]:
    accepted = InterestState.ACCEPTED
    return {one["body"] for one in interests if one["state"] == accepted}


def screened_on_the_eve(facts: Facts) -> Iterator[str]:
    sessions = {row["session"]: row for row in facts["session"]}
    for shown in facts.happened(EventKind.PRESENTED):
        eve = _eve(sessions[shown["body"]["session"]]["starts_at"])
        days = {
            event["at"].astimezone(_ROME).date()
            for event in facts.streams[shown["stream"]]
            if event["kind"] == EventKind.SCREENED
            and event["body"].get("cause") == Cause.SESSION
            and event["body"]["result"] == ScreeningResult.CLEAR
        }
        case = case_of(shown["stream"])
        yield "" if eve in days else f"{case} was presented, not screened on {eve}"


def _eve(starts_at: datetime) -> date:
    calendar = calendars().country("IT")
    return counted_back(_WORKING_DAY, starts_at, calendar, _ROME.key).date()


def closed_stays_closed(facts: Facts) -> Iterator[str]:
    for stream, events in facts.streams.items():
        case = facts.cases.get(case_of(stream))
        if case is None or not stream.startswith("proposal/"):
            continue
        ends = [event for event in events if event["kind"] in _ENDS]
        if not ends and case["phase"] != Phase.CLOSED:
            continue
        yield _ending(case, ends, events)


def _ending(case: Row, ends: Sequence[Row], events: Sequence[Row]) -> str:
    name = case["case"]
    if len(ends) != 1 or case["phase"] != Phase.CLOSED or case["closed_at"] is None:
        return f"{name} was closed {len(ends)} times and is {case['phase']}"
    (end,) = ends
    if end["body"]["outcome"] != case["outcome"]:
        return f"{name} ended {end['body']['outcome']}, and says {case['outcome']}"
    after = [event["kind"] for event in events if event["seq"] > end["seq"]]
    moved = [kind for kind in after if kind in _MOVES]
    return f"{name} went on after its end: {', '.join(moved)}" if moved else ""
