"""A chart as marks on a plane, y downwards: the same for the page and for the screen.

Series differ by pattern and by order, not by colour alone: a grey print is read alike.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from documents.text import clean
from documents.typography import Face, Style, width, wrap
from documents.values import shown
from models.document import Chart, ChartShape, Language

WIDTH: Final = 495.0
LABEL: Final = Style(Face.REGULAR, 8.0)
TITLE: Final = Style(Face.BOLD, 9.5)

_LABELS = 150.0  # the widest column of category names
_VALUE_ROOM = 62.0
_GAP = 6.0
_BAR, _BROAD_BAR = 11.0, 15.0
_LEGEND_LINE = 13.0
_PLOT_HEIGHT = 190.0
_TICKS = 4
_MOST_LABEL_LINES = 2


class Pattern(StrEnum):
    SOLID = "solid"
    DIAGONAL = "diagonal"
    HORIZONTAL = "horizontal"
    CROSS = "cross"
    VERTICAL = "vertical"
    BLANK = "blank"


class Look(NamedTuple):
    """How one series is told from another: ground, ink, and the dash of a line."""

    pattern: Pattern
    ground: str
    ink: str
    dash: tuple[float, ...]


LOOKS: Final = (
    Look(Pattern.SOLID, "#1f4e79", "#1f4e79", ()),
    Look(Pattern.DIAGONAL, "#fbe5d6", "#843c0c", (6, 3)),
    Look(Pattern.HORIZONTAL, "#e2f0d9", "#375623", (2, 2)),
    Look(Pattern.CROSS, "#ededed", "#404040", (8, 3, 2, 3)),
    Look(Pattern.VERTICAL, "#e4dcf1", "#4b2e83", (1, 3)),
    Look(Pattern.BLANK, "#ffffff", "#000000", (12, 4)),
)


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    look: Look


class Rule(NamedTuple):
    """A line of the grid, or of the axis."""

    x1: float
    y1: float
    x2: float
    y2: float
    axis: bool


class Words(NamedTuple):
    x: float
    y: float  # of the base line
    text: str
    style: Style
    anchor: Anchor


class Run(NamedTuple):
    """The line of a series through its values."""

    points: tuple[tuple[float, float], ...]
    look: Look


Mark = Box | Rule | Words | Run


class Drawing(NamedTuple):
    width: float
    height: float
    marks: tuple[Mark, ...]


def drawing(chart: Chart, language: Language) -> Drawing:
    titles = wrap(chart.title, TITLE, WIDTH)
    marks: list[Mark] = [
        Words(0, (number + 1) * TITLE.leading, line, TITLE, Anchor.START)
        for number, line in enumerate(titles)
    ]
    top = len(titles) * TITLE.leading + 8
    legend = tuple(_legend(chart, top))
    if legend:
        marks += legend
        top = max(one.y for one in legend if isinstance(one, Words)) + 10
    make = _lines if chart.shape is ChartShape.LINE else _bars
    drawn = tuple(make(chart, language, top))
    return Drawing(WIDTH, _bottom(drawn) + 6, (*marks, *drawn))


def height_of(chart: Chart, language: Language) -> float:
    return drawing(chart, language).height


def in_words(chart: Chart, language: Language) -> str:
    """All a chart shows, for one who does not see it."""
    told = "; ".join(
        f"{clean(category)}: {_told(chart, number, language)}"
        for number, category in enumerate(chart.categories)
    )
    return f"{clean(chart.description)} {told}".strip()


def _told(chart: Chart, number: int, language: Language) -> str:
    values = [
        (one.label, shown(one.values[number], chart.values, language))
        for one in chart.series
    ]
    if len(values) == 1:
        return values[0][1]
    return ", ".join(f"{clean(label)} {value}" for label, value in values)


def _legend(chart: Chart, top: float) -> Iterator[Mark]:
    if len(chart.series) == 1:
        return
    x, y = 0.0, top
    for series, look in zip(chart.series, LOOKS, strict=False):
        label = wrap(series.label, LABEL, WIDTH - 20)[0]
        room = 18 + width(label, LABEL) + 16
        if x and x + room > WIDTH:
            x, y = 0.0, y + _LEGEND_LINE
        if chart.shape is ChartShape.LINE:
            yield Run(((x, y + 5), (x + 14, y + 5)), look)
        else:
            yield Box(x, y, 14, 9, look)
        yield Words(x + 18, y + 8, label, LABEL, Anchor.START)
        x += room


def _bars(chart: Chart, language: Language, top: float) -> Iterator[Mark]:
    """Horizontal bars: names of Regions are long, and read from left to right."""
    stacked = chart.shape is ChartShape.STACKED
    names = [_name(one) for one in chart.categories]
    left = max(width(line, LABEL) for name in names for line in name) + 8
    ends = [_end(chart, number) for number in range(len(names))]
    ticks = _ticks(max(ends))
    scale = (WIDTH - left - _VALUE_ROOM) / ticks[-1]
    bar = _BROAD_BAR if stacked else _BAR * len(chart.series)
    y = top
    rows: list[Mark] = []
    for number, name in enumerate(names):
        tall = max(bar, len(name) * LABEL.leading)
        rows += _name_marks(name, left - 6, y, tall)
        start = y + (tall - bar) / 2
        if stacked:
            rows += _stack(chart, number, language, _Axis(left, start, scale))
        else:
            rows += _group(chart, number, language, _Axis(left, start, scale))
        y += tall + _GAP
    for tick in ticks:
        x = left + tick * scale
        yield Rule(x, top - 3, x, y, axis=tick == 0)
        said = shown(tick, chart.values, language)
        yield Words(x, y + LABEL.leading, said, LABEL, Anchor.MIDDLE)
    yield from rows


class _Axis(NamedTuple):
    left: float
    y: float
    scale: float


def _group(
    chart: Chart, number: int, language: Language, axis: _Axis
) -> Iterator[Mark]:
    y = axis.y
    for series, look in zip(chart.series, LOOKS, strict=False):
        value = series.values[number]
        long = value * axis.scale
        yield Box(axis.left, y, long, _BAR - 2, look)
        said = shown(value, chart.values, language)
        yield Words(axis.left + long + 4, y + 7.5, said, LABEL, Anchor.START)
        y += _BAR


def _stack(
    chart: Chart, number: int, language: Language, axis: _Axis
) -> Iterator[Mark]:
    x = axis.left
    for series, look in zip(chart.series, LOOKS, strict=False):
        long = series.values[number] * axis.scale
        if long:
            yield Box(x, axis.y, long, _BROAD_BAR, look)
        x += long
    said = shown(_end(chart, number), chart.values, language)
    yield Words(x + 4, axis.y + 10.5, said, LABEL, Anchor.START)


def _lines(chart: Chart, language: Language, top: float) -> Iterator[Mark]:
    ticks = _ticks(max(max(one.values) for one in chart.series))
    said = [shown(tick, chart.values, language) for tick in ticks]
    left = max(width(one, LABEL) for one in said) + 8
    base = top + _PLOT_HEIGHT
    scale = _PLOT_HEIGHT / ticks[-1]
    for tick, words in zip(ticks, said, strict=True):
        y = base - tick * scale
        yield Rule(left, y, WIDTH - 10, y, axis=tick == 0)
        yield Words(left - 4, y + 3, words, LABEL, Anchor.END)
    step = (WIDTH - 10 - left) / max(len(chart.categories) - 1, 1)
    at = [left + number * step for number in range(len(chart.categories))]
    yield from _under(chart.categories, at, base)
    for series, look in zip(chart.series, LOOKS, strict=False):
        values = zip(at, series.values, strict=True)
        yield Run(tuple((x, base - value * scale) for x, value in values), look)


def _under(
    categories: Sequence[str], at: Sequence[float], base: float
) -> Iterator[Mark]:
    """Names below the axis: as many as stand side by side."""
    names = [wrap(one, LABEL, _LABELS / 2)[0] for one in categories]
    widest = max(width(one, LABEL) for one in names) + 8
    step = at[1] - at[0] if len(at) > 1 else WIDTH
    every = max(1, -(-int(widest) // max(int(step), 1)))
    for number in range(0, len(names), every):
        first = Anchor.START if number == 0 else Anchor.MIDDLE
        anchor = Anchor.END if number and at[number] > WIDTH - widest / 2 else first
        yield Words(at[number], base + 12, names[number], LABEL, anchor)


def _name(category: str) -> tuple[str, ...]:
    lines = wrap(category, LABEL, _LABELS)
    if len(lines) <= _MOST_LABEL_LINES:
        return lines
    kept = lines[:_MOST_LABEL_LINES]
    return (*kept[:-1], f"{kept[-1]}…")


def _name_marks(name: Sequence[str], x: float, y: float, tall: float) -> Iterator[Mark]:
    first = y + (tall - len(name) * LABEL.leading) / 2 + LABEL.size
    for number, line in enumerate(name):
        yield Words(x, first + number * LABEL.leading, line, LABEL, Anchor.END)


def _end(chart: Chart, number: int) -> int:
    values = [one.values[number] for one in chart.series]
    return sum(values) if chart.shape is ChartShape.STACKED else max(values)


def _ticks(largest: int) -> tuple[int, ...]:
    """From nought to at least the largest, in steps of 1, 2 or 5 times a ten."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * unit
            if step * _TICKS >= largest:
                count = max(1, -(-largest // step))
                return tuple(step * number for number in range(count + 1))
        unit *= 10


def _bottom(marks: Sequence[Mark]) -> float:
    ends = [one.y for one in marks if isinstance(one, Words)]
    return max(ends)
