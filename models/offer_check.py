"""What a draft still lacks before it can be handed in, and what it ought to have.

Each problem stands at the field it is about. Its rule is a code, for the page says it
in three languages; `said` is the sentence of the form itself, in English.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.frozen import Frozen
from models.language_parity import parity
from models.offer_faces import stale
from models.offer_form import FACES, ORIGINAL, items
from models.proposal import ProposalForm
from models.proposal_review import gaps, is_echo

Texts = Mapping[str, str]
OTHER: Final = "other"


class Problem(Frozen):
    """`place` is the field's name on the page; `hard` forbids to hand in."""

    place: str
    rule: str
    limit: str = ""
    said: str = ""
    hard: bool = True


def problems(
    typed: Texts,
    settled: Texts,
    form: Mapping[str, Any],
    languages: Sequence[str],
) -> tuple[Problem, ...]:
    """Field by field, in the order of the form; first what forbids to hand in."""
    found = [*_missing_faces(typed, languages)]
    found += [
        Problem(place=face, rule="stale") for face in stale(typed, settled, languages)
    ]
    try:
        read = ProposalForm.model_validate(dict(form))
    except ValidationError as error:
        found += _broken(error)
    else:
        found += [_gap(one) for one in gaps(read)]
    found += _unlike(typed, languages)
    known = dict.fromkeys(found)
    at = {one.name: number for number, one in enumerate(items())}
    return tuple(
        sorted(known, key=lambda one: (not one.hard, at.get(item_of(one.place), 999)))
    )


def item_of(place: str) -> str:
    """The field a place lies in: `proposer.ids` of `proposer.ids.0.scheme`."""
    parts = place.split(".")
    for length in range(len(parts), 0, -1):
        if (name := ".".join(parts[:length])) in _NAMES:
            return name
    return place


_NAMES: Final = frozenset(one.name for one in items())


def _missing_faces(typed: Texts, languages: Sequence[str]) -> Iterator[Problem]:
    """All of title and summary; of the description, that of the original language."""
    for item in FACES:
        wanted = tuple(languages)
        if item == "description":
            wanted = (typed.get(ORIGINAL, languages[0]),)
        for code in wanted:
            if not typed.get(f"{item}.{code}"):
                yield Problem(place=f"{item}.{code}", rule="missing")


def _unlike(typed: Texts, languages: Sequence[str]) -> Iterator[Problem]:
    """Descriptions whose paragraphs or numbers differ: said, and no more."""
    faces = {code: typed.get(f"description.{code}", "") for code in languages[:2]}
    if all(faces.values()) and parity("description", faces, languages[:2]):
        place = f"description.{languages[1]}"
        yield Problem(place=place, rule="unlike", hard=False)


def _broken(error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False, include_input=False)
    for detail in details:
        if is_echo(detail, details):
            continue
        place = _place(detail)
        if place in FACES and detail["type"] in {"missing", "too_short"}:
            continue
        if detail["type"] == "value_error":
            told = _told(str(detail["ctx"]["error"]), place)
            if told is None:
                continue
            yield told
        else:
            yield Problem(
                place=place,
                rule=_RULES.get(detail["type"], _rule(detail["type"])),
                limit=_limit(detail),
            )


def _place(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"] if part != "[key]")


def _told(text: str, place: str) -> Problem | None:
    """A rule told in a sentence; None, where it is said at its faces already."""
    for begins, rule, where in _SENTENCES:
        if text.startswith(begins):
            return Problem(place=where or place, rule=rule, said=text) if rule else None
    return Problem(place=place, rule=OTHER, said=text)


_SENTENCES: Final = (
    ("The title lacks", "", ""),
    ("The title needs", "", ""),
    ("The summary lacks", "", ""),
    ("The summary needs", "", ""),
    ("The description lacks", "", ""),
    ("An exclusive proposal", "exclusive", "partner_max"),
    ("It holds control", "control", ""),
    ("It is one line", "one_line", ""),
    ("It is one e-mail", "address", ""),
    ("Before the @", "address", ""),
    ("The owners' shares", "shares", "proposer.owners"),
    ("NACE 30.32", "military", "nace"),
    ("Own funds, debt", "sums", "investment.total"),
    ("The years add up", "years", "investment.by_year"),
    ("Operation starts after", "order", "investment.operation"),
    ("An amount", "amount", ""),
)
_RULES: Final = {
    "missing": "missing",
    "too_short": "missing",
    "string_too_short": "short",
    "string_too_long": "long",
    "too_long": "many",
    "greater_than_equal": "least",
    "greater_than": "least",
    "less_than_equal": "most",
    "less_than": "most",
    "enum": "choose",
    "literal_error": "choose",
}


def _rule(kind: str) -> str:
    return "day" if kind.startswith("date") else "format"


def _limit(detail: ErrorDetails) -> str:
    told = detail.get("ctx", {})
    wanted = ("min_length", "max_length", "ge", "gt", "le", "lt")
    return next((str(told[one]) for one in wanted if one in told), "")


def _gap(said: str) -> Problem:
    """What a validator would return it for (method X1)."""
    place = said.split(" ", 1)[0]
    rule = "nano" if said.startswith("keywords lacks") else "wanted"
    known = place if item_of(place) in _NAMES or place in _PLACES else ""
    return Problem(place=known, rule=rule, said=said, hard=False)


_PLACES: Final = frozenset({"attachments"})
