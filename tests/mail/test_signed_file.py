import pytest

from mail.reading import read
from mail.signed_file import kind, unwrapped
from models.message import FormField
from tests.mail.wrapping import (
    armoured,
    detached,
    enveloped,
    signed,
    signed_stream,
    with_file,
    zipped,
)

CONTENT = bytes(range(256)) * 40
FORM = zipped(
    {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": (
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
            b'2006/main"><w:body><w:sdt><w:sdtPr><w:tag w:val="risposta"/></w:sdtPr>'
            b"<w:sdtContent><w:p><w:r><w:t>SI</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            b"</w:body></w:document>"
        ),
    }
)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65_535, 65_536, 200_000])
def test_signed_content_of_any_size_comes_out_whole(size):
    content = (CONTENT * 20)[:size]

    assert unwrapped(signed(content)) == content
    assert unwrapped(signed_stream(content)) == content
    assert unwrapped(armoured(signed_stream(signed(content)))) == content


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (signed(CONTENT), "signed"),
        (signed_stream(CONTENT), "signed"),
        (armoured(signed(CONTENT)), "signed"),
        (detached(), "signed"),
        (enveloped(), "encrypted"),
        (CONTENT, ""),
        (b"", ""),
    ],
)
def test_kind_is_told_by_the_bytes(data, said):
    assert kind(data) == said


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_cut_signature_gives_nothing(cut):
    assert unwrapped(signed(CONTENT)[:cut]) is None
    assert unwrapped(signed_stream(CONTENT)[:cut]) is None


def test_no_more_than_five_signatures_are_taken_off():
    inner = CONTENT
    for _ in range(6):
        inner = signed(inner)

    assert unwrapped(inner) == signed(CONTENT)


def test_form_under_a_signature_is_read():
    found = read(with_file(signed(FORM), "scheda.docx.p7m"))

    inner = found.attachments[1]
    assert inner.name == "scheda.docx"
    assert [(form.attachment, form.fields) for form in found.forms] == [
        (inner.sha256, (FormField(name="risposta", value="SI"),))
    ]
