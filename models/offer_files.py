"""Files beside a draft: which may be added, and what they have to begin with."""

import re
from collections.abc import Collection, Mapping
from typing import Final

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of one file."""
MOST: Final = 10
"""As many as a form names."""
_NAME = re.compile(r"(?i)[^/\\:\x00-\x1f]{1,190}\.(pdf|ods|docx|jpe?g)")
_BEGINS: Final[Mapping[str, bytes]] = {
    "pdf": b"%PDF-",
    "ods": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}


def refused(name: str, held: bytes, known: Collection[str]) -> str:
    """Why a file may not be added, as a code; empty if it may."""
    if not _NAME.fullmatch(name):
        return "kind"
    if not held.startswith(_BEGINS[name.rpartition(".")[2].casefold()]):
        return "content"
    if len(held) > LARGEST:
        return "large"
    return "many" if len({*known, name}) > MOST else ""
