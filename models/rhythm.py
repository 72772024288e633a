"""The sessions of a period: how many a year, where, and what is unusual (soft)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from models.cadence import Finding, findings
from models.document import ShortText
from models.frozen import Frozen
from models.report import Period
from models.report_scope import ReportFrame
from models.session import Session, SessionState

DONE = frozenset({SessionState.HELD, SessionState.CLOSED})


class Sitting(Frozen):
    """A session in its place; `on` is None while its date is unknown."""

    roman: str
    ordinal: int
    country: str
    place: ShortText
    on: date | None
    state: SessionState
    findings: tuple[Finding, ...] = ()

    @property
    def held(self) -> bool:
        return self.state in DONE

    @property
    def cancelled(self) -> bool:
        return self.state is SessionState.CANCELLED


class Year(Frozen):
    """A calendar year: its sessions by country, those to come counted apart."""

    year: int
    held: dict[str, int]
    planned: int = 0

    @property
    def total(self) -> int:
        return sum(self.held.values())


class Rhythm(Frozen):
    frame: ReportFrame
    sittings: tuple[Sitting, ...]
    years: tuple[Year, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({country for one in self.years for country in one.held}))


def rhythm(frame: ReportFrame, sessions: Sequence[Session], zone: str) -> Rhythm:
    """The sessions of the period, each judged among all of the corridor.

    Those without a date belong to every period: they may still come in it.
    """
    place = ZoneInfo(zone)
    days = {
        one.session: one.starts_at.astimezone(place).date() if one.starts_at else None
        for one in sessions
    }
    told = [
        Sitting(
            roman=one.roman,
            ordinal=one.ordinal,
            country=one.country,
            place=one.place,
            on=on,
            state=one.state,
            findings=findings(sessions, one),
        )
        for one in sorted(sessions, key=lambda each: each.ordinal)
        if (on := days[one.session]) is None or frame.period.holds(on)
    ]
    return Rhythm(
        frame=frame, sittings=tuple(told), years=tuple(_years(told, frame.period))
    )


def _years(sittings: Sequence[Sitting], period: Period) -> Iterable[Year]:
    for year in range(period.first.year, period.last.year + 1):
        own = [one for one in sittings if one.on and one.on.year == year]
        held = Counter(one.country for one in own if one.held)
        yield Year(year=year, held=dict(held), planned=len(own) - held.total())
