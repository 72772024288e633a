"""Why an act that the words name may still not be believed."""

import re

from mail import phrase_reserves as reserves
from mail import phrase_tables as tables
from mail.phrase_conditions import but_after
from mail.phrase_said import Said, asked
from mail.phrase_signals import ELSEWHERE, NEGATIONS, Says, Signal
from mail.phrase_text import Sentence, blanked
from models.message import ActKind

_JOKE = re.compile(r"\b(?:haha\w*|lol|ah+\s?ah+|scherz\w+|ха-ха|шутк\w+|шучу|joking)\b")
_NOTHING = re.compile(r"(?!)")


def doubted(said: Said, places: dict[ActKind, tuple[int, int]]) -> str:
    """What in the letter speaks against the acts its words name."""
    if set(places) <= {ActKind.QUESTION}:
        return ""
    reserved = reserves.CONDITION if ActKind.CONDITIONAL in places else _NOTHING
    if any(
        tables.UNDECIDED.search(blanked(reserved, one.folded))
        for one in said.sentences
        if not one.asks and not _waits(one, places)
    ):
        return "the decision is still open"
    taken_back = places.get(ActKind.WITHDRAWN) or places.get(ActKind.DECLINED)
    since = _sentence_start(said, taken_back[0]) if taken_back else 0
    doubts = [
        one.why
        for one in said.of(Says.DOUBT)
        if one.start >= since and not _overruled(said, one, places)
    ]
    if doubts:
        return doubts[0]
    refused = ActKind.DECLINED in places
    if refused and not said.of(Says.NO) and asked(said):
        return "reasons against it and a question"
    if refused and _but_follows(said):
        return "a but follows the no"
    if ActKind.INTERESTED in places:
        return _yes_but(said)
    return ""


def _overruled(
    said: Said, doubt: Signal, places: dict[ActKind, tuple[int, int]]
) -> bool:
    """A doubt beside which firm words stand, or which is part of a condition."""
    if doubt.why == ELSEWHERE:
        return bool(said.of(Says.YES))
    if doubt.why not in (NEGATIONS, "hedged"):
        return False
    if ActKind.CONDITIONAL in places:
        return True
    if said.of(Says.NO):
        return doubt.why == NEGATIONS
    firm = said.of(Says.YES)
    home = _sentence_start(said, doubt.start)
    return doubt.why == NEGATIONS and any(
        _sentence_start(said, one.start) != home or one.start > doubt.start
        for one in firm
    )


def _waits(sentence: Sentence, places: dict[ActKind, tuple[int, int]]) -> bool:
    """In the sentence of a condition, what has not come yet is the condition."""
    if ActKind.CONDITIONAL not in places or _JOKE.search(sentence.folded):
        return False
    return reserves.CONDITION.search(sentence.folded) is not None


def _sentence_start(said: Said, place: int) -> int:
    return max((one.start for one in said.sentences if one.start <= place), default=0)


def _yes_but(said: Said) -> str:
    if _but_lacks(said) or _lacks_first(said):
        return "a yes, but something is wanting"
    near = said.of(Says.YES) or said.of(Says.LIKES)
    within = [
        one
        for one in said.sentences
        if any(one.start <= each.start < one.end for each in near)
    ]
    if near and any(but_after(said, one, near) for one in within):
        return "a yes and a but"
    return ""


def _but_lacks(said: Said) -> bool:
    lacks = said.of(Says.LACKS)
    return bool(lacks) and any(
        found.start() + one.start < lacks[-1].start
        for one in said.sentences
        for found in tables.BUT.finditer(one.folded)
    )


def _lacks_first(said: Said) -> bool:
    """Of "we have no means to take part", only the taking part sounds like a yes."""
    return any(
        lack.start < yes.start < one.end
        for one in said.sentences
        for lack in said.of(Says.LACKS)
        if one.start <= lack.start < one.end
        for yes in said.of(Says.YES, Says.LIKES)
    )


def _but_follows(said: Said) -> bool:
    """A no with a but behind it, and neither thanks nor another no after that."""
    last = said.of(Says.NO, Says.LACKS, Says.DENIES)[-1]
    for sentence in said.sentences:
        if not sentence.start <= last.start < sentence.end:
            continue
        found = tables.BUT.search(sentence.folded, last.end - sentence.start)
        if found is None:
            return False
        return tables.THANKS.search(sentence.folded, found.end()) is None
    return False
