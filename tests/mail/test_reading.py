import io
import subprocess
import sys
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from mail import reading
from mail.intent import judge
from mail.reading import read
from models.message import Attachment, Reading, ReadingKind
from tests.mail.raw_mail import mail, multipart

TOKEN = "0123456789abcdefghjkmnpqrstvwxyz"
CODE = "IT-RU/2007-2009/XV/LIP/0007"


def test_reply_is_read_whole():
    message = EmailMessage()
    message["From"] = "Comune di Valverde <protocollo@valverde.example>"
    message["To"] = f"Segreteria <progetti+{TOKEN}@desk.example>"
    message["Cc"] = "m.neri@valverde.example"
    message["Subject"] = f"R: Proposta [{CODE}] – adesione dell'ente"
    message["Message-ID"] = "<r1@valverde.example>"
    message["In-Reply-To"] = "<l2@desk.example>"
    message["References"] = "<l1@desk.example> <l2@desk.example>"
    message.set_content(
        "Siamo interessati.\n\nCordiali saluti\nMario Neri\n\n"
        "Il 14/10/2025 10:12, Segreteria ha scritto:\n> Siete interessati?\n"
    )
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="è.pdf"
    )

    assert read(message.as_bytes()) == Reading(
        kind=ReadingKind.REPLY,
        subject=f"R: Proposta [{CODE}] – adesione dell'ente",
        sender="protocollo@valverde.example",
        recipients=(f"progetti+{TOKEN}@desk.example", "m.neri@valverde.example"),
        message_id="<r1@valverde.example>",
        references=("<l2@desk.example>", "<l1@desk.example>"),
        text=(
            "Siamo interessati.\n\nCordiali saluti\nMario Neri\n\n"
            "Il 14/10/2025 10:12, Segreteria ha scritto:\n> Siete interessati?\n"
        ),
        new_text="Siamo interessati.",
        signature="Cordiali saluti\nMario Neri",
        quoted="Il 14/10/2025 10:12, Segreteria ha scritto:\n> Siete interessati?",
        attachments=(
            Attachment(
                name="è.pdf",
                type="application/pdf",
                sha256=sha256(b"%PDF").hexdigest(),
                size=4,
            ),
        ),
        tokens=(TOKEN,),
        codes=(CODE,),
        language="it",
        reader_version=reading.READER_VERSION,
    )


@pytest.mark.parametrize(
    ("subject", "decoded"),
    [
        ("=?utf-8?B?0J7RgtCy0LXRgg==?=", "Ответ"),
        ("=?koi8-r?B?79TXxdQ=?= 12", "Ответ 12"),
        ("=?utf-8?B?0J7RgtA=?= =?utf-8?B?stC10YI=?=", "Ответ"),
        ("=?windows-1251?Q?=CE=F2=E2=E5=F2?= (x)", "Ответ (x)"),
        ("=?iso-8859-1?q?Perch=E9_no?=", "Perché no"),
        ("=?x-unknown?q?abc?=", "abc"),
        ("Ответ без кодировки", "Ответ без кодировки"),
        ("piegato\r\n  in due", "piegato in due"),
        ("=?utf-8?B?broken!!!", "=?utf-8?B?broken!!!"),
    ],
)
def test_subject_is_decoded_as_programs_really_write_it(subject, decoded):
    assert read(mail(Subject=subject)).subject == decoded


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("Neri <n@b.example>", "n@b.example"),
        ('"Neri, Mario (uff.) x@y" <N@B.Example>', "n@b.example"),
        ("n@b.example (Mario Neri)", "n@b.example"),
        ("=?utf-8?q?a=40b=2C?= <n@b.example>", "n@b.example"),
        ("<n@b.example>, altro@b.example", "n@b.example"),
        ("Иванов <иванов@пример.test>", "иванов@пример.test"),
        ("Mail Delivery System", ""),
    ],
)
def test_sender_is_the_address_alone(value, address):
    assert read(mail(From=value)).sender == address


def test_references_are_read_from_any_disorder():
    found = read(
        mail(
            In_Reply_To='Your message of "Tue" <l3@desk.example>, <l3@desk.example>',
            References="<l1@desk.example>,<l2@desk.example> (x)\r\n\t<l3@desk.example>",
        )
    )

    assert found.references == (
        "<l3@desk.example>",
        "<l2@desk.example>",
        "<l1@desk.example>",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"To": f"progetti+{TOKEN.upper()}@desk.example"},
        {"Cc": f"x@y.example, progetti+{TOKEN}@desk.example"},
        {"Delivered_To": f"progetti+{TOKEN}@desk.example"},
        {"X_Original_To": f"progetti+{TOKEN}@desk.example"},
        {"Envelope_To": f"progetti-{TOKEN}@desk.example"},
        {"body": f"> Scrivere a progetti+{TOKEN}@desk.example\n".encode()},
    ],
)
def test_token_is_found_wherever_it_survived(headers):
    assert read(mail(**headers)).tokens == (TOKEN,)


