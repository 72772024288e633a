"""The content controls of a DOCX: their tags with what they were filled with."""

import io
import struct
import zipfile
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from models.message import FormField

_MOST_UNPACKED = 10 * 2**20
_MOST_DIRECTORY = 200_000  # bytes: some two thousand parts
_MOST_CONTROLS = 600
_MOST_PIECES = 2_000  # elements of one control
_DOCUMENT = "word/document.xml"
_END, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_END_LENGTH = 22
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TRUE = ("1", "true", "on")


def docx_fields(data: bytes) -> Iterator[FormField] | None:
    """The controls in the order of the text; None when the DOCX has none."""
    if not _is_small(data):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(_DOCUMENT).file_size > _MOST_UNPACKED:
            return None
        with archive.open(_DOCUMENT) as part:
            xml = part.read(_MOST_UNPACKED + 1)
    if len(xml) > _MOST_UNPACKED or b"<!DOCTYPE" in xml:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    controls = list(
        islice(etree.fromstring(xml, parser).iter(f"{_W}sdt"), _MOST_CONTROLS)
    )
    return _fields(controls) if controls else None


def _is_small(data: bytes) -> bool:
    """Whether the list of parts may be read: zipfile believes what the end says."""
    tail = data[-(2**16 + _END_LENGTH + 20) :]
    place = tail.rfind(_END)
    if place < 0 or _ZIP64 in tail or len(tail) - place < _END_LENGTH:
        return False
    (size,) = struct.unpack_from("<L", tail, place + 12)
    return int(size) <= _MOST_DIRECTORY


def _fields(controls: list[etree._Element]) -> Iterator[FormField]:
    for control in controls:
        facts = control.find(f"{_W}sdtPr")
        if facts is None:
            continue
        names = [_attribute(facts, one) for one in ("tag", "alias")]
        value = _value(control, facts)
        for name in dict.fromkeys(filter(None, names)):
            yield FormField(name=name, value=value)


def _attribute(facts: etree._Element, name: str) -> str:
    element = facts.find(f"{_W}{name}")
    return "" if element is None else str(element.get(f"{_W}val") or "")


def _value(control: etree._Element, facts: etree._Element) -> str:
    box = facts.find(f"{_W14}checkbox")
    if box is not None:
        checked = box.find(f"{_W14}checked")
        state = "0" if checked is None else checked.get(f"{_W14}val", "1")
        return "yes" if str(state).lower() in _TRUE else "no"
    if facts.find(f"{_W}showingPlcHdr") is not None:
        return ""
    content = control.find(f"{_W}sdtContent")
    if content is None:
        return ""
    pieces = islice(
        content.iter(f"{_W}t", f"{_W}p", f"{_W}br", f"{_W}tab"), _MOST_PIECES
    )
    return "".join(
        (one.text or "") if one.tag == f"{_W}t" else "\n" for one in pieces
    ).strip()
