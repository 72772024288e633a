"""The letters out: listed by state, read as their recipients do, held and released."""

from urllib.parse import urlencode

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.letter import LetterKind, LetterState
from models.resending import first_id, sent_again
from runtime.readable import of_letter
from web.acting import offered
from web.desk import Desk, Visit, page
from web.letter_acts import LETTER_ACTS, letter_at, waits
from web.many_letters import MOST, TOGETHER
from web.places import letter_path
from web.whole import whole


async def show_all(desk: Desk, visit: Visit) -> Response:
    state, kind = visit.asked("state"), visit.asked("kind")
    for given, known in ((state, {*LetterState}), (kind, {*LetterKind})):
        if given not in {"", *known}:
            raise DomainError(visit.say("proposals.no_such", fields=given))
    done = visit.asked("done")
    together = tuple(TOGETHER) if Role.SECRETARIAT in visit.roles else ()
    found = await desk.access.reading.letters(
        state=LetterState(state) if state else None,
        kind=LetterKind(kind) if kind else None,
        limit=MOST,
    )
    waiting = [one.letter for one in found if waits(one)]
    return page(
        desk,
        visit,
        "letters",
        letters=found,
        chosen=state,
        states=LetterState,
        kind=kind,
        kinds=LetterKind,
        waiting=waiting,
        path=letter_path,
        together=together if waiting else (),
        done=whole(done) or 0,
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
        acts=offered(LETTER_ACTS, letter, visit.roles),
        asked=urlencode({"id": letter.letter}),
        done=visit.asked("done"),
    )
