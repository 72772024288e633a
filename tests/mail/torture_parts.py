"""Multiparts, nested messages and file names as broken programs write them."""

from typing import Any

from tests.mail.raw_mail import mail, multipart

SI = b"\r\nSi."
PDF = b"Content-Type: application/pdf\r\n\r\n%PDF"
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Si.</p>"


def _multi(kind: str, body: bytes, **read: Any) -> tuple[bytes, dict[str, Any]]:
    return mail(body, Content_Type=f"multipart/{kind}"), read


MULTIPARTS = {
    "no boundary named": _multi(
        "mixed", b"--confine123\nContent-Type: text/plain\n\nSi.", new_text="Si."
    ),
    "no boundary named, words before": _multi(
        "mixed",
        b"This is MIME.\n\n--confine123\nContent-Type: text/plain\n\nSi.",
        new_text="Si.",
    ),
    "another boundary named": _multi(
        "mixed; boundary=altro",
        b"--confine123\nContent-Type: text/plain\n\nSi.\n--confine123--\n",
        new_text="Si.",
    ),
    "no boundary at all": _multi("mixed; boundary=b", b"Si.", new_text="Si."),
    "boundary empty": _multi('mixed; boundary=""', b"Si.", new_text="Si."),
    "boundary in quotes": _multi(
        'mixed; boundary="a b:c"', b"--a b:c\n\nSi.\n--a b:c--", new_text="Si."
    ),
    "boundary with blanks, no quotes": _multi(
        "mixed; boundary=a b", b"--a b\n\nSi.\n--a b--", new_text="Si."
    ),
    "boundary of signs": _multi(
        'mixed; boundary="=_?+(.*"', b"--=_?+(.*\n\nSi.\n--=_?+(.*--", new_text="Si."
    ),
    "boundary not ASCII": (
        mail("--è\n\nSi.\n--è--".encode(), Content_Type="multipart/mixed; boundary=è"),
        {"new_text": "Si."},
    ),
    "no closing line": _multi("mixed; boundary=b", b"--b\n\nSi.", new_text="Si."),
    "closing line first": _multi("mixed; boundary=b", b"--b--\nSi.", attachments=()),
    "blanks after the boundary": _multi(
        "mixed; boundary=b", b"--b \t\n\nSi.\n--b-- \n", new_text="Si."
    ),
    "one boundary begins another": _multi(
        "mixed; boundary=b",
        b"--b\nContent-Type: multipart/mixed; boundary=bb\n\n"
        b"--bb\n\nSi.\n--bb--\n--b--",
        new_text="Si.",
    ),
    "same boundary inside": _multi(
        "mixed; boundary=b",
        b"--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSi.\n--b--\n--b--",
        new_text="Si.",
    ),
    "words after the end": _multi(
        "mixed; boundary=b", b"--b\n\nSi.\n--b--\nNo.", new_text="Si."
    ),
    "empty part": _multi(
        "mixed; boundary=b", b"--b\n--b\n\nSi.\n--b--", new_text="Si."
    ),
    "part without a blank line": _multi(
        "mixed; boundary=b", b"--b\nContent-Type: text/plain\n--b--", new_text=""
    ),
    "part that begins with words": _multi(
        "mixed; boundary=b", b"--b\nSi.\n--b--", new_text="Si."
    ),
    "encoded as a whole": (
        mail(
            b"--b\n\nSi.\n--b--",
            Content_Type="multipart/mixed; boundary=b",
            Content_Transfer_Encoding="base64",
        ),
        {"new_text": "Si."},
    ),
    "multipart of no kind": _multi("; boundary=b", b"--b\n\nSi.\n--b--"),
    "alternative without plain": (
        multipart(HTML, kind="alternative"),
        {"new_text": "Si."},
    ),
    "alternative upside down": (
        multipart(HTML, SI, kind="alternative"),
        {"new_text": "Si."},
    ),
    "related": (multipart(HTML, PDF, kind="related"), {"new_text": "Si."}),
    "more parts than are listed": (
        multipart(SI, *[PDF] * 60),
        {
            "new_text": "Si.",
            "problems": ("more than 50 attachments, not all listed",),
        },
    ),
}
TYPES: dict[str, tuple[bytes, dict[str, Any]]] = {
    f"type {value!r}": (mail(b"Si.", Content_Type=value), {"new_text": "Si."})
    for value in (
        *("text", "TEXT/PLAIN", "text/plain;", "text/plain; charset", "text / plain"),
        *("text/plain charset=utf-8", "text/plain; =; ;;", 'text/plain; charset="'),
        *(
            "plain",
            "",
            "/",
            ";",
            "text/plain; charset*=utf-8''utf-8",
            "text/plain; x*9=y",
        ),
        *(
            "text/plain (commento); charset=utf-8",
            "text/plain; charset=utf-8 (commento)",
        ),
    )
}
TYPES["type html without semicolon"] = (
    mail(b"<p>Si.</p>", Content_Type="text/html charset=utf-8"),
    {"text": "Si."},
)
TYPES["type html charset in the page"] = (
    mail(
        "<meta charset=iso-8859-2><p>Źle</p>".encode("iso-8859-2"),
        Content_Type="text/html",
    ),
    {"text": "Źle"},
)


