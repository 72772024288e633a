"""What was already made true, under its business key."""

from sqlalchemy import BindParameter, bindparam, collate, select

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
_OF = select(EffectTable.key)
_ABOVE: BindParameter[str] = bindparam("above")
_BELOW: BindParameter[str] = bindparam("below")
_KEYS = Fixed(_OF.where(EffectTable.key > _ABOVE, EffectTable.key < _BELOW))
# A server compares keys by its own alphabet: this one asks for that of bytes.
_KEYS_BY_BYTES = Fixed(
    _OF.where(
        collate(EffectTable.key, "C") > _ABOVE, collate(EffectTable.key, "C") < _BELOW
    )
)


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

    async def keys(self, stream: str) -> frozenset[str]:
        """Every key of a stream's own effects."""
        asked = {"above": f"{stream}/", "below": f"{stream}0"}  # 0 follows the slash
        keys = _KEYS_BY_BYTES if self._transaction.served else _KEYS
        rows = await self._transaction.rows(keys, asked, after=_TABLE)
        return frozenset(row["key"] for row in rows)
