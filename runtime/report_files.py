"""A report as files: the ending of the name says which kind."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from documents.chart import svg
from documents.pdf import pdf
from documents.sheet import delimited, xlsx
from documents.words import SIMULATION
from models.document import Document, Table
from models.errors import DomainError
from runtime.written import save


def report_files(document: Document, file: Path) -> tuple[Path, ...]:
    """Write the report; of several tables or charts each gets a numbered file.

    Raises:
        DomainError: no such kind of file, nothing to draw, or it cannot be written.
    """
    check_file(file)
    contents = made(document, file.suffix.lower())
    several = len(contents) > 1
    written = tuple(
        file.with_name(f"{file.stem}-{number}{file.suffix}") if several else file
        for number in range(1, len(contents) + 1)
    )
    for path, content in zip(written, contents, strict=True):
        save(content, path)
    return written


def check_file(file: Path) -> None:
    """Refuse a name before the record is read.

    Raises:
        DomainError: its ending is none that can be written.
    """
    if file.suffix.lower() not in _MAKERS:
        raise DomainError(
            f"{file.name} is no file a report can be: end it in {', '.join(_MAKERS)}."
        )


def made(document: Document, ending: str) -> Sequence[bytes]:
    """The report as a kind of file; several, where it has several tables or charts.

    Raises:
        DomainError: there is nothing in it for that kind.
    """
    return _MAKERS[ending](document)


def _tables(document: Document) -> Sequence[bytes]:
    if not document.sheets:
        raise DomainError("This report has no table in the period: write it as .pdf.")
    return [
        delimited(_marked(table) if document.simulated else table, document.language)
        for table in document.sheets
    ]


def _marked(table: Table) -> Table:
    """Values have no page to say it on: the first heading does."""
    first, *others = table.columns
    heading = f"{first.heading} ({SIMULATION})"
    columns = (first.model_copy(update={"heading": heading}), *others)
    return table.model_copy(update={"columns": columns})


def _charts(document: Document) -> Sequence[bytes]:
    if not document.charts:
        raise DomainError("This report has no chart in the period: write it as .pdf.")
    mark = f" ({SIMULATION})" if document.simulated else ""
    return [
        svg(
            chart.model_copy(update={"title": f"{chart.title}{mark}"}),
            document.language,
        )
        for chart in document.charts
    ]


_MAKERS: Final[Mapping[str, Callable[[Document], Sequence[bytes]]]] = MappingProxyType(
    {
        ".pdf": lambda document: [pdf(document)],
        ".xlsx": lambda document: [xlsx(document)],
        ".csv": _tables,
        ".svg": _charts,
    }
)
MEDIA: Final[Mapping[str, str]] = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}
"""Kinds of file that a browser is given, and what it is told they are."""
