"""How every decision at the desk is taken: a form, what it would set off, then done."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Generic, NamedTuple, TypeVar

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.event import Stamp
from models.ids import Actor
from models.refusal import Wanted, words_in
from runtime.client import Access
from runtime.folder import NotRunningError
from runtime.names import in_words
from runtime.office import Office
from runtime.rehearsal import Effects, tried
from store.errors import NotFoundError
from web.consequences import consequences
from web.desk import Desk, Visit, elsewhere, page
from web.entered import entered
from web.fields import IN_WORDS, Choices, Field, Given, Kind
from web.once import TOKEN, minted
from web.saying import Saying
from web.sentences import Line

_NO: Final = 422
STEP: Final = "step"
DO: Final = "do"
"""The step at which it is done; before it, it is only looked at."""


T = TypeVar("T")


@dataclass(frozen=True)
class Seat:
    """An officer who takes one decision; `dry`: it is only looked at."""

    access: Access
    actor: Actor
    now: datetime
    dry: bool
    say: Saying


class Carried(NamedTuple):
    """What was done, or the lines of what it would set off."""

    stamp: Stamp | None
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Matter(Generic[T]):
    """What is decided on; `ref` is the proposal's, where it is one."""

    thing: T
    name: str
    title: str
    path: str
    ref: str | None = None
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True)
class Decision(Generic[T]):
    """One decision that the desk offers.

    `command`: what the same is called in a terminal, and on record when refused.
    `roles`: who may take it; the first of them that somebody has signs it. `fits`:
    when it is offered; whether it may be done, the record says.
    """

    name: str
    command: str
    roles: Sequence[Role]
    fields: Sequence[Field]
    carry: Callable[[Seat, T, Given], Awaitable[Carried]]
    fits: Callable[[T], bool]
    find: Callable[[Desk, Visit], Awaitable[Matter[T]]]


def offered(
    acts: Sequence[Decision[T]], thing: T, roles: frozenset[Role]
) -> Sequence[Decision[T]]:
    """What somebody of these offices may decide of it now."""
    return [one for one in acts if one.fits(thing) and roles & {*one.roles}]


def by_office(
    verb: Callable[[Office, T, Given], Awaitable[Stamp]],
) -> Callable[[Seat, T, Given], Awaitable[Carried]]:
    """Told to a procedure, and rehearsed before."""

    async def carry(seat: Seat, thing: T, given: Given) -> Carried:
        opened = seat.access
        office = await opened.office(seat.actor, now=seat.now, dry=seat.dry)
        stamp = await verb(office, thing, given)
        return Carried(stamp, await consequences(opened, seat.say, office.foreseen))

    return carry


def by_trial(
    work: Callable[[Seat, Effects, T, Given], Awaitable[Stamp | None]],
) -> Callable[[Seat, T, Given], Awaitable[Carried]]:
    """Done in one transaction, and before that tried and taken back."""

    async def carry(seat: Seat, thing: T, given: Given) -> Carried:
        opened = seat.access
        if not seat.dry:
            return Carried(await work(seat, await opened.effects(), thing, given))
        _, seen = await tried(
            opened.units, lambda effects: work(seat, effects, thing, given)
        )
        return Carried(None, await consequences(opened, seat.say, seen))

    return carry


def asks(act: Decision[T]) -> Callable[[Desk, Visit], Awaitable[Response]]:
    """The page with the form, filled in with what the address says already."""

    async def show(desk: Desk, visit: Visit) -> Response:
        given = {one.name: visit.asked(one.name) for one in act.fields}
        return _form(desk, visit, act, await act.find(desk, visit), given)

    return show


