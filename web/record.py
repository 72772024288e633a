"""The auditor's view of the whole: is it complete, sealed, questioned, refused."""

from starlette.responses import Response

from models.event import instant
from runtime.counting import EngineTimers, counted
from runtime.reading_room import refused
from web.desk import Desk, Visit, page

_MOST = 50


async def show(desk: Desk, visit: Visit) -> Response:
    opened = desk.access
    lines = await counted(opened.units, EngineTimers(opened.client))
    async with opened.units.read() as unit:
        seals = await unit.seals.all()
        findings = await unit.findings.all()
    acts = await refused(opened.units)
    return page(
        desk,
        visit,
        "record",
        lines=lines,
        seals=[*seals][::-1][:_MOST],
        sealed=len(seals),
        findings=findings,
        refused=[*acts][::-1][:_MOST],
        instant=instant,
    )
