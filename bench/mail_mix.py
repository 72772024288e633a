"""Mail as partners' programs write it, made on the spot: what `bench.mail` reads.

`mix(n)` answers another letter in other words for every n: the reader remembers
lines it has just judged, and reading one mail again and again would measure that.
"""

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from textwrap import indent

from bench.mail_parts import DATE, crlf, multipart, part, pdf, seal
from mail.address import reply_address
from mail.compose import LetterComposer
from mail.letter_samples import CONVERSATION, IDENTITY, Sample, sample
from models.letter import LetterKind
from store.reference import load_reference

PARTNER = "accordi@monteverde.example"
LARGE = "PDF of 1 MB"
YES = (
    "Gentili colleghi,\n\nsiamo interessati alla proposta n. {} e restiamo a "
    "disposizione per un incontro.\n\nCordiali saluti"
)
YES_IN_RUSSIAN = (
    "Добрый день!\n\nМы заинтересованы в предложении {} и готовы участвовать.\n\n"
    "С уважением"
)
ABSENT = "Sono fuori sede fino al 24 marzo 2027. Pratica {}: scrivere al protocollo."
_ABOVE_QUOTE = "Il giorno lun 1 mar 2027 alle ore 10:{:02d} Segreteria ha scritto:"
_ABOVE_QUOTE_IN_RUSSIAN = "1 марта 2027 г. 10:{:02d} Секретариат писал(а):"
_WORD_STYLE = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
_COMPOSER = LetterComposer(IDENTITY, load_reference())


def mix(number: int) -> Mapping[str, bytes]:
    """One mail of each kind, by the name the report gives it."""
    letter = _letter("it", number)
    plain = _plain(letter, number)
    return {
        "plain, letter quoted": plain,
        "HTML of Gmail": _gmail(letter, number),
        "HTML of Outlook": _outlook(letter, number),
        "Russian in koi8-r": _koi8(_letter("ru", number), number),
        "out of office": _absent(letter, number),
        "bounce": _bounce(letter),
        "PEC, signature void": _pec(plain),
        LARGE: _scanned(letter, number),
    }


def quoting(text: str, letter: str, above: str) -> str:
    """New words over the whole letter, as most programs quote it."""
    return f"{text}\n\n{above}\n\n{indent(letter, '> ', lambda _line: True)}"


def _letter(language: str, number: int) -> Sample:
    """The shipped letter, about a proposal of this number."""
    draft = sample(LetterKind.DISSEMINATION, language).draft
    facts = draft.facts
    told = {
        "ref": f"{facts.ref[:-4]}{number:04d}",
        "title": f"{facts.title}, {number}",
        "summary": f"{number}. {facts.summary}",
        "description": f"{number}. {facts.description}",
    }
    draft = draft.model_copy(update={"facts": facts.model_copy(update=told)})
    return Sample(draft, _COMPOSER.compose(draft))


def _said(letter: Sample, number: int) -> str:
    above = _ABOVE_QUOTE.format(number % 60)
    return quoting(YES.format(number), letter.plain, above)


def _plain(letter: Sample, number: int) -> bytes:
    reply = _reply(letter)
    reply.set_content(_said(letter, number))
    return reply.as_bytes()


def _gmail(letter: Sample, number: int) -> bytes:
    reply = _reply(letter)
    reply.set_content(_said(letter, number))
    new = escape(YES.format(number)).replace("\n", "<br>")
    reply.add_alternative(
        f'<div dir="ltr">{new}</div><br>'
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{_ABOVE_QUOTE.format(number % 60)}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
        f'border-left:1px solid rgb(204,204,204);padding-left:1ex">{letter.html}'
        "</blockquote></div>\n",
        subtype="html",
    )
    return reply.as_bytes()


def _outlook(letter: Sample, number: int) -> bytes:
    """Word's HTML alone, the letter under a rule and a head of its own."""
    reply = _reply(letter)
    head = (
        f"<b>Da:</b> {escape(str(letter.head['From']))}<br>"
        f"<b>Inviato:</b> lunedì 1 marzo 2027 10:{number % 60:02d}<br>"
        f"<b>A:</b> {PARTNER}<br><b>Oggetto:</b> {escape(letter.composed.subject)}"
    )
    new = "".join(
        f'<p class="MsoNormal">{escape(line) or "&nbsp;"}<o:p></o:p></p>'
        for line in YES.format(number).splitlines()
    )
    reply.set_content(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        "<style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head>"
        f'<body lang="IT"><div class="WordSection1">{new}<div>'
        f'<div style="{_WORD_STYLE}"><p class="MsoNormal">{head}</p></div></div>'
        f"{letter.html}</div></body></html>\n",
        subtype="html",
    )
    return reply.as_bytes()


