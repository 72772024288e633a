"""Every decision on a programme: entered, agreed, signed, prolonged, handed over."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from models.account import Role
from models.event import Stamp
from models.ids import CorridorCode
from models.programme import ProgrammeState, WorkProgramme
from models.programme_content import HandOverLine
from models.programme_steps import Step
from runtime.dates import day
from runtime.programme_desk import (
    ProgrammeDesk,
    foresee_closing,
    list_programmes,
)
from runtime.programme_sheets import programme_of
from runtime.rehearsal import Effects
from runtime.wiring import terms
from store.errors import NotFoundError
from web.acting import Carried, Decision, Matter, Seat, by_trial
from web.desk import Desk, Visit
from web.entered import file_in
from web.fields import YES, Choices, Field, Given, Kind, yes_or_no
from web.places import PROGRAMMES, programme_path
from web.programme_forms import destinations_in, guidelines_in
from web.saying import Saying
from web.sentences import Line
from web.whole import whole

_SECRETARIAT: Final = (Role.SECRETARIAT,)
Verb = Callable[[ProgrammeDesk, Any, Given], Awaitable[Stamp]]


async def _enter(desk: ProgrammeDesk, _: None, given: Given) -> Stamp:
    programme = programme_of(given["corridor"], given["years"])
    in_force = given["in_force"] == YES
    return await desk.enter(
        programme, guidelines_in(given["guidelines"]), in_force=in_force
    )


async def _agree(desk: ProgrammeDesk, of: WorkProgramme, given: Given) -> Stamp:
    return await desk.agree(
        *_named(of), guidelines_in(given["guidelines"]), given["reason"]
    )


def _step(step: Step) -> Verb:
    async def verb(desk: ProgrammeDesk, of: WorkProgramme, given: Given) -> Stamp:
        return await desk.change(*_named(of), step, given["reason"])

    return verb


async def _sign(desk: ProgrammeDesk, of: WorkProgramme, given: Given) -> Stamp:
    return await desk.sign(
        *_named(of),
        on=day("signed", given["signed"]),
        document=file_in(given, "document"),
        session=given["session"] or None,
        place=given["place"] or None,
        reason=given["reason"],
    )


async def _prolong(desk: ProgrammeDesk, of: WorkProgramme, given: Given) -> Stamp:
    return await desk.prolong(
        *_named(of),
        until=day("until", given["until"]),
        agreed_on=day("agreed_on", given["agreed_on"]),
        document=file_in(given, "document"),
        reason=given["reason"],
    )


async def _close(seat: Seat, of: WorkProgramme, given: Given) -> Carried:
    """Looked at, it says where each open item would go."""
    corridor, code = _named(of)
    units, onto = seat.access.units, whole(given["onto"])
    known = await list_programmes(units, corridor)
    later = [one for one in known if one.programme.start > of.programme.end]
    after = min(later, key=lambda one: one.programme.start, default=None)
    decided = destinations_in(given["decisions"], after.code if after else None)
    if seat.dry:
        found = await foresee_closing(units, corridor, code, decided, onto)
        lines = [Line(_told(seat.say, one), seat.say.language) for one in found.lines]
        return Carried(None, [*lines, *map(seat.say.sentence, found.problems)])
    desk = await seat.access.programme_desk(seat.actor, now=seat.now)
    reason = given["reason"]
    stamp = await desk.close(corridor, code, decided=decided, onto=onto, reason=reason)
    return Carried(stamp)


def _told(say: Saying, line: HandOverLine) -> str:
    item, to = line.item.item, line.to
    if to is None:
        return say("programmes.undecided", item=item)
    if to.closed_because:
        return say("programmes.closes", item=item, why=to.closed_because)
    known = {"item": item, "programme": to.programme}
    if to.guideline:
        return say("programmes.goes_under", **known, guideline=to.guideline)
    return say("programmes.goes", **known)


def _named(of: WorkProgramme) -> tuple[CorridorCode, str]:
    return of.programme.corridor, of.code


async def programme_at(desk: Desk, visit: Visit) -> WorkProgramme:
    """The programme the address names.

    Raises:
        NotFoundError: there is none.
    """
    named = visit.request.path_params
    corridor = CorridorCode(str(named["corridor"]).upper())
    for one in await list_programmes(desk.access.units, corridor):
        if one.code == named["years"]:
            return one
    raise NotFoundError(visit.say("programmes.none"))


async def _matter(desk: Desk, visit: Visit) -> Matter[WorkProgramme]:
    work = await programme_at(desk, visit)
    corridor, code = _named(work)
    title = visit.say.of("programme_state", work.state)
    return Matter(work, f"{corridor} {code}", title, programme_path(corridor, code))


async def _list(desk: Desk, visit: Visit) -> Matter[None]:
    async with desk.access.units.read() as unit:
        known = [one.code for one in await unit.corridors.all()]
    choices: Choices = {"corridor": {one: one for one in known}}
    title = visit.say("programmes.title")
    return Matter(None, title, visit.say("programmes.draft"), PROGRAMMES, None, choices)


def _carry(verb: Verb) -> Callable[[Seat, Any, Given], Awaitable[Carried]]:
    """Tried, the programme's watch looks at it too: so it does after the act."""

    async def work(seat: Seat, effects: Effects, of: Any, given: Given) -> Stamp:
        desk = ProgrammeDesk(effects=effects, actor=seat.actor, now=seat.now)
        stamp = await verb(desk, of, given)
        if seat.dry and of is not None:
            await desk.watch(*_named(of), terms())
        return stamp

    return by_trial(work)


