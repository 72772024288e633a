"""How much of a proposal's title a text names: for guesses, never for acts."""

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_LONGEST: Final = 20_000
_STEM: Final = 4  # letters at least; what follows may be an ending


def likeness(text: str, titles: Iterable[str]) -> float:
    """The share of a title's longer words that occur in a text; the best title's."""
    said = _stems(text[:_LONGEST])
    shares = (len(own & said) / len(own) for title in titles if (own := _stems(title)))
    return max(shares, default=0.0)


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(word[: max(_STEM, len(word) - 2)] for word in words)
