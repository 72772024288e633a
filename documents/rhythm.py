"""The cadence and alternation of sessions: what is unusual is pointed out."""

from collections.abc import Iterator

from documents.report_page import report_page
from documents.words import word
from models.cadence import SESSIONS_A_YEAR, Finding
from models.document import (
    MOST_CATEGORIES,
    MOST_SERIES,
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
from models.rhythm import Rhythm, Sitting


def rhythm_document(found: Rhythm, language: Language) -> Document:
    return report_page(found.frame, language, "rhythm", _blocks(found, language))


def _blocks(found: Rhythm, language: Language) -> Iterator[Block]:
    if not found.sittings:
        yield Note(text=word(language, "report.none"))
    else:
        yield _sessions(found, language)
    yield _years(found, language)
    countries = found.countries[:MOST_SERIES]
    years = found.years[-MOST_CATEGORIES:]
    if countries:
        yield Chart(
            shape=ChartShape.STACKED,
            title=word(language, "rhythm.chart"),
            description=word(language, "rhythm.chart_told"),
            categories=tuple(str(one.year) for one in years),
            series=tuple(
                Series(
                    label=country,
                    values=tuple(one.held.get(country, 0) for one in years),
                )
                for country in countries
            ),
        )


def _sessions(found: Rhythm, language: Language) -> Table:
    kinds = {"date": ColumnKind.DATE}
    weights = (8, 12, 16, 8, 14, 46)
    names = ("session", "date", "place", "country", "state", "remarks")
    return Table(
        caption=word(language, "rhythm.sessions"),
        columns=tuple(
            Column(
                heading=word(language, f"rhythm.{name}"),
                kind=kinds.get(name, ColumnKind.TEXT),
                weight=weight,
            )
            for name, weight in zip(names, weights, strict=True)
        ),
        rows=tuple(
            (
                one.roman,
                one.on,
                one.place,
                one.country,
                _state(one, language),
                "; ".join(_told(finding, language) for finding in one.findings),
            )
            for one in found.sittings
        ),
    )


def _years(found: Rhythm, language: Language) -> Table:
    countries = found.countries
    headings = (
        *countries,
        *(word(language, f"rhythm.{name}") for name in ("total", "planned", "meant")),
    )
    return Table(
        caption=word(language, "rhythm.years"),
        columns=(
            Column(heading=word(language, "rhythm.year"), weight=10),
            *(
                Column(heading=heading, kind=ColumnKind.INTEGER, weight=12)
                for heading in headings
            ),
        ),
        rows=tuple(
            (
                str(one.year),
                *(one.held.get(country, 0) for country in countries),
                one.total,
                one.planned,
                SESSIONS_A_YEAR,
            )
            for one in found.years
        ),
    )


def _state(one: Sitting, language: Language) -> str:
    if one.held:
        return word(language, "rhythm.held")
    if one.cancelled:
        return word(language, "rhythm.cancelled")
    return word(language, "rhythm.coming" if one.on else "rhythm.undated")


def _told(finding: Finding, language: Language) -> str:
    return word(
        language,
        f"rhythm.unusual.{finding.unusual.replace('-', '_')}",
        meant=SESSIONS_A_YEAR,
        **finding.model_dump(exclude={"unusual"}),
    )
