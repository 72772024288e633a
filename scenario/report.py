"""The synthesis report of the year, written as it is for anybody who asks for it."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from models.document import Language
from models.report import Synthesis
from runtime.report_files import report_files
from runtime.reports import ReportKind, Reports, asked
from runtime.wiring import calendars
from store.reference import load_reference
from store.reports import SqlReports

_NAME = "synthesis"
_FACTS = "synthesis.json"


async def write_report(engine: AsyncEngine, folder: Path, *, now: datetime) -> None:
    """As PDF and XLSX in the secretariat's language, and its facts as JSON."""
    reports = Reports(SqlReports(engine), load_reference(), calendars().country)
    wanted = asked(ReportKind.SYNTHESIS, {}, Language.IT, "region")
    told = await reports.tell(wanted, now=now)
    for ending in ("pdf", "xlsx"):
        report_files(told.document, folder / f"{_NAME}.{ending}")
    (folder / _FACTS).write_text(told.facts.model_dump_json(indent=1))


def written_report(folder: Path) -> Synthesis:
    """What the report said when it was written."""
    return Synthesis.model_validate_json((folder / _FACTS).read_text())