def takes(act: Decision[T]) -> Callable[[Desk, Visit], Awaitable[Response]]:
    """What was entered is tried, shown with what it would set off, and then done."""

    async def take(desk: Desk, visit: Visit) -> Response:
        token = visit.text(TOKEN) if visit.text(STEP) == DO else ""
        return await desk.once.answer(
            f"{visit.acts_as(*act.roles)} {visit.request.url}",
            token,
            lambda: taken(desk, visit),
        )

    async def taken(desk: Desk, visit: Visit) -> Response:
        matter = await act.find(desk, visit)
        given = {one.name: await entered(visit, one.name) for one in act.fields}
        dry = visit.text(STEP) != DO
        done, wrong = await attempt(desk, visit, act, matter, given, dry=dry)
        if done is None:
            return _form(desk, visit, act, matter, given, wrong)
        if dry:
            return confirmed(desk, visit, act, matter, given, done)
        joint = "&" if "?" in matter.path else "?"
        number = done.stamp.seq if done.stamp else 1
        return elsewhere(f"{matter.path}{joint}done={number}")

    return take


async def attempt(
    desk: Desk,
    visit: Visit,
    act: Decision[T],
    matter: Matter[T],
    given: Given,
    *,
    dry: bool,
) -> tuple[Carried | None, str]:
    """What was done, or would be; or None, and the sentence that refuses it."""
    if wrong := wrong_in(visit, act, given, matter.choices):
        return None, wrong
    actor = visit.acts_as(*act.roles)
    seat = Seat(desk.access, actor, visit.now, dry=dry, say=visit.say)
    try:
        return await act.carry(seat, matter.thing, given), ""
    except (NotFoundError, NotRunningError):
        raise
    except DomainError as refusal:
        [said] = await in_words(desk.access, str(refusal))
        await _note(desk, visit, act, matter, given, said)
        return None, said


def confirmed(  # noqa: PLR0913  (what is asked once more)
    desk: Desk,
    visit: Visit,
    act: Decision[T],
    matter: Matter[T],
    given: Given,
    done: Carried,
    *,
    to: str = "",
) -> Response:
    """What it would set off; `to`: where it is confirmed, if not at this address."""
    lines = done.lines or [Line(visit.say("act.nothing"), visit.say.language)]
    return _form(desk, visit, act, matter, given, foreseen=lines, to=to)


def wrong_in(visit: Visit, act: Decision[T], given: Given, there: Choices) -> str:
    """What the form itself has against what was entered; or nothing."""
    for said, fields in (
        ("act.missing", [one for one in act.fields if not one.complete(given)]),
        ("act.no_such", [one for one in act.fields if not one.there_is(given, there)]),
    ):
        if labels := [visit.say(f"field.{one.name}") for one in fields]:
            return visit.say(said, fields=", ".join(labels))
    return ""


async def _note(
    desk: Desk,
    visit: Visit,
    act: Decision[T],
    matter: Matter[T],
    given: Given,
    said: str,
) -> None:
    """Choices, days and sums; of what was written in words, nothing."""
    told = {
        one.name: given[one.name]
        for one in act.fields
        if one.kind not in IN_WORDS and given[one.name]
    }
    words = [one.name for one in act.fields if one.kind is not Kind.FILE]
    wanted = Wanted(
        actor=visit.acts_as(*act.roles),
        act=act.command,
        asked=told,
        ref=matter.ref,
        words=words_in({name: given[name] for name in words}),
    )
    await desk.access.refused(wanted, said, at=visit.now)


def _form(  # noqa: PLR0913  (what a form shows)
    desk: Desk,
    visit: Visit,
    act: Decision[T],
    matter: Matter[T],
    given: Given,
    wrong: str = "",
    *,
    foreseen: Sequence[Line] = (),
    to: str = "",
) -> Response:
    facts: dict[str, Any] = {
        "act": act,
        "matter": matter,
        "given": given,
        "wrong": wrong,
        "foreseen": foreseen,
        "to": to,
        "Kind": Kind,
        "token": minted() if foreseen else "",
    }
    return page(desk, visit, "act", _NO if wrong else 200, **facts)
