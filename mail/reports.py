"""What a standard report says: which address, which status, about which letter."""

import re
from collections.abc import Iterator

from mail import bounce_tables as tables
from mail.bounce import understood
from mail.bounce_words import guessed, own_words, said
from mail.contents import Contents
from mail.headers import addresses, message_ids
from mail.mime import Part
from models.message import Bounced

STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
MDN_PARTS = (
    "message/disposition-notification",
    "message/global-disposition-notification",
)
RETURNED_PARTS = (
    "message/rfc822",
    "message/global",
    "message/partial",
    "text/rfc822-headers",
    "message/global-headers",
)

_FIELD = re.compile(r"^([\w-]{1,60})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_MESSAGE_ID = re.compile(
    r"^[\s>]{0,8}Message-ID:\s{0,4}(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE
)
_EMBEDDED = re.compile(
    r"^(?:final|original)-recipient:.{0,200}\n(?:[\w-]{1,40}:.{0,999}\n"
    r"|[ \t].{0,999}\n)"
    r"{0,30}?action:|^action:.{0,99}\n(?:[\w-]{1,40}:.{0,999}\n|[ \t].{0,999}\n){0,30}?"
    r"final-recipient:",
    re.IGNORECASE | re.MULTILINE,
)
_LOOKED_AT = 60_000
_MOST = 50
_FAILED = ("failed", "failure", "expired", "bounced", "hard", "soft", "dropped")


def report_blocks(part: Part) -> list[dict[str, str]]:
    """The groups of fields of a status part, names in lower case."""
    return _blocks(part.text()[:_LOOKED_AT])


def status_blocks(mail: Contents) -> list[dict[str, str]]:
    """All groups of status fields, also those that stand in the text itself."""
    blocks = [
        block for part in mail.parts(*STATUS_PARTS) for block in report_blocks(part)
    ]
    if not any(action_of(block) for block in blocks):
        words = own_words(mail, mail.plain)
        found = _EMBEDDED.search(words)
        blocks += _blocks(words[found.start() :]) if found else []
    return blocks


def _blocks(text: str) -> list[dict[str, str]]:
    blocks = (
        {name.lower(): value.strip() for name, value in _FIELD.findall(block)}
        for block in re.split(r"\n[ \t]*\n", text.strip())
    )
    return [block for block in blocks if block]


def reported(mail: Contents, actions: tuple[str, ...], text: str = "") -> list[Bounced]:
    """The recipients of a standard report whose action is one of `actions`."""
    blocks = [block for block in status_blocks(mail) if action_of(block) in actions]
    named = [(block, one) for block in blocks for one in _recipients_of(block)][:_MOST]
    others = [one for _, one in named]
    words = own_words(mail, text)
    found: list[Bounced] = []
    for block, one in named:
        failure = understood(block.get("status", ""), block.get("diagnostic-code", ""))
        if not failure.status or tables.EMPTY.fullmatch(failure.status):
            beside = understood(block.get("status", ""), said(words, one, others))
            failure = beside if beside.status else failure
        found.append(failure.of(one))
    return list({one.address: one for one in reversed(found)}.values())[::-1]


def failed(mail: Contents, text: str = "") -> list[Bounced]:
    """Who a standard failure is about; by its words where its fields do not say."""
    found = reported(mail, ("failed",), text)
    if found:
        return found
    block = next((b for b in status_blocks(mail) if action_of(b) == "failed"), {})
    told = " ".join(block.get(name, "") for name in ("status", "diagnostic-code"))
    meant = understood(block.get("status", ""), told)
    return [
        meant.of(one.address) if meant.status else one for one in guessed(mail, text)
    ]


def action_of(block: dict[str, str]) -> str:
    """failed, delayed, delivered …; from the status where the action is missing."""
    action = re.match(r"[a-z]*", block.get("action", "").lower())
    if action and action[0]:
        return "failed" if action[0] in _FAILED else action[0]
    if not any(name.endswith("-recipient") for name in block):
        return ""
    if block.get("diagnostic-code", "") and not block.get("status"):
        return "failed"
    by_class = {"5": "failed", "4": "delayed", "2": "delivered"}
    return by_class.get(block.get("status", "")[:1], "")


def _recipients_of(block: dict[str, str]) -> list[str]:
    # Ours first: behind a forward the final address is one we never wrote to.
    found = [
        one
        for name in ("original-recipient", "final-recipient", "x-actual-recipient")
        for one in addresses(_typed(block.get(name, "")))[:1]
        if name != "x-actual-recipient" or "final-recipient" not in block
    ]
    known = [one for one in found if "." in one.rpartition("@")[2]]
    return list(dict.fromkeys(known or found))


def _typed(value: str) -> str:
    """The address of `rfc822;address`, with its comment and odd brackets gone."""
    return value.partition(";")[2] or value


# ── which letter it is about ─────────────────────────────────────────────────────


def returned_ids(mail: Contents) -> tuple[str, ...]:
    """Message-IDs of the letters a report returns or quotes."""
    found: list[str] = []
    for part in mail.parts(*RETURNED_PARTS):
        for child in part.children:
            found += child.headers.ids("message-id")
        if not part.children:
            found += quoted_ids(part.text())
    for part in mail.files:  # some attach the headers as a file of text
        if not found and part.type == "text/plain":
            found += quoted_ids(part.text())
    for name in ("x-riferimento-message-id", "original-message-id"):
        found += mail.headers.ids(name)
    for block in _report_fields(mail):
        found += message_ids(block.get("original-message-id", ""))
    return tuple(dict.fromkeys(found))


def envelope_ids(mail: Contents) -> tuple[str, ...]:
    """ENVID of our letters as reports give it back (RFC 3461), decoded."""
    found = (
        _from_xtext(block.get("original-envelope-id", ""))
        for block in _report_fields(mail)
    )
    return tuple(dict.fromkeys(one for one in found if one))


def _report_fields(mail: Contents) -> Iterator[dict[str, str]]:
    for part in mail.parts(*STATUS_PARTS, *MDN_PARTS, "message/feedback-report"):
        yield from report_blocks(part)


def _from_xtext(value: str) -> str:
    return re.sub(
        r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), value[:400]
    ).strip()


def quoted_ids(text: str) -> tuple[str, ...]:
    """Message-IDs in a returned message that stands in the text itself."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(text[:_LOOKED_AT])))
