"""What the protocol of a session says, in its two languages."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from models.document import Language, Said, ShortText
from models.frozen import Frozen
from models.language_parity import parity
from models.minutes import Treatment


class ProtocolPerson(Frozen):
    name: ShortText
    role: Said


class Delegation(Frozen):
    """One side: its name, who heads it, and who else took part."""

    side: Said
    chair: ProtocolPerson | None = None
    """None: the minutes do not say; the line to sign on has no name."""
    members: tuple[ProtocolPerson, ...] = ()


class Commitment(Frozen):
    """Who will do what, by when."""

    who: Said
    what: Said
    due: date | None = None


class ProtocolItem(Frozen):
    """One item as treated; what did not come up says so (method X15)."""

    ref: ShortText = ""
    title: Said
    treatment: Treatment
    text: Said = Said()
    participants: int = 0
    decisions: tuple[Said, ...] = ()
    commitments: tuple[Commitment, ...] = ()


class ProtocolPaper(Frozen):
    """The protocol: signed by both chairs, once both languages say the same."""

    ordinal: int = Field(ge=1, le=3999)
    place: Said
    first_day: date
    last_day: date
    opening: Said = Said()
    sides: tuple[Delegation, Delegation]
    items: tuple[ProtocolItem, ...]
    closing: Said = Said()
    languages: tuple[Language, Language] = (Language.IT, Language.RU)
    simulated: bool = False
    recorded: bool = True
    """Whether it is the record of the sitting; a sheet of minutes is a draft."""

    @property
    def draft(self) -> bool:
        """Nobody signs it: it is not on record, or its languages do not match."""
        return not self.recorded or bool(self.unmatched())

    def unmatched(self) -> tuple[str, ...]:
        """Where the languages are not one text; then nobody signs (method X30, I17).

        Each place is named by what a clerk sees: the item's number and its part. A
        text that neither language has is absent from both, and so matches.
        """
        return tuple(
            place for place, said in self._texts() if self._differs(place, said)
        )

    def _differs(self, place: str, said: Said) -> bool:
        missing = said.missing(self.languages)
        if len(missing) == len(set(self.languages)):
            return False
        faces = {one.value: said.in_language(one) for one in self.languages}
        return bool(parity(place, faces, self.languages))

    def _texts(self) -> Iterator[tuple[str, Said]]:
        yield from (("place", self.place), ("opening", self.opening))
        for number, side in enumerate(self.sides, start=1):
            yield f"side {number}", side.side
            chair = (side.chair,) if side.chair else ()
            for person in (*chair, *side.members):
                yield f"side {number}, {person.name}", person.role
        for number, item in enumerate(self.items, start=1):
            yield f"item {number}, title", item.title
            yield f"item {number}, text", item.text
            for place, decision in enumerate(item.decisions, start=1):
                yield f"item {number}, decision {place}", decision
            for place, one in enumerate(item.commitments, start=1):
                yield f"item {number}, commitment {place}, who", one.who
                yield f"item {number}, commitment {place}, what", one.what
        yield "closing", self.closing
