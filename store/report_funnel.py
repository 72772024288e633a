"""How far each proposal came, and each delivery: what the funnel counts."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import func, select

from models.case import SUCCESSES
from models.event import EventKind
from models.ids import BodyCode, CaseId
from models.interest import InterestState
from models.ledger import Account
from models.report import Stage
from models.report_scope import ReportScope
from store.evidence_tables import EntryTable, PaperTable
from store.money_tables import AgreementTable
from store.report_scope import acts, collected
from store.tables import BodyTable, DeliveryTable, InterestTable, ProposalTable
from store.transaction import Transaction

_STAGES = {
    EventKind.VALIDATED: Stage.VALID,
    EventKind.DISSEMINATED: Stage.DISSEMINATED,
    EventKind.PRESENTED: Stage.PRESENTED,
}
_CHOSEN = (InterestState.ACCEPTED, InterestState.WITHDRAWN)


class Came(NamedTuple):
    """A proposal, and every stage it has reached."""

    case: CaseId
    region: str
    sectors: tuple[str, ...]
    stages: frozenset[Stage]


class Reached(NamedTuple):
    """Of one body, how many deliveries reached a stage."""

    body: BodyCode
    name: str
    stages: dict[Stage, int]


async def came(transaction: Transaction, scope: ReportScope) -> Sequence[Came]:
    """The proposals opened in the period, and how far they came until today."""
    asked = collected(scope)
    done = await acts(transaction, asked, _STAGES)
    yes = await _interests(transaction, scope)
    paid = await _reserved(transaction, scope)
    rows = await transaction.rows(
        select(
            ProposalTable.case,
            ProposalTable.region,
            ProposalTable.sectors,
            ProposalTable.outcome,
        )
        .where(asked)
        .order_by(ProposalTable.case)
    )
    return [
        Came(
            row["case"],
            row["region"],
            tuple(row["sectors"]),
            frozenset(
                {
                    Stage.COLLECTED,
                    *(_STAGES[act.kind] for act in done.get(row["case"], ())),
                    *yes.get(row["case"], ()),
                    *([Stage.COFINANCED] if row["case"] in paid else []),
                    *([Stage.OUTCOME] if row["outcome"] in SUCCESSES else []),
                }
            ),
        )
        for row in rows
    ]


async def _interests(
    transaction: Transaction, scope: ReportScope
) -> dict[CaseId, set[Stage]]:
    rows = await transaction.rows(
        select(InterestTable.case, InterestTable.state)
        .join(ProposalTable, ProposalTable.case == InterestTable.case)
        .where(collected(scope))
        .distinct()
    )
    found: dict[CaseId, set[Stage]] = {}
    for row in rows:
        stages = found.setdefault(row["case"], {Stage.INTEREST})
        if row["state"] in _CHOSEN:
            stages.add(Stage.ACCEPTED)
    return found


async def _reserved(transaction: Transaction, scope: ReportScope) -> set[CaseId]:
    """Those for which money was ever reserved."""
    rows = await transaction.rows(
        select(EntryTable.case)
        .join(ProposalTable, ProposalTable.case == EntryTable.case)
        .where(collected(scope), EntryTable.debit == Account.RESERVED)
        .distinct()
    )
    return {row["case"] for row in rows}


async def districts(transaction: Transaction, scope: ReportScope) -> dict[CaseId, bool]:
    """Whether each form prefers a partner in an industrial district."""
    rows = await transaction.rows(
        select(ProposalTable.case, PaperTable.bytes)
        .join(PaperTable, PaperTable.sha256 == ProposalTable.form)
        .where(collected(scope))
    )
    return {row["case"]: _prefers(row["bytes"]) for row in rows}


def _prefers(form: bytes) -> bool:
    try:
        return from_json(form).get("district_preferred") is True
    except (ValueError, AttributeError):
        return False


async def bodies_reached(
    transaction: Transaction, scope: ReportScope
) -> Sequence[Reached]:
    """Deliveries of the proposals opened in the period, by body and stage.

    A body has a part in what was co-financed under its agreement, and in what was
    presented, or came to a result, after it was accepted.
    """
    sent = await _deliveries(transaction, scope)
    found = {one.body: Counter(one.stages) for one in sent}
    for body, stage in await _parts(transaction, scope):
        found.setdefault(body, Counter())[stage] += 1
    return [one._replace(stages=dict(found[one.body])) for one in sent]


async def _deliveries(
    transaction: Transaction, scope: ReportScope
) -> Sequence[Reached]:
    """Each proposal once, though it may have had several rounds."""
    rows = await transaction.rows(
        select(
            BodyTable.code,
            BodyTable.name,
            func.count(DeliveryTable.case.distinct()).label("sent"),
        )
        .join(DeliveryTable, DeliveryTable.body == BodyTable.code)
        .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
        .where(collected(scope))
        .group_by(BodyTable.code, BodyTable.name)
        .order_by(BodyTable.code)
    )
    return [
        Reached(row["code"], row["name"], {Stage.DISSEMINATED: row["sent"]})
        for row in rows
    ]


async def _parts(
    transaction: Transaction, scope: ReportScope
) -> list[tuple[BodyCode, Stage]]:
    """What bodies had a part in after the dissemination, one for each proposal."""
    stages = {one.case: one.stages for one in await came(transaction, scope)}
    interests = await transaction.rows(
        select(InterestTable.case, InterestTable.body, InterestTable.state)
        .join(ProposalTable, ProposalTable.case == InterestTable.case)
        .where(collected(scope))
    )
    parts = [(row["body"], Stage.INTEREST) for row in interests]
    for row in interests:
        if row["state"] in _CHOSEN:
            later = stages[row["case"]] & {Stage.PRESENTED, Stage.OUTCOME}
            parts += [(row["body"], stage) for stage in {Stage.ACCEPTED, *later}]
    funded = await transaction.rows(
        select(EntryTable.case, AgreementTable.body)
        .join(AgreementTable, AgreementTable.number == EntryTable.agreement)
        .join(ProposalTable, ProposalTable.case == EntryTable.case)
        .where(collected(scope), EntryTable.debit == Account.RESERVED)
        .distinct()
    )
    return parts + [(row["body"], Stage.COFINANCED) for row in funded]
