"""Mail in raw bytes, from short descriptions."""

from textwrap import dedent

from mail.reading import read
from models.message import Reading


def mail(body: bytes = b"Testo.", **headers: str) -> bytes:
    fields = {
        "From": "Mario Neri <M.Neri@Body.example>",
        "To": "progetti@desk.example",
        "Subject": "Re: proposta",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "\r\n".join(f"{name}: {value}" for name, value in fields.items())
    return head.encode() + b"\r\n\r\n" + body


def multipart(*parts: bytes, kind: str = "mixed") -> bytes:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    return mail(body, Content_Type=f"multipart/{kind}; boundary=b")


def received(headers: str, body: str = "Testo.", **more: str) -> Reading:
    """A mail from a person at a body, unless the headers say otherwise."""
    fields = {
        "From": "Mario Neri <m.neri@body.example>",
        "To": "progetti@desk.example",
        "Subject": "Re: proposta",
        "Date": "Tue, 14 Oct 2025 10:12:00 +0200",
        **more,
    }
    head = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return read(f"{head}\n{headers.strip()}\n\n{body}".encode())


def report(report_type: str, *parts: str, **more: str) -> Reading:
    body = "".join(f"--b\n{dedent(part).strip()}\n" for part in parts) + "--b--\n"
    kind = f"Content-Type: multipart/report; report-type={report_type}; boundary=b"
    return received(kind, body, **{"From": "MAILER-DAEMON@mx.example", **more})


def status(*recipients: str) -> str:
    blocks = "\n\n".join(dedent(one).strip() for one in recipients)
    head = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example"
    return f"{head}\n\n{blocks}\n"
