"""Strips painted on a page, each piece marked with its place in the structure."""

from typing import Final

from documents.chart_marks import drawing, in_words
from documents.chart_page import paint
from documents.layout import (
    BODY,
    CAPTION,
    SIGNATURE_HEIGHT,
    SIGNATURES_A_ROW,
    SMALL,
    Placed,
    Sheet,
)
from documents.strips import Piece, Role, Strip
from documents.tagging import Key, Structure, TaggedCanvas
from documents.typography import Style, wrap
from models.document import Chart, Language, Signatures, Signer

_INK: Final = (0.0, 0.0, 0.0)
_LINE: Final = (0.6, 0.6, 0.6)
_SHADE: Final = (0.925, 0.925, 0.925)
"""As numbers: the library reads a colour's name anew for every cell."""
_GUTTER: Final = 24.0


class StripPainter:
    """Paints the strips of one document, page after page."""

    def __init__(
        self,
        canvas: TaggedCanvas,
        structure: Structure,
        sheet: Sheet,
        language: Language,
    ) -> None:
        self._canvas = canvas
        self._structure = structure
        self._sheet = sheet
        self._language = language
        self._level = -1

    def paint(self, placed: Placed) -> None:
        strip, top = placed.strip, self._sheet.height - self._sheet.top - placed.y
        if strip.bookmark is not None:
            self._bookmark(*strip.bookmark, key=f"s{strip.number}", top=top)
        match strip.picture:
            case Chart() as chart:
                self._chart(chart, strip, top)
            case Signatures() as signatures:
                self._signatures(signatures, strip.number, top)
            case None:
                self._pieces(strip, top)

    def _bookmark(self, name: str, level: int, *, key: str, top: float) -> None:
        self._level = min(level, self._level + 1)  # none is skipped: viewers refuse it
        self._canvas.bookmarkHorizontalAbsolute(key, top + 10)
        self._canvas.addOutlineEntry(name, key, self._level)

    def _pieces(self, strip: Strip, top: float) -> None:
        if strip.grid:
            with self._structure.artifact():
                self._grid(strip, top)
        self._canvas.setFillColor(_INK)
        if strip.repeated:
            with self._structure.artifact():
                for piece in strip.pieces:
                    self._text(piece, top, strip.padding)
            return
        parent = self._parent(strip)
        for number, piece in enumerate(strip.pieces):
            with self._structure.marked(
                (strip.number, number),
                piece.role,
                parent=parent,
                language=piece.language,
            ):
                self._text(piece, top, strip.padding)

    def _parent(self, strip: Strip) -> Key:
        if strip.table is None:
            return ()
        table = self._structure.group(("table", strip.table), "Table")
        if not strip.grid:
            return table  # the caption
        return self._structure.group(("row", strip.number), "TR", parent=table)

    def _grid(self, strip: Strip, top: float) -> None:
        canvas, tall = self._canvas, strip.height
        canvas.setStrokeColor(_LINE)
        canvas.setLineWidth(0.4)
        canvas.setFillColor(_SHADE)
        for piece in strip.pieces:
            x = self._sheet.side + piece.x
            fill = int(strip.shaded)
            canvas.rect(x, top - tall, piece.width, tall, stroke=1, fill=fill)

    def _text(self, piece: Piece, top: float, padding: float) -> None:
        self._canvas.setFont(piece.style.face.value, piece.style.size)
        left = self._sheet.side + piece.x + padding
        right = self._sheet.side + piece.x + piece.width - padding
        y = top - padding - piece.style.size
        for line in piece.lines:
            if piece.right:
                self._canvas.drawRightString(right, y, line)
            else:
                self._canvas.drawString(left, y, line)
            y -= piece.style.leading

    def _chart(self, chart: Chart, strip: Strip, top: float) -> None:
        drawn = drawing(chart, self._language)
        scale = min(1.0, strip.picture_height / drawn.height)
        told = f"{chart.title}. {in_words(chart, self._language)}"
        with self._structure.marked((strip.number,), Role.FIGURE, told=told):
            paint(self._canvas, drawn, x=self._sheet.side, top=top, scale=scale)

    def _signatures(self, block: Signatures, number: int, top: float) -> None:
        wide = (self._sheet.inner - _GUTTER) / SIGNATURES_A_ROW
        for place, signer in enumerate(block.signers):
            row, column = divmod(place, SIGNATURES_A_ROW)
            x = self._sheet.side + column * (wide + _GUTTER)
            y = top - row * SIGNATURE_HEIGHT
            with self._structure.marked((number, place), Role.PARAGRAPH):
                self._signature(signer, x, y, wide)

    def _signature(self, signer: Signer, x: float, y: float, wide: float) -> None:
        canvas = self._canvas
        canvas.setFillColor(_INK)
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.6)
        self._line(signer.side, CAPTION, x, y - 10, wide)
        self._line(signer.role, SMALL, x, y - 22, wide)
        canvas.line(x, y - 50, x + wide * 0.8, y - 50)
        self._line(signer.name, BODY, x, y - 61, wide)

    def _line(self, text: str, style: Style, x: float, y: float, wide: float) -> None:
        lines = wrap(text, style, wide)
        said = lines[0] if len(lines) == 1 else f"{lines[0]}…"
        self._canvas.setFont(style.face.value, style.size)
        self._canvas.drawString(x, y, said)
