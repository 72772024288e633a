"""The stories of the demonstration: each proposal is followed to its end."""

from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from datetime import timedelta

from models.acts import Scores, Verdict
from models.case import Phase
from models.message import ActKind
from runtime.demo_cast import Cast
from runtime.demo_desk import Desk
from runtime.demo_register import later_today
from runtime.demo_script import FIRST, SECOND, Part, Story
from runtime.demo_watch import Watch, always, insist
from runtime.staff import wall_clock

GOOD = Scores(advantages=4, clarity=3, cooperation=4, rules=3)
ABSENT_BODY = "IT-FG"

_DONE = frozenset({Phase.PRESENTED, Phase.CLOSED})
_READY = frozenset({Phase.READY, Phase.SCHEDULED, *_DONE})


class Stories:
    def __init__(self, desk: Desk, cast: Cast, watch: Watch, *, pace: float) -> None:
        self._desk = desk
        self._cast = cast
        self._watch = watch
        self._pace = pace
        self._refs: dict[Story, str] = {}

    async def follow(self, ref: str, part: Part) -> None:
        """From registration to the closing of the file."""
        ways: dict[Story, Callable[[str], Awaitable[None]]] = {
            Story.RETURNED: self._return_once,
            Story.LAPSING: self._return,
            Story.REJECTED: self._reject,
            Story.BLOCKED: self._nothing,
            Story.WAITING: self._validate_after_the_other,
        }
        self._refs[part.story] = ref
        await ways.get(part.story, self._validate)(ref)
        if part.story not in {Story.LAPSING, Story.REJECTED, Story.BLOCKED}:
            await self._gather(ref, part)
            await self._conclude(ref, part)
        await self._watch.phase(ref, Phase.CLOSED)

    async def sessions(self, parts: dict[str, Part]) -> None:
        """The first has too little room; the second is postponed once."""
        first = [ref for ref, part in parts.items() if part.session == FIRST]
        await self._all(first, _READY)
        await self._sit(f"IT-RU/{FIRST}", "Verbale n. 1")
        await self._all([*parts], _READY)
        second, until = f"IT-RU/{SECOND}", later_today(await wall_clock(), 3)
        why = "sciopero dei trasporti"
        await insist(lambda: self._desk.o1.freeze(second), sensible=always)
        await insist(
            lambda: self._desk.o1.postpone(second, until, why), sensible=always
        )
        await self._all([*parts], _READY - {Phase.SCHEDULED})
        await self._sit(second, "Verbale n. 2")

    async def _sit(self, session: str, minutes: str) -> None:
        await insist(lambda: self._desk.o1.freeze(session), sensible=always)
        await insist(
            lambda: self._desk.o1.hold(session, reason=minutes), sensible=always
        )

    async def _all(self, refs: list[str], phases: frozenset[Phase]) -> None:
        await self._watch.until(
            lambda: all(self._watch.is_in(ref, phases) for ref in refs),
            what=f"not every proposal became {' or '.join(sorted(phases))}",
        )

    async def _nothing(self, _ref: str) -> None:
        """The desk blocks it."""

    async def _validate(self, ref: str) -> None:
        await self._decide(ref, Verdict.ACCEPT, scores=GOOD)

    async def _validate_after_the_other(self, ref: str) -> None:
        """So that the other has the money when this one asks for it."""
        if Story.GIVING_WAY in self._refs:
            await self._watch.phase(self._refs[Story.GIVING_WAY], *_READY)
        await self._validate(ref)

    async def _return_once(self, ref: str) -> None:
        """The proposer answers by mail, and the desk takes the completed form."""
        self._cast.completing.add(ref)
        await self._return(ref)
        await self._watch.until(
            lambda: self._watch.cases[ref].version > 1, what=f"{ref} was not completed"
        )
        await self._validate(ref)

    async def _return(self, ref: str) -> None:
        await self._decide(ref, Verdict.RETURN, reason="Manca il piano finanziario.")

    async def _reject(self, ref: str) -> None:
        why = "È una vendita semplice, senza collaborazione."
        await self._decide(ref, Verdict.REJECT, reason=why)

    async def _decide(
        self,
        ref: str,
        verdict: Verdict,
        *,
        scores: Scores | None = None,
        reason: str = "",
    ) -> None:
        await self._watch.phase(ref, Phase.VALIDATION)
        await self._do(
            ref,
            {Phase.VALIDATION},
            lambda: self._desk.o2.validate(ref, verdict, scores=scores, reason=reason),
        )

    async def _gather(self, ref: str, part: Part) -> None:
        await self._watch.left(ref, Phase.SCREENING, Phase.VALIDATION)
        if part.story is Story.WITHDRAWN:
            await self._withdraw(ref, "l'impianto è venduto")
        elif part.story is Story.EXTENDED:
            await self._do(ref, {Phase.OPEN}, lambda: self._extend(ref))
        elif part.story is Story.BY_PHONE:
            yes, why = ActKind.INTERESTED, "telefonata del dirigente"
            await self._do(
                ref,
                {Phase.OPEN},
                lambda: self._desk.o1.answer(ref, ABSENT_BODY, yes, reason=why),
            )
        await self._watch.left(ref, Phase.OPEN)
        await self._cast.release(ref)

    async def _extend(self, ref: str) -> object:
        due = self._watch.cases[ref].due_at or await wall_clock()
        later = due + timedelta(seconds=3 * self._pace)
        return await self._desk.o1.extend(
            ref, later, "ferie estive dell'ente", requester="body:IT-57"
        )

    async def _withdraw(self, ref: str, why: str) -> None:
        open_ = {phase for phase in Phase if phase is not Phase.CLOSED}
        await self._do(ref, open_, lambda: self._desk.o1.withdraw(ref, why))

    async def _conclude(self, ref: str, part: Part) -> None:
        """Presented by the sessions, meanwhile; then the outcome, or the timers."""
        if part.story is Story.GIVING_WAY and Story.WAITING in self._refs:
            await self._watch.phase(ref, *_READY)
            other = self._refs[Story.WAITING]
            await self._watch.phase(other, Phase.WAITING_LIST, *_READY)
            await self._withdraw(ref, "un altro sito")
        reached = await self._watch.phase(ref, *_DONE)
        outcome = part.result
        if reached is Phase.PRESENTED and outcome is not None:
            why = "comunicazione delle parti"
            await self._do(
                ref,
                {Phase.PRESENTED},
                lambda: self._desk.o1.record_outcome(ref, outcome, why),
            )

    async def _do(
        self, ref: str, phases: AbstractSet[Phase], act: Callable[[], Awaitable[object]]
    ) -> None:
        """As long as the proposal is where this can be done."""
        await insist(act, sensible=lambda: self._watch.is_in(ref, phases))
