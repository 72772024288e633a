"""A case as it was on record at an instant, folded from the chronicle."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue

from audit.case_rows import Found, Row, case_rows
from audit.fold import Fold
from models.event import Event, EventKind
from models.frozen import Frozen
from models.ids import CaseId, PaperId
from store.whole_record import WholeRecord


class CaseThen(Frozen):
    """What stood at an instant.

    `number` is the last record of the chronicle by then, `recorded_at` its instant;
    `rows` are those about the case, by table, as they stood; a column that an erasure
    took is missing. `money` is in cents, by agreement, year and account.
    """

    case: CaseId
    at: datetime
    number: int
    recorded_at: datetime | None
    rows: Mapping[str, Sequence[Row]]
    acts: Sequence[Event]
    money: Mapping[str, Mapping[str, int]]
    form: PaperId

    @property
    def check(self) -> JsonValue:
        """What the last check of co-financing found, and by which rules; if any."""
        checks = (
            act.body.get("result")
            for act in reversed(self.acts)
            if act.kind is EventKind.COFINANCING_CHECKED
        )
        return next(checks, None)


async def case_at(record: WholeRecord, case: CaseId, at: datetime) -> CaseThen | None:
    """The case as it was at an instant in UTC; None when nobody knew of it."""
    number, recorded_at = await record.chronicle().last_by(at)
    fold = Fold()
    async for one in record.chronicle().records(until=number):
        fold.take(one.number, one.content)
    found = case_rows(fold, record.keys(), case)
    if "proposal" not in found:
        return None
    people = await record.chronicle().people_of(_named(found))
    rows = {
        table: [_whole(one, people) for one in some] for table, some in found.items()
    }
    proposal = rows["proposal"][0]
    return CaseThen(
        case=case,
        at=at,
        number=number,
        recorded_at=recorded_at,
        rows=rows,
        acts=await _acts(record, rows.pop("event", ())),
        money=_money(rows.get("entry", ())),
        form=PaperId(str(proposal["form"])),
    )


def _named(found: Mapping[str, Sequence[Found]]) -> list[str]:
    return [
        keyed for rows in found.values() for one in rows for keyed in one.told.keyed
    ]


def _whole(one: Found, people: Mapping[str, str]) -> Row:
    """With what is still kept of people, the latest last."""
    row = dict(one.row)
    for keyed in one.told.keyed:
        row |= json.loads(people.get(keyed, "{}"))
    return row


def _money(entries: Sequence[Row]) -> dict[str, dict[str, int]]:
    """What the case's own moves left in each account."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        year = sums[f"{entry['agreement']}/{entry['year']}"]
        cents = int(str(entry["cents"]))
        year[str(entry["debit"])] += cents
        year[str(entry["credit"])] -= cents
    return {name: dict(accounts) for name, accounts in sorted(sums.items())}


async def _acts(record: WholeRecord, told: Sequence[Row]) -> list[Event]:
    """Those on record by then, in the order they were written."""
    last: dict[str, int] = {}
    for one in told:
        last[str(one["stream"])] = int(str(one["seq"]))
    return [
        act
        for stream, seq in last.items()
        for act in await record.acts(stream)
        if act.seq <= seq
    ]
