"""Explicit words in a reply: which acts they name, and every reason to doubt them."""

import re
from dataclasses import dataclass, field
from itertools import islice

from mail import phrase_tables as tables
from mail.phrase_objects import (
    is_hearsay,
    is_of_something_else,
    is_of_the_proposal,
)
from models.message import ActKind

RULE_VERSION = tables.RULE_VERSION

_LONGEST = 20_000
_LONGEST_SENTENCE = 2_000
_MOST_ANSWERS = 5  # of one kind in one sentence; a person says it once
_FOLDED = str.maketrans(
    "ёàáâãäèéêëìíîïòóôõöùúûüçñ’‘ʼ`´“”\xa0İ",
    "еaaaaaeeeeiiiiooooouuuucn" + "'" * 5 + '""' + " i",
)
_BOUNDARY = re.compile(
    r"(?<![.!?…])[.!?…]++[\"»)]*+(?=\s*\n|\s*$|\s+[^\W\d_]|\s+[-–—•*])"
    r"|\n\s*\n|\n\s*(?=[-–•*]\s)|;\s"
)
_ABBREVIATED = re.compile(
    r"\b(?:n|nr|prot|art|dott|ing|sig|avv|prof|p|c|г|гг|т|д|им|mr|mrs|dr|no)\.$"
)
_QUOTED_WORDS = re.compile(r"[«\"][^«»\"\n]{1,300}[»\"]")
_URL = re.compile(r"\b(?:https?://|www\.)\S+")
_NEAR = 25  # characters after a yes in which a "not" turns it round
_OPENS_YES = re.compile(r"\W*(?:si|да|yes)\s*[,.:;!–—-]")
_OPENS_NO = re.compile(r"\W*(?:no|нет)\b")
_CAUSE = re.compile(
    r"\b(?:perche|poiche|in\s+quanto|dato\s+che|так\s+как|поскольку|ввиду|из-за"
    r"|because|since|as|due\s+to|owing\s+to|per\s+(?:mancanza|motivi|ragioni|carenza)"
    r"|a\s+causa|for\s+lack|for\s+reasons)\b"
)

_ANSWERS = (
    (ActKind.WITHDRAWN, tables.WITHDRAWN),
    (ActKind.DECLINED, tables.NO),
    (ActKind.INTERESTED, tables.YES),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The acts named in words; `doubt` says why none of them may be believed."""

    acts: frozenset[ActKind] = frozenset()
    span: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A stretch of the folded text, with its place in it."""

    folded: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.folded)

    @property
    def asks(self) -> bool:
        return self.folded.rstrip(' \n\t"»)').endswith("?")

    @property
    def place(self) -> tuple[int, int]:
        """Where its words begin and end, blanks aside."""
        bare = self.folded.lstrip()
        start = self.end - len(bare)
        return start, start + len(bare.rstrip())


@dataclass(slots=True)
class _Search:
    """What has been found so far; places are those of the text."""

    spans: dict[ActKind, tuple[int, int]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def findings(text: str) -> Finding:
    """What the words of a reply decide, sentence by sentence."""
    if len(text) > _LONGEST:
        return Finding(doubt="too long to be judged by its words")
    sentences = _sentences(_fold(text))
    search = _Search()
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=False):
        _look_for_answers(search, sentence, following)
    if search.spans:
        _look_for_conditions(search, sentences)
        if any(tables.UNDECIDED.search(one.folded) for one in sentences):
            search.doubts.append("the decision is still open")
    else:
        _look_for_question(search, sentences)
    first, last = next(iter(search.spans.values()), (0, 0))
    return Finding(
        acts=frozenset(search.spans),
        span=text[first:last].strip(),
        doubt=next(iter(search.doubts), ""),
    )


