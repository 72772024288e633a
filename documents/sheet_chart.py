"""A chart as the spreadsheet's own, beside the values it is drawn from."""

from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.cells import text_of
from documents.chart_marks import LOOKS, Pattern
from documents.values import PERCENT_UNIT
from models.document import Chart, ChartShape, ColumnKind
from models.money import CENTS_PER_UNIT

_TYPES: Final = {
    ChartShape.BAR: {"type": "bar"},
    ChartShape.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartShape.LINE: {"type": "line"},
}
_PATTERNS: Final = {
    Pattern.DIAGONAL: "wide_upward_diagonal",
    Pattern.HORIZONTAL: "dark_horizontal",
    Pattern.CROSS: "outlined_diamond",
    Pattern.VERTICAL: "dark_vertical",
}
_DASHES: Final = (
    *("solid", "dash", "round_dot"),
    *("dash_dot", "square_dot", "long_dash"),
)
_MARKERS: Final = ("circle", "square", "triangle", "diamond", "x", "plus")
_UNITS: Final = {ColumnKind.CENTS: CENTS_PER_UNIT, ColumnKind.PERCENT: PERCENT_UNIT}
_FORMATS: Final = {
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.CENTS: '#,##0.00\\ "€"',
    ColumnKind.PERCENT: "0.00%",
}


def add_chart(book: Workbook, sheet: Worksheet, chart: Chart, head: Format) -> None:
    """Write the values in columns and draw them to their right."""
    numbers = book.add_format({"num_format": _FORMATS[chart.values]})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(chart.series), 16)
    unit = _UNITS.get(chart.values, 1)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, text_of(category))
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, text_of(series.label), head)
        for row, value in enumerate(series.values, start=1):
            sheet.write_number(row, column, float(Decimal(value) / unit), numbers)
    drawn = book.add_chart(_TYPES[chart.shape])
    last, name = len(chart.categories), sheet.get_name()
    for number in range(len(chart.series)):
        column = number + 1
        drawn.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, column, last, column],
                **_look(chart.shape, number),
            }
        )
    drawn.set_title({"name": text_of(chart.title), "name_font": {"size": 12}})
    if chart.shape is not ChartShape.LINE:
        drawn.set_y_axis({"reverse": True})  # the first category on top, as on paper
    drawn.set_legend({"position": "bottom", "none": len(chart.series) == 1})
    told = {"description": text_of(chart.description), "x_scale": 1.4, "y_scale": 1.4}
    sheet.insert_chart(1, len(chart.series) + 2, drawn, told)


def _look(shape: ChartShape, number: int) -> dict[str, object]:
    look = LOOKS[number]
    if shape is ChartShape.LINE:
        return {
            "line": {"color": look.ink, "width": 1.5, "dash_type": _DASHES[number]},
            "marker": {"type": _MARKERS[number], "border": {"color": look.ink}},
        }
    border = {"color": look.ink}
    pattern = _PATTERNS.get(look.pattern)
    if pattern is None:
        return {"fill": {"color": look.ground}, "border": border}
    hatch = {"pattern": pattern, "fg_color": look.ink, "bg_color": look.ground}
    return {"pattern": hatch, "border": border}
