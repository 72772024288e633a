"""Files inside signatures, archives, uuencoded lines; calendars; what is dangerous."""

import base64
from typing import Any

from tests.mail.raw_mail import mail, multipart
from tests.mail.wrapping import (
    armoured,
    detached,
    enveloped,
    signed,
    signed_stream,
    uuencoded,
    with_file,
    with_password,
    zipped,
)

SI = b"\r\nSi."
PDF = b"%PDF-1.4 " + bytes(range(256)) * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
LETTER = (
    "Content-Type: text/plain; charset=utf-8\r\n\r\nÈ deciso: siamo interessati.\r\n"
)

_P7M = {
    "der": signed(PDF),
    "stream": signed_stream(PDF),
    "base64": base64.encodebytes(signed(PDF)),
    "base64 stream": base64.encodebytes(signed_stream(PDF)),
    "armour": armoured(signed(PDF)),
    "twice": signed(signed(PDF)),
    "twice, stream and base64": base64.encodebytes(signed_stream(signed_stream(PDF))),
}
SIGNED: dict[str, tuple[bytes, dict[str, Any]]] = {
    f"p7m {name}": (
        with_file(data, "Scheda.pdf.p7m"),
        {"names": ("Scheda.pdf.p7m", "Scheda.pdf"), "last": PDF, "problems": ()},
    )
    for name, data in _P7M.items()
} | {
    "p7m by its type": (
        with_file(signed(PDF), "Scheda.pdf.p7m", "application/pkcs7-mime"),
        {"names": ("Scheda.pdf.p7m", "Scheda.pdf"), "last": PDF, "problems": ()},
    ),
    "p7m of p7m by name": (
        with_file(signed(signed(PDF)), "a.pdf.p7m.P7M"),
        {"names": ("a.pdf.p7m.P7M", "a.pdf"), "last": PDF},
    ),
    "p7m cut": (
        with_file(signed(PDF)[:2_000], "a.pdf.p7m"),
        {"names": ("a.pdf.p7m",)},
    ),
    "p7m that is none": (with_file(PDF, "a.pdf.p7m"), {"names": ("a.pdf.p7m",)}),
    "p7m empty": (with_file(b"", "a.p7m"), {"names": ("a.p7m",)}),
    "p7m encrypted": (
        with_file(enveloped(), "a.pdf.p7m"),
        {"names": ("a.pdf.p7m",), "problems": ("encrypted file: a.pdf.p7m",)},
    ),
    "signature beside": (
        with_file(detached(), "smime.p7s", "application/pkcs7-signature"),
        {"names": ("smime.p7s",), "problems": ()},
    ),
}


def _opaque(content: bytes, kind: str = "signed-data") -> bytes:
    return mail(
        base64.encodebytes(content),
        Content_Type=f'application/pkcs7-mime; smime-type={kind}; name="smime.p7m"',
        Content_Disposition='attachment; filename="smime.p7m"',
        Content_Transfer_Encoding="base64",
    )


