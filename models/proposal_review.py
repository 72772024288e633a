"""What is wrong with a form, and what is missing in a valid one, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.proposal import ProposalForm

LONG_TITLE: Final = 120
DUAL_USE_SECTORS: Final = frozenset({"AERO", "MECT", "NANO", "BIO"})
"""Sectors with a compulsory dual-use questionnaire (method 2.9, gate 4)."""

_FAIRS: Final = frozenset({"fair", "trade_fair"})
_FORMATS: Final = {
    "corridor": "two country codes, such as IT-RU",
    "programme": "two years, such as 2027-2029",
    "region": "an ISO 3166-2 code, such as IT-57",
    "sectors": "a sector's key, such as ENVI",
    "currency": "an ISO 4217 code, such as EUR",
    "language": "an ISO 639-1 code, such as it",
    "rev": "2 or 2.1",
    "code": "a NACE code, such as 28.99",
    "start": "a year and month, such as 2010-05",
    "operation": "a year and month, such as 2010-05",
    "attachments": "a PDF, ODS, DOCX or JPG file name",
    "ref": "a number such as IT-RU/2027-2029/XV/LIP/0007",
}

_THING: Final = "\0"  # what is handed in, until its name is put there
_AS_IT_IS: Final[Mapping[str, str]] = MappingProxyType({})
_Context = Mapping[str, Any]
_RULES: Final[Mapping[str, Callable[[_Context], str]]] = {
    "missing": lambda _: "is missing; add it",
    "extra_forbidden": lambda _: f"is no field of the {_THING}; remove it",
    "string_too_short": lambda c: (
        f"must have at least {c['min_length']} characters; write more"
        if c["min_length"] > 1
        else "is blank; write it"
    ),
    "string_too_long": lambda c: (
        f"must have at most {c['max_length']} characters; shorten it"
    ),
    "too_short": lambda c: (
        f"must have at least {c['min_length']} entries; add some"
        if c["min_length"] > 1
        else "has no entry; add one"
    ),
    "too_long": lambda c: f"must have at most {c['max_length']} entries; remove some",
    "greater_than_equal": lambda c: f"must be at least {c['ge']}; raise it",
    "greater_than": lambda c: f"must be more than {c['gt']}; raise it",
    "less_than_equal": lambda c: f"must be at most {c['le']}; lower it",
    "less_than": lambda c: f"must be less than {c['lt']}; lower it",
    "enum": lambda c: f"must be one of {c['expected']}; choose one",
    "literal_error": lambda c: f"must be one of {c['expected']}; choose one",
}
_TYPES: Final = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "dict": "a group of fields",
    "model": "a group of fields",
    "tuple": "a list",
    "date": "a date such as 2027-03-31",
    "datetime": "a day and an hour such as 2027-03-31T10:00",
    "timezone": "an hour with its zone such as 2027-03-31T10:00+02:00",
    "time": "a time such as 10:00",
    "json": "JSON text",
}


def sentences(
    error: ValidationError, thing: str = "form", called: Mapping[str, str] = _AS_IT_IS
) -> tuple[str, ...]:
    """One sentence for each problem of a form: field, rule, remedy.

    The values given are not repeated, for they may be personal data. `thing` is what
    else than a form is handed in so; `called`, where a field has another name for who
    writes it, such as a command's option.
    """
    details = error.errors(include_url=False, include_input=False)
    real = (detail for detail in details if not is_echo(detail, details))
    said = (_sentence(detail, called).replace(_THING, thing) for detail in real)
    return tuple(dict.fromkeys(said))


def gaps(form: ProposalForm) -> tuple[str, ...]:
    """What a valid form still lacks, for which a validator would return it.

    Each gap is one sentence. None of them forbids registration: the completeness
    check decides (method X1).
    """
    found = [
        *_text_gaps(form),
        *_fact_gaps(form),
        *_money_gaps(form),
    ]
    return tuple(found)


def is_echo(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a list is called too short only because its entries were refused."""
    where = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(where) and other["loc"][: len(where)] == where
        for other in details
    )


