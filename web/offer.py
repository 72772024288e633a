"""An invited authority's page: its draft, what is missing, and its files."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from models.offer_faces import confirm_name
from runtime.offer_desk import HandingInError, Opened, Saving, StaleDraftError
from web.desk import Desk, Visit, elsewhere, page
from web.offer_fields import chosen_from, files_in, rows_of, ticks, typed_in
from web.offer_files import file_of
from web.offer_link import (
    behind_link,
    desk_of,
    facts_of,
    path_of,
    token_of,
    version_of,
)

_CONFLICT: Final = 409
_NO: Final = 422


async def _show(desk: Desk, visit: Visit) -> Response:
    opened = await desk_of(desk, visit).open(token_of(visit))
    wrong = "changed" if visit.asked("changed") else ""
    return _form(desk, visit, opened, wrong=wrong)


async def _save(desk: Desk, visit: Visit) -> Response:
    """A person's save: with files, and then perhaps on to handing in."""
    ours = desk_of(desk, visit)
    opened = await ours.open(token_of(visit))
    typed = typed_in(visit.form, opened.languages)
    removed = tuple(one for one in visit.form.getlist("removed") if str(one))
    left = [one for one in opened.draft.files if one not in removed]
    files = await files_in(visit.form, left)
    saving = _saving(visit, typed, added=files.added, removed=removed)
    try:
        saved = await ours.save(token_of(visit), saving)
    except StaleDraftError:
        shown = await ours.check(token_of(visit), typed)
        return _form(desk, visit, shown, _CONFLICT, wrong="conflict")
    except HandingInError:
        return _form(desk, visit, opened, _CONFLICT, wrong="handing")
    if files.refused:
        return _form(desk, visit, saved, _NO, not_taken=files.refused)
    path = path_of(visit)
    if visit.text("then") == "hand-in" and saved.complete:
        return elsewhere(f"{path}/hand-in")
    return elsewhere(f"{path}?saved={saved.draft.version}#state")


async def _check(desk: Desk, visit: Visit) -> Response:
    """What is missing in what stands on the page; nothing is kept."""
    opened = await desk_of(desk, visit).open(token_of(visit))
    typed = typed_in(visit.form, opened.languages)
    checked = await desk_of(desk, visit).check(token_of(visit), typed)
    return page(desk, visit, "offer_state", **facts_of(visit, checked))


async def _auto(desk: Desk, visit: Visit) -> Response:
    """The page saves by itself, without files; texts are not settled by it."""
    ours = desk_of(desk, visit)
    opened = await ours.open(token_of(visit))
    typed = typed_in(visit.form, opened.languages)
    try:
        saved = await ours.save(token_of(visit), _saving(visit, typed, whole=False))
    except (StaleDraftError, HandingInError):
        facts = facts_of(visit, opened, wrong="conflict")
        return page(desk, visit, "offer_state", _CONFLICT, **facts)
    return page(desk, visit, "offer_state", **facts_of(visit, saved))


def _form(
    desk: Desk,
    visit: Visit,
    opened: Opened,
    status: int = 200,
    *,
    wrong: str = "",
    not_taken: Mapping[str, str] | None = None,
) -> Response:
    reference = desk.access.reference
    facts = {
        **facts_of(visit, opened, wrong=wrong),
        "not_taken": not_taken or {},
        "ticks": ticks(opened),
        "rows_of": rows_of,
        "confirm_name": confirm_name,
        "chosen": lambda item: chosen_from(item, opened, reference, visit.say),
        "sitting": f"{opened.draft.version}/{visit.now:%Y%m%d%H%M%S}",
    }
    return page(desk, visit, "offer", status, **facts)


async def _file(desk: Desk, visit: Visit) -> Response:
    """One that was attached to the draft."""
    opened = await desk_of(desk, visit).open(token_of(visit))
    return await file_of(desk, visit, opened.draft.files, opened.offer.offer)


def _saving(visit: Visit, typed: dict[str, str], **more: Any) -> Saving:
    return Saving(
        typed=typed,
        version=version_of(visit),
        sitting=visit.text("sitting")[:40],
        **more,
    )


show: Final = behind_link(_show)
save: Final = behind_link(_save)
check: Final = behind_link(_check)
auto: Final = behind_link(_auto)
file: Final = behind_link(_file)
