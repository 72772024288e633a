"""A person's way to the seals: made by hand, shown, proved and verified."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from temporalio.client import Client, WorkflowFailureError
from temporalio.exceptions import ApplicationError

from audit.merkle import inclusion_proof
from audit.time_stamp import Authorities
from audit.verify_seal import (
    Finding,
    Sealed,
    sealed_places,
    verify_copy,
    verify_seals,
)
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import SEAL_STREAM, Actor, PaperId
from models.seal import (
    CHRONICLE_CHAIN,
    Head,
    Seal,
    SealAsked,
    SealRun,
    SealStamp,
    SealVerb,
    Unsealed,
    heads_on,
)
from runtime.errands import RefusedError, new_act
from store.errors import NotFoundError
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class ShownSeal(Frozen):
    """A seal with the time stamp on it, and its line as it is published."""

    seal: Seal
    stamp: SealStamp | None
    line: str


class Proof(Frozen):
    """That a chain stood so when it was sealed: its leaf and the way to the root."""

    seal: int
    root: str
    size: int
    index: int
    head: Head
    leaf: str
    path: tuple[str, ...]


class Verdict(Frozen):
    """`checked` are the seals looked at; no findings: all is as it was sealed."""

    checked: int
    keys: int
    stamps: int
    records: int
    key: str
    findings: tuple[Finding, ...]


class SealDesk:
    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def now(self, client: Client, queue: str) -> SealRun:
        """Seal the record as it stands, beside the seal of the day."""
        return await self._run(client, queue, SealVerb.BY_HAND, "")

    async def rotate(self, client: Client, queue: str, reason: str) -> SealRun:
        """Seal with a new key from the next seal on.

        Raises:
            RefusedError: there is no key yet, or the old one is not at hand.
        """
        if not reason.strip():
            raise DomainError("A new key is a decision: give --reason.")
        return await self._run(client, queue, SealVerb.ROTATE, reason)

    async def seals(self) -> Sequence[ShownSeal]:
        async with self._units.read() as unit:
            stamps = {one.seal: one for one in await unit.seal_stamps.all()}
            seals = await unit.seals.all()
        return [_shown(seal, stamps.get(seal.number)) for seal in seals]

    async def unsealed(self) -> Unsealed:
        """From one moment of the record."""
        async with self._units.read() as unit:
            last = await unit.seals.last()
            sheet = await unit.papers.get(last.leaves) if last else b""
            ends = _chronicled(await unit.seals.heads())
            return Unsealed(
                seal=last.number if last else 0,
                since=last.at if last else await unit.seals.began(),
                records=ends - _chronicled(heads_on(sheet)),
            )

    async def seal(self, number: int) -> ShownSeal:
        async with self._units.read() as unit:
            found = await unit.seals.find(number)
            stamp = await unit.seal_stamps.find(number)
        if found is None:
            raise DomainError(f"There is no seal {number}: see `starter.py seal list`.")
        return _shown(found, stamp)

    async def proof(self, number: int, name: str) -> Proof:
        """That a chain, as in event/proposal/it-ru/29/0007, is under a seal."""
        seal = (await self.seal(number)).seal
        async with self._units.read() as unit:
            heads = heads_on(await unit.papers.get(seal.leaves))
        names = [head.name for head in heads]
        if name not in names:
            raise DomainError(
                f"Seal {number} is over no chain {name}: it is named as in "
                "event/proposal/it-ru/29/0007."
            )
        index = names.index(name)
        path = inclusion_proof([head.leaf for head in heads], index)
        return Proof(
            seal=number,
            root=seal.root,
            size=seal.size,
            index=index,
            head=heads[index],
            leaf=heads[index].leaf.decode(),
            path=tuple(one.hex() for one in path),
        )

    async def verify(
        self, copies: Sequence[tuple[str, bytes]], authorities: Authorities | None
    ) -> Verdict:
        """Everything about the seals, and about what they stand for."""
        async with self._units.read() as unit:
            sealed = await _whole(unit, authorities)
        findings = [*verify_seals(sealed)]
        for called, content in copies:
            findings += verify_copy(sealed, content, called)
        return Verdict(
            checked=len(sealed.seals),
            keys=len(sealed.keys),
            stamps=len(sealed.stamps),
            records=len(sealed_places(sealed)),
            key=sealed.keys[-1].key if sealed.keys else "",
            findings=tuple(findings),
        )

    async def _run(
        self, client: Client, queue: str, verb: SealVerb, reason: str
    ) -> SealRun:
        act = new_act()
        paper = await self._paper(reason) if reason else None
        try:
            done: SealRun = await client.execute_workflow(
                "SealWorkflow",
                SealAsked(verb=verb, act=act, actor=self._actor, reason=paper),
                id=f"{SEAL_STREAM}/{verb}/{act}",
                task_queue=queue,
                result_type=SealRun,
            )
        except WorkflowFailureError as error:
            cause = error.cause
            told = cause.message if isinstance(cause, ApplicationError) else str(cause)
            raise RefusedError(told) from error
        return done

    async def _paper(self, text: str) -> PaperId:
        async with self._units.write() as unit:
            return await unit.papers.put(text.encode())


async def _whole(unit: SqlUnitOfWork, authorities: Authorities | None) -> Sealed:
    seals, keys = await unit.seals.all(), await unit.seal_keys.all()
    stamps = await unit.seal_stamps.all()
    named = [*(one.leaves for one in seals), *(one.token for one in stamps)]
    events = await unit.events.of(SEAL_STREAM)
    sealed = Sealed(
        seals=seals,
        keys=keys,
        stamps=stamps,
        papers=await _papers(unit, named),
        announced={
            int(str(event.body["number"])): str(event.body["hash"])
            for event in events
            if event.kind is EventKind.SEALED
        },
        authorities=authorities,
    )
    standing = await unit.seals.standing(sealed_places(sealed))
    return replace(sealed, standing=standing)


async def _papers(
    unit: SqlUnitOfWork, named: Sequence[PaperId]
) -> dict[PaperId, bytes]:
    """Those that are there; a day on which nothing happened shares its sheet."""
    found: dict[PaperId, bytes] = {}
    for paper in dict.fromkeys(named):
        with suppress(NotFoundError):
            found[paper] = await unit.papers.get(paper)
    return found


def _chronicled(heads: Sequence[Head]) -> int:
    return next((head.seq for head in heads if head.name == CHRONICLE_CHAIN), 0)


def _shown(seal: Seal, stamp: SealStamp | None) -> ShownSeal:
    return ShownSeal(seal=seal, stamp=stamp, line=seal.line.decode())
