"""The minutes of a session taken down in a form, and looked at before they stand."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from starlette.datastructures import UploadFile
from starlette.responses import Response

from models.errors import DomainError
from models.minutes import Treatment
from models.minutes_sheet import read_minutes
from models.session import Session
from models.two_sides import Side
from web import papers
from web.acting import Matter, attempt, confirmed
from web.agenda_acts import called
from web.desk import Desk, Visit, page
from web.minutes_sheet import Entered, entered, sheet, written
from web.row_forms import Row
from web.session_acts import HOLD

_NO: Final = 422
_SPARE: Final = 3
"""Empty rows for what is not on the agenda, for delegates and for undertakings."""
_SHEET: Final = "minutes"


async def show(desk: Desk, visit: Visit) -> Response:
    """Every item of the agenda with its minute still to be written."""
    matter = await HOLD.find(desk, visit)
    refs = await _agenda(desk, visit, matter.thing)
    blank = [{"ref": ref, "treatment": Treatment.TREATED} for ref in refs]
    return await _form(desk, visit, matter, Entered({}, blank, [], []))


async def take(desk: Desk, visit: Visit) -> Response:
    """`more`: with more rows; `back`: from the page that shows what follows."""
    matter = await HOLD.find(desk, visit)
    languages = await _languages(desk, matter.thing)
    taken = await _uploaded(visit)
    if taken or visit.text("back"):
        return await _taken_up(desk, visit, matter, taken or visit.text(_SHEET))
    found = entered(visit.text, languages)
    if visit.text("more"):
        return await _form(desk, visit, matter, found)
    if any(not _stands(one, found) for one in found.promises):
        wrong = visit.say("minutes_form.no_item")
        return await _form(desk, visit, matter, found, wrong)
    if visit.text("draft"):
        return await _draft(desk, visit, matter, found, languages)
    given = {
        "not_treated": "",
        _SHEET: sheet(found, languages),
        "reason": visit.text("reason"),
    }
    done, wrong = await attempt(desk, visit, HOLD, matter, given, dry=True)
    if done is None:
        return await _form(desk, visit, matter, found, wrong)
    to = f"{matter.path}/{HOLD.name}"
    return confirmed(desk, visit, HOLD, matter, given, done, to=to)


async def _draft(
    desk: Desk,
    visit: Visit,
    matter: Matter[Session],
    found: Entered,
    languages: tuple[str, str],
) -> Response:
    """The protocol as it would be printed; nothing is kept."""
    text = sheet(found, languages).encode()
    try:
        paper = await papers.shelf_of(desk).protocol(matter.name, text)
    except DomainError as refusal:
        return await _form(desk, visit, matter, found, str(refusal))
    return await papers.printed(paper, "draft")


async def _taken_up(
    desk: Desk, visit: Visit, matter: Matter[Session], text: str
) -> Response:
    """A sheet in the form, to be read and mended."""
    languages = await _languages(desk, matter.thing)
    try:
        minutes = read_minutes(text.encode(), matter.thing.session, languages)
    except DomainError as refusal:
        found = entered(visit.text, languages)
        return await _form(desk, visit, matter, found, str(refusal))
    refs = {
        one.case: one.ref
        for one in await desk.access.reading.agenda(matter.thing.session)
    }
    return await _form(desk, visit, matter, written(minutes, refs))


async def _uploaded(visit: Visit) -> str:
    given = visit.form.get("file")
    content = await given.read() if isinstance(given, UploadFile) else b""
    return content.decode("utf-8-sig", errors="replace")


def _stands(promise: Row, found: Entered) -> bool:
    return promise["item"] in {str(one) for one in range(1, len(found.items) + 1)}


async def _languages(desk: Desk, session: Session) -> tuple[str, str]:
    async with desk.access.units.read() as unit:
        corridor = await unit.corridors.get(session.corridor)
    return corridor.language_a, corridor.language_b


async def _agenda(desk: Desk, visit: Visit, session: Session) -> dict[str, str]:
    return {**called(visit, await desk.access.reading.agenda(session.session))}


def _words(visit: Visit, kind: str, codes: Iterable[str]) -> Sequence[tuple[str, str]]:
    return [(one, visit.say.of(kind, one)) for one in codes]


async def _form(
    desk: Desk,
    visit: Visit,
    matter: Matter[Session],
    found: Entered,
    wrong: str = "",
) -> Response:
    spare: Sequence[Row] = [{}] * _SPARE
    facts: dict[str, Any] = {
        "matter": matter,
        "frame": found.frame,
        "items": [*found.items, *spare],
        "delegates": [*found.delegates, *spare],
        "promises": [*found.promises, *spare],
        "languages": await _languages(desk, matter.thing),
        "called": await _agenda(desk, visit, matter.thing),
        "treatment_words": [("", ""), *_words(visit, "treatment", Treatment)],
        "side_words": [("", ""), *_words(visit, "session_side", Side)],
        "reason": visit.text("reason"),
        "wrong": wrong,
    }
    return page(desk, visit, "minutes", _NO if wrong else 200, **facts)