_SEALED = "encrypted, or signed so that it cannot be read"
OPAQUE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "opaque signature": (
        _opaque(signed(LETTER.encode())),
        {"new_text": "È deciso: siamo interessati.", "names": (), "problems": ()},
    ),
    "opaque signature, stream": (
        _opaque(signed_stream(LETTER.encode(), chunk=7)),
        {"new_text": "È deciso: siamo interessati.", "problems": ()},
    ),
    "opaque signature with a file": (
        _opaque(signed(with_file(PDF, "a.pdf").split(b"\r\n", 3)[3])),
        {"new_text": "Si.", "names": ("a.pdf",), "last": PDF},
    ),
    "opaque signature, cut": (
        _opaque(signed(LETTER.encode())[:-60]),
        {"new_text": "", "problems": (_SEALED,)},
    ),
    "encrypted mail": (
        _opaque(enveloped(), "enveloped-data"),
        {"problems": (_SEALED, "encrypted file: smime.p7m")},
    ),
    "PGP mail": (
        multipart(b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1").replace(
            b"multipart/mixed", b"multipart/encrypted"
        ),
        {"problems": (_SEALED,)},
    ),
}
UUENCODED: dict[str, tuple[bytes, dict[str, Any]]] = {
    "uuencoded": (
        mail(b"Si.\n\n" + uuencoded("a.pdf", PDF) + b"\nMario"),
        {"text": "Si.\n\n\nMario", "names": ("a.pdf",), "last": PDF},
    ),
    "uuencoded twice": (
        mail(uuencoded("a.pdf", PDF) + uuencoded("b.pdf", PDF)),
        {"text": "", "names": ("a.pdf", "b.pdf"), "last": PDF},
    ),
    "uuencoded, CRLF": (
        mail(uuencoded("a b.pdf", PDF).replace(b"\n", b"\r\n")),
        {"names": ("a b.pdf",), "last": PDF},
    ),
    "uuencoded, no end": (
        mail(uuencoded("a.pdf", PDF[:900]).removesuffix(b"`\nend\n")),
        {"names": ("a.pdf",), "last": PDF[:900]},
    ),
    "uuencoded, not": (
        mail(b"begin 644 the work\nand go on."),
        {"text": "begin 644 the work\nand go on.", "names": ()},
    ),
}
_DANGEROUS = {
    "a.exe": (b"MZ\x90\0" + bytes(60), "program or script: a.exe"),
    "fattura.pdf": (b"MZ\x90\0" + bytes(60), "program or script: fattura.pdf"),
    "fattura.pdf.js": (b"alert(1)", "program or script: fattura.pdf.js"),
    "a": (b"\x7fELF\2\1\1", "program or script: a"),
    "a.lnk": (b"L\0\0\0\x01\x14\x02\0", "program or script: a.lnk"),
    "modulo.docm": (
        zipped({"word/document.xml": b"x", "word/vbaProject.bin": b"x"}),
        "document with macros: modulo.docm",
    ),
    "old.doc": (
        OLE + "_VBA_PROJECT".encode("utf-16-le"),
        "document with macros: old.doc",
    ),
    "chiuso.docx": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "encrypted document: chiuso.docx",
    ),
    "a.msg": (
        OLE + "__substg1.0_".encode("utf-16-le"),
        "Outlook file that cannot be opened: a.msg",
    ),
    "winmail.dat": (
        b"\x78\x9f\x3e\x22\x01\x00",
        "Outlook file (winmail.dat) that cannot be opened",
    ),
    "chiuso.zip": (
        with_password(zipped({"a.txt": b"x"})),
        "encrypted archive: chiuso.zip",
    ),
    "bomba.zip": (
        zipped({"a.txt": bytes(3 * 2**20)}),
        "archive that swells too much (zip bomb): bomba.zip",
    ),
    "dentro.zip": (
        zipped({"a.scr": b"x"}),
        "program or script in an archive: dentro.zip",
    ),
    "travestito.zip": (
        zipped({"a.pdf": b"MZ\x90\0" + bytes(60)}),
        "program or script in an archive: travestito.zip",
    ),
    "due.zip": (
        zipped({"b.zip": zipped({"a.exe": b"x"})}),
        "program or script in an archive: due.zip",
    ),
    "tre.zip": (
        zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": b"x"})})}),
        "archive in an archive in an archive: tre.zip",
    ),
    "rotto.zip": (b"PK\x03\x04" + bytes(50), "archive that cannot be read: rotto.zip"),
    "a.rar": (b"Rar!\x1a\x07\0", "archive that is not looked into (RAR): a.rar"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", "archive that is not looked into (7z): a.7z"),
    "a.asc": (b"-----BEGIN PGP MESSAGE-----\n", "encrypted file: a.asc"),
}
DANGERS: dict[str, tuple[bytes, dict[str, Any]]] = {
    f"danger {name}": (with_file(data, name), {"new_text": "Si.", "problems": (said,)})
    for name, (data, said) in _DANGEROUS.items()
} | {
    f"harmless {name}": (with_file(data, name), {"new_text": "Si.", "problems": ()})
    for name, data in {
        "a.pdf": PDF,
        "MZ.txt": b"MZ e i suoi",
        "a.docx": zipped({"word/document.xml": bytes(90_000), "a.rels": b"x"}),
        "a.zip": zipped({"a.pdf": PDF, "b.zip": zipped({"c.pdf": PDF})}),
        "a.doc": OLE,
    }.items()
}


def _event(method: str, *attendees: str, sender: str = "a@b.example") -> bytes:
    lines = "\r\n".join(("BEGIN:VEVENT", *attendees, "END:VEVENT"))
    return mail(
        f"BEGIN:VCALENDAR\r\n{method}\r\n{lines}\r\nEND:VCALENDAR".encode(),
        From=sender,
        Content_Type="text/calendar; charset=utf-8",
    )


_YES = "ATTENDEE;CN=A;PARTSTAT=ACCEPTED:mailto:a@b.example"
_NO = "ATTENDEE;PARTSTAT=DECLINED:MAILTO:c@d.example"
CALENDARS: dict[str, tuple[bytes, dict[str, Any]]] = {
    f"calendar {meaning or name!r}": (raw, {"calendar": meaning})
    for name, raw, meaning in (
        ("", _event("METHOD:REQUEST"), "request"),
        ("", _event("METHOD:CANCEL"), "cancel"),
        ("", _event("method:publish"), "publish"),
        ("", _event("METHOD:REPLY", _YES), "reply accepted"),
        ("", _event("METHOD:REPLY", _NO), "reply declined"),
        ("", _event("METHOD:REPLY"), "reply"),
        ("none", _event("X:Y"), ""),
        ("unknown", _event("METHOD:DESTROY"), ""),
    )
} | {
    "calendar of two people": (
        _event("METHOD:REPLY", _NO, _YES),
        {"calendar": "reply accepted"},
    ),
    "calendar folded": (
        _event("METHOD:REPLY", "ATTENDEE;PARTST\r\n AT=TENTATIVE:mailto:a@b.example"),
        {"calendar": "reply tentative"},
    ),
    "calendar beside words": (
        multipart(SI, b"Content-Type: text/calendar; method=COUNTER\r\n\r\nBEGIN:X"),
        {"calendar": "counter", "new_text": "Si."},
    ),
}
FILES = {**SIGNED, **OPAQUE, **UUENCODED, **DANGERS, **CALENDARS}
