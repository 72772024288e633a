"""The dossier of a case: everything a stranger needs to check it without us."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern
from typing import Final

from pydantic import JsonValue

from audit.dossier_decisions import decisions
from audit.dossier_records import (
    CaseContent,
    chronicle_lines,
    content_of,
    event_lines,
    jsonl,
    row_lines,
    streams_of,
)
from audit.dossier_seals import proofs, seal_files
from audit.offline.verify import packed, sha256
from audit.verify_record import erased_by
from documents.case_timeline import timeline_document, timeline_page
from documents.pdf import pdf
from models.case_timeline import CaseTimeline, Entry, Way
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.document import Language
from models.event import canonical, instant
from models.ids import CaseId, Ref, proposal_workflow_id
from models.rule_book import RuleBook
from store.case_record import CaseRecords
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem

_OFFLINE: Final = Path(__file__).parent / "offline"
_HASH: Final = pattern(r"[0-9a-f]{64}")
_KINDS: Final = ((b"%PDF", "pdf"), (b"PK\x03\x04", "zip"), (b"{", "json"))
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Subject:
    """Whose dossier, and by which rules it was decided."""

    case: CaseId
    ref: Ref
    corridor: Corridor
    book: RuleBook


@dataclass(frozen=True)
class Made:
    """`manifest` is the hash that binds every file of it."""

    packet: bytes
    manifest: str
    files: int


async def dossier(record: CaseRecords, subject: Subject, told: Progress) -> Made:
    """Put it together; the same record gives the same bytes.

    Args:
        record: one moment of it.
        subject: the case.
        told: is called with the name of each step as it begins.
    """
    told("the chronicle")
    content = await content_of(record, subject.case)
    people = await record.people_named(content.keyed)
    gone = set(content.keyed) - {one.keyed for one in people}
    erasing = await record.erasing() if gone else ()
    accounting = {stream for stream, body in erasing if erased_by(body) & gone}
    streams = streams_of(content, accounting)
    told("the acts")
    events = [one async for one in event_lines(record, streams)]
    told("the rows")
    rows = [one async for one in row_lines(record, content)]
    told("the chain of the chronicle")
    chronicle = [jsonl([one]) async for one in chronicle_lines(record, content)]
    files = {
        "events.jsonl": jsonl(events),
        "chronicle.jsonl": b"".join(chronicle),
        "rows.jsonl": jsonl([[table, [*key], row] for table, key, row in rows]),
        "personal.jsonl": jsonl([one.model_dump(mode="json") for one in people]),
        "inclusion.jsonl": jsonl(await proofs(record, streams)),
        "verify.py": (_OFFLINE / "verify.py").read_bytes(),
        "README.txt": (_OFFLINE / "README.txt").read_bytes(),
        **await seal_files(record),
    }
    told("letters, messages and papers")
    files |= await _papers(record, content, events)
    told("the timeline")
    files |= await _views(record, subject, content, len(gone))
    manifest = canonical({name: sha256(files[name]) for name in sorted(files)})
    packet = packed({**files, "manifest.json": manifest})
    return Made(packet, sha256(manifest), len(files) + 1)


async def _papers(
    record: CaseRecords, content: CaseContent, events: Sequence[JsonValue]
) -> dict[str, bytes]:
    """Whatever is kept under a hash that the case's rows or acts name."""
    letters = content.values("letter", "raw")
    receipts = content.values("evidence", "message")
    messages = {*content.values("message", "message"), *receipts}
    rows = [one.row for some in content.found.values() for one in some]
    own = [
        one
        for one in events
        if isinstance(one, dict) and one["stream"] in content.own_streams
    ]
    named = {*letters, *messages, *_hashes([*rows, *own])}
    found = await record.papers_named(named)
    folders = {
        **dict.fromkeys(letters, ("letters", "eml")),
        **dict.fromkeys(messages, ("messages", "eml")),
    }
    files: dict[str, bytes] = {}
    for name, paper in sorted(found.items()):
        folder, ending = folders.get(name, ("papers", _ending(paper)))
        files[f"{folder}/{name}.{ending}"] = paper
    return files


def _hashes(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from _HASH.findall(value)
    elif isinstance(value, list):
        for one in value:
            yield from _hashes(one)
    elif isinstance(value, dict):
        yield from _hashes([*value.values()])


def _ending(paper: bytes) -> str:
    for begins, ending in _KINDS:
        if paper.startswith(begins):
            return ending
    try:
        paper.decode()
    except UnicodeDecodeError:
        return "bin"
    return "txt"


async def _views(
    record: CaseRecords, subject: Subject, content: CaseContent, erased: int
) -> Mapping[str, bytes]:
    """What people read: the same facts, in the order in which they came."""
    items = await record.timeline(proposal_workflow_id(subject.case))
    acts = [act for stream in content.own_streams for act in await record.acts(stream)]
    found = {table: [one.row for one in rows] for table, rows in content.found.items()}
    decided = decisions(acts, found, subject.book, await record.templates())
    paper = CaseTimeline(
        ref=subject.ref,
        language=Language(subject.corridor.language_a),
        zone=subject.corridor.zone_a,
        simulated=subject.corridor.legal_status is LegalStatus.SIMULATION,
        entries=tuple(map(_entry, items)),
        erased=erased,
    )
    return {
        "decisions.jsonl": jsonl([*decided]),
        "timeline.jsonl": jsonl([_line(item) for item in items]),
        "timeline.html": timeline_page(paper),
        "timeline.pdf": pdf(timeline_document(paper)),
    }


def _entry(item: TimelineItem) -> Entry:
    match item:
        case EventItem():
            said = "; ".join(
                f"{name}: {value}"
                for name, value in item.body.items()
                if isinstance(value, str | int) and value != ""
            )
            why = " · ".join(filter(None, (item.reason, said)))
            return Entry(
                at=item.at,
                who=item.actor,
                what=item.kind,
                why=why,
                number=item.seq,
                hash=item.hash,
            )
        case LetterItem():
            return Entry(
                at=item.at,
                way=Way.OUT,
                who=item.body or "proposer",
                what=f"{item.kind}, {item.state}",
                why=item.subject,
                file=f"letters/{item.paper}.eml",
            )
        case MessageItem():
            return Entry(
                at=item.at,
                way=Way.IN,
                who=item.party,
                what=item.act or item.disposition,
                why=item.span or item.detail,
                file=f"messages/{item.message}.eml",
            )


def _line(item: TimelineItem) -> JsonValue:
    kinds = {EventItem: "act", LetterItem: "letter", MessageItem: "message"}
    said: dict[str, JsonValue] = item.model_dump(mode="json")
    return {"what": kinds[type(item)], **said, "at": instant(item.at)}
