"""Explicit words in a reply: which act they name, and every reason to doubt them."""

import re
from dataclasses import dataclass

from mail import phrase_tables as tables
from mail.phrase_bare import bare_answer
from mail.phrase_mood import DEMAND, temper
from mail.phrase_questions import ASKING, IDLE_QUESTION
from mail.phrase_signals import ELSEWHERE, Says, Signal, signals
from mail.phrase_text import Sentence, blanked, sentences
from mail.phrase_weight import CERTAIN, weigh
from models.message import ActKind

RULE_VERSION = tables.RULE_VERSION

_LONGEST = 8_000  # a page and a half; longer is a story for a person
_LONGEST_SENTENCE = 2_000
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Finding:
    """The acts named in words; `doubt` says why none of them may be believed."""

    acts: frozenset[ActKind] = frozenset()
    span: str = ""
    doubt: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Said:
    """All that a reply says, sentence by sentence."""

    sentences: tuple[Sentence, ...]
    signals: tuple[Signal, ...]

    def of(self, *kinds: Says) -> list[Signal]:
        return [one for one in self.signals if one.says in kinds]


def findings(text: str) -> Finding:
    """What the words of a reply decide."""
    if len(text) > _LONGEST:
        return Finding(doubt="too long to be judged by its words")
    split = tuple(sentences(text))
    if any(len(one.folded) > _LONGEST_SENTENCE for one in split):
        return Finding(doubt="a sentence too long to be judged")
    bare = bare_answer([one.folded for one in split])
    if bare:
        span = text[split[0].place[0] : split[-1].place[1]].strip()
        return Finding(frozenset({bare}), span, confidence=CERTAIN / 100)
    said = _Said(split, tuple(sig for one in split for sig in signals(one)))
    places = _places(said)
    first, last = next(iter(places.values()), (0, 0))
    acts = frozenset(places)
    weighed = weigh(acts, split, said.signals)
    return Finding(
        acts=acts,
        span=_evidence(text, split, first, last),
        doubt=_doubt(said, places) or temper(split, acts) or weighed.doubt,
        confidence=weighed.confidence / 100,
    )


def _evidence(text: str, split: tuple[Sentence, ...], first: int, last: int) -> str:
    """The sentence that decides, whole: without its negation it says the opposite."""
    if first == last:
        return ""
    around = [
        one.place for one in split if one.place[0] < last and first < one.place[1]
    ]
    start = min((place[0] for place in around), default=first)
    stop = max((place[1] for place in around), default=last)
    return text[min(start, first) : max(stop, last)].strip()


def _places(said: _Said) -> dict[ActKind, tuple[int, int]]:
    """Every act the words name, and where."""
    leaves = said.of(Says.LEAVES)
    yes = said.of(Says.YES) or said.of(Says.LIKES)
    no = said.of(Says.NO) or ([] if said.of(Says.YES) else said.of(Says.LACKS))
    places: dict[ActKind, tuple[int, int]] = {}
    if leaves or _was_promised(said, no):
        places[ActKind.WITHDRAWN] = _place(leaves or no)
        yes = [one for one in yes if one.start > places[ActKind.WITHDRAWN][0]]
        return places | ({ActKind.INTERESTED: _place(yes)} if yes else {})
    near = yes or no or said.of(Says.WOULD)
    condition = _condition(said, near) if near else None
    if condition and (near is not no or _unless(said, no)):
        start, stop = _place(near)
        places[ActKind.CONDITIONAL] = (
            min(start, condition[0]),
            max(stop, condition[1]),
        )
        return places
    if no:
        places[ActKind.DECLINED] = _place(no)
    if yes and not _outweighed(said, no):
        places[ActKind.INTERESTED] = _place(yes)
    if not places and not said.of(Says.DOUBT, Says.EARLIER):
        question = _question(said)
        if question:
            places[ActKind.QUESTION] = question
    return places


def _place(found: list[Signal]) -> tuple[int, int]:
    return found[0].start, found[0].end


def _was_promised(said: _Said, no: list[Signal]) -> bool:
    """A no after "we had said yes" takes the yes back."""
    promised = said.of(Says.EARLIER)
    return bool(no and promised) and promised[0].start < no[0].start


def _outweighed(said: _Said, no: list[Signal]) -> bool:
    """Of "we like it, but we cannot", the no that comes last stands."""
    if not no or said.of(Says.YES):
        return False
    if _partly(no):
        return False
    last = no[-1].start
    liked = said.of(Says.LIKES)
    return all(one.start < last for one in liked) and any(
        found.start() + one.start in range(liked[0].end, last)
        for one in said.sentences
        for found in _TURN.finditer(one.folded)
    )


def _partly(no: list[Signal]) -> bool:
    """Interested in A but not interested in B: neither outweighs the other."""
    return any(_LIKED.search(one.words) for one in no)


_LIKED = re.compile(r"interes|интерес")
_TURN = re.compile(
    tables.BUT.pattern + r"|\b(?:purtroppo|malgrado|unfortunately|regret\w*|sadly|увы"
    r"|к\s+сожалению|spiace|dispiace)\b"
)