def _sentence(detail: ErrorDetails, called: Mapping[str, str]) -> str:
    place = [part for part in detail["loc"] if part != "[key]"]
    if detail["type"] != "value_error":
        return f"{_where(place, called) or f'The {_THING}'} {_rule(detail)}."
    text = str(detail["ctx"]["error"])
    field, named, rule = text.partition(": ")  # a rule may name its field itself
    if named and (field in called or place[-1:] == [field]):
        place, text = place or [field], rule
    where = _where(place, called)
    told = text.casefold().startswith(where.casefold())
    return text if told else f"{where}: {text}"


def _where(place: Sequence[int | str], called: Mapping[str, str]) -> str:
    """A field as people find it: `item 2, promise 1, due` is counted from one."""
    found = ""
    for part in place:
        if isinstance(part, int):
            found += f" {part + 1},"
        elif not found:
            found = called.get(part, part)
        else:
            found += f" {part}" if found.endswith(",") else f".{part}"
    return found.removesuffix(",")


def _rule(detail: ErrorDetails) -> str:
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind in _RULES:
        return _RULES[kind](context)
    if kind == "string_pattern_mismatch":
        return f"must be {_format(detail)}; correct it"
    noun = _TYPES.get(kind.split("_", maxsplit=1)[0], f"in the {_THING}'s format")
    return f"must be {noun}; correct it"


def _format(detail: ErrorDetails) -> str:
    names = [part for part in detail["loc"] if isinstance(part, str)]
    if names and names[-1] in {"[key]", "languages", "language_original"}:
        return _FORMATS["language"]
    for name in reversed(names):
        if name in _FORMATS:
            return _FORMATS[name]
    return "a code of small letters, digits and underscores"


def _text_gaps(form: ProposalForm) -> list[str]:
    found = [
        f"title.{language} is longer than {LONG_TITLE} characters; shorten it."
        for language, title in form.title.items()
        if len(title) > LONG_TITLE
    ]
    # The lingua franca may be missing: bodies of both sides read their own language.
    untranslated = sorted(set(form.summary) - set(form.description) - {"en"})
    found += [
        f"description.{language} is missing; add the translation."
        for language in untranslated
    ]
    if not form.advantages:
        found.append("advantages is empty; say what the partner gains.")
    if not form.keywords:
        found.append("keywords is empty; add up to five for market and technology.")
    if not form.partner_sought.must:
        found.append("partner_sought.must is empty; say what a partner must have.")
    return found


def _fact_gaps(form: ProposalForm) -> list[str]:
    found = []
    sensitive = sorted(DUAL_USE_SECTORS & set(form.sectors))
    if sensitive and form.dual_use is None:
        found.append(
            f"dual_use is unanswered; sector {', '.join(sensitive)} needs the"
            " questionnaire."
        )
    if "NANO" in form.sectors and not any(
        "nano" in word.casefold() or "нано" in word.casefold() for word in form.keywords
    ):
        found.append("keywords lacks a nano keyword; sector NANO has no NACE class.")
    if not form.proposer.ids:
        found.append("proposer.ids is empty; add a register or tax number.")
    if not form.legal_prerequisites:
        found.append(
            "legal_prerequisites is empty; list permits and titles, shown or pending."
        )
    if not form.attachments:
        found.append("attachments is empty; add at least a business plan.")
    return found


def _money_gaps(form: ProposalForm) -> list[str]:
    found = []
    if not form.investment.payback_years and form.proposer.kind == "company":
        found.append("investment.payback_years is empty; a company states it.")
    kinds = {action.kind for action in form.accompanying_actions}
    if kinds and kinds <= _FAIRS:
        found.append(
            "accompanying_actions are fairs only; a fair is part of a wider project"
            " (method R5), add it."
        )
    return found
