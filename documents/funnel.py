"""The funnel of a cycle: how many proposals came how far, by one cut."""

from collections.abc import Iterator

from documents.values import PERCENT_UNIT, long_date
from documents.words import both, word
from models.document import (
    Block,
    Cell,
    Chart,
    ChartShape,
    Column,
    ColumnKind,
    Document,
    Line,
    Series,
    Table,
)
from models.report import Funnel, FunnelGroup

_SEPARATOR = " / "


def funnel_document(funnel: Funnel) -> Document:
    """The counts as a table and a chart, and the share that reaches each stage."""
    return Document(
        title=_joined(funnel, "funnel.title", cycle=funnel.cycle),
        languages=funnel.languages,
        dated=funnel.dated,
        blocks=tuple(_blocks(funnel)),
        simulated=funnel.simulated,
        wide=True,
    )


def _blocks(funnel: Funnel) -> Iterator[Block]:
    days = (long_date(funnel.dated, language) for language in funnel.languages)
    yield Line(text=_SEPARATOR.join(days))
    totals = tuple(
        sum(group.reached.get(stage, 0) for group in funnel.groups)
        for stage in funnel.stages
    )
    stages = tuple(_joined(funnel, f"funnel.stage.{stage}") for stage in funnel.stages)
    cut = {language: funnel.cut.readable(language) for language in funnel.languages}
    yield Table(
        caption=_joined(funnel, f"funnel.{funnel.counted}.caption", cut=cut),
        columns=(
            Column(heading=_joined(funnel, "funnel.group"), weight=22),
            *(
                Column(heading=stage, kind=ColumnKind.INTEGER, weight=10)
                for stage in stages
            ),
        ),
        rows=tuple(_row(funnel, group) for group in funnel.groups),
        total=(_joined(funnel, "funnel.total"), *totals),
    )
    yield _shares(funnel, stages, totals)
    yield Chart(
        shape=ChartShape.BAR,
        title=_joined(funnel, f"funnel.{funnel.counted}.chart"),
        description=word(funnel.languages[0], f"funnel.{funnel.counted}.chart_told"),
        categories=stages,
        series=(
            Series(
                label=_joined(funnel, f"funnel.{funnel.counted}.count"), values=totals
            ),
        ),
    )


def _row(funnel: Funnel, group: FunnelGroup) -> tuple[Cell, ...]:
    name = group.name.readable(funnel.languages[0])
    return (name, *(group.reached.get(stage, 0) for stage in funnel.stages))


def _shares(funnel: Funnel, stages: tuple[str, ...], totals: tuple[int, ...]) -> Table:
    """Of what stands in the first stage; where nothing does there is no share."""
    first = totals[0]
    return Table(
        caption=_joined(funnel, f"funnel.{funnel.counted}.shares"),
        columns=(
            Column(heading=_joined(funnel, "funnel.stage_name"), weight=30),
            Column(
                heading=_joined(funnel, f"funnel.{funnel.counted}.count"),
                kind=ColumnKind.INTEGER,
                weight=12,
            ),
            Column(
                heading=_joined(funnel, f"funnel.{funnel.counted}.share"),
                kind=ColumnKind.PERCENT,
                weight=16,
            ),
        ),
        rows=tuple(
            (stage, total, total * PERCENT_UNIT // first if first else None)
            for stage, total in zip(stages, totals, strict=True)
        ),
    )


def _joined(funnel: Funnel, key: str, /, **values: object) -> str:
    return _SEPARATOR.join(both(funnel.languages, key, **values))
