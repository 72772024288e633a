"""Documents to write, and the files read back by other libraries."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from pypdf import PdfReader

from documents.pdf import pdf
from models.document import (
    Block,
    Cell,
    Chart,
    ChartShape,
    Column,
    ColumnKind,
    Document,
    Language,
    Series,
    Table,
)

DAY = date(2009, 12, 11)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

COLUMNS = (
    Column(heading="Rif.", weight=14),
    Column(heading="Titolo", weight=24),
    Column(heading="Название", weight=24, language=Language.RU),
    Column(heading="N.", kind=ColumnKind.INTEGER, weight=7),
    Column(heading="Importo", kind=ColumnKind.CENTS, weight=15),
    Column(heading="Quota", kind=ColumnKind.PERCENT, weight=9),
    Column(heading="Data", kind=ColumnKind.DATE, weight=12),
)


def row(number: int) -> tuple[Cell, ...]:
    return (
        f"IT-RU/XV/{number:04d}",
        "Un distretto della meccanica",
        "Кластер машиностроения",
        number,
        number * 100 + 5,
        1250,
        DAY,
    )


def table(rows: int, caption: str = "Proposte") -> Table:
    return Table(
        caption=caption, columns=COLUMNS, rows=tuple(row(one) for one in range(rows))
    )


def chart(shape: ChartShape = ChartShape.STACKED) -> Chart:
    return Chart(
        shape=shape,
        title="Esiti & seguito",
        description="Esiti per regione.",
        categories=("Marche", "Веспьер", "Molise"),
        series=(
            Series(label="fatti", values=(30, 10, 0)),
            Series(label="attesi", values=(10, 20, 5)),
        ),
    )


def document(*blocks: Block, **fields: object) -> Document:
    given: dict[str, object] = {
        "title": "Sintesi",
        "languages": (Language.IT, Language.RU),
        "dated": DAY,
        "blocks": blocks,
        **fields,
    }
    return Document.model_validate(given)


def read(content: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf(content)), strict=True)


def text(content: Document) -> str:
    """All words, line ends made blanks."""
    return " ".join(" ".join(p.extract_text() for p in read(content).pages).split())


class Workbook:
    """An XLSX file read as what it is: a zip of XML."""

    def __init__(self, raw: bytes) -> None:
        self.files = ZipFile(BytesIO(raw))
        strings = self._tree("xl/sharedStrings.xml")
        self._strings = [
            "".join(map(str, one.itertext())) for one in strings.iter(f"{MAIN}si")
        ]
        book = self._tree("xl/workbook.xml")
        self.names = [str(one.get("name")) for one in book.iter(f"{MAIN}sheet")]

    def sheet(self, name: str) -> etree._Element:
        return self._tree(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def rows(self, name: str) -> list[list[str | float | None]]:
        return [
            [self._value(cell) for cell in line.iter(f"{MAIN}c")]
            for line in self.sheet(name).iter(f"{MAIN}row")
        ]

    def formats(self, name: str, place: int) -> list[str]:
        """The number format of each cell of a row."""
        styles = self._tree("xl/styles.xml")
        codes = {
            str(one.get("numFmtId")): str(one.get("formatCode"))
            for one in styles.iter(f"{MAIN}numFmt")
        }
        used = [
            str(one.get("numFmtId"))
            for cells in styles.iter(f"{MAIN}cellXfs")
            for one in cells
        ]
        line = list(self.sheet(name).iter(f"{MAIN}row"))[place]
        found = [used[int(cell.get("s", "0"))] for cell in line]
        return [codes.get(one, one) for one in found]

    def formulas(self) -> int:
        return sum(len(list(self.sheet(name).iter(f"{MAIN}f"))) for name in self.names)

    def _value(self, cell: etree._Element) -> str | float | None:
        value = cell.find(f"{MAIN}v")
        if value is None or value.text is None:
            return None
        if cell.get("t") == "s":
            return self._strings[int(value.text)]
        return float(value.text)

    def _tree(self, path: str) -> etree._Element:
        return etree.fromstring(self.files.read(path))
