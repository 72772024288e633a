"""Texts and files under the SHA-256 of their bytes."""

import hashlib

from sqlalchemy import bindparam, select

from models.ids import PaperId
from store.errors import NotFoundError
from store.evidence_tables import PaperTable
from store.fixed import Fixed
from store.sheet import add_once, table_of
from store.transaction import Transaction

_TABLE = table_of(PaperTable)
_FIND = Fixed(select(PaperTable.bytes).where(PaperTable.sha256 == bindparam("sha256")))
_ADD = Fixed(add_once(_TABLE))


class SqlPapers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(self, content: bytes) -> PaperId:
        paper = PaperId(hashlib.sha256(content).hexdigest())
        values = {"sha256": paper, "bytes": content}
        self._transaction.later(_TABLE, _ADD, values, paper)
        return paper

    async def get(self, paper: PaperId) -> bytes:
        row = await self._transaction.row(_FIND, {"sha256": paper}, after=_TABLE)
        if row is None:
            raise NotFoundError(f"There is no paper {paper}; check its hash.")
        content: bytes = row["bytes"]
        return content
