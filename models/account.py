"""Accounts of the web desk: who may enter, in which offices, and for how long.

An account's code is the one its acts are signed with: account `o1` in the secretariat
acts as `secretariat:o1`. Its secrets are kept apart from it and never leave the
database.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor

IDLE: Final = timedelta(minutes=30)
"""Who does nothing for so long must enter again (OWASP ASVS 5.0, 7.3.1)."""
LONGEST: Final = timedelta(hours=12)
"""A day's work; then everybody enters again (ASVS 7.3.2)."""
INVITED: Final = timedelta(days=3)
"""A one-time link is good for so long."""
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 128
"""Characters; NIST SP 800-63B asks for at least 8, and for no other rule of form."""

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LANGUAGES: Final = ("it", "ru", "en")


class Role(StrEnum):
    """The offices of the desk; each word is also that of the acts done in it."""

    SECRETARIAT = "secretariat"
    VALIDATOR = "validator"
    AGREEMENT_OFFICE = "agreement-office"
    COMPLIANCE = "compliance"
    AUDITOR = "auditor"
    ADMIN = "admin"


OFFICERS: Final = frozenset(Role) - {Role.AUDITOR}


class Account(Frozen):
    """`until`: since when it is closed. A closed one enters no more; its acts stay."""

    account: str
    name: str
    language: str
    roles: tuple[Role, ...]
    since: datetime
    until: datetime | None = None

    def acts_as(self, role: Role) -> Actor:
        return Actor(f"{role}:{self.account}")


class Credential(Frozen):
    """What an account proves itself with; `step` is the last one-time code's.

    Without a password it was invited and has not come yet.
    """

    account: str
    password: str = ""
    totp: str = ""
    step: int = 0
    changed_at: datetime


class LogIn(Frozen):
    """A browser that was let in; `token` is the hash of its cookie."""

    token: str
    account: str
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None

    def stands(self, now: datetime) -> bool:
        if self.ended_at is not None:
            return False
        return now < min(self.seen_at + IDLE, self.begun_at + LONGEST)


class Invitation(Frozen):
    """A one-time link to set a password; `token` is the hash of what is in it."""

    token: str
    account: str
    until: datetime
    used_at: datetime | None = None


class Attempts(Frozen):
    """How often somebody failed to enter, at a place, in the window begun then."""

    place: str
    since: datetime
    count: int


class Limit(Frozen):
    """So many failures in a window, then nobody enters there until it is over."""

    most: int
    window: timedelta

    def reached(self, so_far: Attempts | None, now: datetime) -> bool:
        return (
            self._runs(so_far, now)
            and so_far is not None
            and (so_far.count >= self.most)
        )

    def failed(self, place: str, so_far: Attempts | None, now: datetime) -> Attempts:
        """One more."""
        if so_far is None or not self._runs(so_far, now):
            return Attempts(place=place, since=now, count=1)
        return so_far.model_copy(update={"count": so_far.count + 1})

    def _runs(self, so_far: Attempts | None, now: datetime) -> bool:
        return so_far is not None and now < so_far.since + self.window


BY_ACCOUNT: Final = Limit(most=5, window=timedelta(minutes=15))
BY_ADDRESS: Final = Limit(most=30, window=timedelta(minutes=15))
"""An office behind one address may mistype a few times each."""


def account_code(given: str) -> str:
    """The code, if it can be one.

    Raises:
        DomainError: it is none.
    """
    if not _CODE.fullmatch(given):
        raise DomainError(
            f"{given[:40]!r} is no account's code: use small letters, digits and "
            "hyphens, at most 32, such as o1."
        )
    return given


def roles_given(given: tuple[Role, ...]) -> tuple[Role, ...]:
    """In the order of the list, each once.

    Raises:
        DomainError: there is none, or an auditor is to act as well.
    """
    roles = tuple(role for role in Role if role in given)
    if not roles:
        raise DomainError(
            f"An account needs an office: give one or more of {', '.join(Role)}."
        )
    if Role.AUDITOR in roles and len(roles) > 1:
        raise DomainError(
            "An auditor reads everything and changes nothing: give the auditor's "
            "account no other office."
        )
    return roles


def password_given(account: Account, given: str) -> str:
    """The password, if it can be one.

    Raises:
        DomainError: it is too short, too long, or says who it is of.
    """
    if not SHORTEST_PASSWORD <= len(given) <= LONGEST_PASSWORD:
        raise DomainError(
            f"The password has {len(given)} characters: give it {SHORTEST_PASSWORD} to "
            f"{LONGEST_PASSWORD}. A few words that do not belong together are easiest."
        )
    plain = given.casefold()
    own = {account.account, *account.name.casefold().split(), "staffetta"}
    if len(set(plain)) < _VARIED or any(
        len(word) > _TELLING and word in plain for word in own
    ):
        raise DomainError(
            "The password holds a name that others know, or hardly any different "
            "characters: choose a few words that do not belong together."
        )
    return given


_VARIED: Final = 5
_TELLING: Final = 3  # characters; shorter names occur in any word
