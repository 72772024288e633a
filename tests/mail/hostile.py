"""Mail made to take time or memory: as large as is accepted, or nearly."""

import base64
import struct
from collections.abc import Callable
from functools import reduce

from mail.limits import MAX_BYTES
from tests.mail.raw_mail import mail, multipart
from tests.mail.wrapping import signed, streamed, with_file, zipped

SIZE = MAX_BYTES - 2**20
DECODED = 24 * 2**20  # what fits in as base64
Make = Callable[[], bytes]


def fill(piece: bytes, size: int = SIZE) -> bytes:
    return piece * (size // len(piece))


# ── bodies of one thing over and over ────────────────────────────────────────────

_PIECES: dict[str, bytes] = {
    "quotes": b">\n",
    "deep quotes": b">>>>>>>>>>>>>>>>\n",
    "Da:": b"Da: a\n",
    "header blocks": b"Da: Mario <a@b.it>\nInviato: 14/10/2025\nA: x@y.it\n",
    "blank lines": b"\n",
    "CR alone": b"\r",
    "one line": b"a",
    "one line of words": b"a ",
    "dashes": b"--\n",
    "signatures": b"-- \n",
    "NUL": b"\0",
    "broken UTF-8": b"\xc3",
    "Russian without a label": "привет мир ".encode("cp1251"),
    "addresses": b"a@b.it ",
    "pluses": b"+aaaaaaaa",
    "codes": b"IT-RU/2007-2009/XV/LIP/0007 ",
    "half codes": b"IT-RU/2007-2009/",
    "attributions": b"Il giorno 14/10/2025 x@y ha scritto @ ha scritto:a\n",
    "sign-offs": b"Cordiali saluti\n> x\n",
    "form": b"Risposta (SI): SI\n",
    "angles": b"<",
    "dates": b"fino al 12.12.2025, ",
    "declarations": b"siamo interessati, non siamo interessati ",
    "uu begins": b"\nbegin ",
    "uu lines of one letter": b"begin 644 a\n!A\n!A\n",
}
_TAGS = {
    "div": b"<div>",
    "blockquote": b"<blockquote type=cite>",
    "table": b"<table><tr><td>",
    "italic": b"<i><p>",
    "br": b"<br>",
    "comments": b"<!--",
    "attribute without end": b'<p a="',
    "entities": b"&amp;",
    "cells": b"<td>x",
    "attributes": b"<p a=b c=d e=f>",
    "closed": b"</div>",
    "paragraphs": b"<p>x",
    "lead-ins": b"<blockquote>x:</blockquote>",
    "meta": b"<meta ",
}
_CHARSETS = {
    "utf-7": b"+A\xff",
    "utf-16": b"a",
    "utf-32": bytes(range(256)),
    "iso-2022-jp": b"\x1b$B!!",
    "hz": b"~{!",
    "gb18030": b"\xff",
    "idna": b"a.",
    "punycode": b"a-",
}


def _filled(piece: bytes, **headers: str) -> Make:
    return lambda: mail(fill(piece), **headers)


_FAILED = {"From": "MAILER-DAEMON@x.example", "Subject": "Undelivered"}
BODIES: dict[str, Make] = (
    {f"body of {name}": _filled(piece) for name, piece in _PIECES.items()}
    | {
        f"failure of {name}": _filled(piece, **_FAILED)
        for name, piece in _PIECES.items()
    }
    | {
        f"page of {name}": _filled(piece, Content_Type="text/html")
        for name, piece in _TAGS.items()
    }
    | {
        f"charset {name}": _filled(piece, Content_Type=f"text/plain; charset={name}")
        for name, piece in _CHARSETS.items()
    }
)

_FLOWED = "text/plain; format=flowed; delsp=yes; charset=windows-1251"
ENCODED: dict[str, Make] = {
    "flowed": lambda: mail(fill(b"a \n"), Content_Type=_FLOWED),
    "flowed blank lines": lambda: mail(fill(b"\n"), Content_Type=_FLOWED),
    "qp soft ends": lambda: mail(
        fill(b"=\n"), Content_Transfer_Encoding="quoted-printable"
    ),
    "base64 of quotes": lambda: mail(
        base64.encodebytes(fill(b">\n", DECODED)), Content_Transfer_Encoding="base64"
    ),
    "base64 of dirt": lambda: mail(
        fill(b"AAAA!*?A===A\n"), Content_Transfer_Encoding="base64"
    ),
    "uuencode": lambda: mail(b"begin 644 a.txt\n" + fill(b"M" + b"A" * 60 + b"\n")),
    "uuencode, short lines": lambda: mail(
        b"begin 644 a.txt\n" + fill(b">" + b"A" * 39 + b"\n")
    ),
    "many uuencoded": lambda: mail(fill(b"begin 644 a.txt\n#AAAA\n`\nend\n")),
}

# ── headers ──────────────────────────────────────────────────────────────────────

_VALUES = {
    "addresses": "a@b.it,",
    "words": "=?utf-8?q?a?= ",
    "unended words": "=?u?q?",
    "dots": "a.",
    "quotes": '"',
    "escapes": '"\\',
    "comments": "(a(b",
    "angles": "<a@",
    "ats": "@",
    "parameters": ";a=b",
    "continuations": ";a*1=%41",
    "unended parameters": ';a="',
    "replies": "Re: ",
}
_FIELDS = ("From", "To", "Subject", "References", "Content-Disposition", "Date")


def _valued(field: str, value: str) -> Make:
    headers = {field.replace("-", "_"): value * (64_000 // len(value))}
    return lambda: mail(b"Testo.", **headers)


HEADERS: dict[str, Make] = {
    f"{field} of {name}": _valued(field, value)
    for name, value in _VALUES.items()
    for field in _FIELDS
} | {
    "Content-Type of parameters": lambda: mail(
        Content_Type="text/plain" + ';a="\\"' * 10_000
    ),
    "fields": lambda: b"a:\n" * 19_000 + b"\nx",
    "From again": lambda: b"From: <a@b.it>\n" * 14_000 + b"\nx",
    "To again": lambda: b"To:a\n" * 19_000 + b"\nx",
    "ids": lambda: b"References: <a@b>\n" * 13_000 + b"\nx",
    "folds": lambda: b"Subject: a\n" + b" a\n" * 20_000 + b"\n",
    "junk": lambda: b"From: a@b\n" + fill(b"junk\n"),
}


# ── parts ────────────────────────────────────────────────────────────────────────

_NESTED = b"Content-Type: message/rfc822\n\n"
_NESTED_64 = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
_OPAQUE = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"


def _multiparts(depth: int, body: bytes) -> bytes:
    for level in range(depth):
        head = b"Content-Type: multipart/mixed; boundary=q%d\n\n--q%d\n" % (
            level,
            level,
        )
        body = head + body + b"\n--q%d--\n" % level
    return body


def _report(body: bytes) -> bytes:
    part = b"Content-Type: message/delivery-status\r\n\r\nAction: failed\n\n" + body
    return multipart(part, kind="report")


STRUCTURE: dict[str, Make] = {
    "999 parts": lambda: multipart(*[b"\r\n" + b"x" * 34_000] * 999),
    "900 pages": lambda: multipart(
        *[b"Content-Type: text/html\r\n\r\n<p>" + b"x" * 30_000] * 900
    ),
    "900 multiparts": lambda: multipart(*[_multiparts(1, b"\nx")] * 450),
    "deep multiparts": lambda: _multiparts(18, b"\n" + fill(b"x\n")),
    "near boundaries": lambda: mail(
        fill(b"--bX\n"), Content_Type="multipart/mixed; boundary=b"
    ),
    "messages in messages": lambda: _NESTED * 19 + b"\n" + fill(b"x\n"),
    "encoded messages in messages": lambda: reduce(
        lambda inner, _: _NESTED_64 + base64.encodebytes(inner),
        range(18),
        b"x" * 60_000,
    ),
    "many encoded messages": lambda: multipart(
        *[_NESTED_64 + base64.encodebytes(b"Subject: x\n\n" + b"a" * 500_000)] * 49
    ),
    "signed in signed": lambda: reduce(
        lambda inner, _: _OPAQUE + base64.encodebytes(signed(inner)),
        range(15),
        b"Content-Type: text/plain\n\n" + b"x" * 60_000,
    ),
    "report of recipients": lambda: _report(
        fill(b"Final-Recipient: rfc822; a@b.it\nAction: failed\nStatus: 5.1.1\n\n")
    ),
    "report of blank lines": lambda: _report(fill(b" \n")),
    "reports in one mail": lambda: multipart(
        *[
            b"Content-Type: message/delivery-status\r\n\r\n"
            + b"Final-Recipient: rfc822; a@b.it\nAction: failed\n\n" * 1_400
        ]
        * 400
    ),
    "calendar": lambda: mail(
        b"METHOD:REPLY\n" + fill(b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\n"),
        Content_Type="text/calendar",
    ),
    "calendar of folds": lambda: mail(fill(b"\n "), Content_Type="text/calendar"),
}

# ── files ────────────────────────────────────────────────────────────────────────

_OCTETS = bytes.fromhex("06092a864886f70d010702")
_STREAM_HEAD = (
    b"\x30\x80" + _OCTETS + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80"
    b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80"
)


def _stream(octets: bytes) -> bytes:
    return with_file(_STREAM_HEAD + streamed(0x24, octets) + bytes(8), "a.p7m")


def _directory(count: int, name: bytes = b"a") -> bytes:
    """A ZIP of nothing but its directory."""
    entry = struct.pack(
        "<4s4xHHHHIIIHHHHHII",
        *(b"PK\x01\x02", 0, 8, 0, 0, 0, 100, 100, len(name), 0, 0, 0, 0, 0, 0),
    )
    body = (entry + name) * count
    end = struct.pack("<4s6xHIIH", b"PK\x05\x06", count & 65_535, len(body), 64, 0)
    return b"PK\x03\x04" + bytes(60) + body + end


FILES: dict[str, Make] = {
    "file": lambda: with_file(fill(b"z", DECODED), "a.pdf"),
    "binary file": lambda: multipart(
        b"Content-Type: application/pdf\r\n\r\n" + fill(b"%PDF" + bytes(range(256)))
    ),
    "p7m of one-letter chunks": lambda: _stream(fill(b"\x04\x01a", DECODED)),
    "p7m of empty chunks": lambda: _stream(fill(b"\x04\x00", DECODED)),
    "p7m of streams in streams": lambda: _stream(fill(b"\x24\x80", DECODED)),
    "p7m of small chunks": lambda: _stream(fill(b"\x04\x64" + b"a" * 100, DECODED)),
    "pdf saved very often": lambda: with_file(
        b"%PDF-1.4\n/AcroForm\n" + fill(b"startxref\n0\n", 2**20), "a.pdf"
    ),
    "pdf of nothing": lambda: with_file(
        b"%PDF-1.4\n/AcroForm\n" + fill(b"1 0 obj<<>>endobj\n", 2**21 - 100), "a.pdf"
    ),
    "pdf too deep": lambda: with_file(
        b"%PDF-1.4\n1 0 obj<</AcroForm " + fill(b"<</a", 2**21 - 100), "a.pdf"
    ),
    "zip of many entries": lambda: with_file(_directory(500_000), "a.zip"),
    "zip of long names": lambda: with_file(
        _directory(400, b"." * 59_000 + b".zip"), "a.zip"
    ),
    "zips of zips": lambda: with_file(
        zipped({f"{n}.zip": bytes(10**7) for n in range(20)}), "a.zip"
    ),
    "old document": lambda: with_file(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJEC".encode("utf-16-le") * 10**6,
        "a.doc",
    ),
}
HEAVY = {**BODIES, **ENCODED, **HEADERS, **STRUCTURE, **FILES}
