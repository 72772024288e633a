"""The first page: what waits for a person, what does most harm by waiting first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from starlette.responses import Response

from models.case import Phase
from models.case_filter import CaseFilter
from models.frozen import Frozen
from models.letter import LetterState
from models.task import Task, harm
from runtime.names import refs_in, spoken
from web.desk import Desk, Visit, page
from web.places import case_path, task_path

_MOST: Final = 100
"""Tasks on the page; the rest are counted."""


class Waiting(Frozen):
    """A task as the page shows it; `path` leads to where it is dealt with."""

    kind: str
    of: str
    detail: str
    since: datetime
    path: str


async def show(desk: Desk, visit: Visit) -> Response:
    opened = desk.access
    tasks = sorted(
        await opened.reading.open_tasks(),
        key=lambda one: (harm(one.kind), one.opened_at, one.task),
    )
    cases = opened.case_list
    validating = await cases.page(CaseFilter(phase=Phase.VALIDATION))
    stages = await cases.by_phase()
    overdue = await cases.page(CaseFilter(overdue_at=visit.now))
    return page(
        desk,
        visit,
        "home",
        tasks=await _waiting(desk, tasks[:_MOST]),
        total=len(tasks),
        validating=validating,
        overdue=overdue,
        doubtful=len(await opened.reading.letters(state=LetterState.DOUBTFUL)),
        stages=stages,
        empty=not any(stages.values()),
        phases=[one for one in Phase if one is not Phase.CLOSED],
        path=case_path,
        done=visit.asked("done"),
    )


async def _waiting(desk: Desk, tasks: Sequence[Task]) -> list[Waiting]:
    texts = [text for one in tasks for text in (one.stream, one.detail)]
    refs = await refs_in(desk.access, texts)
    return [
        Waiting(
            kind=one.kind,
            of=spoken(one.stream, refs),
            detail=spoken(one.detail, refs),
            since=one.opened_at,
            path=task_path(one.task),
        )
        for one in tasks
    ]
