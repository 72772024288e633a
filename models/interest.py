"""Answers as acts, and what becomes of those that say yes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, BodyCode, CaseId, MessageHash, PaperId
from models.message import ActKind

YES = frozenset({ActKind.INTERESTED, ActKind.CONDITIONAL})
"""The acts that can bring money."""


class Answer(Frozen):
    """One body's act on one proposal, and the evidence it rests on.

    The last answer of a body counts; earlier ones stay. Money is in cents.
    """

    case: CaseId
    round: int
    body: BodyCode
    number: int  # the body's first, second … answer on this proposal
    act: ActKind
    received_at: datetime
    late: bool = False
    message: MessageHash | None = None  # None: entered on behalf of the body
    span: str = ""
    by: str  # form · phrase · desk · on-behalf
    confirmed_by: Actor
    contribution: int | None = None
    private: int = 0
    scan: PaperId | None = None  # the paper it was given on, when entered by hand
    cancels: int | None = None  # this row only undoes that earlier answer
    version: int = 1  # of the form it answers


class InterestState(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    RESERVE = "reserve"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # it left after it was accepted


class Interest(Frozen):
    """A body's standing yes. `rank` orders accepted ones and reserves from 1.

    `lead` is the body under whose lead this one takes part, when they are a group:
    an exclusive proposal counts a group as one (method I13, X8).
    """

    case: CaseId
    body: BodyCode
    received_at: datetime
    state: InterestState = InterestState.RECEIVED
    rank: int = 0
    contribution: int | None = None
    private: int = 0
    lead: BodyCode | None = None


def refuse_idle_money(act: ActKind, contribution: int | None, private: int) -> None:
    """Only a yes brings money: what a person enters says one thing.

    Raises:
        DomainError: a sum, in cents, stands beside an answer that is no yes.
    """
    if act not in YES and (contribution is not None or private):
        raise DomainError(
            f"An answer that is {act} brings no money: leave out --contribution and "
            "--private, or enter the answer as interested or conditional."
        )


def standing(answers: Iterable[Answer]) -> dict[BodyCode, Answer]:
    """Each body's last word: its latest answer that it has not undone since.

    A question is no word on the matter: it leaves a yes or a no as it stands.
    """
    kept: dict[BodyCode, dict[int, Answer]] = {}
    for answer in sorted(answers, key=lambda one: one.number):
        of_body = kept.setdefault(answer.body, {})
        if answer.act is ActKind.QUESTION:
            continue
        if answer.cancels is None:
            of_body[answer.number] = answer
        else:
            of_body.pop(answer.cancels, None)
    return {body: [*given.values()][-1] for body, given in kept.items() if given}
