"""Where a quoted letter begins without quote marks: separators and header blocks."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from mail import quote_labels as labels
from mail import quote_tables as tables
from mail.attribution import attribution, seen
from mail.quote_sent import bare_words
from models.reply_form import MARKER

_MAX_LINE = 400  # characters of a line that patterns look at
_LEAD_IN_LINES = 4
_BLOCK_LINES = 14
_ENOUGH = 3  # kinds of labels that make a header block
_FEWEST = 2  # with an address and a time, or under a title
_WRAPPED_LINES = 2  # a long To: goes on; more is prose
_KINDS = {"from", "date", "to", "subject"}
_LONGEST_LABEL = 3  # words

_MARKER_WORDS = tuple(" ".join(bare_words(one)) for one in MARKER.split("·"))


def is_cut(lines: Sequence[str], index: int) -> bool:
    """Whether what stands from here on is the letter answered to, or forwarded."""
    line = seen(lines[index][:_MAX_LINE])
    if not line:
        return False
    if _is_marker(line) or tables.REPLY_ABOVE.fullmatch(line):
        return True
    if tables.SEPARATOR.match(line) or tables.APPLE_FORWARD.fullmatch(line):
        return True
    if tables.TITLE_RULE.fullmatch(line) and _heads_a_block(lines, index + 1):
        return True
    return _is_header_block(lines, index, line)


def with_lead_in(lines: Sequence[str], index: int) -> int:
    """The rules, labels and attribution drawn just above a cut go with it."""
    start = index
    touching = True
    while start:
        above = lines[start - 1][:_MAX_LINE]
        label = touching and labels.header_kind(above)
        drawn = tables.RULE.fullmatch(above) and not tables.DASHES.fullmatch(above)
        if above.strip() and not label and not drawn:
            break
        touching = touching and bool(above.strip())
        start -= 1
    for length in range(1, min(start, _LEAD_IN_LINES) + 1):
        if attribution(lines, start - length) == length:
            return start - length
    return start


def _is_marker(line: str) -> bool:
    words = " ".join(bare_words(line))
    return any(one in words for one in _MARKER_WORDS)


def _is_header_block(lines: Sequence[str], index: int, line: str) -> bool:
    """Three labels of a header, one of them saying who or when."""
    for kind_of in (_header_kind, _bare_kind):
        if kind_of(line):
            near = _near(lines, index, cells=line.endswith((":", "：")))
            if _is_header(*_labelled(kind_of, near)):
                return True
    return labels.ADDRESS.search(line) is not None and _is_strange_block(
        _near(lines, index)
    )


def _near(lines: Sequence[str], index: int, *, cells: bool = False) -> list[str]:
    """The lines of a block; of a table, those with words, for cells stand apart."""
    if cells:
        some = lines[index : index + 2 * _BLOCK_LINES]
        return [seen(one[:_MAX_LINE]) for one in some if one.strip()]
    return [seen(one[:_MAX_LINE]) for one in lines[index : index + _BLOCK_LINES]]


def _is_header(kinds: set[str], shown: str) -> bool:
    if len(kinds) >= _ENOUGH and kinds & {"from", "date"}:
        return labels.LOOKS_SENT.search(shown) is not None
    if not {"from", "date"} <= kinds:
        return False
    return bool(labels.ADDRESS.search(shown) and labels.CLOCK.search(shown))


def _labelled(
    kind_of: Callable[[str], str], near: Sequence[str]
) -> tuple[set[str], str]:
    """The kinds of labels from the first line on, and the values beside them."""
    kinds = labels.inline_kinds(near[0])
    shown: list[str] = []
    strangers = 0
    for line in near:
        kind = kind_of(line)
        strangers = 0 if kind else strangers + 1
        if strangers > _WRAPPED_LINES:
            break
        kinds.add(kind)
        shown.append(line)
    return kinds & _KINDS, " ".join(shown)


# Each line is near those above it: what it is was found out a moment ago.
_header_kind = lru_cache(maxsize=64)(labels.header_kind)


@lru_cache(maxsize=64)
def _bare_kind(line: str) -> str:
    found = labels.BARE_LABEL.fullmatch(line)
    return (found.lastgroup or "") if found else ""


@lru_cache(maxsize=64)
def _strange_label(line: str) -> tuple[str, bool] | None:
    """The words of a label of any language, and whether a day and an hour follow."""
    label = labels.STRANGE_LABEL.fullmatch(line)
    if label is None or len(label["name"].split()) > _LONGEST_LABEL:
        return None
    value = label["value"]
    dated = labels.CLOCK.search(value) and labels.YEAR.search(value)
    return label["name"].lower(), dated is not None


def _is_strange_block(near: Sequence[str]) -> bool:
    """Labels of a language we do not know: an address first, a day and an hour soon."""
    names: set[str] = set()
    dated = False
    for line in near:
        label = _strange_label(line)
        if label is None:
            break
        names.add(label[0])
        dated = dated or label[1]
    return dated and len(names) >= _ENOUGH


def _heads_a_block(lines: Sequence[str], index: int) -> bool:
    near = _near(lines, index, cells=True)
    if not near or not _header_kind(near[0]):
        return False
    kinds, shown = _labelled(_header_kind, near)
    return len(kinds) >= _FEWEST and labels.LOOKS_SENT.search(shown) is not None
