"""Several letters that wait, decided on at once: each by an act of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from models.errors import DomainError
from models.ids import LetterId
from models.letter import Letter
from web.acting import DO, STEP, Decision, Matter, attempt, wrong_in
from web.desk import Desk, Visit, elsewhere, page
from web.fields import Given, Kind
from web.letter_acts import LETTER_ACTS, waits
from web.places import letter_path

MOST: Final = 200
"""Letters of one act: as many as the list shows."""
_NO: Final = 422
TOGETHER: Final = {one.name: one for one in LETTER_ACTS if one.fits is waits}
"""What may be done about many: all that may be done about one that waits."""


@dataclass(frozen=True)
class Tried:
    """A letter, and why it was refused; nothing where it was not."""

    letter: Letter
    refused: str = ""


async def take(desk: Desk, visit: Visit) -> Response:
    """Asked for what is missing, shown with its count, then done letter by letter.

    Raises:
        DomainError: no letter was ticked, too many were, or there is no such act.
        NotFoundError: a letter is not on record.
    """
    act = TOGETHER.get(visit.text("act"))
    letters = await _ticked(desk, visit)
    if act is None or not letters:
        raise DomainError(visit.say("mail_room.none"))
    given = {one.name: visit.text(one.name) for one in act.fields}
    step = visit.text(STEP)
    wrong = wrong_in(visit, act, given, {}) if step else ""
    if wrong or not step:
        return _shown(desk, visit, act, [Tried(one) for one in letters], given, wrong)
    dry = step != DO
    tried = [await _one(desk, visit, act, one, given, dry=dry) for one in letters]
    if dry:
        return _shown(desk, visit, act, tried, given, looked=True)
    if any(one.refused for one in tried):
        return _shown(desk, visit, act, tried, given, done=True)
    return elsewhere(f"/letters?done={len(tried)}")


async def _ticked(desk: Desk, visit: Visit) -> Sequence[Letter]:
    """Those ticked, or all that were shown and wait, where that was ticked."""
    field = "shown" if visit.text("every") else "letter"
    named = dict.fromkeys(str(one) for one in visit.form.getlist(field))
    if len(named) > MOST:
        raise DomainError(visit.say("mail_room.too_many", most=MOST))
    async with desk.access.units.read() as unit:
        return [await unit.letters.get(LetterId(one)) for one in named]


async def _one(
    desk: Desk,
    visit: Visit,
    act: Decision[Letter],
    letter: Letter,
    given: Given,
    *,
    dry: bool,
) -> Tried:
    """In a transaction of its own; what is refused stays on record."""
    path = letter_path(letter.letter)
    matter = Matter(letter, letter.subject, letter.body or "", path)
    _, refused = await attempt(desk, visit, act, matter, given, dry=dry)
    return Tried(letter, refused)


def _shown(  # noqa: PLR0913  (what the page shows)
    desk: Desk,
    visit: Visit,
    act: Decision[Letter],
    tried: Sequence[Tried],
    given: Given,
    wrong: str = "",
    *,
    looked: bool = False,
    done: bool = False,
) -> Response:
    """`looked`: tried and taken back; `done`: tried for good, some were refused."""
    fit = [one.letter for one in tried if not one.refused]
    to = {one.to_address for one in fit}
    say = visit.say
    return page(
        desk,
        visit,
        "many_letters",
        _NO if wrong or done else 200,
        act=act,
        given=given,
        wrong=wrong,
        looked=looked and bool(fit),
        done=done,
        tried=tried,
        fit=fit,
        Kind=Kind,
        path=letter_path,
        counted=say(
            "mail_room.to_many",
            letters=say.count("letter", len(fit)),
            recipients=say.count("recipient", len(to)),
        ),
    )
