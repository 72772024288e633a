"""The reply form filled in inside the body of a mail: which lines, which answer."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from mail.form_items import item_line, item_lines
from models.message import ActKind, FormField
from models.reply_form import FIELD_NAMES, LABELS, Language

_ANSWER, _CONTRIBUTION, _PRIVATE, _NOTES = "answer", "contribution", "private", "notes"
MONEY = (_CONTRIBUTION, _PRIVATE)

# What people write beside the words the form offers.
_SYNONYMS = {
    ActKind.INTERESTED: ("si'", "s", "sii", "yes", "y", "ok si", "si grazie", "д"),
    ActKind.DECLINED: ("n", "no grazie", "no thanks", "no thank you", "нет спасибо"),
    ActKind.QUESTION: ("domande", "questions", "a question", "вопросы"),
    ActKind.CONDITIONAL: (
        *("condizioni", "si con condizioni", "si a condizioni", "condizionato"),
        *("yes conditional", "conditionally", "with conditions", "yes with conditions"),
        *("условия", "да с условиями", "условно"),
    ),
}
_BUTS = re.compile(
    r"\b(?:ma|pero|solo|salvo|non|no|se|purche|condizion\w*|forse|но|если|не|нет|услови\w*"
    r"|при|только|but|if|not|unless|only|provided|condition\w*|maybe|perhaps|si|yes|да)\b"
)
_CHECKED = re.compile(
    r"[\[(]\s?[xvхX✓✔☑]\s?[\])]\s?([^\[\]()]{1,40})|[☑☒✔✓]\s?(\S{1,40})"
)
_BOX = re.compile(r"[\[(]\s?[xvх✓✔☑]?\s?[\])]|[☐☑☒✔✓]", re.IGNORECASE)
_FIRST_CLAUSE = re.compile(r"\s*[,.;:!(–—-]\s*|\s{2,}")
_LONGEST_REMARK = 12  # words after "SI," that are still only politeness

_LEAD = r"[\s>*•·\-–—_#|]{0,12}(?:[\[(][ xXх]?[\])]\s{0,2})?"
_MAX_LINE = 500


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with at least one line filled; `span` is the line with the answer."""

    act: ActKind | None = None
    span: str = ""
    contribution_cents: int | None = None
    private_cents: int | None = None
    notes: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLine:
    """One `label: value` as it stands in the text, with its place."""

    name: str
    value: str
    span: str
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    acts: dict[ActKind, str] = field(default_factory=dict)
    money: dict[str, set[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unclear: bool = False


def read_form(text: str) -> Filled | None:
    """The form in a text, or None when there is none or it was left empty."""
    lines = [line for line in form_lines(text) if line.value]
    if all(line.name == _NOTES for line in lines):
        return Filled() if any(value for _, value, _ in item_lines(text)) else None
    return _filled(lines)


def read_fields(fields: Iterable[FormField]) -> Filled | None:
    """The form that was attached, its fields told by their names; None if empty."""
    lines: list[FormLine] = []
    for one in fields:
        name, value = _named(one.name), one.value.strip()
        box = _answers().get(_plain(_last(one.name)))
        if name and value:
            lines.append(FormLine(name, value, one.value, 0, 0))
        elif box and value == "yes":
            lines.append(FormLine(_ANSWER, _last(one.name), one.name, 0, 0))
    if all(line.name == _NOTES for line in lines):
        return None
    return _filled(lines)


def _named(name: str) -> str:
    """Which line of the form a field is, by its tag or its label."""
    words = _plain(_last(name))
    labels = (
        (kind, label)
        for kind, names in FIELD_NAMES.items()
        for label in (*names, *(getattr(one, kind) for one in LABELS.values()))
    )
    return next((kind for kind, label in labels if _plain(label) == words), "")


def _last(name: str) -> str:
    """`form[0].page1.risposta_1[0]` is `risposta`; choices in brackets are dropped."""
    bare = re.sub(r"\[\d+\]|\([^()]*\)", "", name).replace("_", " ")
    return re.sub(r"[\s:]*\d*[\s:]*$", "", bare.split(".")[-1])


def _filled(lines: list[FormLine]) -> Filled:
    draft = _Draft()
    for line in lines:
        _take(draft, line)
    if len(draft.acts) > 1:
        draft.problems.append("the form gives more than one answer")
    act, span = next(iter(draft.acts.items()), (None, ""))
    clear = len(draft.acts) == 1 and not draft.unclear
    return Filled(
        act=act if clear else None,
        span=span if clear else "",
        contribution_cents=_single(draft, _CONTRIBUTION),
        private_cents=_single(draft, _PRIVATE),
        notes="\n".join(draft.notes),
        problems=tuple(draft.problems),
    )


def _take(draft: _Draft, line: FormLine) -> None:
    if line.name == _NOTES:
        draft.notes.append(line.value)
    elif line.name == _ANSWER:
        act = answer(line.value)
        if act is None:
            draft.unclear = True
            draft.problems.append("the answer on the form is not one of its words")
        else:
            draft.acts.setdefault(act, line.span)
    else:
        cents = money(line.value)
        if cents is None:
            draft.problems.append(f"the amount of the {line.name} share is not clear")
        else:
            draft.money.setdefault(line.name, set()).add(cents)


def _single(draft: _Draft, name: str) -> int | None:
    amounts = draft.money.get(name, set())
    if len(amounts) > 1:
        draft.problems.append(f"the form gives more than one {name} share")
    return next(iter(amounts)) if len(amounts) == 1 else None


# ── lines ────────────────────────────────────────────────────────────────────────


def form_lines(text: str) -> list[FormLine]:
    """Every line of a form, empty ones too; a value may stand on the next line."""
    found: list[FormLine] = []
    open_label: FormLine | None = None
    for start, line in _lines_of(text):
        labelled = _labelled(line)
        if labelled:
            name, value = labelled
            open_label = FormLine(name, value, line.strip(), start, start + len(line))
            found.append(open_label)
        elif line.strip(" \t>*"):
            if open_label and not open_label.value and _fits(open_label.name, line):
                value = line.strip(" \t>*")
                end = start + len(line)
                found[-1] = FormLine(
                    open_label.name, value, value, open_label.start, end
                )
            open_label = None
    names = {line.name for line in found}
    return found if names - {_NOTES} else []


def is_filled_line(line: str) -> bool:
    """Whether a line, quoted once or not at all, is a form line with a value."""
    labelled = _labelled(line)
    item = item_line(line)
    return bool(labelled and labelled[1]) or bool(item and item[1])


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        yield position, line
        position += len(line) + 1


def _labelled(line: str) -> tuple[str, str] | None:
    if ":" not in line or line.lstrip().startswith((">>", "> >")):
        return None
    found = _label_pattern().fullmatch(line[:_MAX_LINE].replace("’", "'"))
    if found is None or found.lastgroup is None:
        return None
    name = next(
        name for name, label in found.groupdict().items() if label and name != "value"
    )
    return name, found["value"].strip(" \t*_.…·-–—<>|\xa0")


@cache
def _label_pattern() -> re.Pattern[str]:
    by_name: dict[str, list[str]] = {}
    for labels in LABELS.values():
        for name in (_ANSWER, _CONTRIBUTION, _PRIVATE, _NOTES):
            words = re.escape(getattr(labels, name)).replace(r"\ ", r"\s{1,3}")
            by_name.setdefault(name, []).append(words)
    labels_pattern = "|".join(
        f"(?P<{name}>{'|'.join(words)})" for name, words in by_name.items()
    )
    return re.compile(
        rf"{_LEAD}(?:{labels_pattern})\s{{0,3}}(?:\([^()]{{0,120}}\))?\s{{0,3}}"
        r"\*{0,2}[:：]\*{0,2}(?P<value>.*)",
        re.IGNORECASE,
    )


def _fits(name: str, line: str) -> bool:
    value = line.strip(" \t>*")
    if name == _ANSWER:
        return _plain(value) in _answers()
    return name in MONEY and money(value) is not None


# ── answers ──────────────────────────────────────────────────────────────────────


def answer(value: str) -> ActKind | None:
    """SI, НЕТ, conditional …; None when the words leave any doubt."""
    if "?" in value:
        return None
    if _BOX.search(value):
        checked = [first or second for first, second in _CHECKED.findall(value)]
        if len(checked) != 1:
            return None
        value = checked[0]
    answers = _answers()
    whole = answers.get(_plain(value))
    if whole is not None:
        return whole
    first, *rest = _FIRST_CLAUSE.split(value.strip(), maxsplit=1)
    remark = _plain(" ".join(rest))
    if _BUTS.search(remark) or len(remark.split()) > _LONGEST_REMARK:
        return None
    return answers.get(_plain(first))


def _plain(value: str) -> str:
    """Lower case, no accents, no punctuation: only the words."""
    apart = unicodedata.normalize("NFD", value.lower().replace("й", "\x01"))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(re.findall(r"[\w']+", bare.replace("\x01", "й"))).strip("'")


@cache
def _answers() -> dict[str, ActKind]:
    offered = {
        _plain(word): act
        for language in Language
        for act, word in LABELS[language].choices
    }
    others = {_plain(word): act for act, words in _SYNONYMS.items() for word in words}
    return others | offered


# ── money ────────────────────────────────────────────────────────────────────────

_CURRENCY = re.compile(r"€|\beuros?\b|\beur\b|евро", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?")
_UNGROUPED = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
_CENTS = re.compile(r"[.,](\d{1,2})$")
_MOST_DIGITS = 12
_BLANK = re.compile(r"[\s\xa0\u2009\u202f]+")


def money(value: str) -> int | None:
    """`60.000`, `60 000,00`, `€ 60,000.50` in cents; None when two readings exist."""
    bare = _BLANK.sub(" ", _CURRENCY.sub(" ", value)).replace("’", "'")
    bare = bare.lstrip(" =").rstrip(" .,;=-–—/")
    if not bare.isascii() or not (
        _GROUPED.fullmatch(bare) or _UNGROUPED.fullmatch(bare)
    ):
        return None
    decimals = _CENTS.search(bare)
    units = re.sub(r"\D", "", bare[: decimals.start()] if decimals else bare)
    if len(units) > _MOST_DIGITS or (len(units) > 1 and units.startswith("0")):
        return None
    cents = decimals[1].ljust(2, "0") if decimals else "00"
    return int(units) * 100 + int(cents)
