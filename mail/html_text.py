"""HTML to lines of text, quotes marked with `>` and cuts with one sentinel line."""

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from mail import quote_markup as markup
from mail.attribution import Effort, attribution

CUT = "\ufdd0"
"""A line of its own: what follows is the message answered to."""
SIGNED = "\ufdd1"
"""A line of its own: what follows is a signature."""
MARKS = (CUT, SIGNED)

_MAX_HTML = 1_000_000
_NEAR = 12  # elements in which a header block must show its first label
_DEEPEST = 12  # quotes in quotes
_LEAD_IN = 4  # lines above a blockquote that may announce it
_EFFORT = 50_000  # characters looked at to find who is quoted
_LONGEST_NAME = 500  # of a class, a style: nobody's is longer
_NAMING = ("class", "id", "name", "data-marker")
_SKIPPED = frozenset(("head", "style", "script", "title", "noscript", "template"))
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "br", "center", "dd", "div"),
        *("dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table"),
        *("tbody", "td", "tr", "ul"),
    )
)
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")


@dataclass(slots=True)
class _Raised:
    """An element that raised the depth; `lowered` once its blockquote has ended."""

    element: etree._Element
    lowered: bool = False
    speaks: bool = False  # words of its own, not only a blockquote and its lead-in


@dataclass(slots=True)
class _Page:
    """The text so far, and how deep in quotes we stand."""

    lines: list[str] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    depth: int = 0
    structural: bool = False
    ruled: bool = False  # the last thing drawn was a line across the page
    raised: list[_Raised] = field(default_factory=list)  # innermost last
    kept: list[etree._Element] = field(default_factory=list)  # line breaks count here
    effort: Effort = field(default_factory=lambda: Effort(_EFFORT))

    def flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if text:
            self._line(text)
        elif self.lines and self.lines[-1]:
            self.lines.append("")

    def _line(self, text: str) -> None:
        if self.ruled and not self.depth and markup.heads_a_quote(text):
            self.mark(CUT)
        self.ruled = False
        if self.raised and not text.endswith((":", "：")):
            self.raised[-1].speaks = True
        self.lines.append("> " * min(self.depth, _DEEPEST) + text)

    def say(self, text: str | None) -> None:
        if text and self.kept:
            *whole, text = text.replace("\r", "").split("\n")
            for line in whole:
                self.buffer.append(line)
                self.flush()
        if text:
            self.buffer.append(text)

    def mark(self, sentinel: str) -> None:
        self.lines.append(sentinel)
        self.structural = self.structural or sentinel == CUT

    def enter(self, element: etree._Element) -> None:
        self.flush()
        self.raised.append(_Raised(element))
        self.depth += 1
        self.structural = True

    def leave(self, element: etree._Element) -> None:
        if self.kept and self.kept[-1] is element:
            self.kept.pop()
        if not self.raised or self.raised[-1].element is not element:
            return
        self.flush()
        self.depth -= not self.raised.pop().lowered
        outer = self.raised[-1] if self.raised else None
        if outer is None or element.tag != "blockquote":
            return
        if not (outer.lowered or outer.speaks or outer.element.tag == "blockquote"):
            outer.lowered = True  # what follows in it is an answer between quotes
            self.depth -= 1


def render(html: str) -> tuple[str, bool]:
    """The text of a page, and whether its markup told quotes apart."""
    page = _Page()
    root = _parse(html)
    if root is None:
        return "", False
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            _close(page, element)
        elif element.tag in _SKIPPED or markup.HIDDEN.search(element.get("style", "")):
            walk.skip_subtree()
        else:
            _open(page, element)
    page.flush()
    return "\n".join(page.lines), page.structural


def plain(html: str) -> str:
    """The text of a page for people, quotes marked, cuts not shown."""
    lines = render(html)[0].split("\n") if html else []
    return "\n".join(line for line in lines if line not in MARKS).strip()


def _parse(html: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    data = html[:_MAX_HTML].encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _open(page: _Page, element: etree._Element) -> None:
    names = _names(element)
    if _is_cut(element, names):
        page.flush()
        page.mark(CUT)
    if markup.SIGNATURES.search(names):
        page.flush()
        page.mark(SIGNED)
    if _is_quote(page, element, names):
        page.enter(element)
    elif element.tag in _BLOCKS:
        page.flush()
        page.ruled = page.ruled or element.tag == "hr"
    if element.tag == "pre" or markup.KEEPS_LINES.search(element.get("style", "")):
        page.kept.append(element)
    page.say(element.text)


def _close(page: _Page, element: etree._Element) -> None:
    if element.tag not in _SKIPPED and element.tag in _BLOCKS and element.tag != "br":
        page.flush()
    page.leave(element)
    page.say(element.tail)


def _names(element: etree._Element) -> str:
    return " ".join(element.get(one, "")[:_LONGEST_NAME] for one in _NAMING)


def _is_cut(element: etree._Element, names: str) -> bool:
    if markup.CUTS.search(names):
        return True
    if element.tag == "hr" and element.get("tabindex") == "-1":  # Outlook on the web
        return True
    if element.tag == "div" and markup.BORDER_TOP.search(element.get("style", "")):
        return markup.heads_a_quote(_first_words(element))
    return False


def _first_words(element: etree._Element) -> str:
    near = islice(element.iter(), _NEAR)
    return "".join((part.text or "").strip() + (part.tail or "") for part in near)


def _is_quote(page: _Page, element: etree._Element, names: str) -> bool:
    if markup.LEAD_INS.search(names):
        return True
    style = element.get("style", "")
    if element.tag != "blockquote":
        return markup.CONTAINERS.search(names) is not None
    if markup.INDENTED.search(names):
        return False
    marks = f"{names} {element.get('type', '')} {element.get('cite') and 'cite'}"
    if markup.CITED.search(marks) or markup.CONTAINERS.search(names):
        return True
    if markup.LEFT_LINE.search(style):
        return True
    page.flush()  # an indented paragraph, unless the lines before announce a quote
    before = [line for line in page.lines[-_LEAD_IN:] if line]
    if before[-1:] == [CUT]:
        return True
    return any(
        attribution([*before[start:], "> "], 0, page.effort) == len(before) - start
        for start in range(len(before))
    )
