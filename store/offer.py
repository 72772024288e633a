"""Invited authorities, and their drafts."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from models.ids import PaperId
from models.offer import Draft, Offer
from store.columns import Instant
from store.errors import NotFoundError
from store.fixed import Fixed
from store.offer_tables import DraftFileTable, DraftTable, OfferTable
from store.rows import SqlRows
from store.sheet import Sheet, add_once, removal, table_of

SHOWN: Final = 200
"""Invitations the desk lists, the latest first."""
_GONE = removal(DraftTable, DraftTable.offer == bindparam("offer_"))
_FILES_GONE = removal(DraftFileTable, DraftFileTable.offer == bindparam("offer_"))
_FILE_GONE = removal(
    DraftFileTable,
    DraftFileTable.offer == bindparam("offer_"),
    DraftFileTable.sha256 == bindparam("sha256_"),
)
_FILE = Fixed(
    select(DraftFileTable.bytes).where(
        DraftFileTable.offer == bindparam("offer_"),
        DraftFileTable.sha256 == bindparam("sha256_"),
    )
)
_FILES = table_of(DraftFileTable)
_ADD_FILE = Fixed(add_once(_FILES))
_SAVED = Fixed(
    select(DraftTable.offer, DraftTable.saved_at)
    .join(OfferTable, OfferTable.offer == DraftTable.offer)
    .order_by(OfferTable.since.desc())
    .limit(SHOWN)
)
_OLDER = Fixed(
    select(DraftTable.offer)
    .join(OfferTable, OfferTable.offer == DraftTable.offer)
    .where(OfferTable.until < bindparam("before", type_=Instant()))
)


class SqlOffers(SqlRows[Offer, str]):
    sheet = Sheet(Offer, OfferTable)
    thing = "invitation"
    _by_token = Fixed(sheet.select.where(OfferTable.token == bindparam("token_")))

    async def latest(self) -> Sequence[Offer]:
        asked = self.sheet.select.order_by(OfferTable.since.desc(), OfferTable.offer)
        return await self._all(asked.limit(SHOWN))

    async def by_token(self, token: str) -> Offer | None:
        found = await self._some(self._by_token, {"token_": token})
        return found[0] if found else None


class SqlDrafts(SqlRows[Draft, str]):
    sheet = Sheet(Draft, DraftTable)
    thing = "draft"

    async def saved(self) -> Mapping[str, datetime]:
        """When each was last saved; nothing of what is in it."""
        rows = await self._transaction.rows(_SAVED)
        return {row["offer"]: row["saved_at"] for row in rows}

    async def older(self, before: datetime) -> Sequence[str]:
        """Those of invitations that ended before."""
        rows = await self._transaction.rows(_OLDER, {"before": before})
        return [row["offer"] for row in rows]

    async def remove(self, offer: str) -> None:
        """With its files; nothing of it is left."""
        await self._transaction.remove(_FILES, _FILES_GONE, {"offer_": offer})
        await self._transaction.remove(self.sheet.table, _GONE, {"offer_": offer})

    async def put_file(self, offer: str, held: bytes) -> PaperId:
        """Under the name it will have as a paper."""
        name = PaperId(hashlib.sha256(held).hexdigest())
        values = {"offer": offer, "sha256": name, "bytes": held}
        self._transaction.later(_FILES, _ADD_FILE, values, (offer, name))
        return name

    async def file(self, offer: str, name: PaperId) -> bytes:
        asked = {"offer_": offer, "sha256_": name}
        row = await self._transaction.row(_FILE, asked, after=_FILES)
        if row is None:
            raise NotFoundError("There is no such file; it was removed.")
        held: bytes = row["bytes"]
        return held

    async def remove_file(self, offer: str, name: PaperId) -> None:
        asked = {"offer_": offer, "sha256_": name}
        await self._transaction.remove(_FILES, _FILE_GONE, asked)
