"""The minutes of a session between the form that asks for them and their sheet."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from models.ids import CaseId, Ref
from models.minutes import ItemMinutes, Minutes
from web.row_forms import (
    Row,
    Text,
    faces,
    in_languages,
    number,
    quoted,
    rows,
    sent,
)

_ITEM: Final = ("ref", "treatment", "participants")
_TEXTS: Final = ("title", "said", "decisions")
_PROMISE: Final = ("item", "side", "body", "due")
_DELEGATE: Final = ("side", "name", "chair")
_TREATED: Final = "treatment"


class Entered(NamedTuple):
    """What the form holds; `frame` are the opening and closing words."""

    frame: Row
    items: Sequence[Row]
    delegates: Sequence[Row]
    promises: Sequence[Row]


def entered(text: Text, languages: Sequence[str]) -> Entered:
    """What was written; an item that only has its treatment is none."""
    item = [*_ITEM, *(f"{one}_{code}" for one in _TEXTS for code in languages)]
    items = rows(text, "items", item, sent(text, "items"))
    promise = [*_PROMISE, *in_languages("text", languages)]
    delegate = [*_DELEGATE, *in_languages("role", languages)]
    return Entered(
        frame={
            key: text(key)
            for name in ("opening", "closing")
            for key in in_languages(name, languages)
        },
        items=[one for one in items if any(one[key] for key in one if key != _TREATED)],
        delegates=rows(text, "delegates", delegate, sent(text, "delegates")),
        promises=rows(text, "promises", promise, sent(text, "promises")),
    )


def sheet(of: Entered, languages: Sequence[str]) -> str:
    """As models/minutes_sheet.py reads it."""
    return "\n".join(_lines(of, languages)) + "\n"


def _lines(of: Entered, languages: Sequence[str]) -> Iterator[str]:
    for name in ("opening", "closing"):
        yield f"{name} = {faces(of.frame, name, languages)}"
    for one in of.delegates:
        yield "\n[[delegate]]"
        yield f"side = {quoted(one['side'])}"
        yield f"name = {quoted(one['name'])}"
        yield f"role = {faces(one, 'role', languages)}"
        yield f"chair = {'true' if one['chair'] else 'false'}"
    for place, one in enumerate(of.items, start=1):
        yield "\n[[item]]"
        if one["ref"]:
            yield f"proposal = {quoted(one['ref'])}"
        yield f"treatment = {quoted(one['treatment'])}"
        yield f"participants = {number(one['participants'] or '0')}"
        yield f"title = {faces(one, 'title', languages)}"
        yield f"said = {faces(one, 'said', languages)}"
        for decision in _decisions(one, languages):
            yield "\n[[item.decision]]"
            yield from (f"{code} = {quoted(text)}" for code, text in decision if text)
        for promise in of.promises:
            if promise["item"] == str(place):
                yield from _promise(promise, languages)


def _decisions(
    item: Row, languages: Sequence[str]
) -> Iterator[Sequence[tuple[str, str]]]:
    """One on each line, the lines of one language beside those of the other."""
    lines = [
        [
            line.strip()
            for line in item[f"decisions_{code}"].splitlines()
            if line.strip()
        ]
        for code in languages
    ]
    for texts in zip_longest(*lines, fillvalue=""):
        yield list(zip(languages, texts, strict=True))


def _promise(one: Row, languages: Sequence[str]) -> Iterator[str]:
    yield "\n[[item.promise]]"
    yield f"side = {quoted(one['side'])}"
    if one["body"]:
        yield f"body = {quoted(one['body'])}"
    yield f"due = {quoted(one['due'])}"
    yield f"text = {faces(one, 'text', languages)}"


def written(minutes: Minutes, refs: Mapping[CaseId, Ref]) -> Entered:
    """The form of minutes that were taken down; `refs`: the number of each case."""
    codes = minutes.languages
    return Entered(
        frame={
            f"{name}_{code}": faces.get(code, "")
            for name, faces in (
                ("opening", minutes.opening),
                ("closing", minutes.closing),
            )
            for code in codes
        },
        items=[_item(one, codes, refs) for one in minutes.items],
        delegates=[
            {
                "side": one.side,
                "name": one.name,
                "chair": "1" if one.chair else "",
                **{f"role_{code}": one.role.get(code, "") for code in codes},
            }
            for one in minutes.delegates
        ],
        promises=[
            {
                "item": str(item.number),
                "side": one.side,
                "body": one.body or "",
                "due": one.due.isoformat(),
                **{f"text_{code}": one.text.get(code, "") for code in codes},
            }
            for item in minutes.items
            for one in item.promises
        ],
    )


def _item(one: ItemMinutes, codes: Sequence[str], refs: Mapping[CaseId, Ref]) -> Row:
    found = {
        "ref": refs.get(one.case, one.case) if one.case else "",
        "treatment": one.treatment,
        "participants": str(one.participants),
    }
    for code in codes:
        found[f"title_{code}"] = one.title.get(code, "")
        found[f"said_{code}"] = one.said.get(code, "")
        found[f"decisions_{code}"] = "\n".join(
            " ".join(each.text.get(code, "").split()) for each in one.decisions
        )
    return found
