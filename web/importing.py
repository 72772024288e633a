"""Many proposals at once: a file is looked at form by form, then registered."""

from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.ids import Actor
from runtime.import_desk import MOST, Entry
from runtime.names import in_words
from runtime.samples import enter_samples
from store.errors import NotFoundError
from web.desk import Desk, Visit, elsewhere, page
from web.places import case_path
from web.submitting import collecting

HERE = "/import"


async def show(desk: Desk, visit: Visit) -> Response:
    return await _page(desk, visit)


async def take(desk: Desk, visit: Visit) -> Response:
    """Nothing is registered yet: the next page shows what would be."""
    given = visit.form.get("file")
    content = await given.read() if isinstance(given, UploadFile) else b""
    try:
        name = desk.imports.keep(content, now=visit.now)
    except DomainError as refusal:
        [said] = await in_words(desk.access, str(refusal))
        return await _page(desk, visit, 422, wrong=said)
    return elsewhere(_path(name, visit.text("session")))


async def take_samples(desk: Desk, visit: Visit) -> Response:
    """The shipped ones, where the mailboxes are here too."""
    if not desk.access.settings.local_mail:
        raise NotFoundError(visit.say("mailbox.elsewhere"))
    actor = visit.acts_as(Role.SECRETARIAT)
    forms = await enter_samples(desk.access, actor, now=visit.now)
    return elsewhere(_path(desk.imports.keep(forms, now=visit.now)))


async def look(desk: Desk, visit: Visit) -> Response:
    actor = visit.acts_as(Role.SECRETARIAT)
    found = await desk.imports.look(_name(visit), _entry(visit, actor))
    return page(
        desk,
        visit,
        "import_file",
        found=found,
        here=_path(found.name, visit.asked("session")),
        progress=await desk.imports.standing(found.name),
        progress_path=f"/progress/import/{found.name}",
        case_path=case_path,
    )


async def register(desk: Desk, visit: Visit) -> Response:
    actor = visit.acts_as(Role.SECRETARIAT)
    desk.imports.begin(_name(visit), _entry(visit, actor))
    return elsewhere(_path(_name(visit), visit.asked("session")))


async def _page(
    desk: Desk, visit: Visit, status: int = 200, *, wrong: str = ""
) -> Response:
    return page(
        desk,
        visit,
        "import",
        status,
        most=MOST,
        wrong=wrong,
        sessions=await collecting(desk),
        session=visit.text("session"),
    )


def _entry(visit: Visit, actor: Actor) -> Entry:
    session = visit.asked("session") or None
    return Entry(actor=actor, session=session, at=visit.now)


def _path(name: str, session: str = "") -> str:
    asked = f"?{urlencode({'session': session})}" if session else ""
    return f"{HERE}/{name}{asked}"


def _name(visit: Visit) -> str:
    return str(visit.request.path_params["file"])
