"""Who waits for which agreement's money, and what is left for the next in rank."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import AwareDatetime

from models.frozen import Frozen
from models.ids import AgreementNumber, CaseId
from models.money import PositiveCents
from models.shortage import ShortageMode, Waiting

__all__ = ["Claim", "Purse", "Queued", "left_for", "queue"]


class Claim(Waiting):
    """What a case on the waiting list wants of one agreement."""

    agreement: AgreementNumber


class Queued(Frozen):
    """All that one case wants: it is served whole or not at all (method C10)."""

    case: CaseId
    score: int
    since: AwareDatetime
    wants: dict[AgreementNumber, PositiveCents]

    @property
    def rank(self) -> tuple[int, AwareDatetime, str]:
        """By score, then by receipt (method X10); the id breaks a tie."""
        return (-self.score, self.since, self.case)


class Purse(NamedTuple):
    """What an agreement's year has, and how it shares it out."""

    cents: int
    mode: ShortageMode = ShortageMode.WAITING_LIST
    strict: bool = False


def queue(claims: Iterable[Claim]) -> tuple[Queued, ...]:
    """Each waiting case with all its claims, in rank order."""
    gathered: dict[CaseId, list[Claim]] = {}
    for claim in claims:
        gathered.setdefault(claim.case, []).append(claim)
    waiting = (
        Queued(
            case=case,
            score=own[0].score,
            since=own[0].since,
            wants={claim.agreement: claim.cents for claim in own},
        )
        for case, own in gathered.items()
    )
    return tuple(sorted(waiting, key=lambda one: one.rank))


def left_for(
    asking: Queued,
    others: Iterable[Queued],
    purses: Mapping[AgreementNumber, Purse],
) -> dict[AgreementNumber, int]:
    """What each agreement has for a case once those before it are served.

    On a waiting list whoever ranks before and fits is served first; under strict rank
    one that does not fit keeps everybody behind it waiting. An agreement that shares
    pro rata serves nobody alone while those who wait want more than it has: its office
    shares it out by an act.
    """
    waiting = sorted(
        (one for one in others if one.case != asking.case), key=lambda one: one.rank
    )
    left = {number: purse.cents for number, purse in purses.items()}
    for number, purse in purses.items():
        if purse.mode is ShortageMode.PRO_RATA:
            rivals = [one for one in waiting if number in one.wants]
            wanted = sum(one.wants.get(number, 0) for one in (asking, *rivals))
            if rivals and wanted > purse.cents:
                left[number] = 0
    for one in waiting:
        if one.rank > asking.rank:
            break
        if all(cents <= left.get(number, 0) for number, cents in one.wants.items()):
            for number, cents in one.wants.items():
                left[number] -= cents
        else:
            _keep_waiting(one, purses, left)
    return left


def _keep_waiting(
    one: Queued,
    purses: Mapping[AgreementNumber, Purse],
    left: dict[AgreementNumber, int],
) -> None:
    for number in one.wants:
        if number in purses and purses[number].strict:
            left[number] = 0
