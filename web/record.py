"""The auditor's view of the whole: is it complete, sealed, questioned, refused."""

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.responses import Response

from runtime.counting import EngineTimers, counted
from web.desk import Desk, Visit, page
from web.places import finding_path
from web.whole import whole

_FIRST = 10
"""Of the newest, on the page of the whole."""
_ASKED = 50
"""So many procedures the engine is asked about while a page waits."""


async def show(desk: Desk, visit: Visit) -> Response:
    opened = desk.access
    lines = await counted(opened.units, EngineTimers(opened.client, most=_ASKED))
    pages = opened.record_pages
    seals = await pages.seals()
    findings = await pages.findings(None, "")
    refused = await pages.refused("", "")
    rooms = opened.finding_desk(visit.acts_as(*visit.roles))
    return page(
        desk,
        visit,
        "record",
        lines=lines,
        part=lambda name: _part(visit, name),
        seals=seals.rows[:_FIRST],
        sealed=seals.total,
        findings=await rooms.shown(findings.rows[:_FIRST]),
        found=findings.total,
        refused=refused.rows[:_FIRST],
        refusals=refused.total,
        path=finding_path,
    )


def _part(visit: Visit, name: str) -> str:
    """A part of a counter; some carry the number of a seal behind the words."""
    told, _, number = name.rpartition(" ")
    if number.isdecimal():
        return f"{visit.say.of('counter_part', told)} {number}"
    return visit.say.of("counter_part", name)


async def show_seals(desk: Desk, visit: Visit) -> Response:
    found = await desk.access.record_pages.seals(asked_page(visit))
    return page(desk, visit, "seals", found=found, page_path=page_paths())


async def show_refused(desk: Desk, visit: Visit) -> Response:
    """By whom and what; a filter that fits nothing shows nothing."""
    pages = desk.access.record_pages
    actor, act = visit.asked("actor"), visit.asked("act")
    found = await pages.refused(actor, act, asked_page(visit))
    return page(
        desk,
        visit,
        "refused_acts",
        found=found,
        actor=actor,
        act=act,
        choices=await pages.refused_by(),
        page_path=page_paths(actor=actor, act=act),
    )


def asked_page(visit: Visit) -> int:
    return whole(visit.asked("page")) or 1


def page_paths(**asked: str) -> Callable[[int], str]:
    """Where another page of the same list under the same filter is."""
    kept = {name: value for name, value in asked.items() if value}
    return lambda number: f"?{urlencode({**kept, 'page': number})}"
