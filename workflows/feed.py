"""The telling of a webhook: wakes for new acts, and when a pause after failing ends."""

from datetime import datetime, timedelta
from typing import Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.feed import FeedActivities, TellWebhook
    from models.webhook import Followed
    from workflows.deadline import Deadline
    from workflows.options import TELLING

LOOK_AGAIN: Final = timedelta(hours=6)
"""Whoever pokes may have been away: it looks without being told."""


@workflow.defn(name="FeedWorkflow")
class FeedWorkflow:
    """One for each active webhook; it ends when that is paused or removed."""

    def __init__(self) -> None:
        self._poked = False

    @workflow.run
    async def run(self, followed: Followed) -> None:
        deadline = Deadline()
        while not workflow.info().is_continue_as_new_suggested():
            self._poked = False
            told = await workflow.execute_activity_method(
                FeedActivities.tell_webhook,
                TellWebhook(webhook=followed.webhook, at=workflow.now()),
                **TELLING,
            )
            if told.ended and not self._poked:
                return
            if told.more or told.ended:
                continue
            deadline.move(told.due or _next_look(workflow.now()))
            await deadline.wait(lambda: self._poked)
        await workflow.wait_condition(workflow.all_handlers_finished)
        workflow.continue_as_new(followed)

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._poked = True


def _next_look(now: datetime) -> datetime:
    """The same within an hour: a poke need not replace the timer."""
    return now.replace(minute=0, second=0, microsecond=0) + LOOK_AGAIN
