"""What a check of co-financing found, beside what the case holds already."""

from collections.abc import Mapping

from pydantic import Field

from models.cofinancing import (
    CofinancingCheck,
    CofinancingRequest,
    CofinancingStatus,
)
from models.frozen import Frozen
from models.ids import AgreementNumber


class Answered(Frozen):
    """A check with what it was asked."""

    request: CofinancingRequest
    answer: CofinancingCheck
    wants: dict[AgreementNumber, int]
    """What the rules would still give by agreement, had each enough left."""
    shares: dict[AgreementNumber, int]
    """What they give by agreement now."""
    held: dict[AgreementNumber, int]
    """What the case holds already, by agreement."""
    dormant: dict[AgreementNumber, int] = Field(default_factory=dict)
    """What they would give under agreements that must be renewed first (X20)."""
    before: int = 0
    """How many wait for the same money and rank before."""

    @property
    def full(self) -> bool:
        return self.answer.status is CofinancingStatus.FULL

    @property
    def some(self) -> bool:
        """Whether there is a part to accept."""
        return self.answer.ministry > 0

    @property
    def missing(self) -> dict[AgreementNumber, int]:
        """What is to be reserved now.

        Where the office has shared a part out, no other agreement tops it up (C7).
        """
        given = still_open(self.shares, self.held)
        if self.full or not self.held:
            return given
        shares = {
            number: min(cents, self.wants.get(number, 0))
            for number, cents in given.items()
        }
        return {number: cents for number, cents in shares.items() if cents}

    @property
    def enough(self) -> bool:
        """All of it, or all that was not shared out yet: of that there is no more."""
        return self.full or (bool(self.held) and self.missing == self.wants)


def still_open(
    whole: Mapping[AgreementNumber, int], held: Mapping[AgreementNumber, int]
) -> dict[AgreementNumber, int]:
    """The parts a case does not hold; with what it holds, never more than the whole."""
    room = sum(whole.values()) - sum(held.values())
    found: dict[AgreementNumber, int] = {}
    for number in sorted(whole.keys() - held.keys()):
        found[number] = max(min(whole[number], room), 0)
        room -= found[number]
    return {number: cents for number, cents in found.items() if cents}
