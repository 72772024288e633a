"""The minutes of a session: what became of every item, in both languages."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import AwareDatetime, Field, model_validator

from models.frozen import Frozen
from models.ids import Actor, CaseId, SessionId
from models.language_parity import Problem, parity
from models.proposal_parts import Language, Line, Paragraphs, text
from models.session_rules import MOST_CARRY_OVERS, may_be_carried_over
from models.two_sides import Side
from models.undertaking import Promise, Undertaking, undertaking_id

_Face = Annotated[str, text(4000, shortest=0)]
"""A draft may still be empty; the check asks for it before signature."""


class Treatment(StrEnum):
    """What the table did with an item."""

    TREATED = "treated"
    NOT_TREATED = "not-treated"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


class Decision(Frozen):
    text: dict[Language, Paragraphs] = Field(min_length=1)


class ItemMinutes(Frozen):
    """What one item's minute says; numbered from 1 as in the protocol."""

    number: int = Field(ge=1)
    case: CaseId | None = None  # None: a matter that is no proposal
    treatment: Treatment
    title: dict[Language, _Face] = Field(default_factory=dict)
    """Of what is no proposal; a proposal has its own."""
    said: dict[Language, _Face]
    decisions: tuple[Decision, ...] = Field(default=(), max_length=20)
    promises: tuple[Promise, ...] = Field(default=(), max_length=20)
    participants: int = Field(ge=0, le=1000)

    @model_validator(mode="after")
    def _only_the_treated_decide(self) -> Self:
        idle = self.treatment in {Treatment.NOT_TREATED, Treatment.WITHDRAWN}
        if idle and (self.decisions or self.promises):
            raise ValueError(
                f"Item {self.number} was not treated and yet has decisions or"
                " undertakings; correct one of the two."
            )
        return self


class Delegate(Frozen):
    """Who took part for a side, as the protocol names them; a co-chair signs."""

    side: Side
    name: Line
    role: dict[Language, _Face]
    chair: bool = False


class Minutes(Frozen):
    """The protocol of a session before it is signed, in the corridor's languages."""

    session: SessionId
    languages: tuple[Language, Language]
    opening: dict[Language, _Face] = Field(default_factory=dict)
    delegates: tuple[Delegate, ...] = Field(default=(), max_length=200)
    items: tuple[ItemMinutes, ...] = ()
    closing: dict[Language, _Face] = Field(default_factory=dict)


class Recorded(Frozen):
    """Minutes as they were recorded, by whom and when."""

    session: SessionId
    minutes: Minutes
    at: AwareDatetime
    by: Actor


class Next(StrEnum):
    """Where a case goes from the table."""

    FOLLOW_UP = "follow-up"
    CARRIED_OVER = "carried-over"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Fate(NamedTuple):
    """What becomes of a case after the session, and why."""

    case: CaseId
    next: Next
    why: str


def problems(minutes: Minutes, agenda: Iterable[CaseId] = ()) -> tuple[Problem, ...]:
    """What must be mended before the co-chairs sign (method X30, I17).

    Args:
        minutes: the draft.
        agenda: the cases of the last release; each needs its minute.
    """
    found = [
        *_numbering(minutes),
        *_coverage(minutes, tuple(agenda)),
        *_optional("opening", minutes.opening, minutes.languages),
        *_optional("closing", minutes.closing, minutes.languages),
        *_of_delegates(minutes),
    ]
    for item in minutes.items:
        found += _of_item(item, minutes.languages)
    return tuple(found)


def fates(minutes: Minutes, carried: Mapping[CaseId, int]) -> tuple[Fate, ...]:
    """What becomes of every case (method X14, X15).

    Args:
        minutes: of the session.
        carried: how often each case was carried over before; none when not named.
    """
    return tuple(
        _fate(item, item.case, carried.get(item.case, 0))
        for item in minutes.items
        if item.case is not None
    )


def undertakings(minutes: Minutes) -> tuple[Undertaking, ...]:
    """The promises of the minutes as entries of the register, numbered through."""
    promised = ((item, promise) for item in minutes.items for promise in item.promises)
    return tuple(
        Undertaking(
            undertaking=undertaking_id(minutes.session, number),
            session=minutes.session,
            item=item.number,
            case=item.case,
            promise=promise,
        )
        for number, (item, promise) in enumerate(promised, start=1)
    )


def _fate(item: ItemMinutes, case: CaseId, carried: int) -> Fate:
    if item.treatment is Treatment.TREATED:
        return Fate(case, Next.FOLLOW_UP, f"treated as item {item.number}")
    if item.treatment is Treatment.WITHDRAWN:
        return Fate(case, Next.WITHDRAWN, f"withdrawn at item {item.number}")
    what = (
        "was postponed"
        if item.treatment is Treatment.POSTPONED
        else "was not treated at the table"
    )
    if may_be_carried_over(carried):
        times = f"{carried + 1} of {MOST_CARRY_OVERS}"
        return Fate(
            case, Next.CARRIED_OVER, f"item {item.number} {what}: carry-over {times}"
        )
    return Fate(
        case,
        Next.LAPSED,
        f"item {item.number} {what} and was carried over {carried} times already: it"
        " lapses, or comes as a new proposal",
    )


def _numbering(minutes: Minutes) -> list[Problem]:
    numbers = [item.number for item in minutes.items]
    wanted = list(range(1, len(numbers) + 1))
    if numbers == wanted:
        return []
    return [
        Problem(
            where="the items",
            rule=f"are numbered {', '.join(map(str, numbers))}",
            remedy=f"number them from 1 to {len(numbers)} without a gap",
        )
    ]


def _coverage(minutes: Minutes, agenda: tuple[CaseId, ...]) -> list[Problem]:
    minuted = [item.case for item in minutes.items if item.case is not None]
    missing = sorted(set(agenda) - set(minuted))
    twice = sorted({case for case in minuted if minuted.count(case) > 1})
    return [
        Problem(
            where=case,
            rule="is on the agenda and has no minute",
            remedy="say that it was treated, not treated, postponed or withdrawn",
        )
        for case in missing
    ] + [
        Problem(where=case, rule="has two minutes", remedy="make them one")
        for case in twice
    ]


def _of_delegates(minutes: Minutes) -> list[Problem]:
    found: list[Problem] = []
    for one in minutes.delegates:
        found += parity(f"the role of {one.name}", one.role, minutes.languages)
    for side in Side:
        chairs = sum(one.chair for one in minutes.delegates if one.side is side)
        if minutes.delegates and chairs != 1:
            found.append(
                Problem(
                    where=f"side {side}",
                    rule=f"has {chairs} co-chairs",
                    remedy="name the one who signs for it",
                )
            )
    return found


def _optional(
    where: str, faces: Mapping[str, str], languages: tuple[str, str]
) -> tuple[Problem, ...]:
    written = any(face.strip() for face in faces.values())
    return parity(where, faces, languages) if written else ()


def _of_item(item: ItemMinutes, languages: tuple[str, str]) -> list[Problem]:
    where = f"item {item.number}"
    found = [
        *_optional(f"{where}, title", item.title, languages),
        *parity(f"{where}, what was said", item.said, languages),
    ]
    for name, texts in (
        ("decision", [decision.text for decision in item.decisions]),
        ("undertaking", [promise.text for promise in item.promises]),
    ):
        for number, faces in enumerate(texts, start=1):
            found += parity(f"{where}, {name} {number}", faces, languages)
    if item.treatment is Treatment.TREATED and item.participants == 0:
        found.append(
            Problem(
                where=where,
                rule="was treated before no participant",
                remedy="count the participants, or say that it was not treated",
            )
        )
    return found
