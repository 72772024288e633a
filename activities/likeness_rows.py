"""What the activities need of proposals that are alike."""

from collections.abc import Sequence
from typing import Protocol

from activities.rows import Rows
from models.ids import CaseId
from models.likeness import Duplicate, Traits


class KnownTraits(Rows[Traits, CaseId], Protocol):
    async def near(self, own: Traits) -> Sequence[Traits]:
        """Others of its corridor with the same hash, proposer or site."""


class Duplicates(Rows[Duplicate, tuple[CaseId, CaseId]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Duplicate]:
        """Those it is one side of, undecided ones and others."""

    async def merged_into(self, case: CaseId) -> Sequence[CaseId]:
        """Closed proposals that go on in this one."""
