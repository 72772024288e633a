"""How far the rest of a letter bears out the act that some of its words name.

The tables of phrases will never be complete: an official nobody has read yet puts the
decisive thing in words they lack. So what they have not understood is searched for the
mere smell of another act, and each such smell takes its part of the confidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mail import phrase_excuses as excuses
from mail import phrase_reserves as reserves
from mail import phrase_roots as roots
from mail import phrase_tables as tables
from mail.phrase_objects import IDLE, OURSELVES
from mail.phrase_questions import ASKING
from mail.phrase_signals import Says, Signal
from mail.phrase_text import Sentence, blanked
from models.message import ActKind

CERTAIN = 90
_BELIEVED = 75  # of 100; below it a person decides
_HEAVY = 30
_LIGHT = 15
_SLIGHT = 10
_TRACE = 5
_AGREEING = 10  # more where two firm words say the same
_EVIDENCE = {
    ActKind.INTERESTED: (Says.YES, Says.LIKES),
    ActKind.DECLINED: (Says.NO, Says.LACKS, Says.DENIES),
    ActKind.CONDITIONAL: (Says.YES, Says.LIKES, Says.NO, Says.WOULD),
    ActKind.WITHDRAWN: (Says.LEAVES, Says.NO),
    ActKind.QUESTION: (),
}
_DENIED = (Says.NO, Says.DENIES)  # what stands behind it is what is denied
_CLAUSE_END = re.compile(
    r"[,.;:!?()\n–—]|\b(?:ma|pero|tuttavia|e|ed|mentre|invece|но|а|и|однако|зато|but"
    r"|and"
    r"|however|while|though|yet)\b"
)
_FIRM = (Says.YES, Says.NO, Says.LEAVES)
_FAINT = 5  # less for a liking, a reason or a wish than for plain words


@dataclass(frozen=True, slots=True)
class Weighed:
    """The confidence left, in hundredths; if too little, what took most of it."""

    confidence: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Rest:
    """A sentence, and what is left of it without the words understood."""

    whole: str
    words: str
    asks: bool
    requests: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class _Caution:
    """What speaks against an act, where it is searched, and what excuses it."""

    why: str
    smell: re.Pattern[str]
    weight: int = _HEAVY
    excused: re.Pattern[str] | None = None
    ignoring: re.Pattern[str] | None = None
    in_questions: bool = False
    in_requests: bool = False
    in_evidence: bool = False  # the words understood too
    only_evidence: bool = False  # no sentence but theirs

    def smells(self, rest: _Rest) -> bool:
        if rest.asks and not self.in_questions:
            return False
        if rest.requests and not self.in_requests:
            return False
        if self.only_evidence and not rest.decides:
            return False
        words = rest.whole if self.in_evidence else rest.words
        if self.ignoring:
            words = blanked(self.ignoring, words)
        if not self.smell.search(words):
            return False
        return self.excused is None or not self.excused.search(rest.whole)


_CAUTIONS = {
    ActKind.INTERESTED: (
        _Caution("a yes, and somewhere an if", roots.HINGE),
        _Caution(
            "a yes, and something still wanting",
            roots.WANTING,
            ignoring=excuses.NOT_WANTING,
        ),
        _Caution("a yes that waits for leave", roots.LEAVE, excused=excuses.COME),
        _Caution(
            "a yes, and a not that is not understood",
            tables.NEGATION,
            _SLIGHT,
            ignoring=excuses.NO_DENIAL,
        ),
        _Caution(
            "a yes beside a not that is not understood",
            tables.NEGATION,
            _TRACE,
            ignoring=excuses.NO_DENIAL,
            only_evidence=True,
        ),
        _Caution(
            "a yes that may be its members' only",
            roots.MEMBERS,
            _LIGHT,
            excused=excuses.OWN,
            ignoring=OURSELVES,
            in_evidence=True,
            only_evidence=True,
        ),
        _Caution(
            "a yes, and a but that is not understood",
            roots.TURN,
            _LIGHT,
            excused=excuses.NOT_ONLY,
        ),
        _Caution(
            "a yes to an event",
            roots.EVENT,
            excused=excuses.PROPOSAL,
            in_evidence=True,
            only_evidence=True,
        ),
        _Caution(
            "a yes of years ago",
            roots.YEARS_AGO,
            excused=excuses.PROPOSAL,
            in_evidence=True,
            only_evidence=True,
        ),
        _Caution("a yes, and a refusal in other words", roots.AGAINST),
        _Caution(
            "a yes given before",
            roots.ONCE,
            _LIGHT,
            ignoring=excuses.SET_ASIDE,
            in_evidence=True,
        ),
        _Caution(
            "a yes beside what was before",
            roots.ONCE,
            _LIGHT,
            ignoring=excuses.SET_ASIDE,
            in_evidence=True,
            only_evidence=True,
        ),
    ),
    ActKind.DECLINED: (
        _Caution(
            "a no that may take back a yes",
            roots.ONCE,
            ignoring=excuses.NEVER,
            in_evidence=True,
        ),
        _Caution("a no of what was ours", roots.OURS, in_evidence=True),
        _Caution("a denial of a no", roots.DOUBLE, in_evidence=True),
        _Caution("a no, and a yes declared", roots.DECLARED, in_evidence=True),
        _Caution(
            "a no, and a yes that is not understood",
            roots.WILL,
            ignoring=excuses.NO_WILL,
        ),
        _Caution("a no, and somewhere an if", roots.HINGE, _LIGHT),
    ),
    ActKind.CONDITIONAL: (
        _Caution(
            "a condition of deciding at all",
            roots.DECIDING,
            in_questions=True,
            in_requests=True,
            in_evidence=True,
        ),
        _Caution("a condition that is met", excuses.MET, in_evidence=True),
        _Caution("a condition that is a doubt", roots.DOUBTS, in_evidence=True),
    ),
    ActKind.WITHDRAWN: (_Caution("a withdrawal, and an if", roots.HINGE),),
    ActKind.QUESTION: (
        _Caution(
            "a question of somebody willing",
            roots.WILL,
            ignoring=excuses.WEIGHED,
            in_questions=True,
            in_requests=True,
            in_evidence=True,
        ),
        _Caution(
            "a question that names a will",
            roots.NAMED,
            ignoring=excuses.WEIGHED,
            in_requests=True,
        ),
        _Caution("a question that remembers an answer", roots.ONCE),
        _Caution(
            "a question and a refusal",
            roots.AGAINST,
            in_questions=True,
            in_requests=True,
        ),
        _Caution(
            "a question about what comes next",
            roots.EXPECTING,
            in_questions=True,
            in_requests=True,
        ),
        _Caution(
            "a question and a statement",
            roots.STATEMENT,
            _SLIGHT,
            excused=excuses.ASIDE,
        ),
    ),
}


def weigh(
    acts: frozenset[ActKind], said: Sequence[Sentence], found: Sequence[Signal]
) -> Weighed:
    """How far the one act may be believed after all that speaks against it."""
    if len(acts) != 1:
        return Weighed(0)
    (act,) = acts
    evidence = [one for one in found if one.says in _EVIDENCE[act]]
    rests = [_rest(one, found, evidence) for one in said]
    firm = {one.start for one in evidence if one.says in _FIRM}
    smelt = [one for one in _CAUTIONS[act] if any(one.smells(rest) for rest in rests)]
    left = (CERTAIN if firm else CERTAIN - _FAINT) - sum(one.weight for one in smelt)
    if len(firm) > 1:
        left = min(left + _AGREEING, CERTAIN)
    if left >= _BELIEVED:
        return Weighed(left)
    return Weighed(max(left, 0), max(smelt, key=lambda one: one.weight).why)


def _rest(
    sentence: Sentence, found: Sequence[Signal], evidence: Sequence[Signal]
) -> _Rest:
    words = sentence.folded
    for pattern in (reserves.UNCONDITIONAL, tables.UNNEGATED, IDLE):
        words = blanked(pattern, words)
    for one in found:
        start, end = one.start - sentence.start, one.end - sentence.start
        if one.says in _DENIED and 0 <= start < end:
            stop = _CLAUSE_END.search(words, end)
            end = stop.start() if stop else len(words)
        if 0 <= start < end <= len(words):
            words = words[:start] + " " * (end - start) + words[end:]
    return _Rest(
        whole=sentence.folded,
        words=words,
        asks=sentence.asks,
        requests=not sentence.asks and ASKING.search(sentence.folded) is not None,
        decides=any(sentence.start <= one.start < sentence.end for one in evidence),
    )
