"""How a seal and a key of the seals are made, given the private keys."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from audit.merkle import root
from audit.signing import SigningKey
from models.event import GENESIS
from models.ids import Actor, PaperId
from models.seal import Head, Seal, SealKey, sheet_of


def sealed(
    heads: Sequence[Head],
    *,
    after: Seal | None,
    day: date | None,
    at: datetime,
    by: Actor,
    key: SigningKey,
) -> Seal:
    """The seal that follows another over these heads, whose names are in order."""
    draft = Seal(
        number=after.number + 1 if after else 1,
        day=day,
        at=at,
        by=by,
        size=len(heads),
        leaves=PaperId(hashlib.sha256(sheet_of(heads)).hexdigest()),
        root=root([head.leaf for head in heads]).hex(),
        prev_hash=after.hash if after else GENESIS,
        key=key.public,
        hash="",
        signature="",
    )
    digest = hashlib.sha256(draft.statement).hexdigest()
    signature = key.sign(draft.statement)
    return draft.model_copy(update={"hash": digest, "signature": signature})


def first_key(key: SigningKey, *, at: datetime, by: Actor) -> SealKey:
    """It vouches for itself; whoever trusts it has it from elsewhere."""
    draft = SealKey(
        number=1,
        key=key.public,
        since=1,
        at=at,
        by=by,
        prev_key="",
        old_signature="",
        new_signature="",
    )
    return draft.model_copy(update={"new_signature": key.sign(draft.statement)})


def next_key(
    before: SealKey,
    *,
    old: SigningKey,
    new: SigningKey,
    since: int,
    at: datetime,
    by: Actor,
) -> SealKey:
    """The old key signs the new one, and the new one the old, in one statement."""
    draft = SealKey(
        number=before.number + 1,
        key=new.public,
        since=since,
        at=at,
        by=by,
        prev_key=old.public,
        old_signature="",
        new_signature="",
    )
    signed = {
        "old_signature": old.sign(draft.statement),
        "new_signature": new.sign(draft.statement),
    }
    return draft.model_copy(update=signed)
