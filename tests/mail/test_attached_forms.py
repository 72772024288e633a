import io
import zipfile

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from mail.attached_forms import read_form
from mail.intent import judge
from models.message import ActKind, FormField, Reading, ReadingKind
from tests.patience import bounded

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def entry(kind: str, name: str, value=None, **more) -> DictionaryObject:
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject(kind),
            NameObject("/T"): TextStringObject(name),
        }
    )
    if value is not None:
        field[NameObject("/V")] = value
    for key, one in more.items():
        field[NameObject(f"/{key}")] = one
    return field


def pdf(*fields: DictionaryObject, xfa: bool = False) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    added = ArrayObject([writer._add_object(field) for field in fields])
    form = DictionaryObject({NameObject("/Fields"): added})
    if xfa:
        form[NameObject("/XFA")] = BooleanObject(True)  # noqa: FBT003
    writer.root_object[NameObject("/AcroForm")] = form
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def text(value: str) -> TextStringObject:
    return TextStringObject(value)


def control(properties: str, content: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:p><w:r>"
        f"<w:t>{content}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


def docx(*controls: str, head: str = "", parts: int = 0) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'{head}<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>'
            + "".join(controls)
            + "</w:body></w:document>",
        )
        for number in range(parts):
            archive.writestr(f"x{number}", b"")
    return stream.getvalue()


def fields(name: str, kind: str, data: bytes) -> list[tuple[str, str]]:
    form = read_form(name, kind, data)
    assert form is not None
    return [(one.name, one.value) for one in form.fields]


def test_pdf_fields_are_read_as_filled():
    radio = NumberObject(1 << 15)
    options = ArrayObject([text("SI"), text("NO")])
    data = pdf(
        entry("/Tx", "ente", text("Comune di Forlì")),
        entry("/Tx", "организация", text("Область «Верхняя»")),
        entry("/Btn", "privacy", NameObject("/Yes")),
        entry("/Btn", "altro", NameObject("/Off")),
        entry("/Btn", "risposta", NameObject("/1"), Ff=radio, Opt=options),
        entry("/Ch", "lingua", text("it")),
        entry("/Tx", "ref", text("IT-RU/2007-2009/XV/LIP/0007")),
    )

    assert fields("modulo.pdf", PDF, data) == [
        ("ente", "Comune di Forlì"),
        ("организация", "Область «Верхняя»"),
        ("privacy", "yes"),
        ("altro", "no"),
        ("risposta", "NO"),
        ("lingua", "it"),
        ("ref", "IT-RU/2007-2009/XV/LIP/0007"),
    ]


def test_pdf_without_a_form_is_none():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)

    assert read_form("lettera.pdf", PDF, stream.getvalue()) is None


def test_pdf_of_xfa_alone_has_no_fields_and_that_is_named():
    form = read_form("modulo.pdf", PDF, pdf(xfa=True))

    assert form is not None
    assert form.fields == ()
    judged = judge(Reading(kind=ReadingKind.REPLY, forms=(form,)))
    assert judged.why == (
        "no explicit answer; the attached form has no field that can be read"
    )


def test_docx_controls_are_read_by_tag_and_title():
    data = docx(
        control('<w:tag w:val="risposta"/><w:dropDownList/>', "CON CONDIZIONI"),
        control('<w:alias w:val="Взнос"/><w:text/>', "12 000"),
        control(
            '<w:tag w:val="SI"/><w14:checkbox>'
            '<w14:checked w14:val="1"/></w14:checkbox>',
            "☒",
        ),
        control('<w:tag w:val="NO"/><w14:checkbox/>', "☐"),
        control('<w:tag w:val="note"/><w:showingPlcHdr/>', "Fare clic qui"),
    )

    assert fields("modulo.docx", DOCX, data) == [
        ("risposta", "CON CONDIZIONI"),
        ("Взнос", "12 000"),
        ("SI", "yes"),
        ("NO", "no"),
        ("note", ""),
    ]


@pytest.mark.parametrize(
    ("pairs", "act", "cents"),
    [
        ((("risposta", "SI"), ("contributo", "20.000")), ActKind.INTERESTED, 20_000_00),
        ((("Ответ", "нет"),), ActKind.DECLINED, None),
        ((("form[0].page1[0].answer[0]", "CONDITIONAL"),), ActKind.CONDITIONAL, None),
        ((("SI", "no"), ("NO", "yes")), ActKind.DECLINED, None),
        ((("SI", "yes"), ("NO", "yes")), None, None),
        ((("risposta", "vedremo"),), None, None),
        ((("ref", "SI"),), None, None),
    ],
)
def test_attached_form_decides(pairs, act, cents):
    form = read_form("x.docx", DOCX, docx(control('<w:tag w:val="x"/>', "x")))
    assert form is not None
    filled = tuple(FormField(name=name, value=value) for name, value in pairs)
    form = form.model_copy(update={"fields": filled})

    judged = judge(
        Reading(kind=ReadingKind.REPLY, new_text="In allegato.", forms=(form,))
    )

    assert (judged.act, judged.contribution_cents) == (act, cents)
    assert judged.by == ("form" if act else "none")


@pytest.mark.parametrize(
    "words",
    ["Non siamo interessati.", "Risposta: NO", "Risposta: NO\n\nSiamo interessati."],
)
def test_attached_form_and_words_that_disagree_are_left_to_a_person(words):
    form = read_form(
        "x.docx", DOCX, docx(control('<w:tag w:val="risposta"/><w:text/>', "SI"))
    )
    assert form is not None

    judged = judge(Reading(kind=ReadingKind.REPLY, new_text=words, forms=(form,)))

    assert judged.act is None


TAG = '<w:tag w:val="a"/>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "SI">]>'


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("a.pdf", PDF, b""),
        ("a.pdf", PDF, b"%PDF-1.7 /AcroForm"),
        ("a.pdf", PDF, b"%PDF-1.7 /AcroForm" + b"1 0 obj<<" * 200_000),
        ("a.pdf", PDF, pdf(entry("/Tx", "a", text("b")))[:-200]),
        ("a.docx", DOCX, b"PK\x03\x04"),
        ("a.docx", DOCX, docx()[:-30]),
        ("a.docx", DOCX, docx(control(TAG, "&a;"), head=ENTITY)),
        ("a.docx", DOCX, docx(control("", "a" * 30_000_000))),
        ("a.docx", DOCX, docx(control('<w:tag w:val="a"/>', "x"), parts=9_000)),
        ("a.docx", DOCX, b"PK\x03\x04" + b"0" * 6_000_000),
        ("a.png", "image/png", pdf(entry("/Tx", "a", text("b")))),
    ],
    ids=range(11),
)
def test_hostile_or_broken_attachment_is_no_form_and_takes_no_time(name, kind, data):
    with bounded():
        form = read_form(name, kind, data)

    assert form is None or form.fields == (FormField(name="a", value="b"),)
