"""Many forms handed in at once: each looked at, then registered one after the other.

The file lies in the data folder for a day. How far the work is the record says, by
the forms themselves: interrupted, it goes on where it stopped.
"""

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from models.case import Case, Phase
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, CaseId, CorridorCode
from models.progress import Progress
from models.proposal import ProposalForm
from models.refusal import Wanted
from runtime.client import Access
from runtime.folder import NotRunningError, make_folder
from runtime.names import in_words
from runtime.submission import FormDesk
from store.errors import NotFoundError

log = logging.getLogger(__name__)

MOST: Final = 200
"""Forms of one file."""
_KEPT: Final = timedelta(days=1)
_NAMED: Final = re.compile(r"[0-9a-f]{64}")


class Entry(Frozen):
    """In whose hand it is done, and when; `session` None: as each form says."""

    actor: Actor
    session: str | None
    at: datetime


class ImportRow(Frozen):
    """One form of a file: registered as `ref`, refused with `said`, or neither yet."""

    number: int
    title: str
    ref: str = ""
    case: CaseId | None = None
    said: str = ""


class Import(Frozen):
    """`working`: somebody is registering it now."""

    name: str
    rows: tuple[ImportRow, ...]
    working: bool

    @property
    def done(self) -> int:
        return sum(1 for one in self.rows if one.ref)

    @property
    def open(self) -> int:
        return sum(1 for one in self.rows if not one.ref and not one.said)


@dataclass
class ImportDesk:
    """One for the process: it knows which files it is working on."""

    access: Access
    working: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def keep(self, content: bytes, *, now: datetime) -> str:
        """Put a file aside, under the name by which it is found again, for a day.

        Raises:
            DomainError: it holds no forms, or too many.
        """
        forms = forms_in(content)
        if not 1 <= len(forms) <= MOST:
            raise DomainError(
                f"The file holds {len(forms)} forms: give one with 1 to {MOST}."
            )
        name = hashlib.sha256(content).hexdigest()
        make_folder(self._folder)
        for old in self._folder.iterdir():
            if now.timestamp() - old.stat().st_mtime > _KEPT.total_seconds():
                old.unlink(missing_ok=True)
        self._file(name).write_bytes(content)
        return name

    async def look(self, name: str, entry: Entry) -> Import:
        """Where each form stands, and what would be held against it.

        Raises:
            NotFoundError: the file is not here, or no longer.
        """
        rows = [
            await self._row(number, form, entry)
            for number, form in enumerate(self._read(name), start=1)
        ]
        return Import(name=name, rows=tuple(rows), working=name in self.working)

    async def standing(self, name: str) -> Progress:
        """How far the registering is, without looking at each form anew.

        Raises:
            NotFoundError: the file is not here, or no longer.
        """
        forms = self._read(name)
        known = [await self._known(form) for form in forms]
        working = name in self.working
        done = sum(1 for one in known if one)
        return Progress(done=done, all=len(forms), ended=not working)

    def begin(self, name: str, entry: Entry) -> None:
        """Register what is not; it goes on while pages are looked at.

        Raises:
            NotFoundError: the file is not here, or no longer.
        """
        forms = self._read(name)
        if name not in self.working:
            task = asyncio.create_task(self._register(forms, entry))
            self.working[name] = task
            task.add_done_callback(lambda _: self.working.pop(name, None))

    async def _register(self, forms: Sequence[bytes], entry: Entry) -> None:
        """What is refused stays on record, and does not stop the others."""
        for number, form in enumerate(forms, start=1):
            row = await self._row(number, form, entry, dry=False)
            if row.said:
                wanted = Wanted(actor=entry.actor, act="submit", asked={})
                await self.access.refused(wanted, row.said, at=entry.at)

    async def _row(
        self, number: int, content: bytes, entry: Entry, *, dry: bool = True
    ) -> ImportRow:
        row = ImportRow(number=number, title=_title(content))
        try:
            self._forms(entry.actor).read(content)
            known = await self._known(content)
            if known is None:
                office = await self.access.office(entry.actor, now=entry.at, dry=dry)
                await office.submit(content, session=entry.session, now=entry.at)
                return row
        except NotRunningError:
            raise
        except DomainError as refusal:
            [said] = await in_words(self.access, str(refusal))
            return row.model_copy(update={"said": said})
        return row.model_copy(update={"ref": known.ref, "case": known.case})

    async def _known(self, content: bytes) -> Case | None:
        """The proposal that a form is registered as."""
        try:
            form = ProposalForm.model_validate_json(content)
        except ValidationError:
            return None
        async with self.access.units.read() as unit:
            corridor = CorridorCode(form.corridor)
            known = await unit.cases.by_fingerprint(corridor, form.fingerprint())
        return known if known and known.phase is not Phase.DRAFT else None

    def _forms(self, actor: Actor) -> FormDesk:
        opened = self.access
        return FormDesk(units=opened.units, reference=opened.reference, actor=actor)

    def _read(self, name: str) -> Sequence[bytes]:
        try:
            return forms_in(self._file(name).read_bytes())
        except FileNotFoundError as error:
            raise NotFoundError(
                "The file is no longer here: give it again. What is registered stays."
            ) from error

    def _file(self, name: str) -> Path:
        if not _NAMED.fullmatch(name):
            raise NotFoundError("There is no such file.")
        return self._folder / f"{name}.json"

    @property
    def _folder(self) -> Path:
        return self.access.settings.folder / "imports"


def forms_in(content: bytes) -> Sequence[bytes]:
    """One form, or a list of them, in a JSON file.

    Raises:
        DomainError: it is no such file.
    """
    try:
        read = json.loads(content)
    except ValueError as error:
        raise DomainError(
            "The file is no JSON: save the form, or the list of forms, as JSON."
        ) from error
    found = read if isinstance(read, list) else [read]
    if not all(isinstance(one, dict) for one in found):
        raise DomainError("A form is a group of fields: give one, or a list of them.")
    return [json.dumps(one, ensure_ascii=False).encode() for one in found]


def _title(content: bytes) -> str:
    titles = json.loads(content).get("title")
    named = list(titles.values()) if isinstance(titles, dict) else []
    return str(named[0]) if named else ""
