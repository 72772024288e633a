"""Whether a yes is reserved: the sentence that sets it a condition."""

import re

from mail import phrase_reserves as reserves
from mail import phrase_tables as tables
from mail.phrase_excuses import NOT_ONLY
from mail.phrase_mood import DEMAND
from mail.phrase_said import Said, asked
from mail.phrase_signals import Says, Signal
from mail.phrase_text import Sentence, blanked

_UNLESS = re.compile(
    r"\ba\s+meno\s+che\b|\bse\s+(?:prima\s+)?non\b|\bfinche\s+non\b|\bunless\b"
    r"|\buntil\b"
    r"|\bесли\s+не\b|\bпока\s+не\b"
)


def reserving(said: Said, near: list[Signal]) -> tuple[int, int] | None:
    """The sentence that reserves the yes: its own, or any with plain words of it."""
    for sentence in said.sentences:
        words = blanked(reserves.UNCONDITIONAL, sentence.folded)
        here = any(sentence.start <= one.start < sentence.end for one in near)
        if near[0].says is Says.WOULD and (not here or asked(said)):
            continue
        found = reserves.CONDITION.search(words)
        if found is None and here:
            found = reserves.IF.search(words) or _real_but(said, sentence, near)
        if found is None or (sentence.asks and not here):
            continue
        return sentence.place
    return None


def _real_but(
    said: Said, sentence: Sentence, near: list[Signal]
) -> re.Match[str] | None:
    """A but after the yes that asks for something."""
    found = but_after(said, sentence, near)
    return found if found and DEMAND.search(sentence.folded, found.end()) else None


def but_after(
    said: Said, sentence: Sentence, near: list[Signal]
) -> re.Match[str] | None:
    """A but after the yes, with no no behind it and no thanks."""
    start = max(one.end for one in near) - sentence.start
    if said.of(Says.NO, Says.LACKS) or start < 0 or near[0].says is Says.WOULD:
        return None
    found = tables.BUT.search(sentence.folded, start)
    if NOT_ONLY.search(sentence.folded):
        return None
    if found and tables.THANKS.search(sentence.folded, found.end()):
        return None
    return found


def unless(said: Said, no: list[Signal]) -> bool:
    """Of "we do not join unless you pay", the condition makes a yes."""
    return any(
        _UNLESS.search(one.folded)
        for one in said.sentences
        if any(one.start <= each.start < one.end for each in no)
    )
