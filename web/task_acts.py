"""What a person may say of a task: resolved, dealt with, or what a mail is."""

from collections.abc import Sequence
from typing import Final

from models.account import Role
from models.acts import Ruling
from models.event import Stamp
from models.ids import MessageHash, TaskId
from models.message import ActKind
from models.task import Task
from runtime.amounts import amount
from runtime.names import in_words
from runtime.office import Office
from runtime.register import NOTED
from store.errors import NotFoundError
from web.acting import Carried, Decision, Matter, Seat, by_office
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind, choice

MESSAGE: Final = "message/"
FILED: Final = "file"
_OFFICES: Final = (Role.COMPLIANCE, Role.SECRETARIAT)
_SECRETARIAT: Final = (Role.SECRETARIAT,)
_WHAT: Final = (
    *(ActKind.INTERESTED, ActKind.DECLINED, ActKind.CONDITIONAL, ActKind.QUESTION),
    FILED,
)


async def _resolve(office: Office, task: Task, given: Given) -> Stamp:
    return await office.resolve(task.stream, Ruling(given["ruling"]), given["reason"])


async def _file(office: Office, task: Task, given: Given) -> Stamp:
    filed = given["what"] == FILED
    sums = {
        name: amount(name, given[name])
        for name in ("contribution", "private")
        if given[name]
    }
    return await office.file_message(
        MessageHash(task.stream.removeprefix(MESSAGE)),
        reason=given["reason"],
        ref=given["ref"] or None,
        body=given["body"] or None,
        kind=None if filed else ActKind(given["what"]),
        contribution=sums.get("contribution"),
        private=sums.get("private", 0),
    )


async def _deal(seat: Seat, task: Task, given: Given) -> Carried:
    """It sets off nothing, so there is nothing to look at first."""
    if not seat.dry:
        register = seat.access.register(seat.actor)
        await register.deal_with(task.task, given["reason"], now=seat.now)
    return Carried(None)


async def task_at(desk: Desk, visit: Visit) -> Task:
    """The open task the address names.

    Raises:
        NotFoundError: nothing waits under that name any more.
    """
    async with desk.access.units.read() as unit:
        found = await unit.tasks.find(TaskId(visit.asked("id")))
    if found is None or found.closed_at is not None:
        raise NotFoundError(visit.say("task_page.gone"))
    return found


async def _matter(desk: Desk, visit: Visit) -> Matter[Task]:
    task = await task_at(desk, visit)
    [detail] = await in_words(desk.access, task.detail)
    title = visit.say.sentence(detail).text
    return Matter(task, visit.say.of("task", task.kind), title, "/")


def _holds_up(task: Task) -> bool:
    return task.kind not in NOTED and not task.stream.startswith(MESSAGE)


TASK_ACTS: Final[Sequence[Decision[Task]]] = (
    Decision(
        name="resolve",
        command="task resolve",
        roles=_OFFICES,
        fields=(
            choice("ruling", tuple(Ruling), "ruling"),
            REASON,
        ),
        carry=by_office(_resolve),
        fits=_holds_up,
        find=_matter,
    ),
    Decision(
        name="deal",
        command="task resolve",
        roles=_OFFICES,
        fields=(REASON,),
        carry=_deal,
        fits=lambda task: task.kind in NOTED,
        find=_matter,
    ),
    Decision(
        name="file",
        command="task resolve",
        roles=_SECRETARIAT,
        fields=(
            choice("what", _WHAT, "what"),
            Field("ref"),
            Field("body"),
            Field("contribution", Kind.SUM),
            Field("private", Kind.SUM),
            REASON,
        ),
        carry=by_office(_file),
        fits=lambda task: task.stream.startswith(MESSAGE),
        find=_matter,
    ),
)
