"""An authority invited to hand in a proposal by a link, and what it has written so far.

The draft is the authority's until it is handed in: the secretariat sees that there is
one, and when it was last saved.
"""

import re
import secrets
from datetime import datetime
from typing import Final

from pydantic import Field, JsonValue

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId, SessionId
from models.officer import person

_CODE_BYTES: Final = 5
_ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,250}\.[^\s@<>,;.]{2,}")
LONGEST_NAME: Final = 200


class Offer(Frozen):
    """One invitation; `token` is the hash of what is in its link.

    `by` made the link, and so had it in hand; `contact` is whom its page names;
    `files` are the papers handed in, by the names they were given.
    """

    offer: str
    token: str
    authority: str
    email: str
    contact: str
    language: str
    session: SessionId
    by: Actor
    since: datetime
    until: datetime
    closed_at: datetime | None = None
    case: CaseId | None = None
    handed_in_at: datetime | None = None
    files: dict[str, PaperId] = Field(default_factory=dict)

    def stands(self, now: datetime) -> bool:
        """Whether its link opens the form."""
        return self.case is None and self.closed_at is None and now < self.until

    @property
    def actor(self) -> Actor:
        """Who hands in: the authority, by a link that somebody here made."""
        return Actor(f"authority:{self.offer}:{person(self.by)}")


class Draft(Frozen):
    """What was typed, as it was typed; `version` rises with every save.

    `settled` are the texts as all their languages last agreed; `files`, the hashes of
    files by name; `sitting` is the opening of the page that saved last; `handing_at`,
    since when it is handed in.
    """

    offer: str
    typed: dict[str, JsonValue] = Field(default_factory=dict)
    settled: dict[str, JsonValue] = Field(default_factory=dict)
    files: dict[str, PaperId] = Field(default_factory=dict)
    sitting: str = ""
    version: int = 0
    saved_at: datetime
    handing_at: datetime | None = None


def offer_code() -> str:
    """A new one: it names the invitation on record, and opens nothing."""
    return secrets.token_hex(_CODE_BYTES)


def authority_given(given: str) -> str:
    """The name, in one line.

    Raises:
        DomainError: it is empty or too long.
    """
    name = " ".join(given.split())
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(
            f"The authority's name has {len(name)} characters: give it 1 to "
            f"{LONGEST_NAME}."
        )
    return name


def address_given(given: str) -> str:
    """The address, if it can be one.

    Raises:
        DomainError: it is none.
    """
    if not _ADDRESS.fullmatch(given.strip()):
        raise DomainError("This is no e-mail address: write it as name@domain.")
    return given.strip()
