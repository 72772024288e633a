"""The silence matrix of a session, and the sums of many: no cell without a cause."""

from collections import Counter
from collections.abc import Iterator

from documents.report_page import report_page
from documents.words import word
from models.document import (
    Block,
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
from models.round import DeliveryState
from models.silence_matrix import Cause, SilenceMatrix, SilenceSums

ACROSS = 10
"""Proposals side by side: as many as a page in landscape takes."""


def silence_document(found: SilenceMatrix, language: Language) -> Document:
    return report_page(found.frame, language, "silence", _matrix(found, language))


def silence_sums_document(found: SilenceSums, language: Language) -> Document:
    return report_page(found.frame, language, "silence", _sums(found, language))


def _matrix(found: SilenceMatrix, language: Language) -> Iterator[Block]:
    if not found.bodies or not found.proposals:
        yield Note(text=word(language, "report.none"))
        return
    by_row = [Counter(row) for row in found.cells]
    used = [cause for cause in Cause if any(row[cause] for row in by_row)]
    yield _summary(found, by_row, used, language)
    for first in range(0, len(found.proposals), ACROSS):
        yield _part(found, first, language)
    yield Chart(
        shape=ChartShape.BAR,
        title=word(language, "silence.chart"),
        description=word(language, "silence.chart_told"),
        categories=tuple(_cause(one, language) for one in used),
        series=(
            Series(
                label=word(language, "silence.title"),
                values=tuple(sum(row[one] for row in by_row) for one in used),
            ),
        ),
    )


def _summary(
    found: SilenceMatrix,
    by_row: list[Counter[Cause]],
    used: list[Cause],
    language: Language,
) -> Table:
    """Only causes that occur have a column, which leaves room for their words."""
    return Table(
        caption=word(language, "silence.summary"),
        columns=(
            *_names(language),
            *(
                Column(heading=_cause(one, language), kind=ColumnKind.INTEGER, weight=8)
                for one in used
            ),
        ),
        rows=tuple(
            (body, name, *(row[one] for one in used))
            for (body, name), row in zip(found.bodies, by_row, strict=True)
        ),
    )


def _part(found: SilenceMatrix, first: int, language: Language) -> Table:
    refs = found.proposals[first : first + ACROSS]
    caption = word(language, "silence.matrix", first=refs[0], last=refs[-1])
    body = Column(heading=word(language, "silence.body"), weight=9)
    return Table(
        caption=caption,
        columns=(body, *(Column(heading=ref, weight=10) for ref in refs)),
        rows=tuple(
            (
                code,
                *(_cause(one, language) for one in row[first : first + ACROSS]),
            )
            for (code, _), row in zip(found.bodies, found.cells, strict=True)
        ),
    )


def _sums(found: SilenceSums, language: Language) -> Iterator[Block]:
    yield Note(text=word(language, "silence.wide"))
    if not found.lines:
        yield Note(text=word(language, "report.none"))
        return
    counted = (
        word(language, "silence.not_disseminated"),
        word(language, "silence.not_addressed"),
        *(word(language, f"silence.state.{state}") for state in DeliveryState),
    )
    yield Table(
        caption=word(language, "silence.sums"),
        columns=(
            *_names(language),
            Column(heading=word(language, "silence.session"), weight=9),
            *(
                Column(heading=heading, kind=ColumnKind.INTEGER, weight=9)
                for heading in counted
            ),
        ),
        rows=tuple(
            (
                one.body,
                one.name,
                one.session,
                one.not_disseminated,
                one.not_addressed,
                *(one.by_state.get(state, 0) for state in DeliveryState),
            )
            for one in found.lines
        ),
    )


def _names(language: Language) -> tuple[Column, Column]:
    return (
        Column(heading=word(language, "silence.body"), weight=10),
        Column(heading=word(language, "silence.name"), weight=22),
    )


def _cause(cause: Cause, language: Language) -> str:
    return word(language, f"silence.cause.{cause.replace('-', '_')}")
