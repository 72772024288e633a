"""What the record says at the end of the year, laid out for whoever checks it."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from models.event import EventKind
from models.ids import CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.proposal import ProposalForm
from models.report import Synthesis
from store.fixed import Row
from store.whole_record import whole_record

Key = tuple[Any, ...]
_PARSER = BytesParser()
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096  # bytes in which a mail's id stands


class Beside(NamedTuple):
    """What is known of the year besides the record.

    `delivered`: how many mailboxes outside hold a mail, by its Message-ID; `sent`:
    how many mails the partners sent to us; `report`: the synthesis as it was written.
    """

    delivered: Mapping[str, int]
    sent: int
    report: Synthesis


class Facts:
    """Rows by table, and what papers say; sentences of the checks name their ids."""

    def __init__(
        self,
        rows: Mapping[str, Sequence[Row]],
        triggers: frozenset[str],
        beside: Beside,
    ) -> None:
        self.triggers = triggers
        self.beside = beside
        self.papers: dict[str, bool] = {}
        """Whether a paper still is what its name says."""
        self.texts: dict[str, str] = {}
        """What is to be read in a letter, by its paper."""
        self.forms: dict[str, ProposalForm] = {}
        self.answerings: dict[str, bytes] = {}
        self._rows = rows

    def take(self, name: str, content: bytes) -> None:
        """One paper: its hash, and what the checks need of it."""
        self.papers[name] = hashlib.sha256(content).hexdigest() == name
        if name in self._letter_papers:
            self.texts[name] = plain(content)
        if name in self._form_papers:
            self.forms[name] = ProposalForm.model_validate_json(content)
        if name in self._told_papers:
            self.answerings[name] = content

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self._rows[table]

    def by(self, table: str, *columns: str) -> Mapping[Key, list[Row]]:
        """The rows of a table under the values of some columns."""
        found: dict[Key, list[Row]] = defaultdict(list)
        for row in self[table]:
            found[tuple(row[name] for name in columns)].append(row)
        return found

    @cached_property
    def cases(self) -> Mapping[str, Row]:
        return {row["case"]: row for row in self["proposal"]}

    @cached_property
    def bodies(self) -> Mapping[str, Row]:
        return {row["code"]: row for row in self["body"]}

    @cached_property
    def rounds(self) -> Mapping[Key, Row]:
        return {(row["case"], row["number"]): row for row in self["round"]}

    @cached_property
    def deliveries(self) -> Mapping[Key, list[Row]]:
        """Of each round."""
        return self.by("delivery", "case", "round")

    @cached_property
    def streams(self) -> Mapping[str, list[Row]]:
        """The events of each stream, in order."""
        found = self.by("event", "stream")
        return {
            stream: sorted(events, key=lambda event: event["seq"])
            for (stream,), events in found.items()
        }

    @cached_property
    def letters(self) -> Mapping[Key, list[Row]]:
        """By stream and kind."""
        return self.by("letter", "stream", "kind")

    def story(self, case: str, *kinds: EventKind) -> Iterator[Row]:
        """What happened to a proposal, of these kinds."""
        events = self.streams.get(proposal_workflow_id(CaseId(case)), [])
        return (event for event in events if event["kind"] in kinds)

    def happened(self, *kinds: EventKind) -> Iterator[Row]:
        return (event for event in self["event"] if event["kind"] in kinds)

    def letters_to(self, case: str, kind: LetterKind) -> Sequence[Row]:
        return self.letters.get((proposal_workflow_id(CaseId(case)), kind), [])

    def form(self, case: str) -> ProposalForm:
        return self.forms[self.cases[case]["form"]]

    @cached_property
    def _letter_papers(self) -> frozenset[str]:
        return frozenset(row["raw"] for row in self["letter"])

    @cached_property
    def _form_papers(self) -> frozenset[str]:
        return frozenset(row["form"] for row in self["proposal"])

    @cached_property
    def _told_papers(self) -> frozenset[str]:
        return frozenset(row["text"] for row in self["question"] if row["text"])


async def facts(engine: AsyncEngine, beside: Beside) -> Facts:
    """Read the record in one moment."""
    async with whole_record(engine) as record:
        found = Facts(await record.rows(), await record.triggers(), beside)
        async for paper in record.papers():
            found.take(paper.sha256, paper.content)
    return found


def in_mailboxes(folder: Path) -> Counter[str]:
    """How often each mail lies in a mailbox outside, by its Message-ID."""
    return Counter(_ids(folder.rglob("*.eml")))


def case_of(stream: str) -> str:
    return stream.removeprefix("proposal/")


def plain(raw: bytes) -> str:
    """The text of a letter as its reader has it on the screen."""
    for part in _PARSER.parsebytes(raw).walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/plain" and isinstance(content, bytes):
            return content.decode().replace("\r\n", "\n")
    return ""


def _ids(mails: Iterable[Path]) -> Iterator[str]:
    for mail in mails:
        with mail.open("rb") as content:
            found = _MESSAGE_ID.search(content.read(_HEAD))
        yield found[1].decode() if found else str(mail)
