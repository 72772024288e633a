"""A chart's marks drawn on a page, as vectors."""

from typing import Any, Final

from documents.chart_marks import Anchor, Box, Drawing, Look, Pattern, Rule, Run, Words

_STEP: Final = 4.0  # between the lines of a hatch
_SLOPES: Final = {
    Pattern.DIAGONAL: ("up",),
    Pattern.CROSS: ("up", "down"),
    Pattern.HORIZONTAL: ("flat",),
    Pattern.VERTICAL: ("steep",),
}


def paint(canvas: Any, drawn: Drawing, *, x: float, top: float, scale: float) -> None:
    """Draw with the upper left corner at `x`, `top` of the page."""
    canvas.saveState()
    canvas.translate(x, top)
    canvas.scale(scale, scale)
    for mark in drawn.marks:
        match mark:
            case Box():
                _box(canvas, mark)
            case Rule(x1, y1, x2, y2, axis):
                canvas.setLineWidth(0.6)
                canvas.setStrokeColor("#404040" if axis else "#c8c8c8")
                canvas.line(x1, -y1, x2, -y2)
            case Words():
                _words(canvas, mark)
            case Run():
                _run(canvas, mark)
    canvas.restoreState()


def _box(canvas: Any, box: Box) -> None:
    x, y = box.x, -box.y - box.height
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setFillColor(box.look.ground)
    canvas.setStrokeColor(box.look.ink)
    canvas.rect(x, y, box.width, box.height, stroke=0, fill=1)
    path = canvas.beginPath()
    path.rect(x, y, box.width, box.height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.lines(_hatch(box.look, x, y, box.width, box.height))
    canvas.restoreState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(box.look.ink)
    canvas.rect(x, y, box.width, box.height, stroke=1, fill=0)


def _hatch(
    look: Look, x: float, y: float, wide: float, tall: float
) -> list[tuple[float, float, float, float]]:
    lines: list[tuple[float, float, float, float]] = []
    for slope in _SLOPES.get(look.pattern, ()):
        if slope == "flat":
            count = int(tall / _STEP) + 1
            lines += [
                (x, y + step * _STEP, x + wide, y + step * _STEP)
                for step in range(count)
            ]
            continue
        lean = {"up": tall, "down": -tall, "steep": 0.0}[slope]
        first = x - max(lean, 0.0)
        count = int((wide + abs(lean)) / _STEP) + 1
        lines += [
            (first + step * _STEP, y, first + step * _STEP + lean, y + tall)
            for step in range(count)
        ]
    return lines


def _words(canvas: Any, words: Words) -> None:
    canvas.setFillColor("#000000")
    canvas.setFont(words.style.face.value, words.style.size)
    draw = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }[words.anchor]
    draw(words.x, -words.y, words.text)


def _run(canvas: Any, run: Run) -> None:
    canvas.saveState()
    canvas.setLineWidth(1.4)
    canvas.setStrokeColor(run.look.ink)
    canvas.setDash(list(run.look.dash))
    path = canvas.beginPath()
    for number, (x, y) in enumerate(run.points):
        (path.lineTo if number else path.moveTo)(x, -y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([])
    canvas.setLineWidth(0.8)
    canvas.setFillColor(run.look.ground)
    for x, y in run.points:
        canvas.circle(x, -y, 2.4, stroke=1, fill=1)
    canvas.restoreState()
