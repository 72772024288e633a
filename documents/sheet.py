"""Tables as XLSX and CSV: numbers stay numbers, texts are never run as formulas."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.cells import guarded, text_of
from documents.sheet_chart import add_chart
from documents.sheet_names import SheetNames
from documents.values import PERCENT_UNIT, shown
from documents.words import SIMULATION, word
from models.document import Cell, Column, ColumnKind, Document, Language, Note, Table
from models.money import CENTS_PER_UNIT

_FORMATS: Final = {
    ColumnKind.TEXT: "@",
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.CENTS: '#,##0.00\\ "€"',
    ColumnKind.PERCENT: "0.00%",
}
_DATES: Final = {
    Language.IT: "dd/mm/yyyy",
    Language.RU: "dd.mm.yyyy",
    Language.EN: "d mmm yyyy",
}
_UNITS: Final = {ColumnKind.CENTS: " (EUR)", ColumnKind.PERCENT: " (%)"}
_WIDEST, _NARROWEST, _MARGIN = 60, 8, 3
_COLUMNS_UPRIGHT = 5
_LOOKED_AT = 500  # rows from which a column's width is taken
_DELIMITER: Final = ";"
_BOM: Final = "\ufeff"


def xlsx(document: Document) -> bytes:
    """A workbook: what it is on the first sheet, then a sheet per table and chart."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        created = datetime.combine(document.dated, time(), UTC).replace(tzinfo=None)
        book.set_properties(
            {
                "title": text_of(document.title),
                "subject": text_of(document.head),
                "comments": SIMULATION if document.simulated else "",
                "created": created,
            }
        )
        _Book(book, document).write()
    return file.getvalue()


def delimited(table: Table, language: Language) -> bytes:
    """One table as CSV for the spreadsheets of officials' machines.

    Semicolons, because the decimal sign of Italian and Russian is the comma and
    spreadsheets there split at semicolons; a byte order mark, because without it they
    take UTF-8 for an older encoding. Days are ISO 8601, which every language reads
    alike; amounts are in euro, their unit in the heading.
    """
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=_DELIMITER, lineterminator="\r\n")
    writer.writerow(
        guarded(one.heading + _UNITS.get(one.kind, "")) for one in table.columns
    )
    for row in (*table.rows, *((table.total,) if table.total else ())):
        writer.writerow(
            _plain(cell, column.kind, language)
            for cell, column in zip(row, table.columns, strict=True)
        )
    return (_BOM + file.getvalue()).encode("utf-8")


def _plain(cell: Cell, kind: ColumnKind, language: Language) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case date():
            return cell.isoformat()
        case int() if kind is ColumnKind.INTEGER:
            return str(cell)
        case int():  # hundredths, of a euro or of a percent
            written = f"{Decimal(cell) / CENTS_PER_UNIT:.2f}"
            return written if language is Language.EN else written.replace(".", ",")


class _Book:
    """One workbook under way: its formats, and the names its sheets have taken."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self._book = book
        self._document = document
        self._language = document.language
        self._names = SheetNames()
        self._bold = book.add_format({"bold": True, "text_wrap": True})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#ececec"}
        )
        codes = {**_FORMATS, ColumnKind.DATE: _DATES[document.language]}
        self._plain = {
            kind: book.add_format({"num_format": code, "valign": "top"})
            for kind, code in codes.items()
        }
        self._totals = {
            kind: book.add_format({"num_format": code, "bold": True, "top": 1})
            for kind, code in codes.items()
        }
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        self._about(self._sheet(word(self._language, "sheet.about")))
        first: Worksheet | None = None
        for table in self._document.sheets:
            sheet = self._sheet(table.caption)
            self._table(sheet, table)
            first = first or sheet
        for chart in self._document.charts:
            sheet = self._sheet(chart.title)
            add_chart(self._book, sheet, chart, self._head)
            first = first or sheet
        if first is not None:
            first.activate()

    def _sheet(self, wanted: str) -> Worksheet:
        sheet = self._book.add_worksheet(self._names.take(wanted))
        sheet.set_paper(9)  # A4
        sheet.set_footer("&L&F&R&P / &N")
        if self._document.simulated:
            sheet.set_header(f"&C&B{SIMULATION}")
            sheet.set_tab_color("#c00000")
        return sheet

    def _about(self, sheet: Worksheet) -> None:
        document, language = self._document, self._language
        sheet.set_column(0, 0, 90)
        lines = [(document.title, self._bold)]
        if document.simulated:
            lines.append((SIMULATION, self._bold))
        dated = shown(document.dated, ColumnKind.DATE, language)
        lines += [(document.head, self._wrapped), (dated, self._wrapped)]
        notes = [one.text for one in document.blocks if isinstance(one, Note)]
        lines += [(note, self._wrapped) for note in notes]
        for number, (text, look) in enumerate(lines):
            sheet.write_string(number, 0, text_of(text), look)

    def _table(self, sheet: Worksheet, table: Table) -> None:
        for number, column in enumerate(table.columns):
            sheet.write_string(0, number, text_of(column.heading), self._head)
            sheet.set_column(number, number, _width(table, number, self._language))
        for place, row in enumerate(table.rows, start=1):
            self._row(sheet, place, tuple(zip(row, table.columns, strict=True)))
        last = len(table.rows)
        sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        if len(table.columns) > _COLUMNS_UPRIGHT:
            sheet.set_landscape()
        if table.total is not None:
            cells = tuple(zip(table.total, table.columns, strict=True))
            self._row(sheet, last + 1, cells, total=True)

    def _row(
        self,
        sheet: Worksheet,
        place: int,
        cells: tuple[tuple[Cell, Column], ...],
        *,
        total: bool = False,
    ) -> None:
        looks = self._totals if total else self._plain
        for number, (cell, column) in enumerate(cells):
            _write(sheet, (place, number), cell, column.kind, looks[column.kind])


def _write(
    sheet: Worksheet, at: tuple[int, int], cell: Cell, kind: ColumnKind, look: Format
) -> None:
    match cell:
        case None:
            sheet.write_blank(*at, None, look)
        case str():
            sheet.write_string(*at, text_of(cell), look)
        case date():
            sheet.write_datetime(*at, datetime.combine(cell, time()), look)
        case int() if kind is ColumnKind.CENTS:
            sheet.write_number(*at, float(Decimal(cell) / CENTS_PER_UNIT), look)
        case int() if kind is ColumnKind.PERCENT:
            sheet.write_number(*at, float(Decimal(cell) / PERCENT_UNIT), look)
        case int():
            sheet.write_number(*at, cell, look)


def _width(table: Table, number: int, language: Language) -> int:
    column = table.columns[number]
    longest = max(_lengths(table, number, language), default=0)
    return min(max(longest, len(column.heading), _NARROWEST) + _MARGIN, _WIDEST)


def _lengths(table: Table, number: int, language: Language) -> Iterator[int]:
    kind = table.columns[number].kind
    for row in table.rows[:_LOOKED_AT]:
        yield max(map(len, shown(row[number], kind, language).split("\n")))