# ── conditions ───────────────────────────────────────────────────────────────────


def _condition(said: _Said, near: list[Signal]) -> tuple[int, int] | None:
    """The sentence that reserves the yes: its own, or any with plain words of it."""
    for sentence in said.sentences:
        words = blanked(tables.UNCONDITIONAL, sentence.folded)
        here = any(sentence.start <= one.start < sentence.end for one in near)
        if not here and near and near[0].says is Says.WOULD:
            continue
        found = tables.CONDITION.search(words)
        if found is None and here:
            found = tables.IF.search(words) or _real_but(said, sentence, near)
        if found is None or (sentence.asks and not here):
            continue
        return sentence.place
    return None


def _real_but(
    said: _Said, sentence: Sentence, near: list[Signal]
) -> re.Match[str] | None:
    """A but after the yes that asks for something."""
    found = _but_after(said, sentence, near)
    return found if found and DEMAND.search(sentence.folded, found.end()) else None


def _but_after(
    said: _Said, sentence: Sentence, near: list[Signal]
) -> re.Match[str] | None:
    """A but after the yes, with no no behind it and no thanks."""
    start = max(one.end for one in near) - sentence.start
    if said.of(Says.NO, Says.LACKS) or start < 0 or near[0].says is Says.WOULD:
        return None
    found = tables.BUT.search(sentence.folded, start)
    if found and tables.THANKS.search(sentence.folded, found.end()):
        return None
    return found


def _unless(said: _Said, no: list[Signal]) -> bool:
    """Of "we do not join unless you pay", the condition makes a yes."""
    return any(
        _UNLESS.search(one.folded)
        for one in said.sentences
        if any(one.start <= each.start < one.end for each in no)
    )


_UNLESS = re.compile(
    r"\ba\s+meno\s+che\b|\bse\s+(?:prima\s+)?non\b|\bfinche\s+non\b|\bunless\b"
    r"|\buntil\b"
    r"|\bесли\s+не\b|\bпока\s+не\b"
)


# ── questions ────────────────────────────────────────────────────────────────────


def _question(said: _Said) -> tuple[int, int] | None:
    for sentence in said.sentences:
        if IDLE_QUESTION.search(sentence.folded):
            return None
    for sentence in said.sentences:
        if sentence.asks or ASKING.search(sentence.folded):
            return sentence.place
    return None


# ── doubts ───────────────────────────────────────────────────────────────────────


def _doubt(said: _Said, places: dict[ActKind, tuple[int, int]]) -> str:
    if set(places) <= {ActKind.QUESTION}:
        return ""
    reserved = tables.CONDITION if ActKind.CONDITIONAL in places else _NOTHING
    if any(
        tables.UNDECIDED.search(blanked(reserved, one.folded)) for one in said.sentences
    ):
        return "the decision is still open"
    taken_back = places.get(ActKind.WITHDRAWN) or places.get(ActKind.DECLINED)
    since = _sentence_start(said, taken_back[0]) if taken_back else 0
    doubts = [
        one.why
        for one in said.of(Says.DOUBT)
        if one.start >= since and not (one.why == ELSEWHERE and said.of(Says.YES))
    ]
    if doubts:
        return doubts[0]
    refused = ActKind.DECLINED in places
    if refused and not said.of(Says.NO) and _question(said):
        return "reasons against it and a question"
    if refused and _but_follows(said):
        return "a but follows the no"
    if ActKind.INTERESTED in places:
        return _yes_but(said)
    return ""


def _sentence_start(said: _Said, place: int) -> int:
    return max((one.start for one in said.sentences if one.start <= place), default=0)


def _yes_but(said: _Said) -> str:
    if _but_lacks(said) or _lacks_first(said):
        return "a yes, but something is wanting"
    near = said.of(Says.YES) or said.of(Says.LIKES)
    within = [
        one
        for one in said.sentences
        if any(one.start <= each.start < one.end for each in near)
    ]
    if near and any(_but_after(said, one, near) for one in within):
        return "a yes and a but"
    return ""


def _but_lacks(said: _Said) -> bool:
    lacks = said.of(Says.LACKS)
    return bool(lacks) and any(
        found.start() + one.start < lacks[-1].start
        for one in said.sentences
        for found in tables.BUT.finditer(one.folded)
    )


def _lacks_first(said: _Said) -> bool:
    """Of "we have no means to take part", only the taking part sounds like a yes."""
    return any(
        lack.start < yes.start < one.end
        for one in said.sentences
        for lack in said.of(Says.LACKS)
        if one.start <= lack.start < one.end
        for yes in said.of(Says.YES, Says.LIKES)
    )


def _but_follows(said: _Said) -> bool:
    """A no with a but behind it, and neither thanks nor another no after that."""
    last = said.of(Says.NO, Says.LACKS)[-1]
    for sentence in said.sentences:
        if not sentence.start <= last.start < sentence.end:
            continue
        found = tables.BUT.search(sentence.folded, last.end - sentence.start)
        if found is None:
            return False
        return tables.THANKS.search(sentence.folded, found.end()) is None
    return False
