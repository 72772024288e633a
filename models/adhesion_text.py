"""The adhesion form as it comes back in a mail: its lines, and what they mean.

Pure and total: whatever a partner writes is read, or named as a problem.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from models.adhesion_labels import CONFIRM_LABELS, LABELS, NUMBERED, Line
from models.adhesion_words import (
    CONTACTS,
    INTERPRETING,
    KINDS,
    LANGUAGES,
    NO,
    SIZES,
    WANTED,
    bare,
    meant,
    yes,
)

_MAX_LINE: Final = 2_000
_MOST_LINES: Final = 3_000
_FEWEST: Final = 3  # filled lines that make a form
_LEAD: Final = r"[\s>*•·\-–—_#|]{0,12}"
_SPLIT: Final = re.compile(r"\s*[,;]\s*")
_CODE: Final = re.compile(
    r"(?P<code>\d\d(?:\.\d{1,2})?)(?:[^\d,;]*(?P<rev>2(?:\.1)?))?"
)
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_ISO: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_TAX: Final = {11: "it-vat", 16: "it-cf", 10: "ru-inn", 12: "ru-inn"} | {
    13: "ru-ogrn",
    15: "ru-ogrn",
}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Each line's values in the order they stand; `regions` are known by name."""

    values: Mapping[Line, tuple[str, ...]]
    regions: Mapping[str, str] = field(default_factory=dict)

    def one(self, line: Line) -> str:
        return next(iter(self.values.get(line, ())), "")

    def several(self, line: Line) -> tuple[str, ...]:
        """Parted by commas or semicolons."""
        said = " , ".join(self.values.get(line, ()))
        return tuple(filter(None, _SPLIT.split(said.strip())))


def read_adhesion(
    text: str, regions: Mapping[str, str] | None = None
) -> FilledForm | None:
    """The form in a mail's words, or None when there is none.

    Args:
        text: the words, quoted ones too: people fill in what they quote.
        regions: codes by name, in small letters.
    """
    return collected(_lines(text), regions)


def collected(
    lines: Iterable[tuple[Line, str]], regions: Mapping[str, str] | None = None
) -> FilledForm | None:
    """The form of which these are the lines; None when too few of them are filled."""
    values: dict[Line, list[str]] = {}
    for line, value in lines:
        kept = values.setdefault(line, [])
        if value and (line in NUMBERED or not kept) and value not in kept:
            kept.append(value)
    filled = {line: tuple(kept) for line, kept in values.items() if kept}
    if len(filled) < _FEWEST:
        return None
    return FilledForm(filled, regions or {})


def read_confirmation(text: str) -> bool | None:
    """Whether adhesions still stand, as the letter's one line says; None: unclear."""
    said = {yes(found["value"]) for found in _confirm().finditer(text)} - {None}
    filled = [found for found in _confirm().finditer(text) if found["value"].strip()]
    return said.pop() if len(said) == 1 and filled else None


def given(form: FilledForm) -> dict[str, Any]:
    """What the form says, as AdhesionForm takes it; empty lines are left out."""
    one, several = form.one, form.several
    found: dict[str, Any] = {
        "kind": meant(KINDS, one(Line.KIND)),
        "organisation": _filled(
            name=one(Line.ORGANISATION),
            legal_form=one(Line.LEGAL_FORM),
            tax=_tax(one(Line.TAX)),
            address=one(Line.ADDRESS),
            region=_region(form, one(Line.REGION)),
        ),
        "participants": [_person(said) for said in form.values.get(Line.PERSON, ())],
        "tables": [bare(key).replace(" ", "_") for key in several(Line.TABLES)],
        "projects": [*several(Line.PROJECTS)],
        "themes": one(Line.THEMES),
        "aims": one(Line.AIMS),
        "counterparts": [
            _wanted(form, said) for said in form.values.get(Line.COUNTERPART, ())
        ],
        "contact": meant(CONTACTS, one(Line.CONTACT)),
        "profile": _profile(form),
        "presentation": _presentation(one(Line.PRESENTATION)),
        "interpretation": meant(INTERPRETING, one(Line.INTERPRETING)),
        "consents": {
            "release_to_side_b": yes(one(Line.RELEASE)) or False,
            "photo": yes(one(Line.PHOTO)) or False,
            "newsletter": yes(one(Line.NEWSLETTER)) or False,
        },
    }
    investment = one(Line.INVESTMENT)
    if bare(investment) not in NO:
        found |= {"investment_interest": True, "investment": investment}
    return _filled(**found)


# ── lines ────────────────────────────────────────────────────────────────────────


