"""What an invited authority's page sends, read field by field; and what it shows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from starlette.datastructures import FormData, UploadFile

from models.offer_content import filled_rows, names
from models.offer_faces import confirm_name, confirming
from models.offer_files import refused
from models.offer_form import (
    FACES,
    REGION,
    SECTORS,
    Ask,
    Item,
    items,
)
from runtime.offer_desk import Opened
from store.reference import Reference
from web.saying import Saying

_MORE_ROWS: Final = 2


class Files(NamedTuple):
    """What was attached, and what was not, with the reason's code."""

    added: dict[str, bytes]
    refused: dict[str, str]


def typed_in(form: FormData, languages: Sequence[str]) -> dict[str, str]:
    """What was typed, by the names of the fields; rows close up."""
    typed: dict[str, str] = {}
    for item in items():
        given = {name: _text(form, name) for name in names(item, languages)}
        filled = {name: text for name, text in given.items() if text}
        typed |= _closed_up(item, filled) if item.ask is Ask.ROWS else filled
    for face in _every_face(languages):
        if text := _text(form, confirm_name(face)):
            typed[confirm_name(face)] = text
    return typed


async def files_in(form: FormData, known: Sequence[str]) -> Files:
    files = Files({}, {})
    for one in form.getlist("files"):
        if not isinstance(one, UploadFile) or not one.filename:
            continue
        held = await one.read()
        name = " ".join(one.filename.split())
        why = refused(name, held, [*known, *files.added])
        if why:
            files.refused[name] = why
        else:
            files.added[name] = held
    return files


def rows_of(item: Item, typed: Mapping[str, str]) -> range:
    """Those that are filled, and a few more."""
    return range(min(item.most, len(filled_rows(item, typed)) + _MORE_ROWS))


def ticks(opened: Opened) -> dict[str, str]:
    """What the tick beside each stale face would say."""
    typed = {name: str(said) for name, said in opened.draft.typed.items()}
    return {
        one.place: confirming(typed, one.place, opened.languages)
        for one in opened.problems
        if one.rule == "stale"
    }


def chosen_from(
    item: Item, opened: Opened, reference: Reference, say: Saying
) -> dict[str, str]:
    """The options of a field, by their codes, in the language of the page."""
    if item.name == REGION:
        country = f"{opened.session.corridor[-2:]}-"
        known = [one for one in reference.regions if one.startswith(country)]
        told = {one: reference.region(one, say.language) for one in known}
        return dict(sorted(told.items(), key=lambda one: one[1]))
    if item.name == SECTORS:
        return {one: reference.sector(one, say.language) for one in reference.sectors}
    return {one: say.of(item.said_by, one) for one in item.options}


def _closed_up(item: Item, filled: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{item.name}.{place}.{one.name}": text
        for place, row in enumerate(filled_rows(item, filled))
        for one in item.columns
        if (text := filled.get(f"{item.name}.{row}.{one.name}"))
    }


def _text(form: FormData, name: str) -> str:
    given = [one for one in form.getlist(name) if isinstance(one, str)]
    return "\n".join(given).replace("\r\n", "\n").strip()


def _every_face(languages: Sequence[str]) -> Iterator[str]:
    for item in FACES:
        yield from (f"{item}.{code}" for code in languages)
