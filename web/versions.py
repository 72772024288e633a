"""The versions of a proposal, and two of them beside each other."""

from collections.abc import Sequence

from starlette.responses import Response

from runtime.case_versions import Version, compared, versions
from store.errors import NotFoundError
from web.case_acts import case_at
from web.desk import Desk, Visit, page
from web.places import case_path
from web.saying import words


async def show(desk: Desk, visit: Visit) -> Response:
    """Unless others are asked for, the last two."""
    case = await case_at(desk, visit)
    units = desk.access.units
    found = await versions(units, case.case)
    if not found:
        raise NotFoundError(visit.say("versions.none"))
    before, after = _chosen(visit, found)
    return page(
        desk,
        visit,
        "versions",
        case=case,
        path=case_path(case.case),
        versions=found,
        before=before,
        after=after,
        changes=await compared(units, before, after),
        named=lambda one: _named(visit, one),
        field=lambda name: _field(visit, name),
    )


def _chosen(visit: Visit, found: Sequence[Version]) -> tuple[Version, Version]:
    by_event = {f"{one.seq}": one for one in found}
    return (
        by_event.get(visit.asked("before"), found[max(0, len(found) - 2)]),
        by_event.get(visit.asked("after"), found[-1]),
    )


def _named(visit: Visit, version: Version) -> str:
    if version.number is not None:
        return visit.say("versions.version", number=version.number)
    return visit.say("versions.waits" if version.waits else "versions.dropped")


def _field(visit: Visit, name: str) -> str:
    """A field that no form has any more keeps its own name."""
    return str(words(visit.say.language)["version_field"].get(name, name))
