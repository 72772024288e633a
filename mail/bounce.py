"""What one failure means: its status, whose fault it is, whether it is final."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mail import bounce_tables as tables
from models.message import Bounced, BounceReason

_ENHANCED = re.compile(r"(?<![\d.\w])([245]\.[0-79]\.\d{1,3})(?![\d.]*\d)")
_BESIDE_CODE = re.compile(r"\b[45]\d\d[ -]{1,2}\W?([45]\.[0-79]\.\d{1,3})(?![\d.]*\d)")
_SMTP_CODE = re.compile(r"(?<![\w.:/-])([45])[0-5]\d(?=[ \-:;,.\])])(?!\.\d)")
_SPACE = re.compile(r"\s+")
_LOOKED_AT = 6_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A refusal understood; the address it concerns is another matter."""

    status: str
    reason: BounceReason

    @property
    def permanent(self) -> bool:
        """Final, and neither a full box nor an opinion about the sender."""
        return self.status.startswith("5.") and self.reason not in (
            BounceReason.FULL,
            BounceReason.POLICY,
        )

    def of(self, address: str) -> Bounced:
        return Bounced(
            address=address,
            status=self.status,
            permanent=self.permanent,
            reason=self.reason,
        )


def understood(given: str, said: str) -> Failure:
    """A failure from the status a server gives and the words it adds.

    Args:
        given: the `Status` field, or empty.
        said: the diagnostic, or what a report says in its own words.
    """
    words = _SPACE.sub(" ", said[:_LOOKED_AT]).strip()
    named, reason = _in_words(words)
    status = _enhanced(given)
    if not status or tables.VAGUE.fullmatch(status):
        status = _better(status, words, named)
    return Failure(status, _reason(status, reason))


def _enhanced(text: str) -> str:
    found = _ENHANCED.search(text)
    return found[1] if found else ""


def _better(vague: str, words: str, named: str) -> str:
    """A status that says more than the vague one, as far as the words allow."""
    beside = _BESIDE_CODE.search(words)
    written = beside[1] if beside else _enhanced(words)
    kept = written if not vague or not tables.VAGUE.fullmatch(written) else vague
    if kept and not tables.EMPTY.fullmatch(kept):
        return kept
    code = _SMTP_CODE.search(words)
    if named:
        return f"{code[1]}{named[1:]}" if code else named
    return kept or (f"{code[1]}.0.0" if code else "")


@lru_cache(maxsize=64)  # a report says the same of all whom it names
def _in_words(words: str) -> tuple[str, BounceReason]:
    for status, reason, phrases in tables.SAID:
        if phrases.search(words):
            return status, reason
    return "", BounceReason.UNKNOWN


def _reason(status: str, said: BounceReason) -> BounceReason:
    coded = next(
        (reason for codes, reason in tables.CODED if codes.fullmatch(status)),
        BounceReason.UNKNOWN,
    )
    if said is BounceReason.UNKNOWN or tables.DECISIVE.fullmatch(status):
        return coded if coded is not BounceReason.UNKNOWN else said
    if tables.OF_THE_ADDRESS.fullmatch(status) and said in (
        BounceReason.NETWORK,
        BounceReason.SIZE,
    ):
        return coded
    return said
