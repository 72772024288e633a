"""Lays a letter out twice from the same pieces: as plain text and as HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH = 72
_BODY = (
    "margin:0;padding:24px;background:#ffffff;color:#1a1a1a;"
    "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5"
)
_MAIN = "max-width:680px"
_NOTE = "color:#595959"
_WARNING = "border:2px solid #7a1f1f;padding:8px;color:#7a1f1f;font-weight:bold"
_TABLE = "border-collapse:collapse;width:100%"
_HEAD_CELL = (
    "border:1px solid #767676;padding:6px;text-align:left;vertical-align:top;width:32%"
)
_CELL = "border:1px solid #767676;padding:6px;text-align:left;vertical-align:top"
_H1 = "font-size:22px;line-height:1.3"
_H2 = "font-size:18px;line-height:1.3"
_H3 = "font-size:16px;line-height:1.3"


@dataclass(frozen=True)
class Paragraph:
    text: str

    def plain(self) -> str:
        return "\n".join(map(_wrapped, self.text.split("\n")))

    def html(self) -> str:
        return _tag("p", _broken(self.text))


class Marker(Paragraph):
    """Found again in replies, so it is never broken into lines."""

    def plain(self) -> str:
        return self.text

    def html(self) -> str:
        return _tag("p", escape(self.text), _NOTE)


class Note(Paragraph):
    def html(self) -> str:
        return _tag("p", _broken(self.text), _NOTE)


@dataclass(frozen=True)
class Link(Paragraph):
    """An address on a line of its own: broken in two it leads nowhere."""

    address: str

    def plain(self) -> str:
        return f"{super().plain()}\n{self.address}"

    def html(self) -> str:
        link = f'<a href="{escape(self.address)}">{escape(self.address)}</a>'
        return f'<p style="{_NOTE}">{_broken(self.text)}<br>\n{link}</p>'


class Watermark(Paragraph):
    def html(self) -> str:
        return _tag("p", _broken(self.text), _WARNING)


@dataclass(frozen=True)
class Title:
    """The subject, once more, for those who read the HTML; text has it above."""

    text: str

    def plain(self) -> str:
        return ""

    def html(self) -> str:
        return _tag("h1", escape(self.text), _H1)


@dataclass(frozen=True)
class Heading:
    text: str

    def plain(self) -> str:
        return _wrapped(self.text.upper())

    def html(self) -> str:
        return _tag("h2", escape(self.text), _H2)


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.items)

    def plain(self) -> str:
        return "\n".join(_hanging(f"- {item}", "  ") for item in self.items)

    def html(self) -> str:
        return _list("ul", self.items)


class Numbered(Items):
    def plain(self) -> str:
        numbered = enumerate(self.items, start=1)
        return "\n".join(_hanging(f"{n}. {item}", "   ") for n, item in numbered)

    def html(self) -> str:
        return _list("ol", self.items)


@dataclass(frozen=True)
class Rows:
    rows: tuple[tuple[str, str | tuple[str, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def plain(self) -> str:
        return "\n".join(_plain_row(label, value) for label, value in self.rows)

    def html(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="{_HEAD_CELL}">{escape(label)}</th>'
            f'<td style="{_CELL}">{_html_value(value)}</td></tr>\n'
            for label, value in self.rows
        )
        return f'<table style="{_TABLE}">\n<tbody>\n{rows}</tbody>\n</table>'


@dataclass(frozen=True)
class Form:
    """One label per line and nothing else on it: partners type behind it."""

    lines: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lines)

    def plain(self) -> str:
        return "\n".join(self.lines)

    def html(self) -> str:
        return _tag("p", "<br>\n".join(escape(line) for line in self.lines))


@dataclass(frozen=True)
class Entry:
    """One proposal of several, under the number that answers name it by."""

    number: str
    name: str
    rows: Rows

    def plain(self) -> str:
        return "\n".join(filter(None, (self._head, self.rows.plain())))

    def html(self) -> str:
        head = _tag("h3", escape(self._head), _H3)
        return f"{head}\n{self.rows.html()}" if self.rows else head

    @property
    def _head(self) -> str:
        return f"{self.number}. {self.name}".rstrip()


@dataclass(frozen=True)
class Laid:
    """Several pieces, laid out once for all the letters that have them in common."""

    text: str
    page: str

    def plain(self) -> str:
        return self.text

    def html(self) -> str:
        return self.page


Piece = Paragraph | Title | Heading | Items | Rows | Form | Entry | Laid


def laid(pieces: Sequence[Piece]) -> list[Piece]:
    """One piece that reads as these do, one after the other."""
    if not pieces:
        return []
    return [Laid(_text(pieces), _page(pieces))]


def plain_text(pieces: Iterable[Piece]) -> str:
    return _text(pieces) + "\n"


def html_page(pieces: Iterable[Piece], *, language: str, title: str) -> str:
    body = _page(pieces)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n<main style="{_MAIN}">\n{body}\n</main>\n'
        "</body>\n</html>\n"
    )


def _text(pieces: Iterable[Piece]) -> str:
    blocks = (piece.plain() for piece in pieces)
    return "\n\n".join(block for block in blocks if block)


def _page(pieces: Iterable[Piece]) -> str:
    return "\n".join(piece.html() for piece in pieces)


def _tag(name: str, content: str, style: str = "") -> str:
    opening = f'{name} style="{style}"' if style else name
    return f"<{opening}>{content}</{name}>"


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


def _list(name: str, items: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(item)}</li>\n" for item in items)
    return f"<{name}>\n{lines}</{name}>"


def _html_value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return _list("ul", value)
    paragraphs = value.split("\n\n")
    if len(paragraphs) == 1:
        return _broken(value)
    return "".join(_tag("p", _broken(paragraph)) for paragraph in paragraphs)


def _plain_row(label: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        items = (_hanging(f"  - {item}", "    ") for item in value)
        return "\n".join((f"{label}:", *items))
    first, *others = (line for line in value.split("\n") if line)
    lines = [_hanging(f"{label}: {first}", "  ")]
    lines += [_hanging(f"  {line}", "  ") for line in others]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return _hanging(text, "")


def _hanging(text: str, indent: str) -> str:
    """Breaks at blanks only, never inside a word; ten times textwrap's speed."""
    if len(text) <= _WIDTH:
        return text.rstrip(" ")
    first, *others = text.lstrip(" ").split(" ")
    lines, line = [], " " * (len(text) - len(text.lstrip(" "))) + first
    for word in others:
        longer = f"{line} {word}"
        if len(longer) > _WIDTH:
            lines.append(line)
            longer = indent + word
        line = longer
    return "\n".join((*lines, line)).rstrip(" ")
