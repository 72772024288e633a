"""A mail at the desk: who sent it, what was taken from it, its files one by one."""

from email.message import EmailMessage
from hashlib import sha256

import pytest

from mail.reading import read
from models.account import Role
from models.ids import MessageHash
from models.inbound import Disposition, InboundMessage
from models.message import Authentication
from tests.web.desk import NOW, Building
from web.marking import Piece, pieces

EVIL = "<script>alert(1)</script>"
NAME = "../offerta\u202efdp.exe"


async def received(here: Building) -> tuple[str, str]:
    """The page of a mail with a hostile file, and the way to the file."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "ufficio@it-57.example", "progetti@staffetta.example"
    mail["Subject"], mail["Message-ID"] = EVIL, "<1@it-57.example>"
    mail.set_content(f"Siamo interessati. {EVIL}\n")
    mail.add_alternative(f"<p>Siamo interessati.</p>{EVIL}", subtype="html")
    mail.add_attachment(b"%PDF-1", maintype="text", subtype="html", filename=NAME)
    raw = mail.as_bytes()
    async with here.opened.units.write(NOW) as unit:
        paper = await unit.papers.put(raw)
        await unit.messages.add(
            InboundMessage(
                message=MessageHash(paper),
                received_at=NOW,
                mail_from="bounce@it-57.example",
                rcpt_to=("progetti@staffetta.example",),
                content_key="k",
                disposition=Disposition.TASK,
                reading=read(raw),
                authentication=Authentication(
                    verdict="strong", by="dkim", domain="it-57.example"
                ),
            )
        )
    page = f"/inbox/{paper}"
    return page, f"{page}/file/{sha256(b'%PDF-1').hexdigest()}"


async def test_page_shows_who_vouches_and_no_markup_of_theirs(here: Building) -> None:
    await here.hire("o1", Role.SECRETARIAT)
    page, file = await received(here)
    async with here.browser("o1") as browser:
        shown = await browser.get(page)

    assert "prova forte (DKIM, it-57.example)" in shown.text
    assert "bounce@it-57.example" in shown.text
    assert f'href="{file}"' in shown.text
    assert "<script>" not in shown.text
    assert "\u202e" not in shown.text
    assert "offertafdp.exe" in shown.text
    assert "&lt;script&gt;" in shown.text


async def test_file_is_saved_and_never_shown(here: Building) -> None:
    await here.hire("o1", Role.SECRETARIAT)
    page, file = await received(here)
    async with here.browser("o1") as browser:
        taken = await browser.get(file)
        none = await browser.get(f"{page}/file/{'0' * 64}")

    assert taken.content == b"%PDF-1"
    assert taken.headers["content-type"] == "application/octet-stream"
    assert taken.headers["x-content-type-options"] == "nosniff"
    where = taken.headers["content-disposition"]
    assert where == "attachment; filename*=UTF-8''offertafdp.exe"
    assert none.status_code == 404


@pytest.mark.parametrize(
    ("span", "taken"),
    [
        ("Siamo interessati.", ["Siamo\ninteressati."]),
        (["interessati.", "Costo 5", "nowhere"], ["interessati.", "Costo 5"]),
        (
            ["Siamo interessati.", "interessati. Costo"],
            ["Siamo\ninteressati.", " Costo"],
        ),
        ("", []),
    ],
)
def test_span_is_found_across_lines_and_the_text_stays_whole(
    span: str | list[str], taken: list[str]
) -> None:
    text = "Siamo\ninteressati. Costo 5 euro."

    cut = pieces(text, span)

    assert "".join(one.text for one in cut) == text
    assert [one.text for one in cut if one.taken] == taken
    assert Piece("", taken=False) not in cut
