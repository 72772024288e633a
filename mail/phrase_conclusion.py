"""The sentence a letter comes down to: what stands before it are its grounds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mail import phrase_reserves as reserves
from mail.phrase_signals import Says, Signal
from mail.phrase_text import Sentence, blanked
from mail.phrase_words import compiled

_CONCLUDING = compiled(
    r"\b(?:pertanto|quindi|dunque|percio|per (?:tutto )?(?:questo|questi motivi|queste"
    r" ragioni|tali (?:motivi|ragioni))|in conclusione|insomma|tutto cio (?:premesso"
    r"|considerato)|cio (?:premesso|detto|nonostante)|alla fine|in definitiva"
    r"|ciononostante|tuttavia|noi (?:invece|pero)|la risposta (?:\w+ )?e|in sintesi"
    r"|di conseguenza|alla luce di (?:cio|quanto)|per quanto (?:sopra|esposto))\b",
    r"\b(?:поэтому|так что|таким образом|итак|следовательно|тем не менее|в итоге"
    r"|в общем|в результате|посему|что касается|мы же|а мы|наш ответ|исходя из"
    r"|с учетом (?:изложенного|этого|сказанного)|в связи с (?:этим|изложенным"
    r"|вышеизложенным)|на основании|решили так|одним словом|короче)\b",
    r"\b(?:therefore|hence|thus|so|consequently|accordingly|in conclusion|for these"
    r" reasons|on balance|nevertheless|nonetheless|bottom line|in short|in the end"
    r"|as for (?:us|our)|our answer|all in all|to conclude|in view of (?:this|the"
    r" above)|for th(?:is|at) reason)\b",
)
_DECIDES = (Says.YES, Says.NO, Says.LEAVES)
_STAYS = (Says.EARLIER, Says.LEAVES)
_AGAINST = {Says.YES: (Says.NO, Says.LEAVES), Says.NO: (Says.YES,), Says.LEAVES: ()}


def conclusion(
    said: Sequence[Sentence], heard: Sequence[Signal]
) -> tuple[tuple[Sentence, ...], list[Signal]]:
    """The sentences a letter answers in, and the signals that count then."""
    for index in range(len(said) - 1, -1, -1):
        one = said[index]
        marker = _CONCLUDING.search(one.folded)
        if marker is None or one.asks or _is_reserved(one):
            continue
        first = one.start + marker.start()
        after = [each for each in heard if each.start >= first]
        here = [each for each in after if each.start < one.end]
        verdict = [each for each in here if each.says in _DECIDES]
        if not verdict or any(each.says is Says.DOUBT for each in here):
            continue
        before = [each for each in heard if each.start < first]
        if any(each.says in _AGAINST[verdict[0].says] for each in before):
            break
        blank = " " * marker.start() + one.folded[marker.start() :]
        return (
            (replace(one, folded=blank), *said[index + 1 :]),
            [*(each for each in before if each.says in _STAYS), *after],
        )
    return tuple(said), list(heard)


def _is_reserved(one: Sentence) -> bool:
    words = blanked(reserves.UNCONDITIONAL, one.folded)
    return bool(
        reserves.CONDITION.search(words)
        or reserves.IF.search(words)
        or re.search(r"\b(?:бы|would|could)\b", words)
    )
