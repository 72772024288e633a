"""Work under way, told as it goes: server-sent events, read from SQL each second."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from starlette.responses import Response, StreamingResponse

from models.progress import Progress
from web.case_acts import case_at
from web.desk import Desk, Visit
from web.reports import name_of

_TICK: Final = 1.0  # seconds
_MOST: Final = 120
"""Ticks of one stream; a browser asks for the next by itself."""

Look = Callable[[], Awaitable[Progress]]


async def of_case(desk: Desk, visit: Visit) -> Response:
    """Letters of the round that have left."""
    case = await case_at(desk, visit)
    return _stream(visit, lambda: desk.access.round_progress(case.case))


async def of_import(desk: Desk, visit: Visit) -> Response:
    """Forms of the file that are registered."""
    name = str(visit.request.path_params["file"])
    await desk.imports.standing(name)
    return _stream(visit, lambda: desk.imports.standing(name))


async def of_verification(desk: Desk, visit: Visit) -> Response:
    """Steps of the verification that are through."""
    return _stream(visit, desk.verifying.standing)


async def of_report(desk: Desk, visit: Visit) -> Response:
    """Whether the report is told."""
    return _stream(visit, lambda: desk.reports.standing(name_of(visit)))


def _stream(visit: Visit, look: Look) -> Response:
    return StreamingResponse(_told(visit, look), media_type="text/event-stream")


async def _told(visit: Visit, look: Look) -> AsyncIterator[str]:
    """Only what has changed; the last word says that it is over."""
    before: Progress | None = None
    for _ in range(_MOST):
        now = await look()
        if now != before:
            said = visit.say("progress.told", done=now.done, all=now.all)
            yield f"data: {json.dumps({**now.model_dump(), 'said': said})}\n\n"
        if now.ended:
            return
        before = now
        await asyncio.sleep(_TICK)  # noqa: TID251  (not a workflow)
