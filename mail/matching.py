"""To which conversation a mail belongs: a ladder of keys, the strongest first.

Pure: whoever calls has checked the signatures and looked the keys up. Two
conversations on one rung are no answer; a person chooses among the guesses.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from models.message import Match, Reading


def match(
    reading: Reading,
    *,
    verified: Sequence[int],
    known: Mapping[str, int],
    by_code: Mapping[str, Sequence[int]],
    by_sender: Sequence[int],
) -> Match:
    """Climb down from the signed token to the sender's address.

    Args:
        reading: the mail.
        verified: conversations whose signed token the mail carries.
        known: Message-IDs of ours, with or without brackets, and their conversations.
        by_code: conversations on the proposals whose reference the mail names.
        by_sender: conversations held with the sender's address.
    """
    if verified:
        return _settled("token", "strong", verified)
    answered = _conversations_of(reading, known)
    if answered:
        return _settled("message_id", "strong", answered)
    named = {one for code in reading.codes for one in by_code.get(code, ())}
    agreeing = [one for one in by_sender if one in named]
    if agreeing:
        return _settled("code", "medium", agreeing)
    if named:  # the sender is a stranger to the proposal, or unknown altogether
        return Match(guesses=_distinct([*sorted(named), *by_sender]))
    if by_sender:
        return _settled("sender", "weak", by_sender)
    return Match()


def _conversations_of(reading: Reading, known: Mapping[str, int]) -> list[int]:
    """Those of every letter of ours that is answered, quoted or returned."""
    ids = (*reading.references, *reading.original_message_ids)
    found = (_known(one, known) for one in ids)
    return [one for one in found if one is not None]


def _known(message_id: str, known: Mapping[str, int]) -> int | None:
    return known.get(message_id, known.get(message_id.strip("<>")))


def _settled(
    key: Literal["token", "message_id", "code", "sender"],
    strength: Literal["strong", "medium", "weak"],
    conversations: Sequence[int],
) -> Match:
    distinct = _distinct(conversations)
    if len(distinct) > 1:
        return Match(guesses=distinct)
    return Match(conversation=distinct[0], strength=strength, key=key)


def _distinct(conversations: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(conversations))
