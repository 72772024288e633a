"""Who gets the money when there is too little for all (methods X10 and C6)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import assert_never

from pydantic import AwareDatetime, Field

from models.cofinancing import pro_rata
from models.errors import AmountError
from models.frozen import Frozen
from models.ids import CaseId
from models.money import Cents, PositiveCents, euro


class ShortageMode(StrEnum):
    """What an agreement does when requests exceed its money; a setting of it."""

    WAITING_LIST = "waiting_list"
    """Each gets all or nothing, by rank."""
    PRO_RATA = "pro_rata"
    """Each gets a part, in proportion to what it wants."""


class Waiting(Frozen):
    """A case that waits for money under an agreement."""

    case: CaseId
    cents: PositiveCents
    score: int = Field(ge=0)
    """Validation score: the higher goes first."""
    since: AwareDatetime
    """Receipt: between equal scores the earlier goes first."""


class Grant(Frozen):
    """What a waiting case gets of what came free."""

    case: CaseId
    cents: PositiveCents
    wanted: Cents

    @property
    def cut(self) -> bool:
        """Whether it gets less than it wants: `BUDGET_EXHAUSTED` for it (C7)."""
        return self.cents < self.wanted


def ranked(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """By score, then by receipt (method X10); the case's id breaks a tie."""
    return tuple(sorted(waiting, key=lambda one: (-one.score, one.since, one.case)))


def grant(
    waiting: Sequence[Waiting],
    freed_cents: int,
    mode: ShortageMode,
    *,
    strict: bool = False,
) -> tuple[Grant, ...]:
    """Share out what an agreement has, in rank order.

    Args:
        waiting: who wants how much, in any order.
        freed_cents: what there is, zero or more.
        mode: the agreement's setting.
        strict: on a waiting list, whether nobody may pass one who does not fit; else
            the next in rank that fits is served (method X10). Pro rata ignores it.

    Returns:
        A grant for each case that gets something; their sum is at most what there is.

    Raises:
        AmountError: a sum that is no whole number of cents, or a case named twice.
    """
    if isinstance(freed_cents, bool) or not isinstance(freed_cents, int):
        raise AmountError("freed_cents: a sum is a whole number of cents; give it so.")
    if freed_cents < 0:
        raise AmountError(
            f"freed_cents: {euro(freed_cents)} cannot be shared; give zero or more."
        )
    if len({one.case for one in waiting}) < len(waiting):
        raise AmountError("waiting: a case stands twice; give each once, with its sum.")
    match mode:
        case ShortageMode.WAITING_LIST:
            return _by_rank(ranked(waiting), freed_cents, strict=strict)
        case ShortageMode.PRO_RATA:
            return _by_share(ranked(waiting), freed_cents)
        case _:
            assert_never(mode)


def _by_rank(line: Sequence[Waiting], left: int, *, strict: bool) -> tuple[Grant, ...]:
    granted: list[Grant] = []
    for one in line:
        if one.cents <= left:
            granted.append(Grant(case=one.case, cents=one.cents, wanted=one.cents))
            left -= one.cents
        elif strict:
            break
    return tuple(granted)


def _by_share(line: Sequence[Waiting], left: int) -> tuple[Grant, ...]:
    shares = pro_rata([one.cents for one in line], left)
    return tuple(
        Grant(case=one.case, cents=share, wanted=one.cents)
        for one, share in zip(line, shares, strict=True)
        if share
    )
