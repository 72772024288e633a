"""The rules of co-financing as dated data: which were in force on which day."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from models.errors import ReferenceDataError
from models.frozen import Frozen
from models.money import Money, Share

ALGORITHM: Final = "cofinancing/2"
"""Changes whenever the same request under the same rules may get another answer."""

_HASH_LENGTH: Final = 16

DayOfYear = Annotated[
    str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
]
"""A day that returns every year, such as 09-30."""
Kinds = tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")], ...]


class Grade(StrEnum):
    """How well a datum is known (the grades of the method)."""

    FOUNDING = "S"
    PRIMARY = "P"
    PRESS = "N"
    INFERRED = "I"
    DEFAULT = "D"
    """Our default: no source says it."""


class Hardness(StrEnum):
    HARD = "hard"
    """Refuses or limits."""
    SOFT = "soft"
    """Warns; the warning is recorded."""


class Source(Frozen):
    """Who says so, and how well we know."""

    document: str = Field(min_length=1)
    grade: Grade


class Sentence(Frozen):
    """A rule in the words a clerk reads."""

    it: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Parameters(Frozen):
    """What a rule tests; each field given is one test, all of them must hold.

    Sums are whole currency in the file and cents here; shares are exact fractions.
    """

    rate: Share | None = None
    """The Ministry's share of the admissible cost, at most."""
    favoured_rate: Share | None = None
    """The same when every body in scope is in a favoured area."""
    own_share: Share | None = None
    """The Ministry's share, at most this part of the bodies' money, by agreement."""
    year_ceiling: Money | None = None
    """What one agreement gets in a year, at most."""
    year_budget_is_ceiling: bool = False
    """No ceiling but what the agreement's year has left."""
    project_cap: Money | None = None
    call_budget: Money | None = None
    """What all requests of a call or a year get together, at most."""
    private_share: Share | None = None
    """Private money in each purely commercial action, at least."""
    public_share: Share | None = None
    """All public money as a part of the admissible cost, at most."""
    inside_wider_project: bool = False
    """Actions in scope only beside others."""
    proposers: Kinds = ()
    """Kinds of bodies, one of which must take part."""
    max_months: int | None = Field(default=None, ge=1)
    min_companies_a: int | None = Field(default=None, ge=1)
    min_universities_b: int | None = Field(default=None, ge=1)
    apply_from: DayOfYear | None = None
    apply_by: DayOfYear | None = None
    answer_by: DayOfYear | None = None
    """When the applicants are ranked; told, not tested."""
    answer_days: int | None = Field(default=None, ge=1)
    """Within how many days an application is examined; told, not tested."""
    priorities_only: bool = False
    no_copies: bool = False
    """No action that repeats what the promotion agency does."""
    no_commercial_for: Kinds = ()
    """Kinds of bodies that get nothing for a purely commercial project."""

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        if not self.model_dump(exclude_defaults=True):
            raise ValueError("A rule tests something; give it a parameter.")
        for given, needs in (("favoured_rate", "rate"), ("apply_from", "apply_by")):
            if getattr(self, given) and not getattr(self, needs):
                raise ValueError(f"{given} needs {needs} beside it; give both.")
        if (self.answer_by or self.answer_days) and not self.apply_by:
            raise ValueError("An answer follows an application; give apply_by too.")
        return self


class Rule(Frozen):
    """One rule of method 2.5, as it stood from one day to another."""

    id: Annotated[str, StringConstraints(pattern=r"^R[1-9]\d?$")]
    sentence: Sentence
    hardness: Hardness
    source: Source
    """Of what the rule says."""
    valid_from: date
    valid_to: date | None = None
    """The last day; None: until another rule replaces it."""
    validity: Source
    """Of the two dates."""
    bodies: Kinds = ()
    """The kinds of bodies it is about; empty: all."""
    except_bodies: Kinds = ()
    actions: Kinds = ()
    """The kinds of actions it is about; empty: all."""
    parameters: Parameters

    @property
    def order(self) -> int:
        return int(self.id[1:])

    @property
    def named(self) -> str:
        """Its number alone may stand for several, one after another."""
        return f"{self.id}-{self.valid_from}"

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"{self.id} ends before it begins; correct its dates.")
        if self.bodies and self.except_bodies:
            raise ValueError(
                f"{self.id} names both the bodies it is about and those it is not"
                " about; keep one list."
            )
        return self

    def about(self, kind: str) -> bool:
        """Whether bodies of this kind are in its scope."""
        named = not self.bodies or kind in self.bodies
        return named and kind not in self.except_bodies

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Rules(Frozen):
    """The rules in force together, in the order they are evaluated."""

    rules: tuple[Rule, ...] = Field(min_length=1)

    @property
    def version(self) -> str:
        """Two checks with equal versions followed the same rules by the same steps."""
        content = [
            rule.model_dump(mode="json", exclude_none=True) for rule in self.rules
        ]
        written = json.dumps(content, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(written.encode()).hexdigest()
        return f"{ALGORITHM}+{digest[:_HASH_LENGTH]}"


class RuleBook(Frozen):
    """Every rule there ever was, each with its days."""

    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        for earlier, later in pairwise(_ordered(self.rules)):
            if earlier.id == later.id and earlier.in_force(later.valid_from):
                raise ValueError(
                    f"{later.id} stands twice on {later.valid_from}; end the earlier"
                    " the day before."
                )
        return self

    def found(self, number: str, on: date) -> Rule | None:
        """The rule of that number on a day; what is no rule of the book: none."""
        known = (one for one in self.rules if one.id == number and one.in_force(on))
        return next(known, None)

    def on(self, day: date) -> Rules:
        """The rules in force on a day.

        Raises:
            ReferenceDataError: none is, so nothing could be refused.
        """
        found = tuple(rule for rule in _ordered(self.rules) if rule.in_force(day))
        if not found:
            raise ReferenceDataError(
                f"No rule of co-financing was in force on {day}; choose a day the rule"
                " book knows, or enter its rules."
            )
        return Rules(rules=found)


def _ordered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.order, rule.valid_from)))


def _always(number: str, sentence: Sentence, parameters: Parameters) -> Rule:
    return Rule(
        id=number,
        sentence=sentence,
        hardness=Hardness.HARD,
        source=Source(document="Method 2.5", grade=Grade.PRIMARY),
        valid_from=date.min,
        validity=Source(document="our default: at all times", grade=Grade.DEFAULT),
        parameters=parameters,
    )


MINIMAL: Final = Rules(
    rules=(
        _always(
            "R1",
            Sentence(
                it="Il Ministero sostiene al massimo il 50 % del costo ammissibile.",
                en="The Ministry bears at most 50 % of the admissible cost.",
            ),
            Parameters(rate=Fraction(1, 2)),
        ),
        _always(
            "R3",
            Sentence(
                it="Il Ministero non dà più del partner, accordo per accordo.",
                en="The Ministry gives no more than the partner, by agreement.",
            ),
            Parameters(own_share=Fraction(1)),
        ),
        _always(
            "R4",
            Sentence(
                it="Le azioni puramente commerciali hanno almeno il 50 % privato.",
                en="Purely commercial actions are at least 50 % private.",
            ),
            Parameters(private_share=Fraction(1, 2)),
        ),
    )
)
"""What a check follows when nobody gives it the rules of a day."""
