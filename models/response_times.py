"""Response times: of each body, of the proposers, and of the secretariat's own steps.

Percentiles are by nearest rank: half of all took at most the median, nine in ten at
most the ninth tenth. So each is a number of days that somebody really took.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from models.document import ShortText
from models.frozen import Frozen
from models.ids import BodyCode
from models.office_steps import OfficeStep
from models.report_scope import ReportFrame

WHOLE: Final = 10_000
"""Hundredths of a percent in the whole."""
_HALF, _NINE_TENTHS, _TENTHS = 5, 9, 10

Count = Annotated[int, Field(ge=0)]


class Took(NamedTuple):
    """How many working days something took; None: it has no limit to keep."""

    days: int
    in_time: bool | None = None


class Times(Frozen):
    """How long a number of equal steps took, in working days of who took them."""

    done: Count
    waiting: Count = 0
    silent: Count = 0
    """Those whose time ran out without an answer."""
    median: Count | None = None
    ninth: Count | None = None
    """Nine in ten were done in at most so many days."""
    in_time: Count = 0
    late: Count = 0
    """Done late, silent, or still waiting after the limit."""

    @property
    def share(self) -> int | None:
        """Kept within the limit, in hundredths of a percent; None without a limit."""
        judged = self.in_time + self.late
        return self.in_time * WHOLE // judged if judged else None

    @property
    def asked(self) -> int:
        return self.done + self.waiting + self.silent


class BodyTimes(Frozen):
    """`name` is the body's, as it stands in the register."""

    body: BodyCode
    name: ShortText
    times: Times


class StepTimes(Frozen):
    step: OfficeStep
    times: Times


class ResponseTimes(Frozen):
    frame: ReportFrame
    bodies: tuple[BodyTimes, ...]
    all_bodies: Times
    steps: tuple[StepTimes, ...]


def times(
    took: Iterable[Took], *, waiting: int = 0, silent: int = 0, overdue: int = 0
) -> Times:
    """What a number of steps amount to.

    Args:
        took: those that are done.
        waiting: those that are not, and still may be.
        silent: those that never will be.
        overdue: how many of those waiting have passed their limit.
    """
    done = sorted(took)
    days = [one.days for one in done]
    kept = [one.in_time for one in done if one.in_time is not None]
    return Times(
        done=len(done),
        waiting=waiting,
        silent=silent,
        median=_ranked(days, _HALF),
        ninth=_ranked(days, _NINE_TENTHS),
        in_time=sum(kept),
        late=len(kept) - sum(kept) + silent + overdue,
    )


def _ranked(days: Sequence[int], tenths: int) -> int | None:
    """The nearest rank: the smallest that so many tenths do not exceed."""
    return days[-(-len(days) * tenths // _TENTHS) - 1] if days else None
