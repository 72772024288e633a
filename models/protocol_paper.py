"""What the protocol of a session says, in its two languages."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from pydantic import Field

from models.document import Language, Said, ShortText
from models.frozen import Frozen


class Treatment(StrEnum):
    """What became of an item at its table."""

    AGREED = "agreed"
    CONTINUED = "continued"
    CARRIED_OVER = "carried-over"
    REFERRED = "referred"
    NOT_TREATED = "not-treated"
    CLOSED = "closed"


class ProtocolPerson(Frozen):
    name: ShortText
    role: Said


class Delegation(Frozen):
    """One side: its name, who heads it, and who else took part."""

    side: Said
    chair: ProtocolPerson
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

    def unmatched(self) -> tuple[str, ...]:
        """What one language says and the other does not; then nobody signs (X30).

        Each place is named by what a clerk sees: the item's number and its part. A
        text that neither language has is absent from both, and so matches.
        """
        return tuple(
            place
            for place, said in self._texts()
            if len(said.missing(self.languages)) == 1
        )

    def _texts(self) -> Iterator[tuple[str, Said]]:
        yield from (("place", self.place), ("opening", self.opening))
        for number, side in enumerate(self.sides, start=1):
            yield f"side {number}", side.side
            for person in (side.chair, *side.members):
                yield f"side {number}, {person.name}", person.role
        for number, item in enumerate(self.items, start=1):
            yield f"item {number}, title", item.title
            yield f"item {number}, text", item.text
            for place, one in enumerate(item.commitments, start=1):
                yield f"item {number}, commitment {place}, who", one.who
                yield f"item {number}, commitment {place}, what", one.what
        yield "closing", self.closing