def test_codes_are_found_in_subject_and_body():
    found = read(
        mail(
            "Rif. it‑ru/2010-2012 / XVIII / ULY / 0011".encode(),
            Subject=f"R: [{CODE}] Proposta",
            Content_Type="text/plain; charset=utf-8",
        )
    )

    assert found.codes == (CODE, "IT-RU/2010-2012/XVIII/ULY/0011")


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("koi8-r", "koi8-r"),
        ("windows-1251", "cp1251"),
        ("us-ascii", "cp1251"),
        ("iso-8859-1", "cp1251"),
        ("utf-8", "cp1251"),
        ("no-such-charset", "koi8-r"),
        ("idna", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_body_is_decoded_even_when_the_label_lies(charset, codec):
    body = "Мы заинтересованы в предложении.".encode(codec)

    found = read(mail(body, Content_Type=f"text/plain; charset={charset}"))

    assert found.text == "Мы заинтересованы в предложении."
    assert found.language == "ru"


def test_accented_latin_without_a_label_is_not_taken_for_russian():
    found = read(mail("Perché è così? Sì, la società può.".encode("cp1252")))

    assert found.text == "Perché è così? Sì, la società può."


def test_text_is_safe_to_store():
    found = read(mail(b"a\x00b\x07\x1b[31m", Subject="x\x00y"))

    assert (found.text, found.subject) == ("ab[31m", "xy")


def test_flowed_text_is_joined_within_its_depth():
    body = b"> una riga \r\n> quotata\r\nSiamo \r\ninteressati.\r\n-- \r\nMario"

    found = read(mail(body, Content_Type="text/plain; format=flowed"))

    assert found.text == "> una riga quotata\nSiamo interessati.\n-- \nMario"


def test_html_only_mail_has_words():
    html = b"<style>p{}</style><p>Siamo&nbsp;<b>interessati</b>.</p><p>Grazie</p>"

    found = read(mail(html, Content_Type="text/html"))

    assert found.new_text == "Siamo interessati.\n\nGrazie"
    assert judge(found).span == "Siamo interessati."


def test_alternative_with_html_quote_is_cut_by_structure():
    plain = b"Content-Type: text/plain\r\n\r\nSi.\r\n\r\nQualcuno disse\r\ntesto nostro"
    html = (
        b"Content-Type: text/html\r\n\r\n<div>Si.</div><div class=gmail_quote>"
        b"Qualcuno disse<blockquote>testo nostro</blockquote></div>"
    )

    found = read(multipart(plain, html, kind="alternative"))

    assert found.new_text == "Si."
    assert found.text.startswith("Si.\n\nQualcuno disse")


def test_attached_message_is_a_file_and_not_the_words():
    letter = (
        b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nNon siamo interessati"
    )

    found = read(multipart(b"\r\nIn allegato.", letter))

    assert (found.new_text, found.original_message_ids) == ("In allegato.", ())
    assert [one.type for one in found.attachments] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="Scheda adesione.pdf"', "Scheda adesione.pdf"),
        ("attachment; filename*=utf-8''%D0%90%D0%BD%D0%BA.pdf", "Анк.pdf"),
        ("attachment; filename*0=Sche; filename*1=da.pdf", "Scheda.pdf"),
        ('attachment; filename="=?utf-8?q?=D0=90=D0=BD?=.pdf"', "Ан.pdf"),
        ("attachment", ""),
    ],
)
def test_attachment_name_in_all_its_spellings(disposition, name):
    part = (
        f"Content-Type: application/pdf\r\nContent-Disposition: {disposition}\r\n\r\nx"
    )

    found = read(multipart(b"\r\nx", part.encode()))

    assert [one.name for one in found.attachments] == [name]


def test_problems_are_named():
    twice = b"From: altro@body.example\r\n" + mail()
    sealed = mail(b"MIAG", Content_Type="application/pkcs7-mime")

    assert read(b"Subject: x\n\nx").problems == ("no sender",)
    assert read(twice).problems == ("more than one From",)
    assert read(sealed).problems == ("encrypted, or signed so that it cannot be read",)
    assert read(mail(b"a " * 10**6)).problems == ("long text, read in part",)


def test_command_prints_one_line_for_each_file(tmp_path: Path):
    first, second = tmp_path / "a.eml", tmp_path / "b.eml"
    first.write_bytes(mail("Sì, siamo interessati.".encode()))
    second.write_bytes(b"")

    printed = subprocess.run(
        [sys.executable, "-m", "mail.reading", str(first), str(second)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={"PYTHONIOENCODING": "ascii"},
    ).stdout

    lines = io.BytesIO(printed).readlines()
    assert [Reading.model_validate_json(line) for line in lines] == [
        read(first.read_bytes()),
        read(b""),
    ]


def test_command_refuses_a_file_that_is_not_there_in_one_sentence(tmp_path: Path):
    missing = tmp_path / "nothing.eml"

    done = subprocess.run(
        [sys.executable, "-m", "mail.reading", str(missing)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        text=True,
    )

    said = f"The file {missing} cannot be read (No such file or directory): check its"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{said} name.\n"
