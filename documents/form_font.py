"""The fields of a PDF form, in a font that has Cyrillic beside Latin.

A field in a standard font shows nothing where somebody types in Russian.
"""

from typing import Any, Final

from reportlab.pdfbase._glyphlist import _glyphname2unicode as unicode_of_glyph
from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from documents.typography import Face, use_fonts

_NAME: Final = "PTSa"
_FIRST, _HIGH, _LAST = 32, 128, 255
_UNUSED: Final = 0x98
"""In cp1251."""
_NONSYMBOLIC: Final = 1 << 5
_FOREIGN: Final = "ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї"
_WESTERN: Final = "ÀÈàÉÌÒÙÇèéìòùçÖöÜÄßÍÓíüäáóúê"
"""In the places of the letters above, which Russian has not."""


class _CyrillicForm(AcroForm):  # type: ignore[misc]  # reportlab has no types
    """Every field is set in PT Sans, whole, for nobody knows what will be typed.

    Each has a look of its own: reportlab shares one among fields that are alike, and
    programs that write what was typed into the look would write it into all of them.
    """

    def makeFont(self, _: str | None) -> tuple[str, str]:  # noqa: N802  (reportlab's)
        if _NAME not in self.fonts:
            self.fonts[_NAME] = self.getRefStr(_font(self.canv._doc))  # noqa: SLF001
        return self.fonts[_NAME], _NAME

    def getRef(self, obj: Any) -> Any:  # noqa: N802  (reportlab's)
        self._refMap.clear()
        return super().getRef(obj)


def form_of(canvas: Canvas) -> AcroForm:
    """The form of an empty canvas, where its fields are put."""
    form = _CyrillicForm(canvas)
    canvas.AcroForm = canvas._doc._catalog.AcroForm = form  # noqa: SLF001
    return form


def _font(document: Any) -> PDFDictionary:
    use_fonts()
    face = getFont(Face.REGULAR.value).face
    file = PDFStream(
        dictionary=PDFDictionary({"Length1": len(face._ttf_data)}),  # noqa: SLF001
        content=face._ttf_data,  # noqa: SLF001
        filters=[PDFZCompress],
    )
    descriptor = {
        "Type": PDFName("FontDescriptor"),
        "FontName": PDFName(Face.REGULAR.value),
        "Flags": _NONSYMBOLIC,
        "FontBBox": PDFArray(face.bbox),
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "FontFile2": document.Reference(file),
    }
    encoding = {
        "Type": PDFName("Encoding"),
        "BaseEncoding": PDFName("WinAnsiEncoding"),
        "Differences": PDFArray([_HIGH, *(PDFName(one) for one in _glyphs())]),
    }
    typed = (_character(code) for code in range(_FIRST, _LAST + 1))
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": PDFName(Face.REGULAR.value),
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": PDFArray([face.getCharWidth(ord(one)) for one in typed]),
            "FontDescriptor": document.Reference(PDFDictionary(descriptor)),
            "Encoding": PDFDictionary(encoding),
        }
    )


def _character(code: int) -> str:
    """Russian and its signs stand as in cp1251."""
    if code == _UNUSED:
        return "î"
    found = bytes([code]).decode("cp1251")
    return found.translate(str.maketrans(_FOREIGN, _WESTERN))


def _glyphs() -> list[str]:
    """The names of codes 128 to 255; of two the one of Adobe's own list (`afii…`)."""
    names: dict[int, str] = {}
    for name, code in unicode_of_glyph.items():
        if code not in names or name.startswith("afii"):
            names[code] = name
    return [names[ord(_character(code))] for code in range(_HIGH, _LAST + 1)]
