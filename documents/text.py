"""Text from outside, made fit to be shown: what cannot be seen is left out."""

import re
import unicodedata

_BLANKS = re.compile(r"[^\S\n\u00a0\u202f]+")
_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    """Without control and direction marks; a line end stays a line end."""
    lines = unicodedata.normalize("NFC", _ENDS.sub("\n", text)).split("\n")
    return "\n".join(map(_cleaned, lines)).strip()


def _cleaned(line: str) -> str:
    # The fonts have no narrow no-break space; Russian numbers are written with it.
    line = line.replace("\u202f", "\u00a0").replace("\t", " ")
    if not line.isprintable():
        kept = (one for one in line if unicodedata.category(one) not in _INVISIBLE)
        line = "".join(kept)
    return _BLANKS.sub(" ", line).strip(" ")
