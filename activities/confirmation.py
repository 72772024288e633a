"""Certified letters that wait for a receipt: how long, and what when none comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities.outbox import letters_of, locked, save
from activities.tasks import close_one, open_task
from activities.unit_of_work import UnitOfWork
from models.evidence import ReceiptKind
from models.ids import SYSTEM
from models.letter import Letter
from models.task import TaskKind

DELIVERED_WITHIN = timedelta(hours=26)
"""RFC 6109 gives a provider 24 hours to deliver or to say that it could not."""

_WAITS = (TaskKind.PEC_UNCONFIRMED, TaskKind.LETTER_UNPROVEN)
_NOT_ACCEPTED = (
    "The certified letter was handed over, and its receipt of acceptance has not come. "
    "Look into the mailbox's sent folder before sending it again; the receipt closes "
    "this task when it comes."
)
_NOT_DELIVERED = (
    "The certified letter was accepted, and no receipt says that it was delivered or "
    "why not. Ask the provider, or reach the body another way; the receipt closes this "
    "task when it comes."
)


async def ask_for_receipt(unit: UnitOfWork, found: Letter, at: datetime) -> None:
    """The receipt that should have come has not: a person looks, once."""
    letter = await locked(unit, found)
    members = await letters_of(unit, letter)
    if letter.receipt_due is None or letter.receipt_due > at:
        return  # it came between
    await save(unit, letter, receipt_due=None)
    seen = {one.kind for one in await unit.evidence.of_letter(letter.letter)}
    detail = _NOT_DELIVERED if ReceiptKind.ACCEPTED in seen else _NOT_ACCEPTED
    for one in members:
        await open_task(
            unit,
            stream=one.stream,
            kind=TaskKind.PEC_UNCONFIRMED,
            about=one.letter,
            at=at,
            detail=detail,
        )


async def confirm(unit: UnitOfWork, members: Sequence[Letter], at: datetime) -> None:
    """A receipt answers what a person was asked about these letters."""
    for one in members:
        for task in await unit.tasks.open_of(one.stream):
            same = f"{one.stream}/{task.kind}/{one.letter}#"
            if task.kind in _WAITS and task.task.startswith(same):
                await close_one(
                    unit, task, by=SYSTEM, at=at, reason="The receipt came."
                )
