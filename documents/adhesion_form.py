"""The empty adhesion form as a PDF with fields: filled in, and sent back by mail."""

from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from documents.form_font import form_of
from documents.layout import A4
from documents.typography import LEADING, Face, Style, use_fonts, wrap
from models.adhesion_labels import LABELS, NUMBERED, REPEATED, Label, Line
from models.reply_form import Language

_TITLE: Final = Style(Face.BOLD, 15.0)
_NAME: Final = Style(Face.BOLD, 9.5)
_HINT: Final = Style(Face.ITALIC, 8.0)
_FIELD, _TALL, _GAP = 18.0, 54.0, 9.0  # points
_LONG: Final = frozenset({Line.AIMS, Line.THEMES, Line.INVESTMENT})
_MOST: Final = 1_000
"""Characters of a field."""

TITLES: Final[dict[Language, str]] = {
    Language.ITALIAN: "Scheda di adesione",
    Language.RUSSIAN: "Заявка на участие",
    Language.ENGLISH: "Adhesion form",
}


def adhesion_form(language: Language) -> bytes:
    """The file. Its fields are called by the codes of the lines, in any language."""
    use_fonts()
    file = BytesIO()
    canvas = Canvas(
        file,
        pagesize=(A4.width, A4.height),
        invariant=1,
        pdfVersion=(1, 7),
        lang=language.value,
    )
    form = form_of(canvas)
    canvas.setTitle(TITLES[language])
    top = A4.height - A4.top
    _words(canvas, (TITLES[language],), _TITLE, top)
    y = top - 2 * _TITLE.leading
    for name, line, label in _lines(language):
        hints = wrap(label.expects, _HINT, A4.inner)
        tall = _TALL if line in _LONG else _FIELD
        needed = _NAME.size * LEADING + len(hints) * _HINT.leading + tall + _GAP
        if y - needed < A4.bottom:
            canvas.showPage()
            y = top
        y = _words(canvas, (label.name,), _NAME, y)
        y = _words(canvas, hints, _HINT, y) - tall + _HINT.size / 2
        form.textfield(
            name=name,
            tooltip=label.name,
            x=A4.side,
            y=y,
            width=A4.inner,
            height=tall,
            fontSize=10,
            borderWidth=1,
            maxlen=_MOST,
            fieldFlags="multiline" if line in _LONG else "",
            forceBorder=True,
        )
        y -= _GAP + _NAME.size
    canvas.save()
    return file.getvalue()


def _lines(language: Language) -> list[tuple[str, Line, Label]]:
    """Every field with its name; persons and counterparts have several."""
    found: list[tuple[str, Line, Label]] = []
    for line, label in LABELS[language].items():
        if line not in NUMBERED:
            found.append((line.value, line, label))
            continue
        for number in range(1, REPEATED + 1):
            numbered = label._replace(name=f"{label.name} {number}")
            found.append((f"{line.value}_{number}", line, numbered))
    return found


def _words(canvas: Canvas, lines: tuple[str, ...], style: Style, y: float) -> float:
    """Where the next line stands."""
    canvas.setFont(style.face.value, style.size)
    for line in lines:
        canvas.drawString(A4.side, y, line)
        y -= style.leading
    return y
