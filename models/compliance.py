"""The gates of the law: which corridor may act, whom it may write to, who is listed.

Every gate fails closed: what cannot be decided is refused.
"""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from models.frozen import Frozen
from models.name_match import matches, name_words


class LegalStatus(StrEnum):
    """What the law lets a corridor do today (method 2.9, gate 1)."""

    OPEN = "open"
    RESTRICTED = "restricted"
    CLOSED = "closed"
    SIMULATION = "simulation"


class ScreeningResult(StrEnum):
    """How a screening ends; only `CLEAR` lets a proposal go on."""

    CLEAR = "clear"
    HIT = "hit"
    UNAVAILABLE = "unavailable"


class ScreeningEntry(Frozen):
    """One name on a list of restrictive measures."""

    name: str
    kind: str
    """What is listed: person, entity, zone."""
    list: str
    """Who listed it."""
    version: str
    """Which issue of that list, so that a result can be repeated."""


class ScreeningMatch(Frozen):
    """A party and the entry it may be; two people decide whether it is (I23)."""

    party: str
    entry: ScreeningEntry


class Screening(Frozen):
    """What comparing the parties of a proposal with the lists gave."""

    result: ScreeningResult
    matches: tuple[ScreeningMatch, ...] = ()
    list_version: str = ""
    """Every list used with its issue; empty when there was none."""


_LIVE: Final = frozenset({LegalStatus.OPEN, LegalStatus.SIMULATION})
_RESERVED_ENDS: Final = (".example", ".test", ".invalid", ".localhost")
_RESERVED_NAMES: Final = ("example.com", "example.net", "example.org")
# "%" and "!" are routing marks: user%real.it@relay.test would reach real.it.
_LOCAL = re.compile(r"[A-Za-z0-9.#$&'*+/=?^_`{|}~-]{1,64}")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")


def may_open(status: LegalStatus) -> bool:
    """Whether a corridor of this status may take in a proposal."""
    return status in _LIVE


def may_send(status: LegalStatus, address: str) -> str | None:
    """Decide whether a letter may leave for an address (method 2.9 gate 1, I24).

    Args:
        status: the corridor's legal status at the moment of sending.
        address: one bare address, without a display name.

    Returns:
        None when it may; else the sentence that says why not. A restricted or closed
        corridor refuses everything. A simulation admits only domains reserved for
        tests (RFC 2606, RFC 6761) and loopback, never a real mailbox.
    """
    if status not in _LIVE:
        return (
            f"The corridor is {status.value}: no letter may leave; ask the legal"
            " office before changing its status."
        )
    host = _host(address)
    if host is None:
        return (
            "The address is not a plain e-mail address (name@domain); correct it in"
            " the body's record."
        )
    if status is LegalStatus.SIMULATION and not _reserved(host):
        return (
            "The corridor is a simulation: only .example, .test, .invalid,"
            " example.com/.net/.org and loopback may be written to; use such an"
            " address."
        )
    return None


def screen(
    parties: Sequence[str], entries: Iterable[ScreeningEntry] | None
) -> Screening:
    """Compare the names of a proposal with the lists in use (method 2.9, gate 2).

    Args:
        parties: every name to look for, as `ProposalForm.parties` gives them.
        entries: the entries of every list in use; None or empty: no list at hand.

    Returns:
        `clear`, or `hit` with each pair a person must judge. Without a list, or
        without a name to look for, nothing was screened: `unavailable`, which blocks.
    """
    return ScreeningBook(entries or ()).screen(parties)


class ScreeningBook:
    """Every list in use, ready to be asked about thousands of proposals."""

    def __init__(self, entries: Iterable[ScreeningEntry]) -> None:
        self._entries = tuple(entries)
        self.version = "; ".join(
            sorted({f"{one.list} {one.version}" for one in self._entries})
        )
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for word in name_words(entry.name):
                self._with_word[word].append(number)

    def screen(self, parties: Sequence[str]) -> Screening:
        """As `screen`; only entries that share a word with a party are compared."""
        sought = tuple(party for party in parties if party.strip())
        if not self._entries or not sought:
            return Screening(
                result=ScreeningResult.UNAVAILABLE, list_version=self.version
            )
        found = tuple(
            ScreeningMatch(party=party, entry=entry)
            for party in sought
            for entry in self._near(party)
            if matches(party, entry.name)
        )
        result = ScreeningResult.HIT if found else ScreeningResult.CLEAR
        return Screening(result=result, matches=found, list_version=self.version)

    def _near(self, party: str) -> Iterator[ScreeningEntry]:
        words = name_words(party)
        numbers = {one for word in words for one in self._with_word.get(word, ())}
        return (self._entries[number] for number in sorted(numbers))


def _host(address: str) -> str | None:
    """The domain of a plain address in lower case, or None."""
    local, at, domain = address.rpartition("@")
    host = domain.lower()
    if not at or not _LOCAL.fullmatch(local):
        return None
    if host.startswith("["):
        return host if host.endswith("]") and _literal(host) else None
    return host if _HOST.fullmatch(host) and ".." not in host else None


def _reserved(host: str) -> bool:
    if host == "localhost" or host.endswith(_RESERVED_ENDS):
        return True
    if any(host == name or host.endswith(f".{name}") for name in _RESERVED_NAMES):
        return True
    literal = _literal(host)
    return literal is not None and literal.is_loopback


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address a domain literal stands for, or None."""
    try:
        return ipaddress.ip_address(host.strip("[]").removeprefix("ipv6:"))
    except ValueError:
        return None
