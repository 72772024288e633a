"""From what was typed to the form that is handed in, as JSON has it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from models.offer_form import ATTACHMENTS, FACES, Ask, Item, items

Texts = Mapping[str, str]
_YES: Final = "yes"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_BLANKS = re.compile(r"[\s\u00a0\u202f']+")


def names(item: Item, languages: Sequence[str]) -> Iterator[str]:
    """Every name a field can have on the page."""
    match item.ask:
        case Ask.FACES:
            yield from (f"{item.name}.{one}" for one in languages)
        case Ask.ROWS:
            for row in range(item.most):
                yield from (f"{item.name}.{row}.{one.name}" for one in item.columns)
        case _:
            yield item.name


def filled_rows(item: Item, typed: Texts) -> list[int]:
    return [
        row
        for row in range(item.most)
        if any(typed.get(f"{item.name}.{row}.{one.name}") for one in item.columns)
    ]


def content(
    typed: Texts,
    known: Mapping[str, Any],
    files: Sequence[str],
    languages: Sequence[str],
) -> dict[str, Any]:
    """The form as it would be handed in; what was left empty is not in it.

    `known` is what the invitation says: corridor, programme and session.
    """
    form: dict[str, Any] = {**known, **{one: {} for one in (*_GROUPS, *FACES)}}
    for item in items():
        value = _value(item, typed, languages)
        if value not in (None, "", [], {}):
            _put(form, item.name, value)
    if "name" not in form.get("sez", {}):
        form.pop("sez", None)
    elif "resident" not in form["sez"]:
        form["sez"]["resident"] = False
    form.setdefault("exclusive", False)
    if files:
        form[ATTACHMENTS] = [*files]
    return form


_GROUPS: Final = ("contact", "proposer", "presented_by", "partner_sought", "investment")


def _value(item: Item, typed: Texts, languages: Sequence[str]) -> Any:
    match item.ask:
        case Ask.FACES:
            faces = {one: typed.get(f"{item.name}.{one}", "") for one in languages}
            return {one: said for one, said in faces.items() if said}
        case Ask.LINES | Ask.SEVERAL:
            lines = (one.strip() for one in typed.get(item.name, "").splitlines())
            return [one for one in lines if one]
        case Ask.ROWS:
            return _rows(item, typed)
        case Ask.MARK:
            return typed.get(item.name) == _YES or None
        case _:
            return _read(item, typed.get(item.name, ""))


def _rows(item: Item, typed: Texts) -> Any:
    rows = [
        {
            one.name: value
            for one in item.columns
            if (value := _cell(one, typed.get(f"{item.name}.{row}.{one.name}", "")))
        }
        for row in filled_rows(item, typed)
    ]
    if item.name == "investment.by_year":
        return {one.get("year", ""): one.get("sum", "") for one in rows}
    return rows


def _cell(column: Item, given: str) -> Any:
    return given == _YES if column.ask is Ask.MARK else _read(column, given)


def _read(item: Item, given: str) -> str:
    change = _WRITTEN.get(item.ask)
    return change(given) if change else given


def sum_written(given: str) -> str:
    """`48.000,50` and `48 000,50` as the form has it: 48000.50."""
    plain = _BLANKS.sub("", given).removeprefix("€").removesuffix("€")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    return plain.replace(",", ".")


def _number(given: str) -> str:
    return given.replace(",", ".")


_WRITTEN: Final[Mapping[Ask, Callable[[str], str]]] = {
    Ask.SUM: sum_written,
    Ask.NUMBER: _number,
}


def _put(form: dict[str, Any], name: str, value: Any) -> None:
    *groups, last = name.split(".")
    for group in groups:
        form = form.setdefault(group, {})
    form[last] = value