def _named(disposition: str, name: str) -> tuple[bytes, dict[str, Any]]:
    head = (
        f"Content-Type: application/pdf\r\nContent-Disposition: {disposition}\r\n\r\n"
    )
    return multipart(SI, head.encode() + b"%PDF"), {"names": (name,)}


NAMES = {
    f"name {disposition!r}": _named(disposition, name)
    for disposition, name in {
        "attachment; filename=a.pdf": "a.pdf",
        "attachment; filename=a b.pdf": "a b.pdf",
        'attachment; filename="a;b.pdf"': "a;b.pdf",
        'attachment; filename="a\\"b.pdf"': 'a"b.pdf',
        'attachment; filename="a.pdf': "a.pdf",
        "attachment; FILENAME=a.pdf": "a.pdf",
        "attachment; filename = a.pdf": "a.pdf",
        "attachment;filename=a.pdf;": "a.pdf",
        "attachment; filename*=utf-8''%C3%A8.pdf": "è.pdf",
        "attachment; filename*=UTF-8'it'%C3%A8.pdf": "è.pdf",
        "attachment; filename*=koi8-r''%EF.pdf": "О.pdf",
        "attachment; filename*=x-unknown''%41.pdf": "A.pdf",
        "attachment; filename*=utf-8''%ZZ.pdf": "%ZZ.pdf",
        "attachment; filename*=a.pdf": "a.pdf",
        "attachment; filename*0=a; filename*1=b; filename*2=.pdf": "ab.pdf",
        "attachment; filename*1=b.pdf; filename*0=a": "ab.pdf",
        "attachment; filename*0*=utf-8''%C3; filename*1*=%A8.pdf": "è.pdf",
        "attachment; filename*0*=utf-8''%C3%A8; filename*1=.pdf": "è.pdf",
        "attachment; filename*0=a; filename*2=c.pdf": "ac.pdf",
        "attachment; filename=_.pdf; filename*=utf-8''%C3%A8.pdf": "è.pdf",
        "attachment; filename*=utf-8''%C3%A8.pdf; filename=_.pdf": "è.pdf",
        "attachment; filename==?utf-8?Q?=C3=A8.pdf?=": "è.pdf",
        'attachment; filename="=?utf-8?B?w6g=?= =?utf-8?Q?.pdf?="': "è.pdf",
        'attachment; filename="a\r\n b.pdf"': "a b.pdf",
        "attachment; filename=../../a.pdf": "../../a.pdf",
        "attachment; filename=è.pdf": "è.pdf",
        "attachment; filename=": "",
        "attachment filename=a.pdf": "",
        "; filename=a.pdf": "a.pdf",
    }.items()
}


def _nested(levels: int, inner: bytes) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * levels + inner


ATTACHED = b"Content-Type: message/rfc822\r\n\r\n" + mail(b"No.")
NESTED: dict[str, tuple[bytes, dict[str, Any]]] = {
    "message attached": (multipart(SI, ATTACHED), {"new_text": "Si."}),
    "message attached, encoded": (
        multipart(
            SI,
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64"
            b"\r\n\r\nU3ViamVjdDogeA0KDQp5",
        ),
        {"new_text": "Si.", "types": ("message/rfc822",)},
    ),
    "message attached, empty": (
        multipart(SI, b"Content-Type: message/rfc822\r\n\r\n"),
        {"new_text": "Si."},
    ),
    "digest": (
        multipart(
            b"\r\nSubject: a\r\n\r\nx", b"\r\nSubject: b\r\n\r\ny", kind="digest"
        ),
        {"types": ("message/rfc822", "message/rfc822")},
    ),
    "messages fifteen deep": (_nested(15, mail()), {"types": ("message/rfc822",)}),
    "messages fifty deep": (
        _nested(50, mail()),
        {"kind": "unreadable", "problems": ("nested deeper than 20",)},
    ),
    "partial message": (
        mail(b"Si.", Content_Type="message/partial; id=a; number=1; total=2"),
        {"types": ("message/partial",)},
    ),
    "body that is a file": (
        mail(b"%PDF", Content_Type="application/pdf; name=a.pdf"),
        {"text": "", "names": ("a.pdf",)},
    ),
    "body that calls itself a file": (
        mail(b"Si.", Content_Disposition="attachment; filename=a.txt"),
        {"new_text": "Si.", "names": ()},
    ),
}
PARTS = {**MULTIPARTS, **TYPES, **NAMES, **NESTED}
