"""What a sentence only asks or supposes: nothing is stated in it."""

import re

from mail.phrase_text import Sentence

CLAUSE = re.compile(r"[,;:!()\n–—.]| - ")
_WHAT = re.compile(
    r"\b(?:cosa|come|dove|quando|what|where|how|где|куда|когда)\s*$"
    r"|(?<![,\s])(?<!\bтак)(?<!потому)(?<!^ну)(?<!считайте)\s+что\s*$"
)
_INDIRECT = re.compile(
    r"\b(?:chied\w+|domand\w+|specific\w+|precisa\w+|chiari\w+|sapere|capire|indica\w+"
    r"|dirci|dirmi|diteci|ditemi|уточн\w+|разъясн\w+|поясн\w+|узнать|понять|сообщите"
    r"|скажите|объясн\w+|непонятно|clarify|explain|specify|know|ask|asking|tell\s+us"
    r"|understand|wonder\w*|unclear|advise)[\s,][^.;:!?]{0,40}?\b(?:se|qual[ei]|come"
    r"|chi"
    r"|quando|quanto|какой|какая|какое|какие|каков\w*|каким|каких|как|кто|когда|где"
    r"|сколько|\w+\s+ли|whether|if|what|how|which|who|when|where)\s[^.;:!?]{0,90}$"
)
_IF = re.compile(r"\W*(?:se|если|if|qualora|когда)\s")
_REACH = 150
_IF_CLAUSE = 15  # characters, where no comma ends it
_INTERROGATIVE = re.compile(
    r"^\W*(?:se|chi|quando|come|perche|quale|quali|quanto|whether|if|who|when|how|why"
    r"|what|do|does|are|is|can|could|кто|когда|как|почему|зачем|ли|сколько)\b"
)


def is_asked(sentence: Sentence, match: re.Match[str]) -> bool:
    """In a question, only a clause before the last one may still state."""
    if not sentence.asks:
        return False
    last = [stop.end() for stop in CLAUSE.finditer(sentence.folded)]
    return (
        not last
        or match.end() > last[-1]
        or bool(_INTERROGATIVE.match(sentence.folded))
    )


def is_supposed(sentence: Sentence, match: re.Match[str]) -> bool:
    """Inside the if-clause that opens the sentence, nothing is stated."""
    if _WHAT.search(sentence.folded[: match.start()]):
        return True
    if _INDIRECT.search(sentence.folded, max(0, match.start() - _REACH), match.end()):
        return True
    opened = _IF.match(sentence.folded)
    if opened is None:
        return False
    comma = sentence.folded.find(",", opened.end())
    if comma >= 0:
        return match.start() < comma
    return match.start() - opened.end() < _IF_CLAUSE
