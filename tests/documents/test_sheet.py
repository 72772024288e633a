"""Workbooks and files of values are read back as XML and as CSV."""

import csv
import time
from datetime import date
from io import StringIO
from xml.etree import ElementTree as ET

import pytest

from documents.sheet import delimited, xlsx
from documents.words import SIMULATION
from models.document import (
    ChartShape,
    Column,
    ColumnKind,
    Language,
    Note,
    Table,
)
from tests.documents.samples import MAIN, Workbook, chart, document, table

HOSTILE = (
    '=HYPERLINK("http://h.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "'=1+1",
)


def _texts(*values: str) -> Table:
    return Table(
        caption="Testi",
        columns=(Column(heading="Testo"),),
        rows=tuple((one,) for one in values),
    )


def _read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def test_workbook_keeps_the_kind_of_every_value():
    book = Workbook(xlsx(document(table(2))))

    head, first, second = book.rows("Proposte")

    assert head == ["Rif.", "Titolo", "Название", "N.", "Importo", "Quota", "Data"]
    assert first[3:] == [0, 0.05, 0.125, 40158]  # 11 December 2009 as a serial day
    assert second[3:] == [1, 1.05, 0.125, 40158]
    assert book.formats("Proposte", 1)[3:] == [
        "#,##0",
        '#,##0.00\\ "€"',
        "0.00%",
        "dd/mm/yyyy",
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_workbook_runs_no_formula(hostile):
    content = document(_texts(hostile), title=hostile, head=hostile)

    book = Workbook(xlsx(content))

    assert book.formulas() == 0
    [_, [value]] = book.rows("Testi")
    assert isinstance(value, str)
    assert value.lstrip("'") == hostile.strip().lstrip("'")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_csv_text_is_never_a_formula(hostile):
    [_, [value]] = _read(delimited(_texts(hostile), Language.IT))

    assert value.startswith("'")


def test_csv_keeps_negative_numbers_numbers():
    columns = (
        Column(heading="N.", kind=ColumnKind.INTEGER),
        Column(heading="Saldo", kind=ColumnKind.CENTS),
        Column(heading="Quota", kind=ColumnKind.PERCENT),
        Column(heading="Data", kind=ColumnKind.DATE),
    )
    sums = Table(
        caption="c", columns=columns, rows=((-3, -105, 1250, date(2009, 12, 10)),)
    )

    assert _read(delimited(sums, Language.IT)) == [
        ["N.", "Saldo (EUR)", "Quota (%)", "Data"],
        ["-3", "-1,05", "12,50", "2009-12-10"],
    ]
    assert _read(delimited(sums, Language.EN))[1][1:3] == ["-1.05", "12.50"]


def test_csv_opens_in_an_italian_spreadsheet():
    raw = delimited(_texts("a;b", 'detto "così"', "due\nrighe", "Кластер"), Language.IT)

    assert raw.startswith(b"\xef\xbb\xbf")
    assert [line for [line] in _read(raw)] == [
        *("Testo", "a;b", 'detto "così"', "due\nrighe", "Кластер")
    ]


def test_csv_totals_stand_last():
    sums = Table(
        caption="c",
        columns=(Column(heading="a"), Column(heading="n", kind=ColumnKind.INTEGER)),
        rows=(("x", 1), ("y", None)),
        total=("Totale", 1),
    )

    assert _read(delimited(sums, Language.IT))[1:] == [
        *(["x", "1"], ["y", ""], ["Totale", "1"])
    ]


def test_sheet_headings_stay_in_sight_and_filter():
    sheet = Workbook(xlsx(document(table(5)))).sheet("Proposte")

    pane = sheet.find(f".//{MAIN}pane")
    rule = sheet.find(f"{MAIN}autoFilter")
    assert pane is not None
    assert rule is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert rule.get("ref") == "A1:G6"


def test_columns_are_as_wide_as_what_they_hold():
    sheet = Workbook(xlsx(document(_texts("x" * 40)))).sheet("Testi")

    widths = [float(one.get("width", 0)) for one in sheet.iter(f"{MAIN}col")]

    assert [round(one) for one in widths] == [44]


@pytest.mark.parametrize(
    ("shape", "element", "grouping"),
    [
        (ChartShape.BAR, "barChart", "clustered"),
        (ChartShape.STACKED, "barChart", "stacked"),
        (ChartShape.LINE, "lineChart", "standard"),
    ],
)
def test_charts_are_the_spreadsheet_s_own(shape, element, grouping):
    book = Workbook(xlsx(document(chart(shape))))
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

    drawn = ET.fromstring(book.files.read("xl/charts/chart1.xml"))  # noqa: S314
    plot = drawn.find(f".//{space}{element}")

    assert plot is not None
    found = plot.find(f"{space}grouping")
    assert found is not None
    assert found.get("val") == grouping
    assert [one.text for one in plot.findall(f"{space}ser/{space}val//{space}f")] == [
        "'Esiti & seguito'!$B$2:$B$4",
        "'Esiti & seguito'!$C$2:$C$4",
    ]
    assert book.rows("Esiti & seguito")[1] == ["Marche", 30, 10]


def test_sheets_have_allowed_and_different_names():
    twin = "Proposte: [2007/2009] con un nome molto lungo"
    content = document(table(1, twin), table(1, twin), table(1, "history"))

    assert Workbook(xlsx(content)).names == [
        "Documento",
        "Proposte 2007 2009 con un nome",
        "Proposte 2007 2009 con un nom 2",
        "history 2",
    ]


def test_a_simulated_workbook_says_so_on_every_sheet():
    content = document(table(1), chart(), Note(text="Prova"), simulated=True)
    book = Workbook(xlsx(content))

    heads = [book.sheet(name).find(f".//{MAIN}oddHeader") for name in book.names]

    assert [one.text for one in heads if one is not None] == [f"&C&B{SIMULATION}"] * 3
    assert [SIMULATION] in book.rows("Documento")
    assert ["Prova"] in book.rows("Documento")


def test_workbook_bytes_are_the_same_later():
    content = document(table(30), chart())
    first = xlsx(content)
    time.sleep(2.1)  # a zip's clock ticks in two seconds

    assert xlsx(content) == first


def test_a_text_longer_than_a_cell_is_shown_as_cut():
    content = document(_texts("x" * 40_000))
    [_, [value]] = Workbook(xlsx(content)).rows("Testi")

    assert value == "x" * 32_766 + "…"


def test_control_marks_do_not_break_the_file():
    [_, [value]] = Workbook(xlsx(document(_texts("a\x00\x0b\u202eb")))).rows("Testi")

    assert value == "a\nb"
