"""A document as a PDF of A4 pages: the same content gives the same bytes.

Text stays text: it can be selected, searched and read aloud in its language.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from documents.layout import A4, A4_WIDE, Sheet, pages
from documents.page_strips import StripPainter
from documents.tagging import Structure, TaggedCanvas
from documents.text import clean
from documents.typography import Face, Style, use_fonts, wrap
from documents.words import SIMULATION, page_of
from models.document import Document

_FOOT: Final = Style(Face.REGULAR, 7.5)
_WATERMARK: Final = Style(Face.BOLD, 46.0)
_LINE: Final = "#9a9a9a"
_PALE: Final = "#e6e6e6"
_LEAN: Final = {A4: 50, A4_WIDE: 32}  # degrees: along the page's diagonal
_NUMBER_ROOM: Final = 170.0


def pdf(document: Document) -> bytes:
    """The file, tagged and with bookmarks; dated with the content's own day."""
    use_fonts()
    sheet = A4_WIDE if document.wide else A4
    file = BytesIO()
    canvas = TaggedCanvas(
        file,
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=document.language.value,
    )
    _name(canvas, document)
    structure = Structure(canvas)
    painter = StripPainter(canvas, structure, sheet, document.language)
    laid_out = pages(document, sheet)
    for number, page in enumerate(laid_out, start=1):
        with structure.artifact():
            _frame(canvas, document, sheet, page_of(document, number, len(laid_out)))
        for placed in page:
            painter.paint(placed)
        structure.next_page()
        canvas.showPage()
    structure.write()
    canvas.save()
    return file.getvalue()


def _name(canvas: TaggedCanvas, document: Document) -> None:
    stamp = f"D:{document.dated:%Y%m%d}000000Z"
    canvas.setTitle(clean(document.title))
    canvas.setSubject(clean(document.head))
    canvas.setAuthor("")
    canvas.setCreator("Staffetta")
    canvas.setKeywords(SIMULATION if document.simulated else "")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def _frame(
    canvas: TaggedCanvas, document: Document, sheet: Sheet, numbered: str
) -> None:
    """What every page repeats; a simulation is said across the page and in its head."""
    marks = [SIMULATION] if document.simulated else []
    if document.mark:
        marks.append(document.mark)
    _watermark(canvas, sheet, marks)
    canvas.setFont(_FOOT.face.value, _FOOT.size)
    canvas.setFillColor("#000000")
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.5)
    right, room = sheet.width - sheet.side, sheet.inner - _NUMBER_ROOM
    top, foot = sheet.height - sheet.top + 16, sheet.bottom - 14
    canvas.line(sheet.side, top, right, top)
    canvas.line(sheet.side, foot, right, foot)
    canvas.drawString(sheet.side, top + 5, wrap(document.head, _FOOT, room)[0])
    if document.simulated:
        canvas.drawRightString(right, top + 5, SIMULATION)
    canvas.drawString(sheet.side, foot - 12, wrap(document.title, _FOOT, room)[0])
    canvas.drawRightString(right, foot - 12, numbered)


def _watermark(canvas: TaggedCanvas, sheet: Sheet, marks: Sequence[str]) -> None:
    if not marks:
        return
    canvas.saveState()
    canvas.setFillColor(_PALE)
    canvas.setFont(_WATERMARK.face.value, _WATERMARK.size)
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(_LEAN[sheet])
    for number, mark in enumerate(marks):
        down = _WATERMARK.size * (1 / 3 + 1.5 * number)
        canvas.drawCentredString(0, -down, clean(mark))
    canvas.restoreState()
