"""The nouns of a unit that stand beside the cases: lists, names, and likenesses."""

from typing import Protocol

from activities.body_rows import FormerNames, Successions
from activities.likeness_rows import Duplicates, KnownTraits
from activities.screening_rows import ScreeningLists, Standstills


class RegisterNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def screening_lists(self) -> ScreeningLists: ...
    @property
    def standstills(self) -> Standstills: ...
    @property
    def former_names(self) -> FormerNames: ...
    @property
    def successions(self) -> Successions: ...
    @property
    def traits(self) -> KnownTraits: ...
    @property
    def duplicates(self) -> Duplicates: ...
