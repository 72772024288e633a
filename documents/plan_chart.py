"""The plan of a session as SVG: its steps in time, over the days nobody works.

Steps differ by shape and holidays by the row they stand in, not by colour alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from documents.chart_marks import LOOKS
from documents.text import clean

_LABELS, _DAY, _LINE, _HEAD = 270, 2, 20, 64
_DAYS_SHOWN: Final = 1100
"""At most; a plan runs for two years."""
_MARGIN: Final = 110
"""Room on the right for the last day in words."""


class Shape(StrEnum):
    AHEAD = "ahead"
    DONE = "done"
    LATE = "late"
    """It can no longer be done in time."""


class Step(NamedTuple):
    """`told` is its day in words."""

    name: str
    day: date
    told: str
    shape: Shape


class DaysOff(NamedTuple):
    """Of one country, as its row is called."""

    country: str
    weekends: frozenset[date]
    holidays: frozenset[date]


class PlanChart(NamedTuple):
    """`months` are the first days that are written on the axis, with their words."""

    title: str
    told: str
    steps: Sequence[Step]
    session: tuple[date, date]
    today: date
    off: Sequence[DaysOff]
    months: Sequence[tuple[date, str]]
    legend: Sequence[str]
    """What a weekend, a holiday, the session and today are called."""


def bounds(days: Sequence[date]) -> tuple[date, date]:
    """The first and the last day a chart of these shows."""
    first, last = min(days) - timedelta(days=7), max(days) + timedelta(days=7)
    return first, min(last, first + timedelta(days=_DAYS_SHOWN))


def plan_svg(chart: PlanChart) -> str:
    first, last = bounds([*(one.day for one in chart.steps), *chart.session])
    plot = _Plot(chart, first, last)
    wide, tall = plot.right + _MARGIN, plot.bottom + 2 * _LINE
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}"'
        ' role="img" aria-labelledby="plan-chart-title plan-chart-told"'
        f' width="{wide}" height="{tall}" font-size="12">'
    )
    return "".join(
        (
            opening,
            f'<title id="plan-chart-title">{_said(chart.title)}</title>',
            f'<desc id="plan-chart-told">{_said(chart.told)}</desc>',
            *plot.ground(),
            *plot.rows(),
            *plot.legend(),
            "</svg>",
        )
    )


class _Plot:
    def __init__(self, chart: PlanChart, first: date, last: date) -> None:
        self._chart, self._first, self._last = chart, first, last
        self.right = _LABELS + _DAY * ((last - first).days + 1)
        self.bottom = _HEAD + _LINE * len(chart.steps)

    def ground(self) -> Iterator[str]:
        """Weekends and holidays through all rows, the session, the months, today."""
        chart = self._chart
        every = frozenset[date]().union(*(one.weekends for one in chart.off))
        holidays = frozenset[date]().union(*(one.holidays for one in chart.off))
        yield from self._bands(every - holidays, _HEAD, self.bottom, "#ececec")
        yield from self._bands(holidays, _HEAD, self.bottom, LOOKS[1].ground)
        begin, end = chart.session
        days = frozenset(
            begin + timedelta(days=n) for n in range((end - begin).days + 1)
        )
        yield from self._bands(days, _LINE, self.bottom, LOOKS[0].ground)
        for day, told in chart.months:
            x = self._x(day)
            yield _line(x, _LINE, x, self.bottom, "#c8c8c8")
            yield _text(x + 3, _LINE - 6, told)
        for number, one in enumerate(chart.off):
            top = _LINE + 2 + number * _LINE
            yield _text(0, top + 14, one.country)
            yield from self._bands(one.holidays, top, top + 16, LOOKS[1].ink)
        if self._first <= chart.today <= self._last:
            x = self._x(chart.today)
            yield _line(x, _LINE, x, self.bottom, "#b3001b", dash="4 3")

    def rows(self) -> Iterator[str]:
        for number, one in enumerate(self._chart.steps):
            y = _HEAD + _LINE * number + _LINE // 2
            yield _line(0, y + _LINE // 2, self.right, y + _LINE // 2, "#e0e0e0")
            yield _text(0, y + 4, one.name)
            if self._first <= one.day <= self._last:
                x = self._x(one.day) + _DAY // 2
                yield _mark(one.shape, x, y)
                yield _text(x + 10, y + 4, one.told)

    def legend(self) -> Iterator[str]:
        grounds = ("#ececec", LOOKS[1].ink, LOOKS[0].ground, "#b3001b")
        x = _LABELS
        for ground, told in zip(grounds, self._chart.legend, strict=True):
            yield (
                f'<rect x="{x}" y="{self.bottom + 12}" width="12" height="12"'
                f' fill="{ground}" stroke="#404040"/>'
            )
            yield _text(x + 18, self.bottom + 22, told)
            x += 40 + 8 * len(told)

    def _bands(
        self, days: frozenset[date], top: int, bottom: int, ground: str
    ) -> Iterator[str]:
        """Days that follow one another are one band."""
        shown = sorted(one for one in days if self._first <= one <= self._last)
        while shown:
            length = 1
            while length < len(shown) and (shown[length] - shown[0]).days == length:
                length += 1
            yield (
                f'<rect x="{self._x(shown[0])}" y="{top}" width="{length * _DAY}"'
                f' height="{bottom - top}" fill="{ground}"/>'
            )
            shown = shown[length:]

    def _x(self, day: date) -> int:
        return _LABELS + _DAY * (day - self._first).days


def _mark(shape: Shape, x: int, y: int) -> str:
    match shape:
        case Shape.DONE:
            return f'<circle cx="{x}" cy="{y}" r="5" fill="#008055"/>'
        case Shape.AHEAD:
            return (
                f'<path d="M{x} {y - 6} L{x + 6} {y} L{x} {y + 6} L{x - 6} {y} Z"'
                ' fill="#ffffff" stroke="#003366" stroke-width="2"/>'
            )
        case Shape.LATE:
            return (
                f'<path d="M{x - 5} {y - 5} L{x + 5} {y + 5} M{x + 5} {y - 5}'
                f' L{x - 5} {y + 5}" stroke="#b3001b" stroke-width="3"/>'
            )


def _line(x1: int, y1: int, x2: int, y2: int, ink: str, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{ink}"{dashed}/>'


def _text(x: int, y: int, told: str) -> str:
    return f'<text x="{x}" y="{y}" fill="#1a1a1a">{_said(told)}</text>'


def _said(text: str) -> str:
    return escape(clean(text))
