"""XML from outside: no DTD, no entities, no network, of bounded size."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from mail.charsets import decode, safe

MAX_XML = 2**20
MAX_VALUE = 1_000  # characters of one value

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_SPACE = re.compile(r"\s+")


class ForeignXmlError(Exception):
    """It is not read: too large, hostile, or no XML at all."""


def parsed(data: bytes) -> tuple[etree._Element, bool]:
    """The root, and whether the document was whole.

    Raises:
        ForeignXmlError: nothing of it can, or should, be read.
    """
    if len(data) > MAX_XML:
        raise ForeignXmlError(f"larger than {MAX_XML} bytes")
    root = _parsed(data)
    if root is None:  # the label often lies about the charset
        root = _parsed(_DECLARATION.sub("", decode(data)).strip().encode())
    whole = root is not None
    if root is None:
        root = _parsed(data, recover=True)
    if root is None:
        raise ForeignXmlError("not XML")
    if _declares(root):
        raise ForeignXmlError("it declares entities")
    return root, whole


def local(element: etree._Element) -> str:
    """The name without its namespace, in lower case."""
    return _local(str(element.tag))


def under(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements at a path of local names, each a child of the one before."""
    if not path:
        yield element
        return
    for child in element.iterchildren(tag=etree.Element):
        if local(child) == path[0]:
            yield from under(child, *path[1:])


def first(element: etree._Element, *path: str) -> etree._Element | None:
    return next(under(element, *path), None)


def anywhere(element: etree._Element, name: str) -> etree._Element | None:
    """The first descendant of a local name."""
    found = element.iterdescendants(tag=etree.Element)
    return next((one for one in found if local(one) == name), None)


def value(element: etree._Element | None) -> str:
    """The text of an element on one line, safe to store."""
    if element is None:
        return ""
    return _one_line("".join(str(text) for text in element.itertext()))


def attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    for key, given in element.items():
        if _local(str(key)) == name:
            return _one_line(str(given))
    return ""


def _local(name: str) -> str:
    """By hand: what is recovered of broken XML may have no valid name."""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", safe(text)).strip()[:MAX_VALUE]


def _parsed(data: bytes, *, recover: bool = False) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _declares(root: etree._Element) -> bool:
    dtd: Any = root.getroottree().docinfo.internalDTD  # the stubs know it by halves
    return dtd is not None and next(dtd.iterentities(), None) is not None
