"""What is wrong with an adhesion form, line by line, in the language of its sender."""

from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.adhesion_labels import LABELS, NUMBERED, Line
from models.proposal_review import is_echo
from models.reply_form import Language

_WHERE: Final[tuple[tuple[tuple[str, ...], Line], ...]] = (
    (("organisation", "name"), Line.ORGANISATION),
    (("organisation", "legal_form"), Line.LEGAL_FORM),
    (("organisation", "tax"), Line.TAX),
    (("organisation", "address"), Line.ADDRESS),
    (("organisation", "region"), Line.REGION),
    (("profile", "activity", "it"), Line.ACTIVITY_IT),
    (("profile", "activity", "en"), Line.ACTIVITY_EN),
    (("profile", "activity"), Line.ACTIVITY_EN),
    (("profile", "products"), Line.PRODUCTS),
    (("profile", "nace"), Line.NACE),
    (("profile", "size"), Line.SIZE),
    (("profile", "turnover_band"), Line.TURNOVER),
    (("profile", "export_percent"), Line.EXPORT),
    (("profile", "languages"), Line.WORKING_LANGUAGES),
    (("profile",), Line.ACTIVITY_IT),
    (("participants",), Line.PERSON),
    (("counterparts",), Line.COUNTERPART),
    (("interpretation",), Line.INTERPRETING),
    (("investment",), Line.INVESTMENT),
    (("investment_interest",), Line.INVESTMENT),
    (("organisation",), Line.ORGANISATION),
    *(((line.value,), line) for line in Line),
)
_OF_COMPANIES: Final = (
    Line.ACTIVITY_IT,
    Line.ACTIVITY_EN,
    Line.NACE,
    Line.SIZE,
    Line.TURNOVER,
    Line.WORKING_LANGUAGES,
)
_OF_ORGANISATION: Final = (
    Line.ORGANISATION,
    Line.LEGAL_FORM,
    Line.TAX,
    Line.ADDRESS,
    Line.REGION,
)
_GROUPS: Final = {"profile": _OF_COMPANIES, "organisation": _OF_ORGANISATION}

_SAID: Final = {
    Language.ITALIAN: {
        "missing": "{line}: manca; scrivere {expects}.",
        "wrong": "{line}: non è valido; scrivere {expects}.",
        "long": "{line}: al massimo {limit} caratteri; abbreviare.",
        "many": "{line}: al massimo {limit} voci; toglierne.",
    },
    Language.RUSSIAN: {
        "missing": "{line}: не заполнено; укажите: {expects}.",
        "wrong": "{line}: заполнено неверно; укажите: {expects}.",
        "long": "{line}: не более {limit} знаков; сократите.",
        "many": "{line}: не более {limit} позиций; сократите список.",
    },
    Language.ENGLISH: {
        "missing": "{line}: is missing; write {expects}.",
        "wrong": "{line}: is not valid; write {expects}.",
        "long": "{line}: has at most {limit} characters; shorten it.",
        "many": "{line}: has at most {limit} entries; remove some.",
    },
}
_KIND: Final = {
    "missing": "missing",
    "too_short": "missing",
    "string_too_short": "missing",
    "string_too_long": "long",
    "too_long": "many",
}


def problems_in(error: ValidationError, language: Language) -> tuple[str, ...]:
    """One sentence a line of the form; the values given are not repeated."""
    details = error.errors(include_url=False, include_input=False)
    real = [detail for detail in details if not is_echo(detail, details)]
    said = (one for detail in real for one in _sentences(detail, language))
    return tuple(dict.fromkeys(said))


def problem_of(line: Line, language: Language, kind: str = "wrong") -> str:
    """What is wrong with one line."""
    return _say(line, language, kind, None, None)


def _sentences(detail: ErrorDetails, language: Language) -> Iterable[str]:
    place = [str(part) for part in detail["loc"] if part != "[key]"]
    kind = _KIND.get(detail["type"], "wrong")
    if not place:
        place = [str(detail.get("ctx", {}).get("error", "")).partition(":")[0]]
        if place == ["profile"]:
            kind = "missing"
    names = [part for part in place if not part.isdecimal()]
    if len(names) == 1 and names[0] in _GROUPS and kind == "missing":
        for line in _GROUPS[names[0]]:
            yield _say(line, language, kind, None, None)
        return
    number = next((int(part) + 1 for part in place if part.isdecimal()), None)
    if number and kind == "missing":
        kind = "wrong"  # the line is there, and a part of it is not
    limit = detail.get("ctx", {}).get("max_length")
    yield _say(_line_of(names), language, kind, number, limit)


def _line_of(names: Sequence[str]) -> Line:
    for path, line in _WHERE:
        if tuple(names[: len(path)]) == path:
            return line
    return Line.SIGNATURE


def _say(
    line: Line, language: Language, kind: str, number: int | None, limit: object
) -> str:
    label = LABELS[language][line]
    name = f"{label.name} {number}" if number and line in NUMBERED else label.name
    if limit is None and kind in {"long", "many"}:
        kind = "wrong"
    return _SAID[language][kind].format(line=name, expects=label.expects, limit=limit)
