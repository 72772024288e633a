"""A failure told in words: which addresses it names, and what it says of each."""

import logging
from collections.abc import Iterable
from email import message_from_bytes, policy

from flufl.bounce import all_failures

from mail import bounce_signs as signs
from mail import bounce_tables as tables
from mail.bounce import understood
from mail.contents import Contents
from mail.headers import addresses
from mail.mime import Part
from models.message import Bounced

# It logs a trace before it raises, and hostile mail is nothing to report.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_LOOKED_AT = 60_000
_FOR_FLUFL = 64_000
_LINES_FOR_FLUFL = 1_000
_LONGEST_FOR_FLUFL = 2_000
_MOST = 50
_BESIDE = 1_000  # characters that may speak of one address among several
_RETURNED_HEAD = 20_000


def own_words(mail: Contents, text: str) -> str:
    """What the report itself says, without the letter it returns."""
    whole = (text or mail.plain or mail.html)[:_LOOKED_AT]
    returned = tables.RETURNED.search(whole)
    # Some put their words behind the letter, or have nothing to say before it.
    if returned is None or not whole[: returned.start()].strip():
        return whole
    return whole[: returned.start()]


def guessed(mail: Contents, text: str = "") -> list[Bounced]:
    """The failed recipients of a report that follows no standard; may be empty."""
    words = own_words(mail, text)
    found = _addresses(mail, words)[:_MOST]
    final = "5.0.0" if signs.FINAL.search(words) else ""
    return [understood(final, said(words, one, found)).of(one) for one in found]


def said(words: str, address: str, others: Iterable[str]) -> str:
    """What a report says of one address: from its line to the next address.

    Where it names only one, or says nothing beside it, all of its words count.
    """
    lower = words.lower()
    places = sorted((lower.find(one), one) for one in set(others) if one in lower)
    rest = [place for place, one in places if one != address]
    start = next((place for place, one in places if one == address), -1)
    if start < 0 or not rest:
        return words
    following = min((place for place in rest if place > start), default=-1)
    start = lower.rfind("\n", 0, start) + 1
    end = len(words) if following < 0 else lower.rfind("\n", 0, following) + 1
    beside = words[start:end][:_BESIDE]
    return beside if understood("", beside).status else words


def _addresses(mail: Contents, words: str) -> list[str]:
    named = mail.headers.addresses("x-failed-recipients")
    if named:
        return list(named)
    ours = {*mail.headers.addresses("from"), *mail.headers.addresses("to")}
    known, seen = _by_flufl(mail), words.lower()
    # It reads on into the returned letter: what the report itself names comes first.
    found = [one for one in known if one in seen and one not in ours] or known
    for pattern in tables.FAILED_ADDRESSES:
        if found:
            break
        found = _plausible(pattern.findall(words), ours)
    return found or _sent_to(mail, ours)


def _plausible(found: Iterable[str], ours: set[str]) -> list[str]:
    clean = (one.lower().strip(".'\"") for one in found)
    return list(
        dict.fromkeys(
            one for one in clean if one not in ours and not tables.ROBOT.match(one)
        )
    )


def _sent_to(mail: Contents, ours: set[str]) -> list[str]:
    """Last of all: to whom the letter went that comes back."""
    found: list[str] = []
    for part in mail.parts("message/rfc822", "text/rfc822-headers", "message/global"):
        for child in part.children:
            found += child.headers.addresses("to")
        if not part.children:
            found += _in_headers(part)
    if not found:
        returned = tables.RETURNED.search(mail.plain[:_LOOKED_AT])
        rest = mail.plain[returned.start() :][:_RETURNED_HEAD] if returned else ""
        found += addresses_of(rest)
    return _plausible(found, ours)


def _in_headers(part: Part) -> list[str]:
    return addresses_of(part.text()[:_RETURNED_HEAD])


def addresses_of(headers: str) -> list[str]:
    line = tables.SENT_TO.search(headers)
    return list(addresses(line[1])) if line else []


def _by_flufl(mail: Contents) -> list[str]:
    lines = mail.root.raw[:_FOR_FLUFL].split(b"\n")[:_LINES_FOR_FLUFL]
    # The standard parser of addresses is quadratic, and is asked six times.
    raw = b"\n".join(line[:_LONGEST_FOR_FLUFL] for line in lines)
    try:
        temporary, permanent = all_failures(
            message_from_bytes(raw, policy=policy.compat32)
        )
    except Exception:  # noqa: BLE001  it meets the standard parser and hostile mail
        return []
    found = {
        bytes(one).decode("ascii", "replace").lower()
        for one in (*temporary, *permanent)
    }
    return sorted(one for one in found if "@" in one)
