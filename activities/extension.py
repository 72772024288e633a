"""Moving a round's deadline: what is asked, and when it is refused (method I7)."""

from datetime import datetime

from activities.effects import CaseEffect, Done
from models.deadlines import in_time
from models.errors import DomainError
from models.round import Round

MOST_EXTENSIONS = 2


class DeadlineError(DomainError):
    """The new deadline breaks the rules of method I7."""


class ExtendRound(CaseEffect):
    number: int
    until: datetime


class RoundExtended(Done):
    reminders: tuple[datetime, ...]
    deadline: datetime
    previous: datetime
    grace_end: datetime


def refuse_extension(before: Round, request: ExtendRound) -> None:
    if not in_time(request.at, before.deadline):
        raise DeadlineError(
            f"The deadline passed on {before.deadline:%d.%m.%Y %H:%M} UTC: a deadline "
            "is moved only before it expires. Later answers are kept, marked late."
        )
    if request.until <= before.deadline:
        raise DeadlineError(
            f"The deadline is {before.deadline:%d.%m.%Y %H:%M} UTC and may only be "
            "moved later: give a later date."
        )
    if before.extensions >= MOST_EXTENSIONS:
        raise DeadlineError(
            "The deadline has already been moved twice, which is the limit: "
            "let it close, and admit late answers by decision."
        )
    if before.wall is not None and request.until > before.wall:
        raise DeadlineError(
            f"No extension passes {before.wall:%d.%m.%Y %H:%M} UTC, 22 working days "
            "before the session: give an earlier date."
        )
