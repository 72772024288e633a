"""A form handed in at the desk: looked at first, then registered."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

from starlette.datastructures import UploadFile
from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.reference_number import case_named, session_name
from models.refusal import Wanted
from models.session import SessionState
from runtime.folder import NotRunningError
from runtime.names import in_words
from web.acting import DO, STEP
from web.consequences import consequences
from web.desk import Desk, Visit, elsewhere, page
from web.once import TOKEN, minted
from web.places import case_path
from web.sentences import Line

_NO = 422


async def show(desk: Desk, visit: Visit) -> Response:
    return await _form(desk, visit)


async def take(desk: Desk, visit: Visit) -> Response:
    """The form travels with the page that shows what it would set off."""
    token = visit.text(TOKEN) if visit.text(STEP) == DO else ""
    sender = f"{visit.acts_as(Role.SECRETARIAT)} /submit"
    return await desk.once.answer(sender, token, lambda: _taken(desk, visit))


async def _taken(desk: Desk, visit: Visit) -> Response:
    content = await _content(visit)
    if not content:
        return await _form(desk, visit, wrong=visit.say("submit.missing"))
    session = visit.text("session") or None
    dry = visit.text(STEP) != DO
    office = await desk.access.office(
        visit.acts_as(Role.SECRETARIAT), now=visit.now, dry=dry
    )
    try:
        done = await office.submit(content, session=session, now=visit.now)
    except NotRunningError:
        raise
    except DomainError as refusal:
        [said] = await in_words(desk.access, str(refusal))
        wanted = Wanted(actor=visit.acts_as(Role.SECRETARIAT), act="submit", asked={})
        await desk.access.refused(wanted, said, at=visit.now)
        return await _form(desk, visit, wrong=said)
    if not dry:
        return elsewhere(case_path(case_named(done.ref)))
    lines = await consequences(desk.access, visit.say, office.foreseen)
    number = Line(visit.say("submit.number", ref=done.ref), visit.say.language)
    told = [number, *lines]
    return await _form(desk, visit, foreseen=told, content=content)


async def _content(visit: Visit) -> bytes:
    carried = visit.text("content")
    if carried:
        try:
            return b64decode(carried, validate=True)
        except ValueError:
            return b""
    given = visit.form.get("form")
    return await given.read() if isinstance(given, UploadFile) else b""


async def _form(
    desk: Desk,
    visit: Visit,
    *,
    wrong: str = "",
    foreseen: Sequence[Line] = (),
    content: bytes = b"",
) -> Response:
    return page(
        desk,
        visit,
        "submit",
        _NO if wrong else 200,
        wrong=wrong,
        foreseen=foreseen,
        content=b64encode(content).decode(),
        token=minted() if foreseen else "",
        sessions=await collecting(desk),
        session=visit.text("session"),
    )


async def collecting(desk: Desk) -> list[str]:
    """The sessions that still take proposals, by their names."""
    found = await desk.access.reading.sessions()
    return [
        session_name(one.session)
        for one in found
        if one.state is SessionState.COLLECTING
    ]
