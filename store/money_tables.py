"""The tables of money: agreements, their years, commitments, and who waits."""

from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    false,
    types,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Cents


class Ratio(types.TypeDecorator[Fraction]):
    """An exact share, kept as `1/2`: both databases' decimals would round it."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Fraction | None,
        dialect: Dialect,  # noqa: ARG002  (SQLAlchemy gives it)
    ) -> str | None:
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002  (SQLAlchemy gives it)
    ) -> Fraction | None:
        return None if value is None else Fraction(value)


class AgreementTable(Base):
    """An agreement under which a body can co-finance."""

    __tablename__ = "agreement"
    __table_args__ = (CheckConstraint("valid_from <= valid_to", "validity_in_order"),)

    number: Mapped[str] = mapped_column(primary_key=True)
    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"), index=True)
    kind: Mapped[str]
    body: Mapped[str] = mapped_column(ForeignKey("body.code"))
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    sectors: Mapped[tuple[str, ...]]
    shortage: Mapped[str] = mapped_column(server_default="waiting_list")
    strict_rank: Mapped[bool] = mapped_column(server_default=false())
    rate: Mapped[Fraction] = mapped_column(Ratio(), server_default="1/1")


class AgreementYearTable(Base):
    """The budget of one year under an agreement, in cents."""

    __tablename__ = "agreement_year"
    __table_args__ = (
        CheckConstraint("budget >= 0", "budget_not_negative"),
        CheckConstraint("project_cap >= 0", "project_cap_not_negative"),
    )

    agreement: Mapped[str] = mapped_column(
        ForeignKey("agreement.number"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    budget: Mapped[Cents]
    project_cap: Mapped[Cents | None]


class CommitmentTable(Base):
    """One act under one agreement, and what became of its money."""

    __tablename__ = "commitment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agreement", "year"], ["agreement_year.agreement", "agreement_year.year"]
        ),
        CheckConstraint("cents > 0", "cents_positive"),
        CheckConstraint("to_recover >= 0", "to_recover_not_negative"),
        CheckConstraint("requested_by <> approved_by", "four_eyes"),
        Index(None, "case"),
    )

    agreement: Mapped[str] = mapped_column(
        ForeignKey("agreement.number"), primary_key=True
    )
    number: Mapped[str] = mapped_column(primary_key=True)
    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"))
    year: Mapped[int]
    signed_on: Mapped[date]
    cents: Mapped[Cents]
    rate: Mapped[Fraction] = mapped_column(Ratio())
    cup: Mapped[str]
    companies_benefit: Mapped[bool]
    cor: Mapped[str | None]
    requested_by: Mapped[str]
    approved_by: Mapped[str]
    committed_at: Mapped[datetime]
    ends_on: Mapped[date | None]
    report_due_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    state: Mapped[str]
    reported: Mapped[Cents | None]
    ended_on: Mapped[date | None]
    received_on: Mapped[date | None]
    late: Mapped[bool]
    to_recover: Mapped[Cents]


class ClaimTable(Base):
    """What a case on the waiting list wants of an agreement."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("cents > 0", "cents_positive"),
        Index(None, "agreement"),
    )

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    agreement: Mapped[str] = mapped_column(
        ForeignKey("agreement.number"), primary_key=True
    )
    cents: Mapped[Cents]
    score: Mapped[int]
    since: Mapped[datetime]
