"""What a person may do about a letter: before it has left, and after."""

from collections.abc import Sequence
from typing import Final

from models.account import Role
from models.event import Stamp
from models.ids import LetterId
from models.letter import DIGESTS, Letter, LetterState
from runtime.dates import deadline
from runtime.post_desk import PostDesk
from runtime.rehearsal import Effects, tried
from runtime.resend_desk import ResendDesk
from web.acting import Carried, Decision, Matter, Seat, by_trial
from web.consequences import consequences
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind
from web.places import letter_path
from web.saying import ROME
from web.sentences import Line

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_WAITING: Final = frozenset({LetterState.READY, LetterState.DEFERRED})
_UNDER_WAY: Final = _WAITING | {
    LetterState.BUNDLED,
    LetterState.SENDING,
    LetterState.DOUBTFUL,
    LetterState.RECALLED,
}


async def _recall(
    seat: Seat, effects: Effects, letter: Letter, given: Given
) -> Stamp | None:
    desk = await _post(seat, effects)
    return (await desk.recall(letter.letter, given["reason"], now=seat.now)).stamp


async def _hold(
    seat: Seat, effects: Effects, letter: Letter, given: Given
) -> Stamp | None:
    until = deadline("until", given["until"], ROME.key)
    desk = await _post(seat, effects)
    return await desk.hold(letter.letter, until, given["reason"], now=seat.now)


async def _release(
    seat: Seat, effects: Effects, letter: Letter, given: Given
) -> Stamp | None:
    desk = await _post(seat, effects)
    return await desk.release(letter.letter, given["reason"], now=seat.now)


async def _resend(seat: Seat, letter: Letter, given: Given) -> Carried:
    """Looked at, it also says where the letter would go now."""
    opened = seat.access

    async def work(effects: Effects) -> tuple[Stamp | None, str]:
        desk = ResendDesk(opened, effects, seat.actor, now=seat.now)
        done = await desk.resend(letter.letter, given["preface"], given["reason"])
        async with effects.units.read() as unit:
            return done.stamp, (await unit.letters.get(done.letter)).to_address

    if not seat.dry:
        return Carried((await work(await opened.effects()))[0])
    (_, address), seen = await tried(opened.units, work)
    to = Line(seat.say("foreseen.to", address=address), seat.say.language)
    return Carried(None, [*await consequences(opened, seat.say, seen), to])


async def _post(seat: Seat, effects: Effects) -> PostDesk:
    return await seat.access.post_desk(seat.actor, effects.units if seat.dry else None)


async def letter_at(desk: Desk, visit: Visit) -> Letter:
    """The letter the address names.

    Raises:
        NotFoundError: there is none.
    """
    async with desk.access.units.read() as unit:
        return await unit.letters.get(LetterId(visit.asked("id")))


async def _matter(desk: Desk, visit: Visit) -> Matter[Letter]:
    letter = await letter_at(desk, visit)
    to = letter.body or visit.say("proposal.proposer")
    return Matter(letter, letter.subject, to, letter_path(letter.letter))


def waits(letter: Letter) -> bool:
    """Whether it has not left yet, and may still be stopped or moved."""
    return letter.state in _WAITING


def _left(letter: Letter) -> bool:
    return letter.state not in _UNDER_WAY and letter.kind not in DIGESTS


LETTER_ACTS: Final[Sequence[Decision[Letter]]] = (
    Decision(
        name="hold_back",
        command="post hold",
        roles=_SECRETARIAT,
        fields=(Field("until", Kind.DAY, required=True), REASON),
        carry=by_trial(_hold),
        fits=waits,
        find=_matter,
    ),
    Decision(
        name="release",
        command="post release",
        roles=_SECRETARIAT,
        fields=(REASON,),
        carry=by_trial(_release),
        fits=waits,
        find=_matter,
    ),
    Decision(
        name="recall",
        command="post recall",
        roles=_SECRETARIAT,
        fields=(REASON,),
        carry=by_trial(_recall),
        fits=waits,
        find=_matter,
    ),
    Decision(
        name="resend",
        command="post resend",
        roles=_SECRETARIAT,
        fields=(Field("preface", Kind.WORDS, required=True), REASON),
        carry=_resend,
        fits=_left,
        find=_matter,
    ),
)
