"""A PEC provider for tests: every envelope and receipt of RFC 6109, signed."""

import re
from base64 import encodebytes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from itertools import count
from zoneinfo import ZoneInfo

from mail.headers import addresses
from mail.mime import head
from tests.mail.pec_authority import Credential, pkcs7, provider_credential

ROME = ZoneInfo("Europe/Rome")
AT = datetime(2026, 3, 10, 8, 30, 15, tzinfo=UTC)
_HEAD_END = re.compile(rb"(?<=\n)\r?\n")


@dataclass(frozen=True)
class Sent:
    """A letter as a provider took it on: under its own id, no longer the client's."""

    raw: bytes  # what the recipient finds in postacert.eml
    identifier: str
    client_id: str
    sender: str
    recipients: Mapping[str, bool]  # certified?
    subject: str
    receipt: str


@dataclass
class PecProvider:
    domain: str
    name: str = "Gestore di prova S.p.A."
    credential: Credential | None = None
    now: datetime = AT
    digest: str = "sha256"
    odd: Mapping[str, object] = field(default_factory=dict)  # of the signature
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self):
        self.credential = self.credential or provider_credential(self.domain)

    @property
    def address(self):
        return f"posta-certificata@{self.domain}"

    def identifier(self):
        stamp = self.now.astimezone(ROME).strftime("%Y%m%d%H%M%S")
        return f"opec{next(self._numbers)}.{stamp}.00042.53.1.7@{self.domain}"

    def take(self, raw, recipients):
        """The letter under the provider's id; `recipients` says who has a PEC box."""
        headers = head(raw)
        client = next(iter(headers.ids("message-id")), "")
        sent = Sent(
            raw=raw,
            identifier=self.identifier(),
            client_id=client,
            sender=addresses(headers.raw("from"))[0],
            recipients=dict(recipients),
            subject=headers.text("subject"),
            receipt=headers.raw("x-tiporicevuta").lower() or "completa",
        )
        return replace(sent, raw=renamed(raw, sent))

    # ── envelopes ───────────────────────────────────────────────────────────────

    def envelope(self, sent, to):
        xml = daticert(self, sent, "posta-certificata")
        return self._signed(
            {
                "X-Trasporto": "posta-certificata",
                "X-Riferimento-Message-ID": sent.client_id,
                "From": f'"Per conto di: {sent.sender}" <{self.address}>',
                "Reply-To": sent.sender,
                "To": to,
                "Subject": f"POSTA CERTIFICATA: {sent.subject}",
                "Message-ID": f"<{sent.identifier}>",
            },
            "Messaggio di posta certificata",
            xml,
            sent.raw,
        )

    def anomaly(self, raw, to):
        """Around ordinary mail: no daticert.xml, no legal value."""
        headers = head(raw)
        sender = addresses(headers.raw("from"))[0]
        return self._signed(
            {
                "X-Trasporto": "errore",
                "From": f'"Per conto di: {sender}" <{self.address}>',
                "Reply-To": sender,
                "To": to,
                "Subject": f"ANOMALIA MESSAGGIO: {headers.text('subject')}",
                "Message-ID": f"<{self.identifier()}>",
            },
            "Si è verificata una anomalia",
            None,
            raw,
        )

    # ── receipts ────────────────────────────────────────────────────────────────

    def accepted(self, sent):
        return self._receipt(sent, "accettazione", "ACCETTAZIONE")

    def not_accepted(self, sent, why, *, virus=False):
        prefix = "AVVISO DI NON ACCETTAZIONE" + (" PER VIRUS" if virus else "")
        errore = "virus" if virus else "altro"
        return self._receipt(
            sent, "non-accettazione", prefix, errore=errore, detail=why
        )

    def taken_in_charge(self, sent):
        return self._receipt(sent, "presa-in-carico", "PRESA IN CARICO")

    def delivered(self, sent, to):
        attached = {"completa": sent.raw, "breve": hashed(sent.raw)}.get(sent.receipt)
        return self._receipt(
            sent, "avvenuta-consegna", "CONSEGNA", to=to, attached=attached
        )

    def late(self, sent, to, hours):
        return self._receipt(
            sent,
            "preavviso-errore-consegna",
            "AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO",
            to=to,
            errore="altro",
            detail=f"il messaggio non è stato consegnato nelle prime {hours} ore",
        )

    def failed(self, sent, to, *, errore="altro", detail=""):
        by_virus = " PER VIRUS" if errore == "virus" else ""
        return self._receipt(
            sent,
            "errore-consegna",
            f"AVVISO DI MANCATA CONSEGNA{by_virus}",
            to=to,
            errore=errore,
            detail=detail or "5.1.1 - Gestore di prova - indirizzo non valido",
        )

    def virus_found(self, sent):
        return self._receipt(
            sent, "rilevazione-virus", "PROBLEMA DI SICUREZZA", errore="virus"
        )

    def _receipt(self, sent, kind, prefix, *, attached=None, **said):
        headers = {
            "X-Ricevuta": kind,
            "X-Riferimento-Message-ID": sent.client_id,
            "From": self.address,
            "To": sent.sender,
            "Subject": f"{prefix}: {sent.subject}",
            "Message-ID": f"<{self.identifier()}>",
        }
        if said.get("errore") == "virus":
            headers["X-VerificaSicurezza"] = "errore"
        xml = daticert(self, sent, kind, **said)
        return self._signed(headers, prefix.capitalize(), xml, attached)

    # ── bytes ───────────────────────────────────────────────────────────────────

    def _signed(self, headers, words, xml, attached):
        content = mixed(words, xml, attached)
        return self.dressed(headers, content)

    def dressed(self, headers, content):
        """Any content of ours, signed, under any headers."""
        mark = f"----{sha256(content).hexdigest()[:32].upper()}"
        der = pkcs7(content, self.credential, self.now, digest=self.digest, **self.odd)
        fields = {
            **headers,
            "Date": format_datetime(self.now.astimezone(ROME)),
            "MIME-Version": "1.0",
            "Content-Type": (
                'multipart/signed; protocol="application/x-pkcs7-signature";'
                f' micalg="{self.digest}"; boundary="{mark}"'
            ),
        }
        top = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        edge = f"\r\n--{mark}".encode()
        kind = 'application/x-pkcs7-signature; name="smime.p7s"'
        seal = part(kind, der, "smime.p7s", disposition="attachment")
        return (
            top.encode()
            + b"\r\nThis is an S/MIME signed message\r\n"
            + edge
            + b"\r\n"
            + content
            + edge
            + b"\r\n"
            + seal
            + edge
            + b"--\r\n"
        )


