"""Patterns of words as the phrase tables write them."""

import re

from mail.patterns import words

# Before a word of a gap: a denial in it would turn the phrase round.
NOT = r"(?!(?:non|not|never|cannot|не|ни|нет)\b)"


def alternatives(*patterns: str) -> str:
    """Any of them, as one pattern still to be compiled."""
    return "|".join(f"(?:{one})" for one in patterns)


def compiled(*patterns: str) -> re.Pattern[str]:
    """A blank stands for blanks, line ends and commas; the text is folded already."""
    joined = alternatives(*patterns)
    # No table begins inside a word or at a blank: most places are left at once.
    begins = r"(?!(?<=\w)\w)(?:\A|(?!\s))"
    return words(rf"{begins}(?:{joined})", blank=r"[\s,]{1,4}", flags=re.NOFLAG)
