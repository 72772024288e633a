"""What a server's no means: a table of statuses, codes and the words servers use."""

import re
from enum import StrEnum

from mail.lmtp import Reply
from models.delivery_errors import (
    LetterDeferredError,
    LetterRejectedError,
    Refusal,
    ServerRefusedError,
)

NO_ANSWER = 421  # the code of a failure that no server put into words
_PERMANENT = 500


class Phase(StrEnum):
    """What was said when the no came."""

    GREETING = "greeting"
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    DOT = "dot"


_STATUS = re.compile(r"^\W{0,2}(5\.\d{1,3}\.\d{1,3})\b|\(#(5\.\d{1,3}\.\d{1,3})\)")

_ACCOUNT_CODES = frozenset({525, 530, 534, 535, 538})
_TOO_LARGE = 552
_NO_MAILBOX_CODES = frozenset({550, 551, 553, 556})

# The first row that fits counts. A status is believed before words, except 5.7.x and
# 5.4.1: some of the largest mail systems use them for mailboxes that are not there.
_BY_STATUS = (
    (Refusal.AUTHENTICATION, r"5\.7\.(8|9|11|13|14)"),
    (Refusal.SIZE, r"5\.3\.4|5\.2\.3"),
    (Refusal.OTHER, r"5\.2\.2"),  # a full mailbox: the address is good
    (Refusal.POLICY, r"5\.1\.[78]"),  # our own address, as they see it
    (Refusal.ADDRESS, r"5\.1\.(1|2|3|4|6|10)|5\.2\.1|5\.4\.(4|310)|5\.6\.7"),
    (Refusal.CONTENT, r"5\.6\.\d+"),
)
_PARTY = "(user|recipient|mailbox|account|address|domain)"
_BY_WORDS = (
    (Refusal.OTHER, r"quota", r"box (is )?full", r"out of (storage|space)"),
    (Refusal.OTHER, r"insufficient"),
    (
        Refusal.SIZE,
        r"too (large|big)",
        r"size limit",
        r"(message|maximum|fixed) .?size",
    ),
    (Refusal.SIZE, r"message size", r"exceeds? .{0,40}size"),
    (
        Refusal.ADDRESS,
        r"recipient address rejected: (user|access|undeliv|unver|no such)",
    ),
    (Refusal.POLICY, r"spam", r"\bspf\b", r"dkim", r"dmarc", r"reputation", r"polic"),
    (
        Refusal.POLICY,
        r"(black|block) ?list",
        r"dnsbl",
        r"\brbl\b",
        r"blocked",
        r"banned",
    ),
    (Refusal.POLICY, r"unsolicited", r"relay", r"reverse (dns|host)", r"\bptr\b"),
    (Refusal.POLICY, r"sender", r"verif", r"not (permitted|allowed|authori[sz]ed)"),
    (Refusal.ADDRESS, r"no such", r"unknown user", r"unrout", r"not a valid"),
    (Refusal.ADDRESS, rf"{_PARTY} (.{{0,60}} )?(unknown|not found|unavailable)"),
    (Refusal.ADDRESS, rf"{_PARTY} (.{{0,60}} )?(doesn.t|not) exist"),
    (Refusal.ADDRESS, rf"{_PARTY} (.{{0,60}} )?(disabled|inactive|rejected)"),
    (Refusal.ADDRESS, rf"(unknown|invalid|bad|disabled|inactive) (local )?{_PARTY}"),
    (Refusal.CONTENT, r"virus", r"malware", r"infect", r"attachment", r"header"),
    (Refusal.CONTENT, r"content", r"malformed", r"\bmime\b", r"8-?bit"),
)
_STATUS_TABLE = tuple((refusal, re.compile(row)) for refusal, row in _BY_STATUS)
_WORDS_TABLE = tuple(
    (refusal, re.compile("|".join(words), re.IGNORECASE))
    for refusal, *words in _BY_WORDS
)


def refusal_of(reply: Reply, phase: Phase) -> Refusal:
    """Whose fault a 5xx is.

    Only what is said of the recipient or of the letter can cost the address its
    name; a word against us as sender never does.
    """
    found = _found(reply, phase)
    about_recipient = phase in {Phase.RECIPIENT, Phase.DATA, Phase.DOT}
    if found is Refusal.ADDRESS and not about_recipient:
        return Refusal.OTHER
    return found


def verdict(reply: Reply, phase: Phase) -> LetterDeferredError | LetterRejectedError:
    if reply.code < _PERMANENT:
        return LetterDeferredError(reply.code, reply.text)
    refusal = refusal_of(reply, phase)
    if phase is Phase.LOGIN:
        refusal = Refusal.AUTHENTICATION
    if phase is Phase.GREETING and refusal is not Refusal.AUTHENTICATION:
        refusal = Refusal.POLICY
    if refusal is Refusal.AUTHENTICATION or phase is Phase.GREETING:
        return ServerRefusedError(reply.code, reply.text, refusal=refusal)
    return LetterRejectedError(reply.code, reply.text, refusal=refusal)


def unanswered(error: Exception) -> LetterDeferredError:
    return LetterDeferredError(NO_ANSWER, type(error).__name__)


def _found(reply: Reply, phase: Phase) -> Refusal:
    if reply.code in _ACCOUNT_CODES:
        return Refusal.AUTHENTICATION
    status = _status(reply.text)
    for refusal, row in _STATUS_TABLE:
        if row.fullmatch(status):
            return refusal
    for refusal, row in _WORDS_TABLE:
        if row.search(reply.text):
            return refusal
    return _wordless(reply.code, status, phase)


def _wordless(code: int, status: str, phase: Phase) -> Refusal:
    """A no without a known status or word: what the code and the moment tell."""
    if status.startswith("5.7."):
        return Refusal.POLICY
    if code == _TOO_LARGE:
        return Refusal.SIZE
    plain = not status or status.startswith(("5.0.", "5.1."))
    if plain and phase is Phase.RECIPIENT and code in _NO_MAILBOX_CODES:
        return Refusal.ADDRESS
    if plain and phase in {Phase.DATA, Phase.DOT}:
        return Refusal.CONTENT
    return Refusal.OTHER


def _status(text: str) -> str:
    found = _STATUS.search(text)
    return (found[1] or found[2]) if found else ""
