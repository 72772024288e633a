"""What was already made true, under its business key."""

from sqlalchemy import bindparam, select

from store.evidence_tables import EffectTable
from store.fixed import Fixed
from store.sheet import add, table_of
from store.transaction import Transaction

_TABLE = table_of(EffectTable)
_FIND = Fixed(
    select(EffectTable.request_hash, EffectTable.result).where(
        EffectTable.key == bindparam("key")
    )
)
_ADD = Fixed(add(_TABLE))


class SqlEffects:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def find(self, key: str) -> tuple[str, str] | None:
        row = await self._transaction.row(_FIND, {"key": key}, after=_TABLE)
        return None if row is None else (row["request_hash"], row["result"])

    async def add(self, key: str, request_hash: str, result: str) -> None:
        self._transaction.later(
            _TABLE, _ADD, {"key": key, "request_hash": request_hash, "result": result}
        )