def _decision(
    name: str,
    fields: Sequence[Field],
    carry: Callable[[Seat, WorkProgramme, Given], Awaitable[Carried]],
    *states: ProgrammeState,
) -> Decision[WorkProgramme]:
    return Decision(
        name=f"{name}_programme",
        command=f"programme {name}",
        roles=_SECRETARIAT,
        fields=(*fields, _WHY),
        carry=carry,
        fits=lambda of: of.state in states,
        find=_matter,
    )


_WHY: Final = Field("reason", Kind.WORDS)
_GUIDELINES: Final = Field("guidelines", Kind.WORDS)
_DOCUMENT: Final = Field("document", Kind.FILE, required=True)
ENTER: Final = Decision(
    name="enter_programme",
    command="programme add",
    roles=_SECRETARIAT,
    fields=(
        Field("corridor", Kind.CHOICE, required=True),
        Field("years", required=True),
        _GUIDELINES,
        yes_or_no("in_force"),
    ),
    carry=_carry(_enter),
    fits=lambda _: True,
    find=_list,
)
PROGRAMME_ACTS: Final[Sequence[Decision[WorkProgramme]]] = (
    _decision("agree", (_GUIDELINES,), _carry(_agree), ProgrammeState.DRAFTING),
    _decision("abandon", (), _carry(_step(Step.ABANDON)), ProgrammeState.DRAFTING),
    _decision(
        "sign",
        (
            Field("signed", Kind.DAY, required=True),
            _DOCUMENT,
            Field("session"),
            Field("place"),
        ),
        _carry(_sign),
        ProgrammeState.AGREED,
    ),
    _decision("start", (), _carry(_step(Step.START)), ProgrammeState.SIGNED),
    _decision(
        "prolong",
        (
            Field("until", Kind.DAY, required=True),
            Field("agreed_on", Kind.DAY, required=True),
            _DOCUMENT,
        ),
        _carry(_prolong),
        ProgrammeState.IN_FORCE,
    ),
    _decision("end", (), _carry(_step(Step.END)), ProgrammeState.IN_FORCE),
    _decision(
        "close",
        (Field("onto", Kind.NUMBER), Field("decisions", Kind.WORDS)),
        _close,
        ProgrammeState.CLOSING,
    ),
)
