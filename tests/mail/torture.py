"""Malformed mail of every kind we know of, each with what must be read from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.mail.raw_mail import mail
from tests.mail.torture_bodies import BODIES
from tests.mail.torture_files import FILES
from tests.mail.torture_parts import PARTS

A = "a@b.example"

SUBJECTS = {
    "=?utf-8?B?0J7RgtA=?= =?utf-8?B?stC10YI=?=": "Ответ",  # a letter cut in two
    "=?utf-8?Q?Perch=C3?=\r\n =?utf-8?Q?=A9 no?=": "Perché no",
    "=?utf-8?Q?con spazi dentro?=": "con spazi dentro",
    "=?utf-8?Q?davvero??=": "davvero?",
    "=?utf-8?Q?chi? come? dove??= qui": "chi? come? dove? qui",
    "=?utf-8?Q?a?==?utf-8?Q?b?=": "ab",
    "x=?utf-8?Q?a?=y": "xay",
    "=?utf-8?Q?a?= b =?utf-8?Q?c?=": "a b c",
    "=?utf-8*it?Q?lingua?=": "lingua",
    "=?UTF-8?q?a_b=5Fc?=": "a b_c",
    "=?utf-8?b?Y2lhbw?=": "ciao",
    "=?utf-8?b?Y2lh bw==?=": "ciao",
    "=?utf-8?b?Y2l*hbw==?=": "ciao",
    "=?utf-8?b?Y?=": "",
    "=?utf-8?b??=": "",
    "=?utf-8?q?=?=": "",
    "=?utf-8?q?=ZZ=4?=": "=ZZ=4",
    "=?utf-8?x?abc?=": "=?utf-8?x?abc?=",
    "=?utf-8?q?abc": "=?utf-8?q?abc",
    "=??q?abc?=": "=??q?abc?=",
    "=?koi8-r?B?79TXxdQ=?=": "Ответ",
    "=?windows-1251?Q?=CE=F2=E2=E5=F2?=": "Ответ",
    "=?cp1251?Q?=CE=F2=E2=E5=F2?=": "Ответ",
    "=?win-1251?Q?=CE=F2=E2=E5=F2?=": "Ответ",
    "=?iso-8859-1?Q?=CE=F2=E2=E5=F2?=": "Ответ",  # the label lies
    "=?utf-8?Q?=CE=F2=E2=E5=F2?=": "Ответ",
    "=?us-ascii?Q?Perch=E9 no?=": "Perché no",
    "=?windows-1252?Q?=93cos=EC=94?=": "“così”",
    "=?iso-8859-15?Q?100 =80?=": "100 €",
    "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=": "日本",
    "=?gb2312?B?1tC5+g==?=": "中国",
    "=?shift_jis?B?k/qWew==?=": "日本",
    "=?ks_c_5601-1987?B?x9GxuQ==?=": "한국",
    "=?big5?B?pKSw6g==?=": "中國",
    "=?utf-7?Q?Perch+AOk-?=": "Perché",
    "=?utf-16?B?/v8EHgRCBDIENQRC?=": "Ответ",
    "=?utf-8?B?AGEA?=": "a",  # NUL around a letter
    "=?utf-8?B?7aCA?=": "\ufffd",  # a lone surrogate in UTF-8
    "=?utf-8?B?77u/Y2lhbw==?=": "ciao",
    "=?utf-8?Q?a=0D=0ABcc: x@y.example?=": "a Bcc: x@y.example",
    '"=?utf-8?Q?tra_virgolette?="': '"tra virgolette"',
    "=?utf-8?Q?=F0=9F=98=80?=": "😀",
    "Perché no": "Perché no",
    "una\r\n\tdue\r\n   tre": "una due tre",
    "\t  tanto   spazio\t": "tanto spazio",
    "": "",
}
SENDERS = {
    "a@b.example": A,
    "<a@b.example>": A,
    "A@B.EXAMPLE": A,
    "Nome <a@b.example>": A,
    'Nome "x <c@d.example>" <a@b.example>': A,
    '"Nome, con virgola" <a@b.example>': A,
    "Nome, con virgola <a@b.example>": A,
    '"c@d.example" <a@b.example>': A,
    "c@d.example <a@b.example>": A,
    "a@b.example (commento, con @)": A,
    "(commento) a@b.example": A,
    "< a@b.example >": A,
    "<a@b.\r\n example>": A,
    "<mailto:a@b.example>": A,
    "'a@b.example'": A,
    "[a@b.example]": A,
    "Nome <a@b.example": A,
    "Nome a@b.example>": A,
    '"Nome <a@b.example>': A,
    "Nome <a@b.example>; Altro <c@d.example>": A,
    "gruppo: a@b.example, c@d.example;": A,
    "undisclosed-recipients:;": "",
    "=?utf-8?Q?Nome?= <a@b.example>": A,
    "=?utf-8?B?0KfRgtC+?=<a@b.example>": A,
    "Имя <a@b.example>": A,
    "<a@b@c.example>": "a@b@c.example",
    "@": "",
    "<>": "",
    "<<a@b.example>>": A,
    ",,,a@b.example": A,
    '\\"a@b.example': A,
    "Nome <a @ b.example>": A,
}
HEADS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "nothing": (b"", {"kind": "unreadable", "text": ""}),
    "line ends only": (b"\r\n\r\n", {"kind": "unreadable", "text": ""}),
    "no headers": (b"Siamo interessati.\n", {"kind": "unreadable"}),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", {"kind": "unreadable"}),
    "headers only": (b"From: a@b.example", {"sender": A, "text": ""}),
    "LF lines": (b"From: a@b.example\n\nTesto.", {"sender": A, "text": "Testo."}),
    "CR lines": (b"From: a@b.example\r\rTesto.", {"sender": A, "text": "Testo."}),
    "mixed lines": (
        b"From: a@b.example\nSubject: x\r\n\nTesto.\r\n",
        {"subject": "x", "text": "Testo.\n"},
    ),
    "byte order mark": (b"\xef\xbb\xbf" + mail(), {"text": "Testo."}),
    "blank lines before": (b"\r\n\n" + mail(), {"text": "Testo."}),
    "mbox line": (b"From a Tue Oct 14 10:00:00 2025\n" + mail(), {"text": "Testo."}),
    "quoted mbox line": (b">From a Tue Oct 14 2025\n" + mail(), {"text": "Testo."}),
    "mbox line alone": (b"From a Tue Oct 14 2025", {"kind": "unreadable"}),
    "blank before colon": (b"From : a@b.example\n\nx", {"sender": A}),
    "no blank after colon": (b"From:a@b.example\n\nx", {"sender": A}),
    "case of names": (b"FROM: a@b.example\nsubJECT: x\n\ny", {"subject": "x"}),
    "fold at once": (b"From:\r\n a@b.example\r\n\r\nx", {"sender": A}),
    "fold with blank line": (b"From: a@b.example\n \n\nx", {"sender": A, "text": "x"}),
    "continuation first": (b" x\nFrom: a@b.example\n\nx", {"kind": "unreadable"}),
    "junk line in between": (
        b"From: a@b.example\njunk\nSubject: x\n\ny",
        {"subject": "x", "text": "y"},
    ),
    "no blank line before the text": (
        b"From: a@b.example\nTesto senza riga vuota.\n",
        {"sender": A, "text": "Testo senza riga vuota.\n"},
    ),
    "empty name": (b"From: a@b.example\n: x\n\ny", {"sender": A}),
    "NUL in a name": (b"From: a@b.example\nX\0: x\n\ny", {"sender": A}),
    "NUL in a value": (b"From: a\0@b.example\n\ny", {"sender": A}),
    "subject twice": (b"Subject: a\nSubject: b\n\nx", {"subject": "a"}),
    "from twice": (
        b"From: a@b.example\nFrom: c@d.example\n\nx",
        {"sender": A, "problems": ("more than one From",)},
    ),
    "sender in place of from": (b"Sender: a@b.example\n\nx", {"sender": A}),
    "long header without blanks": (mail(X_Long="x" * 60_000), {"text": "Testo."}),
    "id without brackets": (
        mail(Message_ID="1@b.example"),
        {"message_id": "1@b.example"},
    ),
    "id with blanks": (
        mail(Message_ID="< 1@b.example >"),
        {"message_id": "<1@b.example>"},
    ),
    "date of nowhere": (mail(Date="99 Foo 99999 99:99:99 +9999"), {"text": "Testo."}),
}


@dataclass(frozen=True, slots=True)
class Case:
    """`read` holds the fields of the `Reading` that the mail must come out with."""

    name: str
    raw: bytes
    read: dict[str, Any]


def _cases() -> Iterator[Case]:
    for value, subject in SUBJECTS.items():
        yield Case(f"subject {value!r}", mail(Subject=value), {"subject": subject})
    for value, sender in SENDERS.items():
        yield Case(f"from {value!r}", mail(From=value), {"sender": sender})
    for table in (HEADS, BODIES, PARTS, FILES):
        for name, (raw, fields) in table.items():
            yield Case(name, raw, fields)


CASES = tuple(_cases())
