"""What both sides report on a presented proposal; neither answer replaces the other."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Final, NamedTuple, Self

from pydantic import AwareDatetime, Field, model_validator

from models.case import RESULTS, Outcome
from models.frozen import Frozen
from models.ids import Actor, CaseId
from models.proposal_parts import text
from models.two_sides import Agreement, Side, compared, last_words

CHECKPOINTS: Final = 4
"""Follow-ups after a session: about one, three, six and twelve months."""

_Words = Annotated[str, text(2000, shortest=0)]


class Claim(NamedTuple):
    """What counts when two reports are compared."""

    outcome: Outcome
    value: int | None


class FollowUpReport(Frozen):
    """One side's answer at one checkpoint."""

    side: Side
    outcome: Outcome
    value: int | None = Field(default=None, ge=0)  # cents
    jobs: int | None = Field(default=None, ge=0)
    text: _Words = ""
    at: AwareDatetime
    by: Actor

    @model_validator(mode="after")
    def _is_a_result(self) -> Self:
        if self.outcome not in RESULTS:
            raise ValueError(
                "A follow-up reports a result of the presentation; choose one of"
                f" {', '.join(sorted(RESULTS))}."
            )
        return self


class FollowUp(Frozen):
    """All answers at one checkpoint of one case, kept for ever."""

    case: CaseId
    checkpoint: int = Field(ge=1, le=CHECKPOINTS)
    reports: tuple[FollowUpReport, ...] = ()

    def reported(self, report: FollowUpReport) -> "FollowUp":
        """With one more answer; what the side said before stays."""
        return self.model_copy(update={"reports": (*self.reports, report)})

    @property
    def agreement(self) -> Agreement:
        return compared(_claims(self))

    @property
    def disputed(self) -> bool:
        return self.agreement is Agreement.DISPUTED

    @property
    def silent(self) -> tuple[Side, ...]:
        """The sides that have not answered."""
        answered = last_words(self.reports)
        return tuple(side for side in Side if side not in answered)

    def of(self, side: Side) -> FollowUpReport | None:
        """A side's last answer."""
        return last_words(self.reports).get(side)


class Differing(StrEnum):
    """In what two answers differ."""

    OUTCOME = "outcome"
    VALUE = "value"


class Verdict(NamedTuple):
    """What may be recorded: the outcome both tell, or the only one told."""

    agreement: Agreement
    outcome: Outcome | None
    differing: tuple[Differing, ...]
    sentence: str


def verdict(follow_up: FollowUp) -> Verdict:
    """What the answers at a checkpoint come to (method X17).

    Silence is no news and no result; a dispute has no outcome until the co-chairs
    decide.
    """
    agreement, claims = follow_up.agreement, _claims(follow_up)
    if agreement is Agreement.SILENT:
        return Verdict(agreement, None, (), "Neither side has answered: no news.")
    if agreement is Agreement.ONE_SIDED:
        ((side, claim),) = claims.items()
        return Verdict(
            agreement,
            claim.outcome,
            (),
            f"Only side {side} has answered, {claim.outcome}; ask side"
            f" {follow_up.silent[0]} to confirm it.",
        )
    a, b = claims[Side.A], claims[Side.B]
    if agreement is Agreement.AGREED:
        return Verdict(agreement, a.outcome, (), f"Both sides report {a.outcome}.")
    differing = tuple(
        what
        for what, differs in (
            (Differing.OUTCOME, a.outcome is not b.outcome),
            (Differing.VALUE, a.value != b.value),
        )
        if differs
    )
    said = f"side a {_said(a, differing)}, side b {_said(b, differing)}"
    return Verdict(
        agreement,
        None,
        differing,
        f"The sides differ in {' and '.join(differing)}: {said}; the co-chairs decide.",
    )


def for_co_chairs(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """The disputed ones, one per case: a later checkpoint overtakes an earlier one."""
    latest: dict[CaseId, FollowUp] = {}
    for one in sorted(follow_ups, key=lambda each: (each.case, each.checkpoint)):
        if one.agreement in {Agreement.AGREED, Agreement.DISPUTED}:
            latest[one.case] = one
    return tuple(one for one in latest.values() if one.disputed)


def _claims(follow_up: FollowUp) -> dict[Side, Claim]:
    last = last_words(follow_up.reports)
    return {side: Claim(one.outcome, one.value) for side, one in last.items()}


def _said(claim: Claim, differing: tuple[Differing, ...]) -> str:
    if Differing.VALUE not in differing:
        return claim.outcome
    worth = "no value" if claim.value is None else f"{claim.value} cents"
    return f"{claim.outcome} ({worth})"
