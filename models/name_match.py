"""One name in two scripts and many spellings: are these perhaps the same party?

Errs towards "perhaps": a false match costs a person a minute, a missed one is a crime.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_RUSSIAN: Final = dict(
    zip("абвгдезийклмнопрстуф", "abvgdeziiklmnoprstuf", strict=True)
) | dict(
    zip(
        "ёжхцчшщъыьэюя",
        ["e", "zh", "kh", "ts", "ch", "sh", "shch", "", "i", "", "e", "iu", "ia"],
        strict=True,
    )
)
_NEIGHBOUR_SOUNDS: Final = "i i ie g lj nj dj ch dzh j k g n o u u kh a u"
_NEIGHBOURS: Final = dict(
    zip("іїєґљњђћџјқғңөұүһәў", _NEIGHBOUR_SOUNDS.split(), strict=True)
)
_CYRILLIC: Final = str.maketrans(_RUSSIAN | _NEIGHBOURS)
_CARONS: Final = str.maketrans(
    {"š": "sh", "ž": "zh", "č": "ch", "ć": "ch", "đ": "dj", "ß": "ss", "ł": "l"}
)
# The schools of transliteration (ISO 9, BGN, press, Italian scientific) fall together.
# Order matters: longer marks first.
_SPELLINGS: Final = (
    *(("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z")),
    *(("kh", "h"), ("ch", "h"), ("ts", "c"), ("tz", "c"), ("x", "ks")),
    *(("y", "i"), ("j", "i"), ("w", "v"), ("ie", "e"), ("ck", "c"), ("q", "k")),
)
_FORMS: Final = (
    "ooo oao zao pao ao nao fgou fgup gup mup ip nko too chp odo uab doo dooel ad"
    " srl srls spa sapa snc sas scarl scrl scpa coop"
    " ltd llc llp plc inc corp co gmbh ag kg sa sarl bv nv oy ab as sro kft"
    " jsc ojsc cjsc pjsc"
)
LEGAL_FORMS: Final = frozenset(_FORMS.split())
_JOINING = re.compile(r"[.'`´ʹʼ’‘]")
_APART = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(.)\1+")


def matches(party: str, listed: str) -> bool:
    """Whether a party may be the listed one.

    True when all words of the listed name occur in the party's, in any order, once
    script, accents, spelling, punctuation and legal form are set aside; also the
    other way round when the party gives at least two words.
    """
    ours, theirs = name_words(party), name_words(listed)
    if not ours or not theirs:
        return False
    return theirs <= ours or (len(ours) > 1 and ours <= theirs)


@lru_cache(maxsize=65_536)
def name_words(name: str) -> frozenset[str]:
    """The words of a name in a form that all its spellings share.

    A name made of legal forms only keeps them, so that it is never empty by accident.
    """
    latin = _latin(name)
    words = _join_initials(_APART.sub(" ", _JOINING.sub("", latin)).split())
    core = [word for word in words if word not in LEGAL_FORMS] or words
    return frozenset(filter(None, map(_spelling, core)))


def _latin(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    # Before accents go: й and š are letters of their own, not i and s with a mark.
    letters = folded.translate(_CYRILLIC).translate(_CARONS)
    parts = unicodedata.normalize("NFKD", letters)
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return bare.translate(_CYRILLIC)


def _join_initials(words: list[str]) -> list[str]:
    """Make "s r l" one word again, so that spaced legal forms are recognised."""
    joined: list[str] = []
    in_initials = False
    for word in words:
        if len(word) == 1 and in_initials:
            joined[-1] += word
        else:
            joined.append(word)
        in_initials = len(word) == 1
    return joined


def _spelling(word: str) -> str:
    for written, common in _SPELLINGS:
        word = word.replace(written, common)
    return _DOUBLED.sub(r"\1", word)
