"""The letters out: listed by state, read as their recipients do, held and released."""

from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.letter import LetterState
from models.resending import first_id, sent_again
from runtime.readable import of_letter
from web.desk import Desk, Visit, page
from web.letter_acts import letter_at, offered, waits
from web.many_letters import MOST, TOGETHER
from web.places import letter_path

_DIGITS: Final = 5


async def show_all(desk: Desk, visit: Visit) -> Response:
    asked = visit.asked("state")
    if asked and asked not in {*LetterState}:
        raise DomainError(visit.say("proposals.no_such", fields="state"))
    chosen = LetterState(asked) if asked else None
    done = visit.asked("done")
    together = tuple(TOGETHER) if Role.SECRETARIAT in visit.roles else ()
    found = await desk.access.reading.letters(state=chosen, limit=MOST)
    return page(
        desk,
        visit,
        "letters",
        letters=found,
        chosen=asked,
        states=LetterState,
        path=letter_path,
        waits=waits,
        together=together if any(map(waits, found)) else (),
        done=int(done) if done.isdecimal() and len(done) < _DIGITS else 0,
    )


async def show(desk: Desk, visit: Visit) -> Response:
    letter = await letter_at(desk, visit)
    async with desk.access.units.read() as unit:
        raw = await unit.papers.get(letter.raw)
    return page(
        desk,
        visit,
        "letter",
        letter=letter,
        text=of_letter(raw),
        first=letter_path(first_id(letter.letter)) if sent_again(letter.letter) else "",
        acts=offered(letter, visit.roles),
        asked=urlencode({"id": letter.letter}),
        done=visit.asked("done"),
    )
