"""Charts are XML that says what it shows, and tells series apart without colour."""

import pytest
from lxml import etree
from pydantic import ValidationError

from documents.chart import svg
from documents.chart_marks import Box, Words, drawing
from models.document import Chart, ChartShape, ColumnKind, Language, Series
from tests.documents.samples import chart

SVG = "{http://www.w3.org/2000/svg}"


def _svg(content: Chart, **named: str) -> etree._Element:
    return etree.fromstring(svg(content, Language.IT, **named))


def _chart(shape: ChartShape, *values: tuple[int, ...], **fields: object) -> Chart:
    given: dict[str, object] = {
        "shape": shape,
        "title": "T",
        "description": "D.",
        "categories": tuple(f"c{number}" for number in range(len(values[0]))),
        "series": tuple(
            Series(label=f"s{number}", values=one) for number, one in enumerate(values)
        ),
        **fields,
    }
    return Chart.model_validate(given)


@pytest.mark.parametrize("shape", list(ChartShape))
def test_chart_is_an_image_with_title_and_description(shape):
    root = _svg(chart(shape), name="uno")
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert (title.get("id"), title.text) == ("uno-title", "Esiti & seguito")
    assert told.text == (
        "Esiti per regione. Marche: fatti 30, attesi 10;"
        " Веспьер: fatti 10, attesi 20; Molise: fatti 0, attesi 5"
    )


def test_series_differ_by_pattern():
    root = _svg(_chart(ChartShape.BAR, *(((1, 2),) * 6)))

    hatches = [
        "".join(path.get("d", "") for path in one.iter(f"{SVG}path"))
        + str(one[0].get("fill") == "#ffffff")
        for one in root.iter(f"{SVG}pattern")
    ]

    assert len(set(hatches)) == 6


def test_lines_differ_by_dash():
    root = _svg(_chart(ChartShape.LINE, *(((1, 2),) * 6)))

    runs = [one for one in root.iter(f"{SVG}polyline") if " " in one.get("points", "")]
    dashes = {one.get("stroke-dasharray", "") for one in runs}

    assert len(dashes) == 6


def test_markup_in_a_chart_is_shown_not_obeyed():
    hostile = '"><script>alert(1)</script>'
    content = chart().model_copy(
        update={"title": hostile, "categories": (hostile, "b", "c")}
    )
    root = _svg(content)

    assert list(root.iter(f"{SVG}script")) == []
    assert root.findtext(f"{SVG}title") == hostile


def test_bars_are_as_long_as_their_values():
    drawn = drawing(_chart(ChartShape.BAR, (10, 20, 40)), Language.IT)

    long = [one.width for one in drawn.marks if isinstance(one, Box)]

    assert [round(one / long[0], 6) for one in long] == [1, 2, 4]


def test_stacked_bars_follow_each_other_and_say_their_sum():
    drawn = drawing(_chart(ChartShape.STACKED, (10, 5), (30, 0)), Language.IT)

    boxes = [one for one in drawn.marks if isinstance(one, Box)][2:]  # after the legend
    said = [one.text for one in drawn.marks if isinstance(one, Words)]

    assert len(boxes) == 3  # nothing is drawn for nought
    assert round(boxes[0].x + boxes[0].width - boxes[1].x, 6) == 0
    assert said[-3:] == ["40", "c1", "5"]


@pytest.mark.parametrize("shape", list(ChartShape))
@pytest.mark.parametrize("count", [1, 2, 60])
def test_every_mark_lies_inside_the_chart(shape, count):
    values = tuple(range(count))
    drawn = drawing(_chart(shape, values, values), Language.RU)

    for one in drawn.marks:
        if isinstance(one, Box):
            assert 0 <= one.x <= one.x + one.width <= drawn.width
            assert 0 <= one.y <= one.y + one.height <= drawn.height
        if isinstance(one, Words):
            assert 0 <= one.x <= drawn.width
            assert 0 <= one.y <= drawn.height


@pytest.mark.parametrize("shape", list(ChartShape))
def test_a_chart_of_noughts_is_drawn(shape):
    root = _svg(_chart(shape, (0, 0, 0)))

    assert "nan" not in etree.tostring(root).decode()


def test_money_is_written_in_the_language():
    root = etree.fromstring(
        svg(_chart(ChartShape.BAR, (123456,), values=ColumnKind.CENTS), Language.RU)
    )
    said = [one.text for one in root.iter(f"{SVG}text")]

    assert "1\u00a0234,56\u00a0€" in said


def test_a_chart_refuses_series_of_another_length():
    with pytest.raises(ValidationError, match="one value for each category"):
        chart().model_validate(
            {**chart().model_dump(), "series": [{"label": "x", "values": [1]}]}
        )
