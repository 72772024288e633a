"""Whether the seals hold, and the record still is what was sealed. Trusts nobody."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audit.merkle import root
from audit.signing import signed_by
from audit.time_stamp import Authorities, StampError, stamped_at
from models.event import GENESIS
from models.frozen import Frozen
from models.ids import PaperId
from models.seal import (
    Head,
    LeavesError,
    Seal,
    SealKey,
    SealStamp,
    heads_on,
    leaves_on,
    published,
    signer_of,
)

Place = tuple[str, int]
"""A record: the name of its chain, and its number there."""


class Finding(Frozen):
    """Something that is not as it was. `name` is a seal, a key, or a chain's name."""

    name: str
    seq: int | None = None
    told: str

    @property
    def sentence(self) -> str:
        place = self.name if self.seq is None else f"{self.name}, record {self.seq}"
        return f"{place}: {self.told}"


@dataclass(frozen=True)
class Sealed:
    """The seals as they stand, with the papers they name, and the record's hashes.

    `announced` are the hashes of the seals by number as the chain of acts tells them.
    """

    seals: Sequence[Seal]
    keys: Sequence[SealKey]
    stamps: Sequence[SealStamp] = ()
    papers: Mapping[PaperId, bytes] = field(default_factory=dict)
    standing: Mapping[Place, str] = field(default_factory=dict)
    announced: Mapping[int, str] = field(default_factory=dict)
    authorities: Authorities | None = None


def verify_seals(sealed: Sealed) -> list[Finding]:
    """Everything that is amiss, seals first; an empty list when all is as sealed."""
    return [
        *_keys(sealed.keys),
        *_chain(sealed.seals),
        *(one for seal in sealed.seals for one in _seal(seal, sealed)),
        *_announced(sealed),
        *_stamps(sealed),
        *_record(sealed),
    ]


def sealed_places(sealed: Sealed) -> set[Place]:
    """Every record some seal names: those whose hashes have to be looked up."""
    return {
        (head.name, head.seq) for seal in sealed.seals for head in _heads(seal, sealed)
    }


def verify_copy(sealed: Sealed, copy: bytes, called: str) -> list[Finding]:
    """Compare a published copy, or letters put together, with the seals that stand."""
    ours = published(sealed.seals, sealed.keys).splitlines()
    known = {_name(line): line for line in ours}
    found: list[Finding] = []
    for number, line in enumerate(copy.splitlines(), start=1):
        name = _name(line)
        if not name:
            told = f"line {number} of {called} is neither a seal nor a key."
            found.append(Finding(name=called, told=told))
        elif known.get(name) != line:
            told = (
                f"{called} has it otherwise than the record."
                if name in known
                else f"{called} has it, and the record does not."
            )
            found.append(Finding(name=name, told=told))
    return found


def _name(line: bytes) -> str:
    try:
        said = json.loads(line)
        kind = "seal" if said["form"].startswith("staffetta.seal/") else "key"
        return f"{kind} {int(said['number'])}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""


def _keys(keys: Sequence[SealKey]) -> Iterator[Finding]:
    for place, key in enumerate(keys, start=1):
        if key.number != place:
            yield _of_key(key, f"its number should be {place}: a key is missing.")
        if not signed_by(key.key, key.statement, key.new_signature):
            yield _of_key(key, "it has not signed its own statement.")
    for key in keys[:1]:
        if (key.prev_key, key.old_signature, key.since) != ("", "", 1):
            yield _of_key(key, "it is the first, and names a key before it.")
    for before, after in pairwise(keys):
        yield from _handed_over(before, after)


def _handed_over(before: SealKey, after: SealKey) -> Iterator[Finding]:
    if after.prev_key != before.key:
        yield _of_key(after, "it names another key before it than there is.")
    if not signed_by(before.key, after.statement, after.old_signature):
        yield _of_key(after, "the key before it has not signed it.")
    if after.since < before.since:
        yield _of_key(after, "it is in use before the key that it follows.")


def _chain(seals: Sequence[Seal]) -> Iterator[Finding]:
    last, expected = GENESIS, 1
    for seal in seals:
        if seal.number != expected:
            told = f"it follows seal {expected - 1}: seals between are missing."
            yield _of_seal(seal, told)
        if seal.prev_hash != last:
            yield _of_seal(seal, "it does not name the seal before it.")
        last, expected = seal.hash, seal.number + 1


