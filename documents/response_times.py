"""Response times of bodies, proposers and the secretariat, as tables and a chart."""

from collections.abc import Iterator, Sequence

from documents.report_page import report_page
from documents.words import word
from models.document import (
    Block,
    Cell,
    Chart,
    ChartShape,
    Column,
    ColumnKind,
    Document,
    Language,
    Note,
    Series,
    Table,
)
from models.response_times import ResponseTimes, Times

_COUNTS = ("asked", "done", "waiting", "silent")
_STEP_COUNTS = ("finished", "waiting", "silent")


def response_times_document(found: ResponseTimes, language: Language) -> Document:
    return report_page(found.frame, language, "times", _blocks(found, language))


def _blocks(found: ResponseTimes, language: Language) -> Iterator[Block]:
    yield from _steps(found, language)
    if found.bodies:
        yield _bodies(found, language)
    else:
        yield Note(text=word(language, "report.none"))


def _steps(found: ResponseTimes, language: Language) -> Iterator[Block]:
    names = [_of(one.step.value, language) for one in found.steps]
    yield Table(
        caption=word(language, "times.steps"),
        columns=(
            Column(heading=word(language, "times.step"), weight=34),
            *_columns(_STEP_COUNTS, language),
        ),
        rows=tuple(
            (name, one.times.done, *_cells(one.times))
            for name, one in zip(names, found.steps, strict=True)
        ),
    )
    measured = [
        (name, one.times)
        for name, one in zip(names, found.steps, strict=True)
        if one.times.median is not None
    ]
    if measured:
        yield _chart(measured, language)


def _bodies(found: ResponseTimes, language: Language) -> Table:
    total = found.all_bodies
    return Table(
        caption=word(language, "times.bodies"),
        columns=(
            Column(heading=word(language, "times.body"), weight=10),
            Column(heading=word(language, "times.name"), weight=26),
            *_columns(_COUNTS, language),
        ),
        rows=tuple(
            (one.body, one.name, one.times.asked, one.times.done, *_cells(one.times))
            for one in found.bodies
        ),
        total=(
            *(word(language, "report.all"), "", total.asked, total.done),
            *_cells(total),
        ),
    )


def _columns(counts: Sequence[str], language: Language) -> Iterator[Column]:
    for name in (*counts, "median", "ninth"):
        heading = word(language, f"times.{name}")
        yield Column(heading=heading, kind=ColumnKind.INTEGER, weight=10)
    share = word(language, "times.share")
    yield Column(heading=share, kind=ColumnKind.PERCENT, weight=10)


def _cells(times: Times) -> tuple[Cell, ...]:
    return (times.waiting, times.silent, times.median, times.ninth, times.share)


def _chart(measured: Sequence[tuple[str, Times]], language: Language) -> Chart:
    return Chart(
        shape=ChartShape.BAR,
        title=word(language, "times.chart"),
        description=word(language, "times.chart_told"),
        categories=tuple(name for name, _ in measured),
        series=(
            Series(
                label=word(language, "times.median"),
                values=tuple(one.median or 0 for _, one in measured),
            ),
            Series(
                label=word(language, "times.ninth"),
                values=tuple(one.ninth or 0 for _, one in measured),
            ),
        ),
    )


def _of(step: str, language: Language) -> str:
    return word(language, f"times.of.{step}")
