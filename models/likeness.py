"""Two proposals that may be one project: how alike they are, and in what (X3).

A reason to ask a person, never to decide.
"""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from models.frozen import Frozen
from models.ids import Actor, CaseId, CorridorCode
from models.name_match import name_words
from models.proposal import LINGUA_FRANCA, ProposalForm

SUSPICIOUS: Final = 65
"""Percent at least, and then the proposer or the place must be the same as well."""
_WEIGHTS: Final = {"title": 45, "summary": 25, "proposer": 20, "site": 10}
_GRAM: Final = 3


class DuplicateDecision(StrEnum):
    """What a person says of two proposals that are alike."""

    MERGE = "merge"
    LINK = "link"
    DISTINCT = "distinct"


class Traits(Frozen):
    """What two versions of one project have in common, each as words in order.

    `hash` is that of `ProposalForm.likeness`.
    """

    case: CaseId
    corridor: CorridorCode
    hash: str
    title: str
    summary: str
    proposer: str
    site: str


class Duplicate(Frozen):
    """`case` came later; `why` says in words what is alike."""

    case: CaseId
    other: CaseId
    percent: int
    why: tuple[str, ...]
    found_at: datetime
    decision: DuplicateDecision | None = None
    kept: CaseId | None = None  # which of the two goes on, once they are merged
    decided_at: datetime | None = None
    decided_by: Actor | None = None


class Likeness(Frozen):
    """`anchored`: the proposer or the place is the same."""

    percent: int
    why: tuple[str, ...]
    anchored: bool

    @property
    def suspicious(self) -> bool:
        return self.anchored and self.percent >= SUSPICIOUS


def traits_of(case: CaseId, form: ProposalForm) -> Traits:
    """Scripts, spellings, order of words and punctuation are set aside."""
    site = (form.region, form.municipality or "", form.sez.name if form.sez else "")
    return Traits(
        case=case,
        corridor=CorridorCode(form.corridor),
        hash=form.likeness(),
        title=_in_common(form.title, form.language_original),
        summary=_in_common(form.summary, form.language_original),
        proposer=_words(form.proposer.name),
        site=_words(" ".join(site)),
    )


def alike(one: Traits, other: Traits) -> Likeness:
    """How alike two proposals are: by their hash, else by the trigrams of each trait.

    Trigrams are compared by Dice's coefficient: twice what both have, over all.
    """
    if one.hash == other.hash:
        same = ("the same proposer and the same title",)
        return Likeness(percent=100, why=same, anchored=True)
    shares = {
        name: _dice(getattr(one, name), getattr(other, name)) for name in _WEIGHTS
    }
    percent = round(sum(shares[name] * weight for name, weight in _WEIGHTS.items()))
    why = tuple(f"{name} {share:.0%}" for name, share in shares.items())
    anchored = one.proposer == other.proposer or one.site == other.site
    return Likeness(percent=percent, why=why, anchored=anchored)


def _in_common(texts: dict[str, str], original: str) -> str:
    """In the language that every form has, so that translations meet."""
    return _words(texts.get(LINGUA_FRANCA) or texts[original])


def _words(text: str) -> str:
    return " ".join(sorted(name_words(text)))


def _dice(one: str, other: str) -> float:
    ours, theirs = _trigrams(one), _trigrams(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=20_000)
def _trigrams(words: str) -> frozenset[str]:
    """Of every word, its borders marked, so that short words count too."""
    return frozenset(
        padded[at : at + _GRAM]
        for word in words.split()
        for padded in (f" {word} ",)
        for at in range(max(len(padded) - _GRAM + 1, 1))
    )
