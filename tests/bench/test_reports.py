"""The season the bench measures is one the reports know: every pair has its cause."""

from collections import Counter
from pathlib import Path

from bench.reports import Options, measure
from bench.season import NOW, Size, season
from models.document import Language
from models.silence_matrix import Cause, SilenceMatrix
from runtime.reports import ReportKind, Reports, asked
from store.calendars import HolidayCalendars
from store.reference import load_reference


async def test_season_has_a_word_or_a_silence_of_every_body(tmp_path: Path):
    async with season(Size(3, 12), tmp_path) as record:
        desk = Reports(record, load_reference(), HolidayCalendars().country)
        wanted = asked("silence", {"session": "IT-RU/XXIX"}, Language.IT, "region")
        told = await desk.tell(wanted, now=NOW)

    assert isinstance(told.facts, SilenceMatrix)
    causes = Counter(cause for row in told.facts.cells for cause in row)
    assert causes.total() == 36
    assert {*causes} <= {
        *(Cause.INTERESTED, Cause.CONDITIONAL, Cause.DECLINED, Cause.SILENT)
    }


async def test_every_report_is_measured_at_both_sizes():
    measured = await measure(Options(small=Size(2, 2), large=Size(3, 12), rounds=1))

    assert len(measured.comparisons) == len(ReportKind)
    assert len(measured.done) == 2 * len(ReportKind)
    assert all(one.figures()["ratio"] > 0 for one in measured.comparisons)
    assert next(iter(measured.done)) == "synthesis 2 × 2"
