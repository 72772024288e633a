"""The reports: asked for in a form, shown with their charts, taken away as files."""

from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from documents.chart import svg
from documents.values import shown
from models.document import Chart, ColumnKind, Document, Heading, Line, Note, Table
from models.document import Language as InDocuments
from models.errors import DomainError
from runtime.report_files import MEDIA, made
from runtime.report_funnel import Cut
from runtime.reports import Asked, ReportKind, Told, asked, tell
from web.desk import Desk, Visit, page

_LEFT: Final = frozenset({ColumnKind.TEXT, ColumnKind.DATE})
_FIELDS: Final = ("kind", "first", "last", "session", "by")


async def show(desk: Desk, visit: Visit) -> Response:
    """What takes longer than a moment is shown under way, then told."""
    given = {name: visit.asked(name) for name in _FIELDS}
    told: Told | None = None
    if given["kind"]:
        told = await desk.reports.done(name_of(visit), lambda: _told(desk, visit))
    return page(
        desk,
        visit,
        "reports",
        given=given,
        progress=await desk.reports.standing(name_of(visit)),
        progress_path=f"/progress/report?{urlencode(given)}",
        here=f"/reports?{urlencode(given)}",
        kinds=ReportKind,
        cuts=Cut,
        document=told.document if told else None,
        blocks=[_block(one, told.document) for one in told.document.printed]
        if told
        else [],
        files=[(one, _file(given, one)) for one in MEDIA],
    )


def name_of(visit: Visit) -> str:
    """The same report, asked for in the same language."""
    given = [visit.asked(name) for name in _FIELDS]
    return "\0".join([visit.say.language, *given])


async def take(desk: Desk, visit: Visit) -> Response:
    """One file; of several tables the first."""
    ending = f".{visit.request.path_params['ending']}"
    if ending not in MEDIA:
        raise DomainError(visit.say("reports.no_file"))
    told = await _told(desk, visit)
    content, *_ = made(told.document, ending)
    name = f"{visit.asked('kind')}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA[ending], headers=headers)


async def _told(desk: Desk, visit: Visit) -> Told:
    return await tell(desk.access, _asked(visit), now=visit.now)


def _asked(visit: Visit) -> Asked:
    """What the form says.

    Raises:
        DomainError: there is no such report, month or session.
    """
    kind = visit.asked("kind")
    if kind not in {*ReportKind}:
        raise DomainError(visit.say("reports.no_such"))
    of = {name: visit.asked(name) or None for name in ("first", "last", "session")}
    language = InDocuments(visit.say.language)
    return asked(kind, of, language, visit.asked("by") or Cut.REGION)


def _file(given: dict[str, str], ending: str) -> str:
    return f"/reports/file/{ending[1:]}?{urlencode(given)}"


def _block(block: object, document: Document) -> dict[str, Any]:
    """A part of a document as the page draws it."""
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": text}
        case Line(text=text) | Note(text=text):
            return {"kind": "line", "text": text}
        case Table():
            return _table(block, document)
        case Chart():
            name = f"chart-{document.charts.index(block)}"
            drawn = svg(block, document.language, name=name).decode()
            return {"kind": "chart", "svg": Markup(drawn)}  # noqa: S704  (our own SVG)
        case _:
            return {"kind": "none"}


def _table(table: Table, document: Document) -> dict[str, Any]:
    kinds = [column.kind for column in table.columns]
    language = document.language
    rows = [*table.rows, *([table.total] if table.total else [])]
    return {
        "kind": "table",
        "caption": table.caption,
        "headings": [column.heading for column in table.columns],
        "left": [kind in _LEFT for kind in kinds],
        "rows": [
            [shown(cell, kind, language) for cell, kind in zip(row, kinds, strict=True)]
            for row in rows
        ],
    }
