"""The evidence itself: chains, guards, papers, and deadlines counted again."""

from collections.abc import Iterator, Mapping

from models.deadline import Deadline, end
from models.event import GENESIS, chain_hash, without_addresses
from models.working_calendar import WorkingCalendar
from scenario.facts import Facts
from store.fixed import Row

_GUARDED = ("event", "paper", "entry")


def chains_hold(facts: Facts) -> Iterator[str]:
    """Every chain recomputed to its head; the database refuses to change it."""
    heads = {row["stream"]: (row["seq"], row["hash"]) for row in facts["stream"]}
    for stream, events in facts.streams.items():
        before = GENESIS
        for seq, event in enumerate(events, start=1):
            told = {name: event[name] for name in event if name != "hash"}
            computed = chain_hash(**told | {"prev_hash": before})
            broken = (event["seq"], event["hash"]) != (seq, computed)
            yield f"{stream} is broken at {seq}" if broken else ""
            before = event["hash"]
        if heads.get(stream) != (len(events), before):
            yield f"the head of {stream} is not its last event"
    for table in _GUARDED:
        guards = {f"{table}_no_update", f"{table}_no_delete"}
        kept = guards <= facts.triggers or f"{table}_insert_only" in facts.triggers
        yield "" if kept else f"nothing keeps {table} from being changed"


def papers_are_theirs(facts: Facts) -> Iterator[str]:
    for name, same in facts.papers.items():
        yield "" if same else f"paper {name} holds something else"


def events_name_nobody(facts: Facts) -> Iterator[str]:
    """Events are for ever: no address of a person stands in one.

    What the register says of a body is its office's address, and public.
    """
    for event in facts["event"]:
        if event["stream"].startswith("register/body/"):
            continue
        said = " ".join((event["reason"], str(event["body"])))
        clean = without_addresses(said) == said
        yield "" if clean else f"{event['stream']} {event['seq']} holds an address"


def deadlines_recount(facts: Facts) -> Iterator[str]:
    """Each deadline ends where the calendar that it keeps says, whatever came since."""
    calendars = {
        (row["name"], row["version"]): WorkingCalendar.model_validate(row["content"])
        for row in facts["calendar"]
    }
    for row in facts["deadline"]:
        yield _recounted(row, calendars)


def _recounted(row: Row, calendars: Mapping[tuple[str, str], WorkingCalendar]) -> str:
    name = f"{row['stream']} {row['name']}"
    deadline = Deadline.model_validate(row["deadline"])
    if deadline.stopped:
        return "" if row["ends_at"] is None else f"{name} stands still, and ends"
    ref = deadline.calendar
    calendar = calendars.get((ref.name, ref.version)) if ref else None
    if ref and calendar is None:
        return f"{name}: calendar {ref.version} was not kept"
    recounted = end(deadline, calendar)
    same = recounted == row["ends_at"]
    return "" if same else f"{name} ends {row['ends_at']}, counted {recounted}"
