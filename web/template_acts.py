"""What a person may decide about a letter's text besides writing it."""

from collections.abc import Sequence
from typing import Final

from models.account import Role
from models.letter import LetterKind, Template
from runtime.rehearsal import tried
from runtime.templates import LANGUAGES, Templates
from store.errors import NotFoundError
from web.acting import Carried, Decision, Matter, Seat
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind
from web.places import template_path
from web.sentences import Line


async def _back(seat: Seat, kind: LetterKind, given: Given) -> Carried:
    """The shipped text, in one language or in all."""
    languages = [given["template_language"]] if given["template_language"] else None

    async def work(templates: Templates) -> Sequence[Template]:
        reason = given["reason"]
        return await templates.back(kind, languages, reason=reason, now=seat.now)

    units = seat.access.units
    if not seat.dry:
        await work(Templates(units=units, actor=seat.actor))
        return Carried(None)
    kept, _ = await tried(
        units, lambda effects: work(Templates(units=effects.units, actor=seat.actor))
    )
    say = seat.say
    return Carried(
        None,
        [
            Line(
                say(
                    "foreseen.text",
                    language=say.of("language", one.language),
                    version=one.version,
                ),
                say.language,
            )
            for one in kept
        ],
    )


async def _matter(_: Desk, visit: Visit) -> Matter[LetterKind]:
    named = visit.asked("kind")
    if named not in {*LetterKind}:
        raise NotFoundError(visit.say("template_room.none"))
    kind = LetterKind(named)
    title = visit.say.of("letter", kind)
    return Matter(kind, visit.say("template_room.title"), title, template_path(kind))


TEMPLATE_ACTS: Final[Sequence[Decision[LetterKind]]] = (
    Decision(
        name="ship_back",
        command="templates back",
        roles=(Role.SECRETARIAT,),
        fields=(
            Field(
                "template_language",
                Kind.CHOICE,
                options=LANGUAGES,
                said_by="letter_language",
            ),
            REASON,
        ),
        carry=_back,
        fits=lambda _: True,
        find=_matter,
    ),
)
