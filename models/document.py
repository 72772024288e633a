"""The content of a document, before it is a PDF, a sheet or a file of values.

Numbers are whole: an amount in cents, a share in hundredths of a percent. So nothing
is rounded before the reader's language says how it is written.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from models.frozen import Frozen

MOST_COLUMNS: Final = 256
"""Of a sheet of values; a page takes far fewer."""
MOST_CATEGORIES: Final = 60
MOST_SERIES: Final = 6
"""What a reader can tell apart by pattern alone, without colour."""

Text = Annotated[str, StringConstraints(max_length=20_000)]
ShortText = Annotated[str, StringConstraints(max_length=1_000)]
Cell = str | int | date | None


class Language(StrEnum):
    IT = "it"
    RU = "ru"
    EN = "en"


class Said(Frozen):
    """One text in the languages it exists in."""

    it: Text = ""
    ru: Text = ""
    en: Text = ""

    def in_language(self, language: Language) -> str:
        return str(getattr(self, language.value))

    def readable(self, language: Language) -> str:
        """In the language asked for, else in the first that has it: never nothing."""
        return self.in_language(language) or self.en or self.it or self.ru

    def missing(self, languages: Iterable[Language]) -> tuple[Language, ...]:
        return tuple(one for one in languages if not self.in_language(one).strip())


class ColumnKind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    CENTS = "cents"  # of euro
    PERCENT = "percent"  # hundredths of a percent: 1250 is 12.50 %
    DATE = "date"


class Column(Frozen):
    """A column; `weight` is its width against the others of its table."""

    heading: ShortText
    kind: ColumnKind = ColumnKind.TEXT
    weight: int = Field(default=10, ge=1, le=100)
    language: Language | None = None
    """Set where a text column is not in the document's first language."""


class Heading(Frozen):
    kind: Literal["heading"] = "heading"
    text: ShortText
    level: int = Field(default=1, ge=1, le=3)


class Line(Frozen):
    """A paragraph over the full width."""

    kind: Literal["line"] = "line"
    text: Text
    bullet: bool = False


class Pair(Frozen):
    """One paragraph in two languages, side by side; a heading when it has a level."""

    kind: Literal["pair"] = "pair"
    left: Text
    right: Text
    level: int = Field(default=0, ge=0, le=3)


class Note(Frozen):
    kind: Literal["note"] = "note"
    text: Text


class Medium(StrEnum):
    """Where a table stands: what suits a page may not suit a sheet of values."""

    BOTH = "both"
    PAGE = "page"
    SHEET = "sheet"


class Table(Frozen):
    kind: Literal["table"] = "table"
    caption: ShortText
    columns: tuple[Column, ...] = Field(min_length=1, max_length=MOST_COLUMNS)
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: tuple[Cell, ...] | None = None
    medium: Medium = Medium.BOTH

    @model_validator(mode="after")
    def _rows_fit(self) -> "Table":
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row) != len(self.columns):
                raise ValueError("A row has as many cells as the table has columns.")
            for cell, column in zip(row, self.columns, strict=True):
                if not _fits(cell, column.kind):
                    raise ValueError(
                        f"A cell under {column.heading!r} is not of the kind"
                        f" {column.kind.value}; correct the value."
                    )
        return self


class ChartShape(StrEnum):
    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"


class Series(Frozen):
    label: ShortText
    values: tuple[Annotated[int, Field(ge=0)], ...]


class Chart(Frozen):
    """Values by category; what is printed also says them in words."""

    kind: Literal["chart"] = "chart"
    shape: ChartShape
    title: ShortText
    description: ShortText
    categories: tuple[ShortText, ...] = Field(min_length=1, max_length=MOST_CATEGORIES)
    series: tuple[Series, ...] = Field(min_length=1, max_length=MOST_SERIES)
    values: ColumnKind = ColumnKind.INTEGER

    @model_validator(mode="after")
    def _series_fit(self) -> "Chart":
        if any(len(one.values) != len(self.categories) for one in self.series):
            raise ValueError("A series has one value for each category of its chart.")
        if self.values in {ColumnKind.TEXT, ColumnKind.DATE}:
            raise ValueError("A chart shows integers, cents or percentages.")
        return self


class Signer(Frozen):
    """Who signs, with the words above and below the name."""

    name: ShortText
    role: ShortText
    side: ShortText


class Signatures(Frozen):
    kind: Literal["signatures"] = "signatures"
    signers: tuple[Signer, ...] = Field(min_length=1, max_length=8)


Block = Annotated[
    Heading | Line | Pair | Note | Table | Chart | Signatures,
    Field(discriminator="kind"),
]


class Document(Frozen):
    """What a writer turns into a file; the same content gives the same bytes."""

    title: ShortText
    languages: tuple[Language, ...] = Field(min_length=1, max_length=2)
    """The first is the document's own; with two, pairs stand in that order."""
    dated: date
    """The day the content is of. It is also the file's date of creation."""
    head: ShortText = ""
    """Said at the top of every page."""
    blocks: tuple[Block, ...] = ()
    simulated: bool = False
    """A corridor without legal effect: every page says so."""
    mark: ShortText = ""
    """Said across every page, as that it is a draft."""
    wide: bool = False
    """Landscape, for tables with many columns."""

    @property
    def language(self) -> Language:
        return self.languages[0]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(one for one in self.blocks if isinstance(one, Table))

    @property
    def sheets(self) -> tuple[Table, ...]:
        """The tables of a workbook, or of files of values."""
        return tuple(one for one in self.tables if one.medium is not Medium.PAGE)

    @property
    def printed(self) -> tuple[Block, ...]:
        """What stands on pages, and on the screen."""
        return tuple(
            one
            for one in self.blocks
            if not (isinstance(one, Table) and one.medium is Medium.SHEET)
        )

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(one for one in self.blocks if isinstance(one, Chart))


def _fits(cell: Cell, kind: ColumnKind) -> bool:
    wanted = {ColumnKind.TEXT: str, ColumnKind.DATE: date}.get(kind, int)
    return cell is None or (isinstance(cell, wanted) and not isinstance(cell, bool))
