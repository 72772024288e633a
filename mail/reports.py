"""What a delivery report says: which address, which status, about which letter."""

import logging
import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from flufl.bounce import all_failures

from mail import automatic_tables as tables
from mail.contents import Contents
from mail.headers import addresses, message_ids
from mail.mime import Part
from models.message import Bounced

STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
RETURNED_PARTS = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
)

_FIELD = re.compile(r"^([\w-]{1,60}):[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_SMTP_CODE = re.compile(r"(?<![\d.])([45])[0-5]\d[ \-]")
_MESSAGE_ID = re.compile(
    r"^[\s>]{0,8}Message-ID:\s{0,4}(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE
)
_ROBOT = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@")
# It logs a trace before it raises, and hostile mail is nothing to report.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_LOOKED_AT = 60_000
_FOR_FLUFL = 64_000
_LINES_FOR_FLUFL = 1_000


def is_permanent(status: str) -> bool:
    """5.x speaks of the address; 5.7.x of our reputation, 5.2.2 of a full box."""
    return status.startswith("5.") and not (
        status.startswith("5.7.") or status == "5.2.2"
    )


def report_blocks(part: Part) -> list[dict[str, str]]:
    """The groups of fields of a status part, names in lower case."""
    text = part.text()[:_LOOKED_AT].strip()
    blocks = (
        {name.lower(): value.strip() for name, value in _FIELD.findall(block)}
        for block in re.split(r"\n[ \t]*\n", text)
    )
    return [block for block in blocks if block]


def reported(blocks: list[dict[str, str]], actions: tuple[str, ...]) -> list[Bounced]:
    """The recipients of a standard report whose action is one of `actions`."""
    found: list[Bounced] = []
    for block in blocks:
        if action_of(block) in actions:
            status = _status_of(block)
            found += [
                Bounced(address=one, status=status, permanent=is_permanent(status))
                for one in _recipients_of(block)
            ]
    return list(dict.fromkeys(found))


def action_of(block: dict[str, str]) -> str:
    """failed, delayed, delivered …; from the status where the action is missing."""
    action = re.match(r"[a-z]*", block.get("action", "").lower())
    if action and action[0]:
        return "failed" if action[0] in ("failure", "failed") else action[0]
    if not any(name.endswith("-recipient") for name in block):
        return ""
    by_class = {"5": "failed", "4": "delayed", "2": "delivered"}
    return by_class.get(block.get("status", "")[:1], "")


def _recipients_of(block: dict[str, str]) -> Iterator[str]:
    # Ours first: behind a forward the final address is one we never wrote to.
    for name in ("original-recipient", "final-recipient"):
        yield from addresses(block.get(name, "").rpartition(";")[2])[:1]


def _status_of(block: dict[str, str]) -> str:
    given = _ENHANCED.search(block.get("status", ""))
    status = given[1] if given else ""
    if not status or status.endswith(".0.0"):
        diagnostic = block.get("diagnostic-code", "")
        return _status_in(diagnostic) or status
    return status


def _status_in(text: str) -> str:
    found = _ENHANCED.search(text)
    if found and not found[1].endswith(".0.0"):
        return found[1]
    for status, words in tables.REASONS:
        if words.search(text):
            return status
    if found:
        return found[1]
    code = _SMTP_CODE.search(text)
    return f"{code[1]}.0.0" if code else ""


def guessed(mail: Contents) -> list[Bounced]:
    """The failed recipients of a report that follows no standard; may be empty."""
    text = mail.plain or mail.html
    text = _before_returned(text[:_LOOKED_AT])
    status = _status_in(text)
    return [
        Bounced(address=one, status=status, permanent=is_permanent(status))
        for one in _guessed_addresses(mail, text)
    ]


def _guessed_addresses(mail: Contents, text: str) -> list[str]:
    named = mail.headers.addresses("x-failed-recipients")
    if named:
        return list(named)
    not_these = {*mail.headers.addresses("from"), *mail.headers.addresses("to")}
    found = _by_flufl(mail) or []
    for pattern in tables.FAILED_ADDRESSES:
        if found:
            break
        found = [one.lower().strip(".") for one in pattern.findall(text)]
        found = [one for one in found if one not in not_these and not _ROBOT.match(one)]
    return list(dict.fromkeys(found))


def _by_flufl(mail: Contents) -> list[str]:
    raw = b"\n".join(mail.root.raw[:_FOR_FLUFL].split(b"\n")[:_LINES_FOR_FLUFL])
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


def _before_returned(text: str) -> str:
    returned = tables.RETURNED.search(text)
    return text[: returned.start()] if returned and returned.start() else text


def returned_ids(mail: Contents) -> tuple[str, ...]:
    """Message-IDs of the letters a report returns or quotes."""
    found: list[str] = []
    for part in mail.parts(*RETURNED_PARTS):
        for child in part.children:
            found += child.headers.ids("message-id")
        if not part.children:
            found += _MESSAGE_ID.findall(part.text()[:_LOOKED_AT])
    for name in ("x-riferimento-message-id", "original-message-id"):
        found += mail.headers.ids(name)
    for part in mail.parts("message/disposition-notification"):
        for block in report_blocks(part):
            found += message_ids(block.get("original-message-id", ""))
    return tuple(dict.fromkeys(found))


def quoted_ids(text: str) -> tuple[str, ...]:
    """Message-IDs in a returned message that stands in the text itself."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(text[:_LOOKED_AT])))
