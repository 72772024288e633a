"""A chart as SVG: said in words as well, and readable without colour."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from documents.chart_marks import (
    LOOKS,
    Anchor,
    Box,
    Look,
    Mark,
    Pattern,
    Rule,
    Run,
    Words,
    drawing,
    in_words,
)
from documents.text import clean
from documents.typography import Face
from models.document import Chart, Language

_FONTS: Final = "PT Sans, Noto Sans, DejaVu Sans, Arial, sans-serif"
_HATCH: Final = {
    Pattern.SOLID: "",
    Pattern.BLANK: "",
    Pattern.DIAGONAL: "M0 6 L6 0",
    Pattern.HORIZONTAL: "M0 3 L6 3",
    Pattern.VERTICAL: "M3 0 L3 6",
    Pattern.CROSS: "M0 6 L6 0 M0 0 L6 6",
}


def svg(chart: Chart, language: Language, *, name: str = "chart") -> bytes:
    """The chart as a file, or as a part of a page.

    Args:
        chart: what to show.
        language: in which numbers are written, and which the file says it is in.
        name: begins every id in the file; charts on one page need different ones.
    """
    drawn = drawing(chart, language)
    size = f"{_number(drawn.width)} {_number(drawn.height)}"
    labelled = quoteattr(f"{name}-title {name}-desc")
    title, told = clean(chart.title), in_words(chart, language)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img"'
        f' xml:lang="{language}" lang="{language}" aria-labelledby={labelled}'
        f' font-family="{_FONTS}">'
    )
    lines = [
        opening,
        f"<title id={quoteattr(name + '-title')}>{escape(title)}</title>",
        f"<desc id={quoteattr(name + '-desc')}>{escape(told)}</desc>",
        "<defs>",
        *(_pattern(look, name) for look in LOOKS[: len(chart.series)]),
        "</defs>",
        *(line for mark in drawn.marks for line in _drawn(mark, name)),
        "</svg>",
    ]
    return "\n".join(lines).encode("utf-8")


def _pattern(look: Look, name: str) -> str:
    ident = quoteattr(f"{name}-{look.pattern}")
    hatch = _HATCH[look.pattern]
    path = f'<path d="{hatch}" stroke="{look.ink}" stroke-width="1"/>' if hatch else ""
    return (
        f'<pattern id={ident} width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{look.ground}"/>{path}</pattern>'
    )


def _drawn(mark: Mark, name: str) -> Iterator[str]:
    match mark:
        case Box(x, y, wide, tall, look):
            fill = quoteattr(f"url(#{name}-{look.pattern})")
            yield (
                f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(wide)}"'
                f' height="{_number(tall)}" fill={fill} stroke="{look.ink}"'
                ' stroke-width="0.6"/>'
            )
        case Rule(x1, y1, x2, y2, axis):
            ink = "#404040" if axis else "#c8c8c8"
            yield (
                f'<line x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}"'
                f' y2="{_number(y2)}" stroke="{ink}" stroke-width="0.6"/>'
            )
        case Words():
            yield _words(mark)
        case Run(points, look):
            yield from _run(points, look)


def _words(mark: Words) -> str:
    weight = ' font-weight="bold"' if mark.style.face is Face.BOLD else ""
    anchor = "" if mark.anchor is Anchor.START else f' text-anchor="{mark.anchor}"'
    return (
        f'<text x="{_number(mark.x)}" y="{_number(mark.y)}"'
        f' font-size="{_number(mark.style.size)}"{weight}{anchor}>'
        f"{escape(mark.text)}</text>"
    )


def _run(points: tuple[tuple[float, float], ...], look: Look) -> Iterator[str]:
    path = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    dash = " ".join(map(_number, look.dash))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    yield (
        f'<polyline points="{path}" fill="none" stroke="{look.ink}"'
        f' stroke-width="1.4"{dashed}/>'
    )
    for x, y in points:
        yield (
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="2.4"'
            f' fill="{look.ground}" stroke="{look.ink}"/>'
        )


def _number(value: float) -> str:
    """At most two decimals, so that no machine writes a different last digit."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
