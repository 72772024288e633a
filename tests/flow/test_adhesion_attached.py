"""An adhesion form that comes as a file with fields, attached to a reply."""

from email.message import EmailMessage

import pytest

from models.adhesion_labels import LABELS
from models.reply_form import Language
from tests.flow.adhesions import MARCHE, adhesions, count, invited, plain
from tests.flow.house import House, house
from tests.flow.wait import until
from tests.mail.test_attached_forms import entry, pdf, text
from tests.models.adhesion_replies import ITALIAN, filled


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


def form(**changes: str) -> bytes:
    values = {line.value: value for line, value in ITALIAN.items()} | changes
    labels = LABELS[Language.ITALIAN]
    return pdf(
        *(entry("/Tx", labels[line].name, text(values[line.value])) for line in labels)
    )


async def sent(
    here: House, letter: EmailMessage, *files: bytes, words: str = "In allegato."
) -> None:
    answer = EmailMessage()
    answer["From"] = str(letter["To"])
    answer["To"] = str(letter["Reply-To"])
    answer["Subject"] = f"Re: {letter['Subject']}"
    answer["In-Reply-To"] = str(letter["Message-ID"])
    answer["Message-ID"] = f"<form-{len(files)}@partner.example>"
    answer.set_content(f"{words}\n")
    for number, content in enumerate(files):
        answer.add_attachment(
            content, maintype="application", subtype="pdf", filename=f"{number}.pdf"
        )
    await here.post(answer)


async def test_form_in_an_attached_pdf_becomes_an_adhesion(here):
    await sent(here, await invited(here), form())

    await until(count, here, 1)
    [record] = await adhesions(here)
    assert record.form.organisation.name == "Impresa di Prova"
    assert record.form.participants[0].email == "anna@impresa.example"
    receipt = await here.letter(MARCHE, 2)
    assert "Denominazione: Impresa di Prova" in plain(receipt)


async def test_gaps_of_an_attached_form_are_told_line_by_line(here):
    await sent(here, await invited(here), form(aims=""))

    receipt = " ".join(plain(await here.letter(MARCHE, 2)).split())
    assert "non è stato possibile registrarla" in receipt
    assert await count(here) == 0


async def test_form_in_the_words_goes_before_the_attached_one(here):
    words = filled(aims="Vendere")

    await sent(here, await invited(here), form(aims="Comprare"), words=words)

    await until(count, here, 1)
    [record] = await adhesions(here)
    assert record.form.aims == "Vendere"


async def test_two_attached_forms_wait_for_the_desk(here):
    other = form(organisation="Seconda", tax="12345670785")

    await sent(here, await invited(here), form(), other)

    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks()
    assert "2 adhesion forms are attached" in task.detail
    assert await count(here) == 0


async def test_broken_pdf_waits_for_the_desk(here):
    await sent(here, await invited(here), form()[:400])

    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks()
    assert "without a form that can be read" in task.detail
