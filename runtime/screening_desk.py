"""What an officer can have done with lists of restrictive measures."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, cast

from activities.effects import EffectRunner
from activities.rescreening import KeepList, ScreenAgain, chunk_key
from activities.screening import in_use, matches_in
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.frozen import Frozen
from models.ids import CaseId, PaperId, Ref, screening_workflow_id
from models.officer import officer
from models.screening import ListVersion, Standstill
from models.screening_acts import ListLoaded
from models.screening_sheet import read_list
from runtime.errands import Errands
from runtime.foresight import Foresight
from runtime.rehearsal import Rehearsal, rehearse
from store.unit_of_work import SqlUnits

_LONGEST_CODE: Final = 40


class KnownList(Frozen):
    """A version of a list, and whether screenings use it now."""

    version: ListVersion
    in_use: bool


class Resemblance(Frozen):
    """A party of a proposal, the listed name it resembles, and where that stands."""

    party: str
    name: str
    kind: str
    list: str


class Halted(Frozen):
    """A case over which compliance has to rule, or has ruled."""

    ref: Ref
    standstill: Standstill
    matches: tuple[Resemblance, ...]


class ScreeningDesk:
    def __init__(
        self, *, units: SqlUnits, actor: str, foresight: Foresight | None = None
    ) -> None:
        self.actor = officer(actor)
        self._units = units
        self._foresight = foresight

    async def load(
        self,
        errands: Errands,
        content: bytes,
        *,
        source: str,
        version: str,
        issued_on: date | None,
    ) -> Stamp:
        """Take a list into use, and have every open case compared with it.

        Answers once it is in use; the comparison goes on by itself.

        Raises:
            DomainError: the file is no list, or it was loaded before.
        """
        loaded = await self._checked(content, source, version, issued_on)
        async with self._units.write() as unit:
            await unit.papers.put(content)
        return await errands.begin(
            "ScreeningWorkflow",
            "load",
            loaded,
            workflow_id=screening_workflow_id(loaded.file),
        )

    async def preview(
        self,
        content: bytes,
        *,
        source: str,
        version: str,
        issued_on: date | None,
        now: datetime,
    ) -> Foreseen:
        """What loading it would set off: which cases would stand still, and why."""
        loaded = await self._checked(content, source, version, issued_on)
        if self._foresight is None:
            raise DomainError("Nothing can be foreseen without the procedure's verbs.")
        verbs_of = self._foresight.verbs

        async def scenes(rehearsal: Rehearsal) -> None:
            verbs = verbs_of(cast("EffectRunner", rehearsal)).screening
            told = loaded.model_dump(exclude={"by", "after"})
            async with rehearsal.write() as unit:
                await unit.papers.put(content)
            await verbs.keep_list(
                KeepList(key="rehearsal/keep", at=now, actor=self.actor, **told)
            )
            after: CaseId | None = None
            while True:
                key = chunk_key(loaded.file, after)
                request = ScreenAgain(key=key, at=now, file=loaded.file, after=after)
                done = await verbs.screen_again(request)
                rehearsal.remark([f"{ref} would stand still." for ref in done.refs])
                after = done.last
                if after is None:
                    return

        return await rehearse(self._units, scenes)

    async def lists(self) -> Sequence[KnownList]:
        async with self._units.read() as unit:
            known = await unit.screening_lists.all()
        used = {one.list for one in in_use(known)}
        return [KnownList(version=one, in_use=one.list in used) for one in known]

    async def halted(self) -> Sequence[Halted]:
        """The cases that stand still now."""
        async with self._units.read() as unit:
            return [
                Halted(
                    ref=(await unit.cases.get(case)).ref,
                    standstill=still,
                    matches=tuple(
                        Resemblance(
                            party=one.party,
                            name=one.entry.name,
                            kind=one.entry.kind,
                            list=f"{one.entry.list} {one.entry.version}",
                        )
                        for one in await matches_in(unit, still.matches)
                    ),
                )
                for case in await unit.standstills.cases()
                if (still := await unit.standstills.open_of(case)) is not None
            ]

    async def _checked(
        self, content: bytes, source: str, version: str, issued_on: date | None
    ) -> ListLoaded:
        read_list(content, _code(source, "source"), _code(version, "version"))
        file = PaperId(hashlib.sha256(content).hexdigest())
        async with self._units.read() as unit:
            _refuse_known(await unit.screening_lists.find(file))
        return ListLoaded(
            file=file,
            source=source,
            version=version,
            issued_on=issued_on,
            by=self.actor,
        )


def _refuse_known(known: ListVersion | None) -> None:
    if known is not None:
        done = "all open cases were compared with it"
        going_on = "the open cases are being compared with it"
        said = done if known.finished_at else going_on
        raise DomainError(
            f"This file is in the register already, as {known.source} {known.version} "
            f"of {known.loaded_at:%d.%m.%Y}; {said}."
        )


def _code(given: str, name: str) -> str:
    if not (
        given.isascii() and given.isprintable() and 0 < len(given) <= _LONGEST_CODE
    ):
        raise DomainError(
            f"--{name} is a short code in plain letters, such as EU-FSF or 2027-02: "
            "correct it."
        )
    return given