def _koi8(letter: Sample, number: int) -> bytes:
    """Eight bits as they are; what koi8-r lacks, as —, the program replaced."""
    above = _ABOVE_QUOTE_IN_RUSSIAN.format(number % 60)
    text = quoting(YES_IN_RUSSIAN.format(number), letter.plain, above)
    reply = _reply(letter)
    reply["MIME-Version"] = "1.0"
    reply["Content-Type"] = "text/plain; charset=koi8-r"
    reply["Content-Transfer-Encoding"] = "8bit"
    return reply.as_bytes() + crlf(text, "koi8-r")


def _absent(letter: Sample, number: int) -> bytes:
    reply = _reply(letter, "Risposta automatica")
    reply["Auto-Submitted"] = "auto-replied"
    reply["X-Auto-Response-Suppress"] = "All"
    reply.set_content(ABSENT.format(number))
    return reply.as_bytes()


def _bounce(letter: Sample) -> bytes:
    head, _, _ = letter.composed.raw.partition(b"\r\n\r\n")
    said = (
        "This is the mail system at host mx.example.\n\nYour message could not be "
        f"delivered.\n\n<{PARTNER}>: host mail.monteverde.example said: 550 5.1.1 "
        "User unknown\n"
    )
    report = (
        f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {PARTNER}\n"
        "Action: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    )
    return multipart(
        {
            "Return-Path": "<>",
            "From": "Mail Delivery System <MAILER-DAEMON@mx.example>",
            "To": letter.composed.envelope_from,
            "Subject": "Undelivered Mail Returned to Sender",
            "Auto-Submitted": "auto-replied",
            "Message-ID": "<bounce.1@mx.example>",
        },
        "report; report-type=delivery-status",
        part("text/plain; charset=us-ascii", crlf(said)),
        part("message/delivery-status", crlf(report)),
        part("text/rfc822-headers", head + b"\r\n"),
    )


def _pec(inside: bytes) -> bytes:
    """Of a provider nobody knows: the seal is no signature at all."""
    identifier = "opec1.20270302093000.1.1.1.1@gestore.example"
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<postacert tipo="posta-certificata" errore="nessuno">\n<intestazione>'
        f'<mittente>{PARTNER}</mittente><destinatari tipo="esterno">'
        f"{IDENTITY.role_address}</destinatari><risposte>{PARTNER}</risposte>"
        "<oggetto>Re: Proposta</oggetto></intestazione>\n<dati>"
        "<gestore-emittente>Gestore di prova</gestore-emittente>"
        '<data zona="+0100"><giorno>02/03/2027</giorno><ora>09:30:00</ora></data>'
        f"<identificativo>{identifier}</identificativo></dati>\n</postacert>\n"
    )
    words = "Messaggio di posta certificata\n\nIl messaggio è allegato.\n"
    envelope = multipart(
        {},
        "mixed",
        part("text/plain; charset=utf-8", crlf(words)),
        part('message/rfc822; name="postacert.eml"', inside),
        part('application/xml; name="daticert.xml"', crlf(xml)),
        mark="inner",
    )
    return multipart(
        {
            "X-Trasporto": "posta-certificata",
            "From": f'"Per conto di: {PARTNER}" <posta-certificata@gestore.example>',
            "Reply-To": PARTNER,
            "To": reply_address(IDENTITY, CONVERSATION),
            "Subject": "POSTA CERTIFICATA: Re: Proposta",
            "Message-ID": f"<{identifier}>",
        },
        'signed; protocol="application/x-pkcs7-signature"; micalg="sha256"',
        envelope,
        seal(),
    )


def _scanned(letter: Sample, number: int) -> bytes:
    head = {name: str(value) for name, value in _reply(letter).items()}
    text = part("text/plain; charset=utf-8", crlf(_said(letter, number)))
    head["Subject"] = f"Re: [{letter.draft.facts.ref}]"
    return multipart(head, "mixed", text, pdf())


def _reply(letter: Sample, prefix: str = "Re") -> EmailMessage:
    """The head of an answer: to the Reply-To, in the thread of the letter."""
    reply = EmailMessage(policy=SMTP)
    reply["From"] = Address("Ufficio accordi", addr_spec=PARTNER)
    reply["To"] = reply_address(IDENTITY, CONVERSATION)
    reply["Subject"] = f"{prefix}: {letter.composed.subject}"
    reply["Date"] = DATE
    reply["Message-ID"] = "<answer.1@monteverde.example>"
    reply["In-Reply-To"] = reply["References"] = letter.composed.message_id
    return reply
