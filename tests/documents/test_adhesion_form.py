"""The empty adhesion form as a PDF: filled in, it is read as it was meant."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from documents.adhesion_form import adhesion_form
from mail.attached_forms import read_form
from models.adhesion_fields import read_attached
from models.adhesion_labels import LABELS, NUMBERED, REPEATED, Line
from models.adhesion_text import given, read_adhesion
from models.reply_form import Language
from tests.models.adhesion_replies import ITALIAN, RUSSIAN, filled

REGIONS = {"marche": "IT-57", "lipetsk oblast": "RU-LIP"}


def fill(language: Language, values: dict[str, str]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(adhesion_form(language)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def named(line: Line) -> str:
    return f"{line.value}_1" if line in NUMBERED else line.value


@pytest.mark.parametrize(
    ("language", "values"),
    [(Language.ITALIAN, ITALIAN), (Language.RUSSIAN, RUSSIAN)],
)
def test_filled_form_says_what_the_same_lines_say_in_a_mail(language, values):
    content = fill(language, {named(line): value for line, value in values.items()})

    attached = read_form("scheda.pdf", "application/pdf", content)

    assert attached is not None
    [found] = read_attached([attached], REGIONS)
    written = read_adhesion(filled(language), REGIONS)
    assert written is not None
    assert given(found) == given(written)


@pytest.mark.parametrize("language", list(Language))
def test_empty_form_has_every_line_in_its_language_and_is_no_adhesion(language):
    content = adhesion_form(language)

    attached = read_form("form.pdf", "application/pdf", content)
    printed = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(BytesIO(content)).pages
    )

    assert attached is not None
    assert read_attached([attached]) == ()
    fields = PdfReader(BytesIO(content)).get_fields()
    assert fields is not None
    assert len(fields) == len(Line) + len(NUMBERED) * (REPEATED - 1)
    for label in LABELS[language].values():
        assert label.name in printed
    assert adhesion_form(language) == content


def test_each_field_shows_what_is_typed_in_russian_and_in_italian():
    typed = {
        "organisation": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
        "legal_form": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "kind": "«Щит» № 5 — 10 €",
        "address": "ÀÈÉÌÒÙ àèéìòù L’Aquila & Straße",
    }
    writer = PdfWriter(clone_from=BytesIO(adhesion_form(Language.RUSSIAN)))
    first = writer.pages[0]
    writer.update_page_form_field_values(
        first, typed, auto_regenerate=False, flatten=True
    )
    written = BytesIO()
    writer.write(written)

    shown = PdfReader(written).pages[0].extract_text().splitlines()

    assert [one for one in shown if one.strip() in typed.values()] == [*typed.values()]
