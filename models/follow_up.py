"""What both sides report on a presented proposal; neither answer replaces the other."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Final, NamedTuple, Self

from pydantic import AwareDatetime, Field, model_validator

from models.case import RESULTS, Outcome
from models.frozen import Frozen
from models.ids import PROPOSER, Actor, CaseId, MessageHash
from models.money import euro
from models.proposal_parts import text
from models.term import CalendarSide, Term, TermUnit
from models.two_sides import Agreement, Side, last_words

CHECKPOINTS: Final = 4
"""Follow-ups after a session: about one, three, six and twelve months."""

LAST_CALL: Final = Term(
    amount=5, unit=TermUnit.WORKING_DAYS, calendar=CalendarSide.JOINT
)
"""The last questionnaire leaves this long before the file is closed (method 4.6)."""

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
    party: str = ""
    """Who speaks for its side: the proposer, or a body by its code."""

    @property
    def claim(self) -> Claim:
        return Claim(self.outcome, self.value)

    @model_validator(mode="after")
    def _is_a_result(self) -> Self:
        if self.outcome not in RESULTS:
            raise ValueError(
                "A follow-up reports a result of the presentation; choose one of"
                f" {', '.join(sorted(RESULTS))}."
            )
        return self


class FollowUpAnswer(FollowUpReport):
    """A report as it was taken down; never changed, only followed by another."""

    case: CaseId
    number: int = Field(ge=1)  # through the whole case
    checkpoint: int = Field(ge=1, le=CHECKPOINTS)
    message: MessageHash | None = None  # None: entered by hand


class Questionnaire(Frozen):
    """What was asked at one checkpoint, of whom, and who had not answered in time."""

    case: CaseId
    checkpoint: int = Field(ge=1, le=CHECKPOINTS)
    asked_at: AwareDatetime
    parties: tuple[str, ...]
    counted_at: AwareDatetime | None = None
    silent: tuple[str, ...] = ()
    """Counted as "no news"; an answer that comes later is kept all the same."""

    def unanswered(self, answers: Iterable[FollowUpAnswer]) -> tuple[str, ...]:
        """Who of those asked has told nothing at this checkpoint."""
        spoke = {one.party for one in answers if one.checkpoint == self.checkpoint}
        return tuple(one for one in self.parties if one not in spoke)


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
        """Between the sides; bodies of one side that differ are a dispute as well."""
        last = self.last_words()
        if not last:
            return Agreement.SILENT
        if len({one.claim for one in last}) > 1:
            return Agreement.DISPUTED
        both = len({one.side for one in last}) == len(Side)
        return Agreement.AGREED if both else Agreement.ONE_SIDED

    def last_words(self) -> tuple[FollowUpReport, ...]:
        """Of every party that spoke, side A first."""
        latest: dict[tuple[Side, str], FollowUpReport] = {}
        for one in self.reports:
            known = latest.get((one.side, one.party))
            if known is None or one.at >= known.at:
                latest[one.side, one.party] = one
        return tuple(latest[key] for key in sorted(latest))

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
    agreement, last = follow_up.agreement, follow_up.last_words()
    if agreement is Agreement.SILENT:
        return Verdict(agreement, None, (), "Neither side has answered: no news.")
    first = last[0]
    if agreement is Agreement.ONE_SIDED:
        return Verdict(
            agreement,
            first.outcome,
            (),
            f"Only side {first.side} has answered, {first.outcome}; ask side"
            f" {follow_up.silent[0]} to confirm it.",
        )
    if agreement is Agreement.AGREED:
        return Verdict(
            agreement, first.outcome, (), f"Both sides report {first.outcome}."
        )
    differing = tuple(
        what
        for what, told in (
            (Differing.OUTCOME, {one.outcome for one in last}),
            (Differing.VALUE, {one.value for one in last}),
        )
        if len(told) > 1
    )
    several = len(last) > len(Side) or len({one.side for one in last}) < len(Side)
    said = ", ".join(_said(one, differing, named=several) for one in last)
    return Verdict(
        agreement,
        None,
        differing,
        f"The sides differ in {' and '.join(differing)}: {said}; the co-chairs decide.",
    )


def by_checkpoint(answers: Iterable[FollowUpAnswer]) -> tuple[FollowUp, ...]:
    """The answers of any cases, one follow-up a checkpoint, in order."""
    told: dict[tuple[CaseId, int], list[FollowUpReport]] = {}
    for one in sorted(answers, key=lambda each: (each.case, each.number)):
        told.setdefault((one.case, one.checkpoint), []).append(one)
    return tuple(
        FollowUp(case=case, checkpoint=checkpoint, reports=tuple(reports))
        for (case, checkpoint), reports in sorted(told.items())
    )


def news(answers: Iterable[FollowUpAnswer]) -> bool:
    """Whether somebody's last word is a result: no clock closes such a file."""
    whole = FollowUp(case=CaseId(""), checkpoint=1, reports=tuple(answers))
    return any(one.outcome is not Outcome.NO_RESULT for one in whole.last_words())


def agreed_value(follow_ups: Iterable[FollowUp], outcome: Outcome) -> int | None:
    """What a result is worth in cents, as both sides agreed last; None: no word."""
    for one in sorted(follow_ups, key=lambda each: -each.checkpoint):
        if one.agreement is Agreement.AGREED:
            told = one.last_words()[0]
            return told.value if told.outcome is outcome else None
        if one.disputed:
            return None
    return None


def contradiction(
    follow_ups: Iterable[FollowUp], outcome: Outcome, value: int | None
) -> str:
    """What the last answers say otherwise than a person records; empty: nothing.

    Of answers that contradict each other the co-chairs decide, and say why.
    """
    told = [one for one in follow_ups if one.reports]
    if not told or told[-1].disputed:
        return ""
    agreed = told[-1].agreement is Agreement.AGREED
    said, recorded = told[-1].last_words()[0].claim, Claim(outcome, value)
    if said == recorded:
        return ""
    who = "both sides report" if agreed else f"only side {_who(told[-1])} reports"
    return f"{who} {_worth(said)}, and {_worth(recorded)} is recorded"


def _who(follow_up: FollowUp) -> str:
    return follow_up.last_words()[0].side


def _worth(claim: Claim) -> str:
    worth = "no value" if claim.value is None else euro(claim.value)
    return f"{claim.outcome} ({worth})"


def side_of(party: str) -> Side:
    """The proposer is side B, whatever country a partner is of."""
    return Side.B if party == PROPOSER else Side.A


def for_co_chairs(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """The disputed ones, one per case: a later checkpoint overtakes an earlier one."""
    latest: dict[CaseId, FollowUp] = {}
    for one in sorted(follow_ups, key=lambda each: (each.case, each.checkpoint)):
        if one.agreement in {Agreement.AGREED, Agreement.DISPUTED}:
            latest[one.case] = one
    return tuple(one for one in latest.values() if one.disputed)


def _said(
    report: FollowUpReport, differing: tuple[Differing, ...], *, named: bool
) -> str:
    who = f"side {report.side}"
    if named and report.party:
        who += f" ({report.party})"
    if Differing.VALUE not in differing:
        return f"{who} {report.outcome}"
    worth = "no value" if report.value is None else euro(report.value)
    return f"{who} {report.outcome} ({worth})"
