"""How many letters of a proposal's current round have left, of all it has bodies."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import aliased

from models.ids import CaseId
from models.letter import LetterState
from models.progress import Progress
from models.round import DeliveryState
from store.engine import reading
from store.mail_tables import LetterTable
from store.tables import DeliveryTable
from store.transaction import Transaction

_UNDER_WAY = frozenset(
    {LetterState.READY, LetterState.SENDING, LetterState.DEFERRED, LetterState.DOUBTFUL}
)
_DIGEST = aliased(LetterTable)


async def round_progress(engine: AsyncEngine, case: CaseId) -> Progress:
    """Nothing of nothing, and ended, where the proposal was never disseminated.

    What leaves inside a digest has left with it.
    """
    current = (
        select(func.max(DeliveryTable.round))
        .where(DeliveryTable.case == case)
        .scalar_subquery()
    )
    state = func.coalesce(_DIGEST.state, LetterTable.state).label("state")
    asked = (
        select(state, DeliveryTable.state.label("delivery"), func.count().label("n"))
        .select_from(DeliveryTable)
        .outerjoin(LetterTable, LetterTable.letter == DeliveryTable.first_letter)
        .outerjoin(_DIGEST, _DIGEST.letter == LetterTable.bundle)
        .where(DeliveryTable.case == case, DeliveryTable.round == current)
        .group_by(state, DeliveryTable.state)
    )
    async with reading(engine) as opened:
        rows = await Transaction(opened, writing=False).rows(asked)
    whole = sum(row["n"] for row in rows)
    waits = sum(
        row["n"]
        for row in rows
        if row["state"] in _UNDER_WAY or row["delivery"] == DeliveryState.PREPARED
    )
    return Progress(done=whole - waits, all=whole, ended=waits == 0)
