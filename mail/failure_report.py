"""Writes the report a mail server sends when it cannot deliver (RFC 3464)."""

import hashlib
from datetime import datetime
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import format_datetime

from mail.spool import Parcel


def delivery_failure(
    parcel: Parcel, recipient: str, diagnostic: str, *, host: str, at: datetime
) -> bytes:
    """`diagnostic` is an SMTP reply with its enhanced code: 550 5.1.1 No such user."""
    report = MIMEMultipart("report", report_type="delivery-status", policy=SMTP)
    digest = hashlib.sha256(parcel.raw + recipient.encode()).hexdigest()[:24]
    report.set_boundary(f"=_report_{digest}")
    report["From"] = f"Mail Delivery System <MAILER-DAEMON@{host}>"
    report["To"] = parcel.mail_from
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(at)
    report["Message-ID"] = f"<{digest}.dsn@{host}>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(_explanation(recipient, diagnostic, host))
    report.attach(_status(recipient, diagnostic, host, at))
    report.attach(_returned_headers(parcel.raw))
    return report.as_bytes(policy=SMTP)


def _explanation(recipient: str, diagnostic: str, host: str) -> MIMEText:
    return MIMEText(
        f"This is the mail system at host {host}.\n\n"
        "Your message could not be delivered to one or more recipients.\n\n"
        f"<{recipient}>: {diagnostic}\n",
        "plain",
        "us-ascii" if recipient.isascii() else "utf-8",
    )


def _status(recipient: str, diagnostic: str, host: str, at: datetime) -> MIMEBase:
    message, person = Message(), Message()
    message["Reporting-MTA"] = f"dns; {host}"
    message["Arrival-Date"] = format_datetime(at)
    person["Final-Recipient"] = f"rfc822; {recipient}"
    person["Original-Recipient"] = f"rfc822;{recipient}"
    person["Action"] = "failed"
    person["Status"] = diagnostic.split()[1]
    person["Remote-MTA"] = f"dns; {host}"
    person["Diagnostic-Code"] = f"smtp; {diagnostic}"
    status = MIMEBase("message", "delivery-status")
    status.set_payload([message, person])
    return status


def _returned_headers(raw: bytes) -> MIMEBase:
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    returned = MIMEBase("text", "rfc822-headers")
    returned.set_payload(head.replace("\r\n", "\n") + "\n")
    return returned
