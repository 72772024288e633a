"""Which of our languages a text is in: by its alphabet, then by its small words."""

import re
from typing import Literal

_WORDS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_ITALIAN = re.compile(
    "il|lo|la|gli|le|di|del|della|dei|che|non|per|con|una|sono|siamo|è|si|al|alla|vi|ci"
    "|da|nostro|nostra|ente|proposta|saluti|grazie|buongiorno"
)
_ENGLISH = re.compile(
    "the|of|and|to|is|are|we|you|for|not|our|your|with|this|that|be|have|will|would"
    "|please|regards|dear|thanks?|interested|proposal"
)
_LOOKED_AT = 4_000


def guess(text: str) -> Literal["it", "ru", "en", ""]:
    sample = text[:_LOOKED_AT].lower()
    words = _WORDS.findall(sample)
    russian = sum(_CYRILLIC.search(word) is not None for word in words)
    if russian * 2 > len(words):
        return "ru"
    italian = sum(_ITALIAN.fullmatch(word) is not None for word in words)
    english = sum(_ENGLISH.fullmatch(word) is not None for word in words)
    if italian == english:
        return ""
    return "it" if italian > english else "en"
