"""HTML to lines of text, quotes marked with `>` and cuts with one sentinel line."""

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

CUT = "\ufdd0"
"""A line of its own: what follows is the message answered to."""

_MAX_HTML = 1_000_000
_NEAR = 12  # elements in which a header block must show its first label
_SKIPPED = frozenset(("head", "style", "script", "title", "noscript", "template"))
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "br", "center", "dd", "div"),
        *("dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table"),
        *("tbody", "td", "tr", "ul"),
    )
)
# Classes and ids that mail programs give to the message they answer to.
_CONTAINERS = re.compile(
    r"\b(?:gmail_quote|gmail_quote_container|gmail_extra_quote|yahoo_quoted"
    r"|protonmail_quote|tutanota_quote|zmail_extra|mail-quote-collapse)\b"
)
_LEAD_INS = re.compile(r"\b(?:moz-cite-prefix|gmail_attr|moz-email-headers-table)\b")
_CUT_IDS = re.compile(
    r"(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION"
    r"|mail-editor-reference-message-container|isForwardContent|isReplyContent)"
)
_CITED = re.compile(r"\b(?:cite|gmail_quote|mail-quote|quote)\b")
_BORDER_TOP = re.compile(r"border-top\s*:[^;]*solid", re.IGNORECASE)
_FROM = re.compile(r"\W{0,4}(?:da|from|от|von|de)\s?:", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")


@dataclass(slots=True)
class _Page:
    """The text so far, and how deep in quotes we stand."""

    lines: list[str] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    depth: int = 0
    structural: bool = False
    # Elements that raised the depth, innermost last; the flag: a container whose
    # blockquote has ended, so that what follows in it is an answer between quotes.
    raised: list[tuple[etree._Element, bool]] = field(default_factory=list)

    def flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if text:
            self.lines.append("> " * self.depth + text)
        elif self.lines and self.lines[-1]:
            self.lines.append("")

    def say(self, text: str | None) -> None:
        if text:
            self.buffer.append(text)

    def cut(self) -> None:
        self.flush()
        self.lines.append(CUT)
        self.structural = True

    def enter(self, element: etree._Element) -> None:
        self.flush()
        self.raised.append((element, False))
        self.depth += 1
        self.structural = True

    def leave(self, element: etree._Element) -> None:
        if not self.raised or self.raised[-1][0] is not element:
            return
        self.flush()
        _, lowered = self.raised.pop()
        self.depth -= not lowered
        if element.tag == "blockquote" and self.raised and not self.raised[-1][1]:
            container = self.raised[-1][0]
            if container.tag != "blockquote":
                self.raised[-1] = (container, True)
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
        elif element.tag in _SKIPPED or _HIDDEN.search(element.get("style", "")):
            walk.skip_subtree()
        else:
            _open(page, element)
    page.flush()
    return "\n".join(page.lines), page.structural


def plain(html: str) -> str:
    """The text of a page for people, quotes marked, cuts not shown."""
    lines = render(html)[0].split("\n") if html else []
    return "\n".join(line for line in lines if line != CUT).strip()


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
    if _is_cut(element):
        page.cut()
    if _is_quote(page, element):
        page.enter(element)
    elif element.tag in _BLOCKS:
        page.flush()
    page.say(element.text)


def _close(page: _Page, element: etree._Element) -> None:
    if element.tag not in _SKIPPED and element.tag in _BLOCKS and element.tag != "br":
        page.flush()
    page.leave(element)
    page.say(element.tail)


def _is_cut(element: etree._Element) -> bool:
    if _CUT_IDS.fullmatch(element.get("id", "")):
        return True
    if element.tag == "hr" and element.get("tabindex") == "-1":  # Outlook on the web
        return True
    if element.tag == "div" and _BORDER_TOP.search(element.get("style", "")):
        return _FROM.match(_first_words(element)) is not None
    return False


def _first_words(element: etree._Element) -> str:
    near = islice(element.iter(), _NEAR)
    return "".join((part.text or "").strip() for part in near)


def _is_quote(page: _Page, element: etree._Element) -> bool:
    names = element.get("class", "")
    if _LEAD_INS.search(names):
        return True
    if element.tag != "blockquote":
        return _CONTAINERS.search(names) is not None
    marks = f"{names} {element.get('type', '')} {element.get('cite') and 'cite'}"
    if _CITED.search(marks) or "border-left" in element.get("style", ""):
        return True
    page.flush()  # an indented paragraph, unless the line before announces a quote
    before = next((line for line in reversed(page.lines) if line), "")
    return before.endswith(":") or before == CUT
