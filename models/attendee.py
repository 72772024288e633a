"""Who takes part in an agenda item, by a key that names no person."""

import hashlib
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from models.frozen import Frozen
from models.ids import BodyCode
from models.name_match import name_words

_KEY_LENGTH = 16


class Role(StrEnum):
    """In what quality somebody sits there."""

    SPEAKER = "speaker"
    BODY = "body"
    PROPOSER = "proposer"


class Attendee(Frozen):
    """One that cannot be in two slots at once (method I14)."""

    role: Role
    key: Annotated[str, StringConstraints(pattern=r"^\S{1,64}$")]


def body(code: BodyCode) -> Attendee:
    return Attendee(role=Role.BODY, key=code)


def speaker(name: str) -> Attendee:
    """A person: the key is the same in every script and order of the name."""
    return Attendee(role=Role.SPEAKER, key=_key(name))


def proposer(name: str) -> Attendee:
    """The organisation that proposes, whatever its legal form is written as."""
    return Attendee(role=Role.PROPOSER, key=_key(name))


def _key(name: str) -> str:
    written = " ".join(sorted(name_words(name))) or name.strip().casefold()
    return hashlib.sha256(written.encode()).hexdigest()[:_KEY_LENGTH]
