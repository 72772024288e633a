"""A session is held at a distance, or in person again (method X16)."""

from temporalio import activity

from activities.adhesion_notice import tell_joined
from activities.arrangement import Arrange, Arranged, ArrangementActivities
from activities.deadlines import Terms
from activities.effects import EffectRunner, reason_text
from activities.session_letters import SessionLetters
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.corridor import Corridor
from models.errors import DomainError
from models.event import EventKind
from models.ids import PaperId
from models.letter import LetterKind
from models.remote import Remote
from models.session import Session
from models.session_timetable import timetable_of


class ChangeFormat(Arrange):
    remote: PaperId | None = None


class FormatActivities(ArrangementActivities):
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        super().__init__(effects=effects, writer=writer)
        self._session_letters = SessionLetters(writer=writer, terms=terms)

    @activity.defn(name="change_format")
    async def change_format(self, request: ChangeFormat) -> Arranged:
        """Tables become virtual rooms and visits fall, or the other way round.

        A frozen agenda gets its next release. Who has a slot that changed is told, and
        the bodies through which somebody joins; nobody else.

        Raises:
            DomainError: it is held so already, or a room is given to no table.
        """

        async def work(unit: UnitOfWork) -> Arranged:
            before = await unit.sessions.get(request.session)
            corridor = await unit.corridors.get(before.corridor)
            after = before.model_copy(update={"remote": await _remote(unit, request)})
            _judge(before, after, corridor)
            await unit.sessions.save(after)
            stands = await self._stands(unit, request)
            if not stands.frozen:
                stands = stands.drawn()
            told = await tell_joined(
                unit,
                self._session_letters,
                after,
                request,
                LetterKind.FORMAT_CHANGED,
                reason=await reason_text(unit, request),
                at_a_distance=after.remote is not None,
            )
            settled = await self._settle(
                unit,
                stands,
                request,
                EventKind.FORMAT_CHANGED,
                {"remote": after.remote is not None, "joined_told": told},
            )
            return settled.model_copy(update={"letters": settled.letters + told})

        return await self._effects.once(request, Arranged, work)


async def _remote(unit: UnitOfWork, request: ChangeFormat) -> Remote | None:
    if request.remote is None:
        return None
    return Remote.model_validate_json(await unit.papers.get(request.remote))


def _judge(before: Session, after: Session, corridor: Corridor) -> None:
    if before.remote == after.remote:
        how = "at a distance, by these links" if after.remote else "in person"
        raise DomainError(f"Session {before.roman} is held {how} already.")
    timetable = timetable_of(after, corridor)
    keys = {one.key for one in timetable.tables} if timetable else set()
    strange = sorted(set(after.remote.rooms) - keys) if after.remote else []
    if strange:
        raise DomainError(
            f"Session {before.roman} has no table {', '.join(strange)} at a distance:"
            f" it has {', '.join(sorted(keys))}. Correct --room."
        )
