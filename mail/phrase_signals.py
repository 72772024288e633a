"""What one sentence says: yes, no, leaving, or nothing that may be believed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from mail import phrase_reserves as reserves
from mail import phrase_tables as tables
from mail.phrase_denials import DENYING
from mail.phrase_objects import (
    IDLE,
    OURSELVES,
    is_asked_of_others,
    is_hearsay,
    is_of_something_else,
    is_of_the_proposal,
    is_only_mentioned,
)
from mail.phrase_supposed import CLAUSE, is_asked, is_supposed
from mail.phrase_text import Sentence, blanked

ELSEWHERE = "about something else"
NEGATIONS = "more than one negation"
_MOST = 6  # of one kind in one sentence; a person says it once
_WIDE_CLAUSE = re.compile(r"[;:!()–—]| - ")
_SCOPE = re.compile(
    r"[,;:!()\n–—.]| - |\be(?=\s+(?:non|dunque|quindi|di|pertanto|con)\b)|\b(?:ed|и"
    r"|and|ma|но|but|dunque|quindi|pertanto|or|или|o)\b"
)
_LOOK_BACK = 45
_OPENING_HEDGE = re.compile(
    r"^\W*(?:возможно|вероятно|наверное|может\s+быть|forse|magari|probabilmente|perhaps"
    r"|maybe|possibly|probably)\b"
)
_AGAINST = re.compile(
    r"\b(?:отказ|прекращ|невозможн|отсутств|нецелесообр|отзыв|выход|против)\w*"
    r"|\b(?:rinunci|dinieg|impossibil|recess|revoc|ritir|assenz|mancanz|cessazion"
    r"|esclus"
    r"|mancat|scars|contrar|rifiut)\w*"
    r"|\b(?:refus|withdraw|inabilit|lack|declin|against|terminat|unable|impossib|end of"
    r"|cancel|reluctan)\w*"
)
# Who a body cannot refuse for; of its own members and companies it can.
_STRANGERS = re.compile(
    r"\b(?:persona|collega|referente|predecess\w+|предшественник\w*|person|colleague"
    r"|collegh?[ei]|vicin[ie]|voi|controparte|qualcuno|alcun[ie]|personalmente"
    r"|proponent[ei]|parte russa|partner russ\w|лично|некоторые|соседи|один из|одна из"
    r"|neighbou?rs?|in quanto tale|as such|one of our|some of|personally|someone|as a"
    r" private)\b"
)
_TURNED = re.compile(
    r"(?:(?!\bche\b|\bse\b|\bif\b|\bthat\b|\bесли\b|\bчто|condiz|услов|provid)"
    r"[^,;:.!?()]){0,40}?(?:\s(?:di|per|to)\s+(?:non|not)\s|\sne\s|\snon\s+(?!appena"
    r"|solo"
    r"|oltre|prima|piu tardi)|\sне\s+(?!только|позднее|ранее|позже|более|менее)"
    r"|\snot\s+"
    r"(?!only|later|least)|\sили\s+не|\so\s+(?:no|meno)\b|\soppure\s+no|\sor\s+not\b"
    r"|\sили\s+нет)|\s*,?\s*(?:или\s+нет|o\s+no|or\s+not|oppure\s+no)\b"
)
_NOT = re.compile(r"\b(?:non|не|not|don't|won't)\s+(?:ci\s+|vi\s+)?$")
_AGREEING = re.compile(
    r"mai|nessun[oa]?|alcun[oa]?|ne|neppure|nemmeno|ни|никогда|вовсе"
)
_UNREAL_REASONS = ("hedged", "hypothetical")
_OR_NOT = re.compile(r"\s*(?:\w+\s)?(?:или\s+нет|o\s+(?:no|meno)|or\s+not)\b")
_UNREAL = re.compile(
    r"(?<!хотели )(?<!хотел )(?<!хотела )(?<!хотело )(?<!хотелось )(?<!желала )(?<!рады"
    r" )(?<!предпочла )(?<!предпочли )(?<!предпочел"
    r" )\bбы\b(?!\s+(?:рад|глупо|грех|странно|обидно))|\bwould\s+have\b"
)
_OPENING = {
    "yes": re.compile(r"\W*(?:si|да|yes)\s*[,.:;!–—-]"),
    "no": re.compile(r"\W*(?:no|нет)\s*[,.:;!–—-]"),
}
_FIRST_PERSON = re.compile(
    r"\b(?:\w+(?:iamo|emo)|we|мы|готовы|согласны|\w+[аеиу]ем(?:ся)?"
    r"|ci|abbiamo|noi)\b"
)


class Says(Enum):
    YES = auto()
    LIKES = auto()
    NO = auto()
    LACKS = auto()
    WOULD = auto()
    LEAVES = auto()
    EARLIER = auto()
    DENIES = auto()
    OTHERS = auto()
    DOUBT = auto()


_TO_THE_END = (Says.EARLIER, Says.LEAVES)


@dataclass(frozen=True, slots=True)
class Signal:
    """Words found, what they say, and where in the text they stand."""

    says: Says
    start: int
    end: int
    why: str = ""
    words: str = ""


def signals(sentence: Sentence) -> list[Signal]:
    """Every yes, no and doubt of a sentence, in the order of the words."""
    words = blanked(tables.UNNEGATED, blanked(reserves.UNCONDITIONAL, sentence.folded))
    words = blanked(IDLE, words)
    found: list[Signal] = []
    for says, pattern, read in _READERS:
        matches = list(islice(pattern.finditer(words), _MOST))
        for match in matches:
            found += read(sentence, words, match, says)
        if matches:
            words = _spent(words, matches, whole_clause=says in _TO_THE_END)
    found += _wishes(sentence, words)
    for match in islice(DENYING.finditer(words), _MOST):
        if not sentence.asks and not is_supposed(sentence, match):
            found.append(_signal(sentence, match, Says.DENIES))
    return sorted(found, key=lambda one: one.start)


def _wishes(sentence: Sentence, words: str) -> list[Signal]:
    """What the body itself would do, were it not for something."""
    return [
        _signal(sentence, match, Says.WOULD, "hypothetical")
        for match in islice(tables.WOULD.finditer(words), _MOST)
        if not is_supposed(sentence, match)
        and not tables.OTHERS.search(_before(words, match.start()))
    ]


def _spent(words: str, matches: Sequence[re.Match[str]], *, whole_clause: bool) -> str:
    """The sentence without what has been understood already."""
    for match in matches:
        end = match.end()
        if whole_clause:
            stop = CLAUSE.search(words, end)
            end = stop.start() if stop else len(words)
            but = tables.BUT.search(words, match.end(), end)
            end = but.start() if but else end
        words = words[: match.start()] + " " * (end - match.start()) + words[end:]
    return words


def _lexical(
    sentence: Sentence, words: str, match: re.Match[str], says: Says
) -> list[Signal]:
    """Words that carry their own yes or no; a "not" before them is too clever."""
    if says is Says.EARLIER:
        return [_signal(sentence, match, says)]
    before = _before(words, match.start())
    if says is Says.YES and _NOT.search(before) and _denials(before) == 1:
        return _believed(sentence, words, match, Says.NO)
    if tables.NEGATION.search(before):
        return [_signal(sentence, match, Says.DOUBT, NEGATIONS)]
    return _believed(sentence, words, match, says)


def _predicate(
    sentence: Sentence, words: str, match: re.Match[str], says: Says
) -> list[Signal]:
    """A word of joining: yes, or no where it is denied once."""
    scope = _before(words, match.start()) + match[0]
    negations = _denials(scope)
    after = words[match.end() :]
    if "interes" in match[0] or "интерес" in match[0]:
        says = Says.LIKES
    if is_only_mentioned(scope) or is_asked_of_others(scope):
        return []
    if _AGAINST.search(match[0]):
        return [_signal(sentence, match, Says.DOUBT, "a refusal in other words")]
    if negations > 1:
        return [_signal(sentence, match, Says.DOUBT, NEGATIONS)]
    if says is Says.LIKES and not is_of_the_proposal(after):
        return [_signal(sentence, match, Says.DOUBT, "not plainly about the proposal")]
    return _believed(sentence, words, match, Says.NO if negations else says)


def _denials(scope: str) -> int:
    """How often it is denied: "non ... mai", "никакого ... не" deny but once."""
    found = tables.NEGATION.findall(scope)
    agreeing = sum(1 for one in found if _AGREEING.fullmatch(one))
    return len(found) - agreeing if len(found) > agreeing else min(len(found), 1)


def _believed(
    sentence: Sentence, words: str, match: re.Match[str], says: Says
) -> list[Signal]:
    before = _before(words, match.start(), _WIDE_CLAUSE)
    near = _before(words, match.start())
    clause = blanked(tables.COURTEOUS, near + match[0])
    firm = _FIRST_PERSON.search(near + match[0]) is not None
    if is_asked(sentence, match) or is_supposed(sentence, match):
        return []
    strangers = _STRANGERS if says in (Says.NO, Says.LACKS) else tables.OTHERS
    if not firm and strangers.search(blanked(OURSELVES, near)):
        return [_signal(sentence, match, Says.OTHERS, "somebody else's")]
    behind = words[match.end() :]
    reasons = {
        "denied, or left open, behind it": says in (Says.YES, Says.LIKES)
        and (
            _OR_NOT.match(behind) is not None
            or (
                not reserves.CONDITION.search(sentence.folded)
                and _TURNED.match(behind) is not None
            )
        ),
        "not plainly about the proposal": says is Says.NO
        and not is_of_the_proposal(words[match.end() :]),
        "hypothetical": _UNREAL.search(words[max(0, match.start() - 25) : match.end()])
        is not None,
        "hedged": tables.HEDGE.search(clause) is not None
        or _OPENING_HEDGE.match(sentence.folded) is not None,
        "hearsay": is_hearsay(before)
        and says not in (Says.NO, Says.LACKS, Says.LEAVES),
        ELSEWHERE: says is not Says.LACKS
        and is_of_something_else(words[match.end() :]),
        "yes and no in one sentence": _opens_otherwise(sentence, says),
    }
    why = next((reason for reason, holds in reasons.items() if holds), "")
    if why in _UNREAL_REASONS and _may_be_conditional(sentence, clause):
        return [_signal(sentence, match, Says.WOULD, why)]
    return [_signal(sentence, match, Says.DOUBT if why else says, why)]


def _may_be_conditional(sentence: Sentence, clause: str) -> bool:
    reserved = reserves.CONDITION.search(
        blanked(reserves.UNCONDITIONAL, sentence.folded)
    )
    return reserved is not None or tables.WOULD.search(clause) is not None


def _opens_otherwise(sentence: Sentence, says: Says) -> bool:
    against = {Says.YES: "no", Says.LIKES: "no", Says.NO: "yes"}.get(says)
    return against is not None and bool(_OPENING[against].match(sentence.folded))


def _before(words: str, start: int, stop: re.Pattern[str] = _SCOPE) -> str:
    """What stands before a match in its clause, no further than one looks back."""
    reach = _LOOK_BACK if stop is _SCOPE else 4 * _LOOK_BACK
    first = max(0, start - reach)
    ends = [one.end() for one in stop.finditer(words, first, start)]
    return words[ends[-1] if ends else first : start]


def _signal(
    sentence: Sentence, match: re.Match[str], says: Says, why: str = ""
) -> Signal:
    start = sentence.start + match.start()
    return Signal(says, start, sentence.start + match.end(), why, match[0])


# In this order: what one table has understood, the next does not see.
_READERS = (
    (Says.LEAVES, tables.LEAVING, _lexical),
    (Says.EARLIER, tables.EARLIER, _lexical),
    (Says.YES, tables.ASSENT, _lexical),
    (Says.NO, tables.REFUSING, _lexical),
    (Says.LACKS, tables.LACKING, _lexical),
    (Says.YES, tables.JOINING, _predicate),
    (Says.LIKES, tables.LIKING, _predicate),
)
