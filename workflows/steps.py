"""What every procedure does: make effects true, wait, and answer the desk."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, overload

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.effects import Done
    from activities.effects import Effect as EffectRequest
    from activities.refusals import BUSY, REFUSED
    from activities.tasks import CloseTask, OpenTask, TaskActivities
    from models.acts import Act, ProcedureStatus, Resolve, Ruling
    from models.event import Stamp
    from models.task import TaskKind
    from workflows.deadline import Deadline
    from workflows.desk import Desk
    from workflows.keys import Keys
    from workflows.options import STORE, Options

A = TypeVar("A", bound=Act)
B = TypeVar("B", bound=Act)
C = TypeVar("C", bound=Act)
D = TypeVar("D", bound=Act)
Request = TypeVar("Request")
Decided = TypeVar("Decided", bound=EffectRequest)
Result = TypeVar("Result")
Answer = TypeVar("Answer", bound=Done)
Effect = Callable[[Any, Request], Awaitable[Result]]


@dataclass(frozen=True)
class Lapsed:
    """The instant came."""


@dataclass(frozen=True)
class Poked:
    """Somebody says: look again."""


class Steps:
    """The tools of one procedure; `stream` names it in keys, events and tasks."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.desk = Desk()
        self.keys = Keys(stream)
        self.head: Stamp | None = None
        self._rulings: tuple[Ruling, ...] = tuple(Ruling)
        self._deadline = Deadline()
        self._poked = False
        self._busy = 0
        self._takes: tuple[type[Act], ...] = ()

    @property
    def due(self) -> datetime | None:
        return self._deadline.due

    def standing(self, phase: str = "") -> ProcedureStatus:
        return ProcedureStatus(phase=phase, due=self.due, head=self.head)

    def key(self, verb: str) -> str:
        """The next business key of a verb."""
        return self.keys.next(verb)

    def act_key(self, verb: str, act: Act) -> str:
        return f"{self.stream}/{verb}/{act.act}"

    def poke(self) -> None:
        self._poked = True

    def objection(self, act: Act) -> str:  # noqa: ARG002  (procedures say more)
        """Why an act that nobody waits for cannot be done now."""
        return "Nothing waits for this now: see `starter.py task list`."

    def against(self, act: Act) -> str:
        """What stands against an act of a kind that is waited for; or nothing."""
        if not isinstance(act, Resolve) or act.ruling in self._rulings:
            return ""
        options = " or ".join(f"--{ruling}" for ruling in self._rulings)
        return f"This task is resolved with {options}."

    @contextmanager
    def ruled_by(self, *rulings: Ruling) -> Iterator[None]:
        """Only these are a person's word on what is asked meanwhile."""
        before, self._rulings = self._rulings, rulings
        try:
            yield
        finally:
            self._rulings = before

    def admit(self, act: Act) -> None:
        """For validators: refuse in words what cannot be done now.

        While an effect is under way the stage may be about to change: the act is
        let in, and judged when the procedure waits again. One that is only tried is
        tried again then.

        Raises:
            ApplicationError: the objection.
        """
        if self._busy and act.tried:
            raise ApplicationError("Busy.", type=BUSY, non_retryable=True)
        if self._busy or self.desk.knows(act):
            return
        if sentence := self._judge_now(act, self._takes):
            raise refused(sentence)

    def _judge_now(self, act: Act, takes: tuple[type[Act], ...]) -> str:
        return self.against(act) if isinstance(act, takes) else self.objection(act)

    @overload
    async def wait(
        self, *, until: datetime | None, poke: bool = ...
    ) -> Lapsed | Poked: ...
    @overload
    async def wait(
        self, first: type[A], /, *, until: datetime | None, poke: bool = ...
    ) -> A | Lapsed | Poked: ...
    @overload
    async def wait(
        self,
        first: type[A],
        second: type[B],
        /,
        *,
        until: datetime | None,
        poke: bool = ...,
    ) -> A | B | Lapsed | Poked: ...
    @overload
    async def wait(
        self,
        first: type[A],
        second: type[B],
        third: type[C],
        /,
        *,
        until: datetime | None,
        poke: bool = ...,
    ) -> A | B | C | Lapsed | Poked: ...
    @overload
    async def wait(
        self,
        first: type[A],
        second: type[B],
        third: type[C],
        fourth: type[D],
        /,
        *,
        until: datetime | None,
        poke: bool = ...,
    ) -> A | B | C | D | Lapsed | Poked: ...
    async def wait(
        self, *takes: type[Act], until: datetime | None, poke: bool = False
    ) -> Act | Lapsed | Poked:
        """The first of: an act of these kinds, a poke if asked for, the instant."""
        return await self._wait(takes, until=until, poke=poke)

    async def _wait(
        self, takes: tuple[type[Act], ...], *, until: datetime | None, poke: bool
    ) -> Act | Lapsed | Poked:
        self._takes = takes
        self.desk.sweep(lambda act: self._judge_now(act, takes))
        self._deadline.move(until)
        await self._deadline.wait(
            lambda: self.desk.holds(*takes) or (poke and self._poked)
        )
        self._takes = ()
        act = self.desk.take(*takes)
        if act is not None:
            return act
        if poke and self._poked:
            self._poked = False
            return Poked()
        return Lapsed()

    async def read(
        self,
        reading: Effect[Request, Result],
        request: Request,
        options: Options = STORE,
    ) -> Result:
        """A reading, or an effect whose refusal the caller answers for."""
        if isinstance(request, EffectRequest) and self.keys.recalled(request.key):
            request = request.model_copy(update={"recalled": True})
        if isinstance(request, EffectRequest) and not isinstance(request, OpenTask):
            # A person must be asked even when the chain is not the one we knew.
            request = request.model_copy(update={"head": self.head})
        self._busy += 1
        try:
            done: Result = await workflow.execute_activity_method(
                reading, request, **options
            )
        finally:
            self._busy -= 1
        if isinstance(done, Done) and done.stamp is not None:
            self.head = done.stamp
        return done

    async def do(self, effect: Effect[Decided, Result], request: Decided) -> Result:
        """Make it true.

        A refusal holds up the case, not the workflow: a person is asked, and it is
        tried again, as of then, when the task is resolved.
        """
        while True:
            try:
                return await self.read(effect, request)
            except ActivityError as error:
                await self.held_up(refusal(error))
                request = request.model_copy(update={"at": workflow.now()})

    async def apply(
        self, act: Act, effect: Effect[Decided, Answer], request: Decided
    ) -> Answer | None:
        """Make a person's decision true and answer it; None if it was refused."""
        if act.foreseen is not None:
            request = request.model_copy(update={"foreseen": act.foreseen})
        try:
            done = await self.read(effect, request)
        except ActivityError as error:
            self.desk.refuse(act, refusal(error))
            return None
        self.desk.answer(act, done.stamp or self.head or NOTHING_YET)
        return done

    async def ask(self, kind: TaskKind, detail: str, *, about: str = "") -> None:
        """Put a task before the desk; `about` tells it from others of its kind.

        Nobody can be asked what to do when this is refused: it is logged, and what
        the task is about goes on without it.
        """
        task = OpenTask(
            key=self.key(f"task-{kind}"),
            at=workflow.now(),
            stream=self.stream,
            kind=kind,
            detail=detail,
            about=about,
        )
        try:
            await self.read(TaskActivities.open_task, task)
        except ActivityError as error:
            refusal(error)
            workflow.logger.error("task.refused", extra={"kind": kind})

    async def held_up(self, sentence: str) -> None:
        """Ask a person, and wait until the task is resolved."""
        await self.ask(TaskKind.EFFECT_REFUSED, sentence)
        while True:
            with self.ruled_by(Ruling.RETRY):
                act = await self.wait(Resolve, until=None)
            if not isinstance(act, Resolve):
                continue
            closed = await self.apply(
                act,
                TaskActivities.close_task,
                CloseTask(
                    key=self.act_key("retry", act),
                    at=workflow.now(),
                    actor=act.actor,
                    reason=act.reason,
                    stream=self.stream,
                    kind=TaskKind.EFFECT_REFUSED,
                ),
            )
            if closed is not None:
                return

    async def finish(self, sentence: str) -> None:
        """Let no handler hang: what still lies at the desk is refused in words."""
        self._deadline.move(None)
        self.desk.sweep(lambda _: sentence)
        await workflow.wait_condition(workflow.all_handlers_finished)


NOTHING_YET = Stamp(stream="", seq=0, hash="")


def refusal(error: ActivityError) -> str:
    """The sentence of a refused effect; anything else is not ours to answer."""
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == REFUSED:
        return cause.message
    raise error


def refused(sentence: str) -> ApplicationError:
    """How a validator says no, in words a clerk understands."""
    return ApplicationError(sentence, type=REFUSED, non_retryable=True)