def _fold(text: str) -> str:
    """Same length as `text`, so that a place in one is a place in the other."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _blanked(_URL, lowered.translate(_FOLDED))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _sentences(folded: str) -> list[_Sentence]:
    found: list[_Sentence] = []
    start = 0
    for boundary in _BOUNDARY.finditer(folded):
        end = boundary.end()
        if _ABBREVIATED.search(folded[max(start, end - 8) : end]):
            continue
        found.append(_Sentence(folded[start:end], start))
        start = end
    found.append(_Sentence(folded[start:], start))
    return [one for one in found if one.folded.strip()]


# ── yes and no ───────────────────────────────────────────────────────────────────


def _look_for_answers(
    search: _Search, sentence: _Sentence, following: _Sentence | None
) -> None:
    rest = sentence.folded
    if len(rest) > _LONGEST_SENTENCE:
        search.doubts.append("a sentence too long to be judged")
        return
    for act, pattern in _ANSWERS:
        for found in islice(pattern.finditer(rest), _MOST_ANSWERS):
            place = (sentence.start + found.start(), sentence.start + found.end())
            search.spans.setdefault(act, place)
            search.doubts += _doubts(act, sentence, found, following)
        rest = _blanked(pattern, rest)


def _doubts(
    act: ActKind,
    sentence: _Sentence,
    found: re.Match[str],
    following: _Sentence | None,
) -> list[str]:
    """Why this yes or no may not mean what it says."""
    words = sentence.folded
    before, after = words[: found.start()], words[found.end() :]
    yes = act is ActKind.INTERESTED
    opens_otherwise = (_OPENS_NO if yes else _OPENS_YES).match(before)
    object_named = act is ActKind.WITHDRAWN or is_of_the_proposal(_unreserved(after))
    reasons = {
        "asked, not stated": sentence.asks,
        "in quotation marks": _is_quoted(words, found),
        "hearsay": is_hearsay(before),
        "more than one negation": _is_turned(before, after, yes=yes),
        "yes and no in one sentence": opens_otherwise is not None,
        "hedged": tables.HEDGE.search(_plain_part(before, after)) is not None,
        "not plainly about the proposal": not object_named,
        "about something else": is_of_something_else(found[0], after),
        "a but follows": _but_follows(after, following, yes=yes),
        "a no with a condition": not yes and tables.CONDITION.search(words) is not None,
    }
    return [reason for reason, holds in reasons.items() if holds]


def _is_quoted(words: str, found: re.Match[str]) -> bool:
    return any(
        quoted.start() < found.start() and found.end() < quoted.end()
        for quoted in _QUOTED_WORDS.finditer(words)
    )


def _is_turned(before: str, after: str, *, yes: bool) -> bool:
    if tables.NEGATION.search(before):
        return True
    near = _blanked(tables.UNCONDITIONAL, after)[:_NEAR]
    return yes and tables.NEGATION.search(near) is not None


def _plain_part(before: str, after: str) -> str:
    """The sentence without its reasons and without its conditions."""
    start = before.rfind(",") if tables.CONDITION.search(before) else 0
    return f"{before[start:]} | {_unreserved(after)}"


def _unreserved(after: str) -> str:
    """What follows a yes or a no, up to its condition, its reason or its but."""
    after = _blanked(tables.UNCONDITIONAL, after)
    stops = (
        pattern.search(after) for pattern in (tables.CONDITION, _CAUSE, tables.BUT)
    )
    return after[: min((stop.start() for stop in stops if stop), default=len(after))]


def _but_follows(after: str, following: _Sentence | None, *, yes: bool) -> bool:
    """A but in the sentence makes a yes conditional; anywhere else it is a doubt."""
    here = tables.BUT.search(after)
    if here and not yes and not tables.THANKS.search(after[here.end() :]):
        return True
    if following is None or tables.THANKS.search(following.folded):
        return False
    return tables.BUT.search(following.folded) is not None


# ── conditions ───────────────────────────────────────────────────────────────────


def _look_for_conditions(search: _Search, sentences: list[_Sentence]) -> None:
    """A yes with a condition anywhere in the mail is a conditional yes."""
    if ActKind.INTERESTED not in search.spans:
        return
    first, last = search.spans[ActKind.INTERESTED]
    for sentence in sentences:
        words = _blanked(tables.UNCONDITIONAL, sentence.folded)
        said_here = sentence.start <= first < sentence.end
        condition = tables.CONDITION.search(words)
        if condition is None and said_here:
            condition = _real_but(words, last - sentence.start)
        if condition is None or (sentence.asks and not said_here):
            continue
        if not said_here and tables.NEGATION.search(words[: condition.start()]):
            search.doubts.append("a condition denied")
        start, stop = sentence.place
        del search.spans[ActKind.INTERESTED]
        search.spans[ActKind.CONDITIONAL] = (min(first, start), max(last, stop))
        return


def _real_but(words: str, position: int) -> re.Match[str] | None:
    found = tables.BUT.search(words, position)
    if found and tables.THANKS.search(words, found.end()):
        return None
    return found


# ── questions ────────────────────────────────────────────────────────────────────


def _look_for_question(search: _Search, sentences: list[_Sentence]) -> None:
    for sentence in sentences:
        if tables.IDLE_QUESTION.search(sentence.folded):
            search.doubts.append("a question that asks us nothing")
        elif sentence.asks or tables.ASKING.search(sentence.folded):
            search.spans.setdefault(ActKind.QUESTION, sentence.place)
