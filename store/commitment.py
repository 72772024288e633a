"""Acts that promise money, and the claims of those who wait for some."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.claim import Claim
from models.commitment_record import Commitment
from models.ids import AgreementNumber, CaseId, CorridorCode
from store.money_tables import AgreementTable, ClaimTable, CommitmentTable
from store.rows import SqlRows
from store.sheet import Sheet, removal


class SqlCommitments(SqlRows[Commitment, tuple[AgreementNumber, str]]):
    sheet = Sheet(Commitment, CommitmentTable)
    thing = "commitment"

    async def of(self, case: CaseId) -> Sequence[Commitment]:
        return await self._all(
            self.sheet.select.where(CommitmentTable.case == case).order_by(
                CommitmentTable.committed_at, CommitmentTable.number
            )
        )


_DROP = removal(ClaimTable, ClaimTable.case == bindparam("whose"))
_DROP_ONE = removal(
    ClaimTable,
    ClaimTable.case == bindparam("whose"),
    ClaimTable.agreement == bindparam("under"),
)


class SqlClaims(SqlRows[Claim, tuple[CaseId, AgreementNumber]]):
    sheet = Sheet(Claim, ClaimTable)
    thing = "claim"

    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Claim]:
        return await self._all(
            self.sheet.select.join(
                AgreementTable, AgreementTable.number == ClaimTable.agreement
            )
            .where(AgreementTable.corridor == corridor)
            .order_by(ClaimTable.case, ClaimTable.agreement)
        )

    async def under(self, agreement: AgreementNumber) -> Sequence[Claim]:
        return await self._all(
            self.sheet.select.where(ClaimTable.agreement == agreement).order_by(
                ClaimTable.case
            )
        )

    async def of(self, case: CaseId) -> Sequence[Claim]:
        return await self._all(
            self.sheet.select.where(ClaimTable.case == case).order_by(
                ClaimTable.agreement
            )
        )

    async def drop(
        self, case: CaseId, agreement: AgreementNumber | None = None
    ) -> None:
        """The case waits no more: for anybody, or for this agreement."""
        values = {"whose": case} | ({"under": agreement} if agreement else {})
        statement = _DROP_ONE if agreement else _DROP
        await self._transaction.remove(self.sheet.table, statement, values)
