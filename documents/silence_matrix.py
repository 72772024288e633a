"""The silence matrix of a session, and the sums of many: no cell without a cause."""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

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
    Medium,
    Note,
    Series,
    Table,
)
from models.round import DeliveryState
from models.silence_matrix import Cause, SilenceMatrix, SilenceSums

ACROSS = 10
"""Proposals side by side in words: as many as a page in landscape takes."""
CODED = 34
"""The same by codes, under the proposals' numbers."""
WHOLE = 250
"""Proposals side by side in a sheet of values."""
_LISTS = 3  # numbers and proposals side by side


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
    many = len(found.proposals) > ACROSS
    yield from (
        _coded(found, by_row, used, language) if many else _words(found, language)
    )
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


def _words(found: SilenceMatrix, language: Language) -> Iterator[Block]:
    yield _part(found, 0, ACROSS, language)


def _coded(
    found: SilenceMatrix,
    by_row: list[Counter[Cause]],
    used: list[Cause],
    language: Language,
) -> Iterator[Block]:
    """On pages codes under numbers, with their keys; in sheets every word."""
    yield Note(text=word(language, "silence.detail"))
    yield _legend(by_row, used, language)
    yield _numbers(found, language)
    many = len(found.proposals)
    across = -(-many // -(-many // CODED))  # strips of like width, none nearly empty
    for first in range(0, many, across):
        yield _codes(found, first, min(first + across, many), language)
    for first in range(0, many, WHOLE):
        whole = _part(found, first, WHOLE, language)
        yield whole.model_copy(update={"medium": Medium.SHEET})


def _part(found: SilenceMatrix, first: int, across: int, language: Language) -> Table:
    refs = found.proposals[first : first + across]
    body = Column(heading=word(language, "silence.body"), weight=9)
    said = {cause: _cause(cause, language) for cause in Cause}
    return Table(
        caption=word(language, "silence.matrix", first=refs[0], last=refs[-1]),
        columns=(body, *(Column(heading=ref, weight=10) for ref in refs)),
        rows=tuple(
            (code, *(said[one] for one in row[first : first + across]))
            for (code, _), row in zip(found.bodies, found.cells, strict=True)
        ),
    )


def _codes(found: SilenceMatrix, first: int, last: int, language: Language) -> Table:
    code = {cause: _code(cause, language) for cause in Cause}
    body = Column(heading=word(language, "silence.body"), weight=30)
    numbers = (Column(heading=str(n + 1), weight=10) for n in range(first, last))
    return Table(
        medium=Medium.PAGE,
        caption=word(language, "silence.part", first=first + 1, last=last),
        columns=(body, *numbers),
        rows=tuple(
            (of, *(code[one] for one in row[first:last]))
            for (of, _), row in zip(found.bodies, found.cells, strict=True)
        ),
    )


def _legend(
    by_row: list[Counter[Cause]], used: list[Cause], language: Language
) -> Table:
    return Table(
        medium=Medium.PAGE,
        caption=word(language, "silence.legend"),
        columns=(
            Column(heading=word(language, "silence.code_heading"), weight=8),
            Column(heading=word(language, "silence.meaning"), weight=60),
            Column(
                heading=word(language, "silence.cells"),
                kind=ColumnKind.INTEGER,
                weight=10,
            ),
        ),
        rows=tuple(
            (
                _code(one, language),
                _cause(one, language),
                sum(row[one] for row in by_row),
            )
            for one in used
        ),
    )


def _numbers(found: SilenceMatrix, language: Language) -> Table:
    """Read down, list after list."""
    numbered = [(str(n), ref) for n, ref in enumerate(found.proposals, start=1)]
    long = -(-len(numbered) // _LISTS)
    lists = [numbered[first : first + long] for first in range(0, _LISTS * long, long)]
    pair = (
        Column(heading=word(language, "silence.number"), weight=6),
        Column(heading=word(language, "silence.proposal"), weight=30),
    )
    return Table(
        medium=Medium.PAGE,
        caption=word(language, "silence.numbers"),
        columns=pair * _LISTS,
        rows=tuple(
            tuple(cell for pair in row for cell in pair)
            for row in zip_longest(*lists, fillvalue=("", ""))
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


def _code(cause: Cause, language: Language) -> str:
    return word(language, f"silence.code.{cause.replace('-', '_')}")
