"""What of the chronicle and of the rows goes into the dossier of a case."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from audit.case_rows import Found, case_rows
from audit.fold import Fold, Place
from models.chronicle import Change, Columns, Key, Record, digest
from models.event import canonical, instant
from models.ids import CaseId, duplicate_stream, money_workflow_id, proposal_workflow_id
from store.case_record import CaseRecords

OWN_HASH = frozenset({"event"})
"""Their content stands in events.jsonl."""


@dataclass(frozen=True)
class CaseContent:
    """The rows about a case at the last record, by table, and where they are."""

    case: CaseId
    found: Mapping[str, Sequence[Found]]
    places: frozenset[Place]
    sessions: frozenset[str]

    @property
    def own_streams(self) -> tuple[str, ...]:
        case = self.case
        named = (proposal_workflow_id, money_workflow_id, duplicate_stream)
        return tuple(name(case) for name in named)

    @property
    def keyed(self) -> list[str]:
        """The hashes of all that was said of people in these rows."""
        return [
            keyed
            for rows in self.found.values()
            for one in rows
            for keyed in one.told.keyed
        ]

    def values(self, table: str, column: str) -> list[str]:
        """What a column of these rows holds, each once, in order."""
        rows = self.found.get(table, ())
        return sorted({str(one.row[column]) for one in rows if one.row.get(column)})


async def content_of(record: CaseRecords, case: CaseId) -> CaseContent:
    """Fold the whole chronicle once."""
    fold, sessions = Fold(), set[str]()
    async for one in record.chronicle().records():
        changes = one.content
        fold.take(one.number, changes)
        sessions |= {
            str(change.columns["session"])
            for change in changes
            if (change.table, change.key) == ("proposal", (case,))
            and change.columns
            and "session" in change.columns
        }
    keys = record.keys()
    found = case_rows(fold, keys, case)
    places = frozenset(
        (table, tuple(one.row[name] for name in keys[table]))
        for table, rows in found.items()
        for one in rows
    )
    return CaseContent(case, found, places, frozenset(sessions))


def streams_of(content: CaseContent, erasing: set[str]) -> list[str]:
    """The chains of acts that a reader of the case needs, whole, in order of name."""
    entries = content.found.get("entry", ())
    programmes = content.found.get("programme", ())
    return sorted(
        {
            *content.own_streams,
            *(f"agreement/{one.row['agreement']}/{one.row['year']}" for one in entries),
            *(f"session/{one}" for one in content.sessions),
            *(
                f"{lead}/{one.row['corridor']}/{one.row['code']}"
                for one in programmes
                for lead in ("programme", "register/programme")
            ),
            *(f"register/body/{one}" for one in content.values("body", "code")),
            *(f"register/corridor/{one}" for one in content.values("corridor", "code")),
            *(
                f"register/agreement/{one}"
                for one in content.values("agreement", "number")
            ),
            *erasing,
        }
    )


async def event_lines(
    record: CaseRecords, streams: Sequence[str]
) -> AsyncIterator[Columns]:
    """Every act of these chains, as it was hashed, with its hash."""
    for stream in streams:
        for event in await record.acts(stream):
            yield {**event.model_dump(mode="json"), "at": instant(event.at)}


async def chronicle_lines(
    record: CaseRecords, content: CaseContent
) -> AsyncIterator[Columns]:
    """From the first record about the case to the last of all.

    A record about the case tells its changes; of any other stands the hash of them.
    """
    begun = False
    async for one in record.chronicle().records():
        touches = any(_about(change, content) for change in one.content)
        begun = begun or touches
        if begun:
            yield _line(one, told=touches)


def _about(change: Change, content: CaseContent) -> bool:
    """Also a row that was removed since."""
    own = (change.columns or {}).get("case") == content.case
    return own or (change.table, change.key) in content.places


def _line(one: Record, *, told: bool) -> Columns:
    said: Columns = {"told": one.changes} if told else {"changes": digest(one.changes)}
    return {
        "number": one.number,
        "at": instant(one.at),
        **said,
        "prev_hash": one.prev_hash,
        "hash": one.hash,
    }


async def row_lines(
    record: CaseRecords, content: CaseContent
) -> AsyncIterator[tuple[str, Key, Columns]]:
    """The rows about the case as they stand in their tables, not as they were told."""
    tables = {table for table, _ in content.places} - OWN_HASH
    for table, rows in record.told():
        if table not in tables:
            continue
        async for key, columns in rows:
            if (table, key) in content.places:
                yield table, key, columns


def jsonl(lines: Sequence[JsonValue]) -> bytes:
    return b"".join(canonical(line) + b"\n" for line in lines)