def _seal(seal: Seal, sealed: Sealed) -> Iterator[Finding]:
    if hashlib.sha256(seal.statement).hexdigest() != seal.hash:
        yield _of_seal(seal, "its hash is not that of what it says.")
    if not signed_by(seal.key, seal.statement, seal.signature):
        yield _of_seal(seal, "its signature is not that of its key.")
    signer = signer_of(seal.number, sealed.keys)
    if signer is None or signer.key != seal.key:
        yield _of_seal(seal, "it is signed by another key than the one in use then.")
    yield from _leaves(seal, sealed.papers.get(seal.leaves))


def _leaves(seal: Seal, sheet: bytes | None) -> Iterator[Finding]:
    if sheet is None:
        yield _of_seal(seal, "the paper with its leaves is missing.")
        return
    if hashlib.sha256(sheet).hexdigest() != seal.leaves:
        yield _of_seal(seal, "the paper with its leaves is not the one it names.")
    try:
        heads = heads_on(sheet)
    except LeavesError as error:
        yield _of_seal(seal, str(error))
        return
    if len(heads) != seal.size:
        yield _of_seal(seal, f"it is over {seal.size} chains, its leaves {len(heads)}.")
    if root(leaves_on(sheet)).hex() != seal.root:
        yield _of_seal(seal, "its root is not that of its leaves.")
    names = [head.name for head in heads]
    if names != sorted(set(names)):
        yield _of_seal(seal, "its leaves name a chain twice, or out of order.")


def _announced(sealed: Sealed) -> Iterator[Finding]:
    standing = {seal.number: seal.hash for seal in sealed.seals}
    for number in sorted(sealed.announced.keys() | standing):
        if number not in standing:
            told = "the chain of acts tells of it, and it is gone."
        elif number not in sealed.announced:
            told = "no event of the chain of acts tells of it."
        elif standing[number] != sealed.announced[number]:
            told = "the chain of acts tells of another one."
        else:
            continue
        yield Finding(name=f"seal {number}", told=told)


def _stamps(sealed: Sealed) -> Iterator[Finding]:
    seals = {seal.number: seal for seal in sealed.seals}
    for stamp in sealed.stamps:
        seal, token = seals.get(stamp.seal), sealed.papers.get(stamp.token)
        name = f"time stamp of seal {stamp.seal}"
        if seal is None or token is None:
            yield Finding(name=name, told="its seal or its token is missing.")
            continue
        if hashlib.sha256(token).hexdigest() != stamp.token:
            yield Finding(name=name, told="its token is not the one it names.")
        try:
            at = stamped_at(token, bytes.fromhex(seal.hash), sealed.authorities)
        except StampError as error:
            yield Finding(name=name, told=str(error))
            continue
        if at != stamp.at:
            yield Finding(name=name, told=f"the authority says {at.isoformat()}.")


def _record(sealed: Sealed) -> Iterator[Finding]:
    """Each chain once: the first sealed record of it that is no longer there."""
    good: dict[str, int] = {}
    named: set[str] = set()
    for seal in sealed.seals:
        for head in _heads(seal, sealed):
            found = sealed.standing.get((head.name, head.seq))
            if found == head.hash:
                good[head.name] = max(head.seq, good.get(head.name, 0))
            elif head.name not in named:
                named.add(head.name)
                yield _changed(seal, head, good.get(head.name, 0), gone=found is None)


def _changed(seal: Seal, head: Head, good: int, *, gone: bool) -> Finding:
    state = "is gone: it was sealed" if gone else "is not the one that was sealed"
    since = (
        f"what came after record {good} was changed"
        if good
        else "nothing of this chain was sealed before"
    )
    told = f"it {state} with seal {seal.number}; {since}."
    return Finding(name=head.name, seq=head.seq, told=told)


def _heads(seal: Seal, sealed: Sealed) -> Iterable[Head]:
    """Those the seal really stands for: a sheet put in its place counts for nothing."""
    sheet = sealed.papers.get(seal.leaves, b"")
    if hashlib.sha256(sheet).hexdigest() != seal.leaves:
        return ()
    try:
        return heads_on(sheet)
    except LeavesError:
        return ()


def _of_seal(seal: Seal, told: str) -> Finding:
    return Finding(name=f"seal {seal.number}", told=told)


def _of_key(key: SealKey, told: str) -> Finding:
    return Finding(name=f"key {key.number}", told=told)
