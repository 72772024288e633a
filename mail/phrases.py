"""Explicit words in a reply: which act they name, and every reason to doubt them."""

import re
from dataclasses import dataclass, replace

from mail import phrase_reserves as reserves
from mail import phrase_tables as tables
from mail.phrase_asides import answering, lifted
from mail.phrase_bare import bare_answer
from mail.phrase_conclusion import conclusion
from mail.phrase_conditions import reserving, unless
from mail.phrase_doubts import doubted
from mail.phrase_mood import COMMITTED, STRIKE_OFF, temper
from mail.phrase_said import Said, asked
from mail.phrase_signals import Says, Signal, signals
from mail.phrase_text import Sentence, sentences
from mail.phrase_weight import CERTAIN, weigh
from models.message import ActKind

RULE_VERSION = tables.RULE_VERSION

_LONGEST = 8_000  # a page and a half; longer is a story for a person
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """The acts named in words; `doubt` says why none of them may be believed."""

    acts: frozenset[ActKind] = frozenset()
    span: str = ""
    doubt: str = ""
    confidence: float = 0.0


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
    told = answering(split)
    heard = [sig for one in told for sig in signals(one)]
    answered, believed = conclusion(told, heard)
    said = Said(answered, tuple(believed))
    places = _places(Said(told, said.signals))
    first, last = next(iter(places.values()), (0, 0))
    acts = frozenset(places)
    weighed = weigh(acts, said.sentences, said.signals)
    return Finding(
        acts=acts,
        span=_evidence(text, split, first, last),
        doubt=doubted(said, places)
        or lifted(split, acts)
        or temper(_unsaid(said, acts), acts)
        or weighed.doubt,
        confidence=weighed.confidence / 100,
    )


def _unsaid(said: Said, acts: frozenset[ActKind]) -> list[Sentence]:
    """The sentences without what is understood: "no reason to refuse" is a yes."""
    found = said.of(Says.YES)
    sentences_left = []
    for one in said.sentences:
        words = one.folded
        if ActKind.CONDITIONAL in acts:
            words = _STATED.sub(lambda part: " " * len(part[0]), words)
        for each in found:
            start, end = each.start - one.start, each.end - one.start
            if 0 <= start < end <= len(words):
                words = words[:start] + " " * (end - start) + words[end:]
        sentences_left.append(replace(one, folded=words))
    return sentences_left


_STATED = re.compile(rf"(?:{reserves.CONDITION.pattern})[^.;!?]{{0,200}}")


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


def _leaving(said: Said) -> list[Signal]:
    """What takes back a word that was given; "we no longer have" takes back none."""
    leaves = said.of(Says.LEAVES)
    if any(COMMITTED.search(one.folded) for one in said.sentences):
        return leaves
    refused = said.of(Says.NO, Says.LACKS, Says.DENIES) and not said.of(Says.EARLIER)
    return [
        one
        for one in leaves
        if not _NO_MORE.match(one.words)
        and not (refused and STRIKE_OFF.search(one.words))
    ]


def _places(said: Said) -> dict[ActKind, tuple[int, int]]:
    """Every act the words name, and where."""
    leaves = _leaving(said)
    yes = said.of(Says.YES) or said.of(Says.LIKES)
    no = said.of(Says.NO) or ([] if said.of(Says.YES) else said.of(Says.LACKS))
    places: dict[ActKind, tuple[int, int]] = {}
    if leaves or _was_promised(said, no):
        places[ActKind.WITHDRAWN] = _place(leaves or no)
        yes = [one for one in yes if one.start > places[ActKind.WITHDRAWN][0]]
        return places | ({ActKind.INTERESTED: _place(yes)} if yes else {})
    near = yes or no or said.of(Says.WOULD)
    condition = reserving(said, near) if near else None
    if condition and (near is not no or unless(said, no)):
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
        question = asked(said)
        if question:
            places[ActKind.QUESTION] = question
        elif said.of(Says.DENIES):
            places[ActKind.DECLINED] = _place(said.of(Says.DENIES))
    return places


def _place(found: list[Signal]) -> tuple[int, int]:
    return found[0].start, found[0].end


def _was_promised(said: Said, no: list[Signal]) -> bool:
    """A no after "we had said yes" takes the yes back."""
    promised = said.of(Says.EARLIER)
    return bool(no and promised) and promised[0].start < no[0].start


def _outweighed(said: Said, no: list[Signal]) -> bool:
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
_NO_MORE = re.compile(r"non\s+(?:ha|abbiamo|ci|sussist\w+|fa)\b")
