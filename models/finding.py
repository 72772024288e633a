"""What an auditor found in a case, what was answered, and how it was closed."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId

_NAME = re.compile(r"(?P<case>.+)/f/(?P<number>[1-9]\d{0,3})")


class FindingState(StrEnum):
    OPEN = "open"  # the secretariat owes an answer
    ANSWERED = "answered"
    CLOSED = "closed"


class Finding(Frozen):
    """The `number`-th finding in a case, from 1.

    `event` is the number of the act it is about in the case's stream, None for the
    case as a whole. `text`, `answer` and `closing` are papers with the words. A
    finding may be closed without an answer, by who opened it alone.
    """

    case: CaseId
    number: int = Field(ge=1)
    event: int | None = Field(default=None, ge=1)
    auditor: Actor
    text: PaperId
    opened_at: datetime
    answer: PaperId | None = None
    answered_by: Actor | None = None
    answered_at: datetime | None = None
    closing: PaperId | None = None
    closed_at: datetime | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        answered = {self.answer is None, self.answered_by is None}
        if len(answered | {self.answered_at is None}) > 1:
            raise ValueError("An answer has its words, its officer and its instant.")
        if (self.closing is None) is not (self.closed_at is None):
            raise ValueError("A closing has its words and its instant.")
        return self

    @property
    def state(self) -> FindingState:
        if self.closed_at is not None:
            return FindingState.CLOSED
        return FindingState.OPEN if self.answer is None else FindingState.ANSWERED

    @property
    def name(self) -> str:
        return finding_name(self.case, self.number)

    def answered(self, words: PaperId, by: Actor, at: datetime) -> Self:
        """Raises DomainError where it is closed, or answered already."""
        if self.state is not FindingState.OPEN:
            raise DomainError(
                f"Finding {self.name} is {self.state}: only an open one is answered. "
                "See `starter.py audit findings`."
            )
        told = {"answer": words, "answered_by": by, "answered_at": at}
        return self.model_copy(update=told)

    def closed(self, words: PaperId, by: Actor, at: datetime) -> Self:
        """Raises DomainError where it is closed, or somebody else opened it."""
        if self.state is FindingState.CLOSED:
            raise DomainError(f"Finding {self.name} is closed already.")
        if by != self.auditor:
            raise DomainError(
                f"Finding {self.name} was opened by {self.auditor}, who alone closes "
                "it: open a finding of your own with `starter.py audit find`."
            )
        return self.model_copy(update={"closing": words, "closed_at": at})


def finding_name(of: str, number: int) -> str:
    """`it-ru/29/0007/f/2`; with a reference number in place of the id, for people."""
    return f"{of}/f/{number}"


def finding_named(given: str) -> tuple[str, int]:
    """The case, as it was written, and the number in it.

    Raises:
        DomainError: it names no finding.
    """
    found = _NAME.fullmatch(given.strip())
    if found is None:
        raise DomainError(
            f"{given!r} is no finding: write it as in IT-RU/2026-2028/XXIX/LIP/0007/f/2"
            ", see `starter.py audit findings`."
        )
    return found["case"], int(found["number"])
