"""The plan of a session is drawn over the holidays of both countries."""

import re
from datetime import date
from pathlib import Path

from documents.plan_chart import DaysOff, PlanChart, Shape, Step, plan_svg
from tests.web.sittings import PATH, sitting

CHART = PlanChart(
    title="Piano <XXIX>",
    told="2 adempimenti",
    steps=(
        Step("raccolta", date(2026, 12, 1), "1 dic", Shape.DONE),
        Step("agenda", date(2027, 1, 11), "11 gen", Shape.LATE),
    ),
    session=(date(2027, 1, 20), date(2027, 1, 21)),
    today=date(2026, 12, 24),
    off=(
        DaysOff(
            "Festività IT",
            frozenset({date(2026, 12, 26)}),
            frozenset({date(2026, 12, 25)}),
        ),
        DaysOff(
            "Festività RU",
            frozenset(),
            frozenset(date(2027, 1, day) for day in range(1, 9)),
        ),
    ),
    months=((date(2027, 1, 1), "gen 2027"),),
    legend=("fine settimana", "festività", "sessione", "oggi"),
)


def test_chart_says_its_title_and_draws_each_holiday_in_its_row() -> None:
    drawn = plan_svg(CHART)

    assert '<title id="plan-chart-title">Piano &lt;XXIX&gt;</title>' in drawn
    assert drawn.count("<circle") == 1  # done
    bands = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)"', drawn)
    # Eight days are one band, 38 days after the chart begins on 24 November.
    assert (str(270 + 2 * 38), "42", "16") in bands
    # Christmas stands in the first row.
    assert (str(270 + 2 * 31), "22", "2") in bands


async def test_session_page_draws_its_plan(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (_, desk), desk.browser("o1") as browser:
        shown = await browser.get(PATH)

    assert 'aria-labelledby="plan-chart-title plan-chart-told"' in shown.text
    assert "Festività RU" in shown.text