def _lines(text: str) -> Iterator[tuple[Line, str]]:
    """Every labelled line with its value, which may go on until an empty line."""
    label: Line | None = None
    said: list[str] = []
    for raw in text.split("\n")[:_MOST_LINES]:
        found = _label().match(raw[:_MAX_LINE])
        bared = raw.strip(" \t>*|\xa0")
        if found or not bared:
            if label is not None:
                yield label, _joined(said)
            label = Line(_named(found)) if found else None
            said = [found["value"]] if found else []
        else:
            said.append(bared)
    if label is not None:
        yield label, _joined(said)


def _joined(said: list[str]) -> str:
    return " ".join(" ".join(said).split()).strip(" *_·|")


def _named(found: re.Match[str]) -> str:
    return next(
        name for name, value in found.groupdict().items() if value and name != "value"
    )


@cache
def _label() -> re.Pattern[str]:
    names: dict[Line, list[str]] = {}
    for labels in LABELS.values():
        for line, label in labels.items():
            names.setdefault(line, []).append(label.name)
    choices = "|".join(
        f"(?P<{line.value}>{'|'.join(map(_spaced, words))})"
        for line, words in names.items()
    )
    return re.compile(
        rf"{_LEAD}(?:{choices})\s{{0,3}}\d{{0,2}}\s{{0,3}}\*{{0,2}}[:：]\*{{0,2}}"
        r"(?P<value>.*)",
        re.IGNORECASE,
    )


@cache
def _confirm() -> re.Pattern[str]:
    names = {label.partition(" (")[0] for label in CONFIRM_LABELS.values()}
    return re.compile(
        rf"^{_LEAD}(?:{'|'.join(sorted(names))})\s{{0,3}}(?:\([^()\n]{{0,40}}\))?"
        r"\s{0,3}\*{0,2}[:：]\*{0,2}[ \t]*(?P<value>[^\n]*)",
        re.IGNORECASE | re.MULTILINE,
    )


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s{1,3}").replace("'", "['’]")


# ── values ───────────────────────────────────────────────────────────────────────


def _tax(said: str) -> dict[str, str] | None:
    """Which register numbered it, by its length."""
    value = "".join(one for one in said if one.isalnum()).upper()
    if not value:
        return None
    digits = value.removeprefix("IT")
    known = digits if digits.isdecimal() else value
    return {"scheme": _TAX.get(len(known), "other"), "value": known}


def _region(form: FilledForm, said: str) -> str:
    return form.regions.get(" ".join(said.casefold().split()), said.strip().upper())


def _person(said: str) -> dict[str, Any]:
    """Name; role; e-mail; telephone; languages; visa."""
    parts = [part.strip() for part in said.split(";")]
    name, role, email, phone, spoken, visa = (*parts, "", "", "", "", "", "")[:6]
    needs_visa = yes(re.sub(r"(?i)^(visto|visa|виза)\s*", "", visa))
    return _filled(
        name=name,
        role=role,
        email=email.removeprefix("mailto:").strip("<>"),
        phone=phone,
        languages=[_language(one) for one in re.split(r"[,/ ]+", spoken) if one],
        needs_visa=needs_visa,
    )


def _language(said: str) -> str:
    return meant(LANGUAGES, said).casefold()


def _wanted(form: FilledForm, said: str) -> dict[str, Any]:
    """Body, company or region; name or profile; region."""
    kind, name, place = (*(part.strip() for part in said.split(";")), "", "", "")[:3]
    meant_kind = meant(WANTED, kind)
    code = _region(form, place or (name if meant_kind == "region" else ""))
    known = _ISO.fullmatch(code)
    return _filled(
        kind=meant_kind,
        name=name,
        profile=None if known else place,  # no code has it: its words are kept
        region=code if known else None,
    )


def _profile(form: FilledForm) -> dict[str, Any] | None:
    one = form.one
    activity = _filled(it=one(Line.ACTIVITY_IT), en=one(Line.ACTIVITY_EN))
    share = _NUMBER.search(one(Line.EXPORT))
    codes = _CODE.finditer(one(Line.NACE))
    found = _filled(
        activity=activity,
        products=[*form.several(Line.PRODUCTS)],
        nace=[{"code": code["code"], "rev": code["rev"] or "2"} for code in codes],
        size=meant(SIZES, one(Line.SIZE)),
        turnover_band=one(Line.TURNOVER),
        export_percent=share[0].replace(",", ".") if share else None,
        languages=[_language(each) for each in form.several(Line.WORKING_LANGUAGES)],
    )
    return found or None


def _presentation(said: str) -> dict[str, str] | None:
    minutes = _NUMBER.search(said)
    return {"minutes": minutes[0]} if minutes else None


def _filled(**found: Any) -> dict[str, Any]:
    return {
        key: value for key, value in found.items() if value not in ("", None, [], {})
    }
