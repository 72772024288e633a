"""A proposal as it was on record at an instant, and its history until then."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, NamedTuple

import typer
from pydantic import JsonValue
from pydantic_core import from_json
from rich.table import Table

from audit.as_of import CaseThen, case_at
from audit.case_rows import Row
from cli.command import clock, euro, table, zone
from models.deadlines import end_of
from models.errors import DomainError
from models.ids import proposal_workflow_id
from models.inbound import Disposition
from runtime.client import Access
from runtime.dates import day, moment
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem
from store.whole_record import whole_record

AsOf = Annotated[
    str | None,
    typer.Option(
        help="As it was on record then: 2026-12-10T10:30, or a day, to its end."
    ),
]
_DAY = len("2026-12-10")


class Then(NamedTuple):
    """A case then; `form` is the text of its proposal, `place` its corridor's zone."""

    ref: str
    place: str
    case: CaseThen
    form: JsonValue


async def then(opened: Access, ref: str, as_of: str) -> Then:
    """Fold the chronicle up to an instant.

    Raises:
        DomainError: the instant cannot be read, or nobody knew of the case.
    """
    found = await opened.reading.case_by_ref(ref)
    place = await zone(opened, found.corridor)
    at = moment("--as-of", as_of, place)
    if len(as_of.strip()) == _DAY:
        last = end_of(day("--as-of", as_of.strip()), place)
        at = last + timedelta(seconds=1) - timedelta(microseconds=1)
    async with whole_record(opened.units.engine) as record:
        case = await case_at(record, found.case, at)
    if case is None:
        raise DomainError(
            f"{found.ref} was not on record at {clock(at, place)}; its history begins "
            f"{clock(found.opened_at, place)}."
        )
    async with opened.units.read() as unit:
        form = from_json(await unit.papers.get(case.form))
    return Then(found.ref, place, case, form)


async def history_then(opened: Access, then: Then) -> list[TimelineItem]:
    """What the history showed then: letters and mails in the state they were in."""
    stream = proposal_workflow_id(then.case.case)
    last = max((act.seq for act in then.case.acts if act.stream == stream), default=0)
    letters = _by(then.case.rows.get("letter", ()), "letter")
    mails = _by(then.case.rows.get("message", ()), "message")
    answered = {one["message"] for one in then.case.rows.get("answer", ())}
    shown: list[TimelineItem] = []
    for item in await opened.reading.timeline(stream):
        match item:
            case EventItem(seq=seq) if seq <= last:
                shown.append(item)
            case LetterItem(letter=letter) if letter in letters:
                row = letters[letter]
                known = {"state": row["state"], "accepted_at": row["accepted_at"]}
                shown.append(LetterItem.model_validate(dict(item) | known))
            case MessageItem(message=message) if message in mails:
                ended = Disposition(str(mails[message]["disposition"]))
                unsaid = {} if message in answered else {"act": None, "span": ""}
                shown.append(item.model_copy(update={"disposition": ended, **unsaid}))
    return shown


def told(found: Then) -> dict[str, object]:
    """All of it, for a machine."""
    plain = found.case.model_dump(mode="json")
    return {"ref": found.ref, **plain, "check": found.case.check, "text": found.form}


def drawn(found: Then) -> Table:
    case, place = found.case, found.place
    at = clock(case.at, place)
    return table(f"{found.ref} as of {at}, times of {place}", ("", ""), _facts(found))


def _facts(found: Then) -> Iterator[tuple[str, object]]:
    case = found.case
    [proposal] = case.rows["proposal"]
    yield "record", f"{case.number} of {_clock(case.recorded_at, found.place)}"
    yield "title", _title(found.form)
    yield "text", f"version {proposal['version']}, paper {case.form}"
    for name in ("phase", "outcome", "session", "score", "carried"):
        yield name, proposal[name]
    yield from _bodies(case, found.place)
    for year, accounts in case.money.items():
        for account, cents in accounts.items():
            yield f"{account} under {year}, euro", euro(cents)
    if isinstance(case.check, dict):
        yield "rules", case.check.get("rule_version")
    for row in case.rows.get("deadline", ()):
        yield f"deadline {row['name']} {row['number']}", _deadline(row, found.place)


def _bodies(case: CaseThen, place: str) -> Iterator[tuple[str, object]]:
    for row in case.rows.get("round", ()):
        yield f"round {row['number']}", f"until {_at(row['deadline'], place)}"
    bodies = _by(case.rows.get("body", ()), "code")
    for row in case.rows.get("delivery", ()):
        body = bodies.get(str(row["body"]), {})
        who = f"{body.get('name')}, {body.get('email', 'erased')}"
        yield f"recipient {row['body']}", f"{row['state']}: {who}; {row['why']}"
    for row in case.rows.get("answer", ()):
        said = f"{row['act']}, {_at(row['received_at'], place)}"
        yield f"answer of {row['body']}", said
    for row in case.rows.get("interest", ()):
        cents = row["contribution"]
        money = f", {euro(cents)} euro" if isinstance(cents, int) else ""
        yield f"interest of {row['body']}", f"{row['state']}{money}"


def _deadline(row: Row, place: str) -> str:
    counted = f", counted in {row['calendar']} {row['calendar_version']}"
    closed = f", closed {_at(row['closed_at'], place)}" if row["closed_at"] else ""
    return f"{_at(row['ends_at'], place)}{counted if row['calendar'] else ''}{closed}"


def _title(form: JsonValue) -> object:
    titles = form.get("title") if isinstance(form, dict) else None
    if not isinstance(titles, dict):
        return ""
    return titles.get("en") or next(iter(titles.values()), "")


def _at(said: JsonValue, place: str) -> str:
    return _clock(datetime.fromisoformat(str(said)), place) if said else "no end"


def _clock(at: datetime | None, place: str) -> str:
    return "-" if at is None else clock(at.astimezone(UTC), place)


def _by(rows: Sequence[Row], key: str) -> dict[str, Row]:
    return {str(row[key]): row for row in rows}
