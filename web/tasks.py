"""The page of one task: what is asked, the mail it is about, and what may be said."""

from urllib.parse import urlencode

from starlette.responses import Response

from models.ids import MessageHash, case_of_stream
from models.inbound import Guess, InboundMessage
from models.task import Task
from runtime.names import refs_in, spoken
from web.acting import offered
from web.desk import Desk, Visit, page
from web.places import case_path
from web.task_acts import MESSAGE, TASK_ACTS, task_at


async def show(desk: Desk, visit: Visit) -> Response:
    task = await task_at(desk, visit)
    refs = await refs_in(desk.access, [task.stream, task.detail])
    case = case_of_stream(task.stream)
    return page(
        desk,
        visit,
        "task",
        task=task,
        of=spoken(task.stream, refs),
        detail=spoken(task.detail, refs),
        case=case_path(case) if case else "",
        mail=await _mail(desk, task),
        acts=offered(TASK_ACTS, task, visit.roles),
        asked=urlencode({"id": task.task}),
        taken=lambda guess: _taken(task, guess),
    )


async def _mail(desk: Desk, task: Task) -> InboundMessage | None:
    if not task.stream.startswith(MESSAGE):
        return None
    async with desk.access.units.read() as unit:
        named = MessageHash(task.stream.removeprefix(MESSAGE))
        return await unit.messages.find(named)


def _taken(task: Task, guess: Guess) -> str:
    """The form with a guess already in it."""
    known = {"id": task.task, "ref": guess.ref, "body": guess.party}
    return f"/task/file?{urlencode(known)}"
