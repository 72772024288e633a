"""Every decision on a proposal, and which of them somebody is offered now."""

from collections.abc import Mapping, Sequence
from typing import Final

from models.account import Role
from models.task import TaskKind
from store.read_models import CaseRow
from web.acting import Decision, offered
from web.case_acts import CASE_ACTS
from web.case_text_acts import TEXT_ACTS

ALL_CASE_ACTS: Final[Sequence[Decision[CaseRow]]] = (*CASE_ACTS, *TEXT_ACTS)
_ASKED_FOR: Final[Mapping[str, TaskKind]] = {
    "judge": TaskKind.TEXT_DUE,
    "question": TaskKind.QUESTION,
}
"""Offered only while somebody waits for them."""


def open_to(
    case: CaseRow, roles: frozenset[Role], waiting: frozenset[TaskKind]
) -> Sequence[Decision[CaseRow]]:
    """What somebody of these offices may decide, given what the file waits for."""
    return [
        one
        for one in offered(ALL_CASE_ACTS, case, roles)
        if _ASKED_FOR.get(one.name) in {None, *waiting}
    ]
