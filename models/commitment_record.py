"""The file of one commitment: its act, its report of costs, and where it stands."""

from datetime import date, datetime
from enum import StrEnum

from models.commitment import CommitmentAct, CostReport, Cup
from models.frozen import Frozen
from models.ids import Actor, AgreementNumber, CaseId
from models.money import Cents, PositiveCents, Share


class CommitmentState(StrEnum):
    STANDING = "standing"
    REPORTED = "reported"
    """The costs are known; what is due is not settled yet."""
    SETTLED = "settled"
    REVOKED = "revoked"


class Commitment(Frozen):
    """One act under one agreement for one case (method X9). Instants are UTC.

    `next_at` is when a person must next be told something; `to_recover` is what was
    paid, is not due, and has not come back yet.
    """

    agreement: AgreementNumber
    number: str
    case: CaseId
    year: int
    signed_on: date
    cents: PositiveCents
    rate: Share
    cup: Cup
    companies_benefit: bool
    cor: str | None = None
    requested_by: Actor
    approved_by: Actor
    committed_at: datetime
    ends_on: date | None = None
    report_due_at: datetime | None = None
    next_at: datetime | None = None
    state: CommitmentState = CommitmentState.STANDING
    reported: Cents | None = None
    ended_on: date | None = None
    received_on: date | None = None
    late: bool = False
    to_recover: Cents = 0

    @property
    def open(self) -> bool:
        """Whether money may still move under the act."""
        return self.state in {CommitmentState.STANDING, CommitmentState.REPORTED}

    @property
    def named(self) -> str:
        """What tasks are about: a number is that of one agreement's act only."""
        return f"{self.agreement}/{self.number}"

    @property
    def act(self) -> CommitmentAct:
        return CommitmentAct(
            agreement=self.agreement,
            number=self.number,
            signed_on=self.signed_on,
            cents=self.cents,
            rate=self.rate,
            cup=self.cup,
            companies_benefit=self.companies_benefit,
            cor=self.cor,
        )

    @property
    def report(self) -> CostReport | None:
        if self.reported is None or self.ended_on is None or self.received_on is None:
            return None
        return CostReport(
            cents=self.reported,
            action_ended_on=self.ended_on,
            received_on=self.received_on,
        )
