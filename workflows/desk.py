"""The desk inside a workflow: acts handed in, taken by run(), and answered."""

from collections.abc import Callable
from typing import TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.refusals import REFUSED
    from models.acts import Act
    from models.event import Stamp

A = TypeVar("A", bound=Act)


class Desk:
    """Handlers hand in and wait; only run() takes and answers.

    An act told twice (the same `act` id) is handed in once and answered twice.
    """

    def __init__(self) -> None:
        self._tray: list[Act] = []
        self._answers: dict[str, Stamp | str] = {}

    def holds(self, *kinds: type[Act]) -> bool:
        return any(isinstance(act, kinds) for act in self._tray)

    def knows(self, act: Act) -> bool:
        return act.act in self._answers or any(one.act == act.act for one in self._tray)

    async def hand_in(self, act: Act) -> Stamp:
        """Wait until run() has dealt with the act.

        Raises:
            ApplicationError: refused, with the sentence for the clerk.
        """
        if act.tried:  # a worker that does not know of trials
            raise ApplicationError(
                "This worker cannot try an act: start the newer one.",
                type=REFUSED,
                non_retryable=True,
            )
        self.put(act)
        await workflow.wait_condition(lambda: act.act in self._answers)
        answer = self._answers[act.act]
        if isinstance(answer, str):
            raise ApplicationError(answer, type=REFUSED, non_retryable=True)
        return answer

    def put(self, act: Act) -> None:
        """Nobody hands it in: the record says that it waits."""
        if not self.knows(act):
            self._tray.append(act)

    def take(self, *kinds: type[A]) -> A | None:
        for act in self._tray:
            if isinstance(act, kinds):
                self._tray.remove(act)
                return act
        return None

    def answer(self, act: Act, stamp: Stamp) -> None:
        self._answers[act.act] = stamp

    def refuse(self, act: Act, sentence: str) -> None:
        self._answers[act.act] = sentence

    def sweep(self, objection: Callable[[Act], str]) -> None:
        """Refuse what lies here and cannot be done now."""
        for act in list(self._tray):
            if sentence := objection(act):
                self._tray.remove(act)
                self.refuse(act, sentence)
