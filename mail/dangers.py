"""Files a person must not open unwarned: told by their bytes, then by their names."""

import re
from collections.abc import Iterator

from mail import archives, signed_file
from mail.archives import Allowance, Entry
from mail.charsets import safe

_PROGRAMS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut
    b"#!/",
)
_ARCHIVES = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"MSCF\0\0\0\0": "CAB",
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"(\xb5/\xfd": "zstd",
}
_PROGRAM_NAME = re.compile(
    r".*\.(?:exe|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl"
    r"|dll|jar|lnk|reg|url|chm|iso|img|vhdx?|scf|dmg|apk|xll)[\s.\"']*",
    re.IGNORECASE | re.DOTALL,
)
_MACRO_NAME = re.compile(
    r".*\.(?:doc|dot|xls|xlt|xla|ppt|pot|pps|sld)[mb]", re.IGNORECASE
)
_TNEF = b"\x78\x9f\x3e\x22"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SIGNS = {
    "EncryptedPackage": "encrypted document: {}",
    "_VBA_PROJECT": "document with macros: {}",
    "__substg1.0_": "Outlook file that cannot be opened: {}",
}
_PGP = re.compile(rb"\s{0,20}-----BEGIN PGP MESSAGE-----")

_MAX_RATIO = 100
_SMALL = 2**20  # what inflates to less harms nobody
_MAX_NESTED = 2
_MAX_INNER = 2**20
_MAX_NAME = 80
_HEAD = 512


def dangers(data: bytes, name: str, allowance: Allowance) -> Iterator[str]:
    """What is wrong with a file, in sentences that end with its name."""
    shown = _shown(name)
    if _is_program(data[:_HEAD], name):
        yield f"program or script: {shown}"
    if data.startswith(_TNEF):
        yield "Outlook file (winmail.dat) that cannot be opened"
    if signed_file.kind(data) == "encrypted" or _PGP.match(data):
        yield f"encrypted file: {shown}"
    if data.startswith(_OLE):
        yield from _in_old_office(data, shown)
    elif archives.is_zip(data):
        yield from _in_archive(data, shown, allowance, depth=1)
    for mark, kind in _ARCHIVES.items():
        if data.startswith(mark):
            yield f"archive that is not looked into ({kind}): {shown}"


def _is_program(head: bytes, name: str) -> bool:
    if head.startswith(_PROGRAMS) or _PROGRAM_NAME.fullmatch(name):
        return True
    return head.startswith(b"MZ") and b"\0" in head  # and not a letter to Mr MZ


def _in_old_office(data: bytes, shown: str) -> Iterator[str]:
    for sign, sentence in _OLE_SIGNS.items():
        if sign.encode("utf-16-le") in data:
            yield sentence.format(shown)


def _in_archive(
    data: bytes, shown: str, allowance: Allowance, *, depth: int
) -> Iterator[str]:
    listed = archives.entries(data, allowance)
    if listed is None:
        yield f"archive that cannot be read: {shown}"
        return
    if any(entry.encrypted for entry in listed):
        yield f"encrypted archive: {shown}"
    if _is_bomb(data, listed):
        yield f"archive that swells too much (zip bomb): {shown}"
    if any(_has_macros(entry.name) for entry in listed):
        yield f"document with macros: {shown}"
    yield from _inside(data, listed, shown, allowance, depth)


def _has_macros(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or bool(_MACRO_NAME.fullmatch(name))


def _is_bomb(data: bytes, listed: list[Entry]) -> bool:
    packed = sum(entry.packed for entry in listed)
    size = sum(entry.size for entry in listed)
    # Entries that share their bytes claim more than the file is long.
    ratio = size / max(1, min(packed, len(data)))
    return packed > 2 * len(data) or (size > _SMALL and ratio > _MAX_RATIO)


def _inside(
    data: bytes, listed: list[Entry], shown: str, allowance: Allowance, depth: int
) -> Iterator[str]:
    for entry in listed:
        if _PROGRAM_NAME.fullmatch(entry.name):
            yield f"program or script in an archive: {shown}"
        elif _is_archive_name(entry.name):
            if depth >= _MAX_NESTED:
                yield f"archive in an archive in an archive: {shown}"
                continue
            inner = archives.beginning(data, entry, _MAX_INNER, allowance)
            if archives.is_zip(inner) and len(inner) < _MAX_INNER:
                yield from _in_archive(inner, shown, allowance, depth=depth + 1)
        elif _is_program(archives.beginning(data, entry, _HEAD, allowance), ""):
            yield f"program or script in an archive: {shown}"


def _is_archive_name(name: str) -> bool:
    return name.lower().endswith((".zip", ".jar", ".rar", ".7z", ".cab", ".gz"))


def _shown(name: str) -> str:
    return " ".join(safe(name).split())[:_MAX_NAME] or "(no name)"