def renamed(raw, sent):
    """With the provider's id; the client's survives in a header of its own."""
    end = next(_HEAD_END.finditer(raw)).start()
    fields = re.sub(rb"(?im)^message-id:[^\n]*\n(?:[ \t][^\n]*\n)*", b"", raw[:end])
    ids = f"Message-ID: <{sent.identifier}>\r\n"
    if sent.client_id:
        ids += f"X-Riferimento-Message-ID: {sent.client_id}\r\n"
    return fields + ids.encode() + raw[end:]


def hashed(raw):
    """For the short receipt: the hash of each attachment in its place."""
    message = message_from_bytes(raw)
    for one in message.walk():
        name = one.get_filename()
        if name:
            digest = sha256(bytes(one.get_payload(decode=True))).hexdigest()
            del one["Content-Transfer-Encoding"], one["Content-Disposition"]
            one.set_type("text/plain")
            one.add_header("Content-Disposition", "attachment", filename=f"{name}.hash")
            one.set_payload(digest)
    return re.sub(rb"\r?\n", b"\r\n", message.as_bytes())


def daticert(provider, sent, kind, *, to="", errore="nessuno", detail=""):
    here = provider.now.astimezone(ROME)
    towards = "".join(
        f'<destinatari tipo="{"certificato" if certified else "esterno"}">'
        f"{escape(one)}</destinatari>"
        for one, certified in sent.recipients.items()
    )
    optional = {
        "msgid": sent.client_id,
        "consegna": to,
        "errore-esteso": detail,
    }
    given = {
        name: f"<{name}>{escape(value)}</{name}>" if value else ""
        for name, value in optional.items()
    }
    asked = f'<ricevuta tipo="{sent.receipt}" />' if kind == "avvenuta-consegna" else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<postacert tipo="{kind}" errore="{errore}">\n<intestazione>'
        f"<mittente>{escape(sent.sender)}</mittente>{towards}"
        f"<risposte>{escape(sent.sender)}</risposte>"
        f"<oggetto>{escape(sent.subject)}</oggetto></intestazione>\n<dati>"
        f"<gestore-emittente>{escape(provider.name)}</gestore-emittente>"
        f'<data zona="{here:%z}"><giorno>{here:%d/%m/%Y}</giorno>'
        f"<ora>{here:%H:%M:%S}</ora></data>"
        f"<identificativo>{escape(sent.identifier)}</identificativo>"
        f"{given['msgid']}{asked}{given['consegna']}{given['errore-esteso']}"
        "</dati>\n</postacert>\n"
    ).encode()


def mixed(words, xml, attached, *, name="daticert.xml"):
    """What the provider signs: words for people, the XML, the original."""
    mark = "----------=_1773131415-20260310-1"
    text = part("text/plain; charset=utf-8", f"{words}\n".encode(), "")
    pieces = [text]
    if xml is not None:
        pieces.append(part(f'application/xml; name="{name}"', xml, name))
    if attached is not None:
        kind = 'message/rfc822; name="postacert.eml"'
        pieces.append(f"Content-Type: {kind}\r\n\r\n".encode() + attached)
    edge = f"--{mark}\r\n".encode()
    body = b"".join(edge + one + b"\r\n" for one in pieces)
    top = f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n'
    return top.encode() + body + f"--{mark}--\r\n".encode()


def part(kind, data, name, *, disposition="inline"):
    shown = f'{disposition}; filename="{name}"' if name else disposition
    top = (
        f"Content-Type: {kind}\r\nContent-Disposition: {shown}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return top.encode() + encodebytes(data).replace(b"\n", b"\r\n")
