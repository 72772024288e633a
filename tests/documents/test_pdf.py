"""PDFs are read back by another library: text, pages, structure, marks."""

import hashlib
import os
import subprocess
import sys
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from documents.pdf import pdf
from documents.words import SIMULATION
from models.document import (
    ChartShape,
    Column,
    Heading,
    Language,
    Line,
    Note,
    Pair,
    Signatures,
    Signer,
    Table,
)
from tests.documents.samples import chart, document, read, table, text
from tests.patience import bounded


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _resources(reader: PdfReader) -> Any:
    return reader.pages[0]["/Resources"]


def _tree(reader: PdfReader) -> list[Any]:
    """Every element of the structure, parents before children."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for kid in node:
                visit(kid)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            found.append(node)
            visit(node.get("/K", ArrayObject()))

    visit(_root(reader)["/StructTreeRoot"]["/K"])
    return found


def _roles(reader: PdfReader) -> list[str]:
    return [str(one["/S"]) for one in _tree(reader)]


def _lines(reader: PdfReader, page: int = 0) -> list[tuple[str, float, float]]:
    """Each run of text with where it stands."""
    found: list[tuple[str, float, float]] = []

    def see(said: str, _cm: Any, at: Any, _font: Any, _size: Any) -> None:
        if said.strip():
            found.append((said.strip(), round(at[4], 1), round(at[5], 1)))

    reader.pages[page].extract_text(visitor_text=see)
    return found


def test_pdf_text_is_selectable_in_both_alphabets():
    said = text(document(Pair(left="Distretti, perché sì", right="Кластеры, ёмкость")))

    assert "Distretti, perché sì" in said
    assert "Кластеры, ёмкость" in said


def test_pdf_metadata_names_title_language_and_day():
    reader = read(document(title="Обзор & sintesi", languages=(Language.RU,)))

    assert reader.metadata is not None
    assert reader.metadata.title == "Обзор & sintesi"
    assert reader.metadata.get("/CreationDate") == "D:20091211000000Z"
    assert _root(reader)["/Lang"] == "ru"
    assert _root(reader)["/ViewerPreferences"]["/DisplayDocTitle"] is not None


def test_pdf_bytes_are_the_same_in_another_process():
    content = document(table(40), chart(), simulated=True)
    script = (
        "import sys, hashlib; from documents.pdf import pdf;"
        "from models.document import Document;"
        "from tests.documents.samples import document, table, chart;"
        "c = document(table(40), chart(), simulated=True);"
        "print(hashlib.sha256(pdf(c)).hexdigest())"
    )

    other = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert other.stdout.strip() == hashlib.sha256(pdf(content)).hexdigest()


def test_pdf_bytes_differ_with_the_content():
    assert pdf(document(Line(text="uno"))) != pdf(document(Line(text="due")))


def test_every_page_says_its_number_in_both_languages():
    reader = read(document(table(90)))

    total = len(reader.pages)
    said = [" ".join(page.extract_text().split()) for page in reader.pages]

    assert total == 3
    assert [
        f"pagina {number} di {total} · стр. {number} из {total}" in page
        for number, page in enumerate(said, start=1)
    ] == [True] * total


def test_a_table_of_500_rows_loses_none_and_repeats_its_headings():
    with bounded():
        raw = pdf(document(table(500)))

    reader = read(document(table(500)))
    pages = [page.extract_text() for page in reader.pages]
    everything = "".join("".join(pages).split())

    assert [everything.count(f"IT-RU/XV/{n:04d}") for n in range(500)] == [1] * 500
    assert [page.count("Название") for page in pages] == [1] * len(pages)
    assert len(raw) < 1_000_000


def test_a_repeated_heading_row_is_told_once():
    roles = _roles(read(document(table(120))))

    assert roles.count("/Table") == 1
    assert roles.count("/TR") == 121
    assert roles.count("/TH") == 7
    assert roles.count("/TD") == 120 * 7


def test_markup_in_the_content_is_printed_not_obeyed():
    hostile = '<b>x</b> <img src="http://h.example/a.png"/> &amp; <font size=99>'

    reader = read(document(Line(text=hostile), title=hostile, head=hostile))
    said = " ".join(reader.pages[0].extract_text().split())

    assert said.count(hostile) == 4  # title, head, foot and the line
    assert "/Annots" not in reader.pages[0]
    assert "/XObject" not in _resources(reader)


def test_control_and_direction_marks_are_not_printed():
    said = text(document(Line(text="a\u202egnp.exe\x00\x1b[31m\u200bz")))

    assert "agnp.exe[31mz" in said


def test_a_simulated_corridor_is_marked_on_every_page():
    marked = read(document(table(90), simulated=True))
    plain = read(document(table(90)))

    assert [p.extract_text().count(SIMULATION) for p in marked.pages] == [2, 2, 2]
    assert [p.extract_text().count(SIMULATION) for p in plain.pages] == [0, 0, 0]


def test_a_paragraph_begins_beside_its_translation():
    long = "parola " * 80
    reader = read(
        document(Pair(left=long, right="кратко"), Pair(left="dopo", right="затем"))
    )

    places = {said: (x, y) for said, x, y in _lines(reader)}
    left, right = places["dopo"], places["затем"]

    assert left[1] == right[1]
    assert left[0] < right[0]


def test_a_pair_says_each_language():
    tree = _tree(read(document(Pair(left="dopo", right="затем"))))

    assert [one.get("/Lang") for one in tree if one["/S"] == "/P"] == ["it", "ru"]


def test_a_paragraph_longer_than_a_page_goes_on_without_loss():
    words = [f"parola{number}" for number in range(1800)]
    content = document(Pair(left=" ".join(words), right="кратко"))

    reader = read(content)

    assert len(reader.pages) > 1
    assert [one for one in text(content).split() if one.startswith("parola")] == words
    assert _roles(reader).count("/P") == 2


def test_a_row_longer_than_a_page_goes_on_without_loss():
    words = [f"parola{number}" for number in range(1500)]
    columns = (Column(heading="Testo", weight=3), Column(heading="Nota", weight=7))
    content = document(
        Table(caption="Lunga", columns=columns, rows=((" ".join(words), "x"),))
    )

    found = [one for one in text(content).split() if one.startswith("parola")]

    assert found == words


def test_a_heading_row_that_fills_a_page_ends():
    narrow = Column(heading="parola " * 140, weight=1)
    wide = Column(heading="Nota", weight=99)
    content = document(Table(caption="c", columns=(narrow, wide), rows=(("a", "b"),)))

    assert text(content).count("l") == 140  # the word's, and nobody else's


def test_a_word_wider_than_its_column_is_broken_not_cut():
    word = "x" * 400
    content = document(
        Table(caption="c", columns=(Column(heading="h"),) * 6, rows=((word,) * 6,))
    )

    assert text(content).count("x") == 2400


def test_a_heading_stays_with_what_follows():
    filler = tuple(Line(text=f"riga {number}") for number in range(100))
    for count in range(30, 45):
        reader = read(document(*filler[:count], Heading(text="Capo"), Line(text="poi")))
        pages = [page.extract_text() for page in reader.pages]
        assert [("Capo" in one) == ("poi" in one) for one in pages] == [True] * len(
            pages
        )


def test_every_mark_of_a_page_is_found_from_the_page():
    reader = read(document(table(40), chart(), Line(text="fine"), simulated=True))
    numbers = _root(reader)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))

    pages: list[Any] = list(reader.pages)
    for page in pages:
        content = page.get_contents()
        assert content is not None
        raw = content.get_data()
        assert raw.count(b"/MCID") == len(parents[page["/StructParents"]].get_object())
        assert raw.count(b"BDC") + raw.count(b"BMC") == raw.count(b"EMC")
    assert _root(reader)["/MarkInfo"]["/Marked"] == True  # noqa: E712


@pytest.mark.parametrize("shape", list(ChartShape))
def test_a_chart_is_told_in_words_and_drawn_as_vectors(shape):
    reader = read(document(chart(shape)))
    [figure] = [one for one in _tree(reader) if one["/S"] == "/Figure"]

    assert figure["/Alt"] == (
        "Esiti & seguito. Esiti per regione. Marche: fatti 30, attesi 10;"
        " Веспьер: fatti 10, attesi 20; Molise: fatti 0, attesi 5"
    )
    assert "/XObject" not in _resources(reader)
    assert "Веспьер" in reader.pages[0].extract_text()


def test_headings_are_bookmarks():
    reader = read(
        document(
            Heading(text="Uno"),
            Heading(text="Due", level=3),
            Pair(left="Tre", right="Три", level=1),
        )
    )

    def names(outline: list[Any]) -> list[Any]:
        return [names(o) if isinstance(o, list) else o.title for o in outline]

    assert names(reader.outline) == ["Sintesi", ["Uno", ["Due"], "Tre · Три"]]


def test_a_wide_document_lies_on_its_side():
    box = read(document(table(3), wide=True)).pages[0].mediabox

    assert (round(box.width), round(box.height)) == (842, 595)


def test_signatures_name_both_sides():
    signers = (
        Signer(name="Anna Verdi", role="Copresidente", side="Per l’Italia"),
        Signer(name="Пётр Белов", role="Сопредседатель", side="За Россию"),
    )
    reader = read(document(Signatures(signers=signers)))
    places = {said: y for said, _, y in _lines(reader)}

    assert places["Anna Verdi"] == places["Пётр Белов"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.IT, ("1.234.567,05 €", "12,5 %", "11/12/2009", "12.345")),
        (Language.RU, ("1 234 567,05 €", "12,5 %", "11.12.2009", "12 345")),
        (Language.EN, ("€1,234,567.05", "12.5 %", "11 Dec 2009", "12,345")),
    ],
)
def test_values_are_written_in_the_language(language, said):
    columns = table(0).columns[3:]
    rows = ((12345, 123456705, 1250, document().dated),)
    content = document(
        Table(caption="c", columns=columns, rows=rows), languages=(language,)
    )

    found = text(content).replace("\u00a0", " ")

    assert [one in found for one in said] == [True] * 4


def test_a_note_and_an_empty_table_are_printed():
    said = text(document(table(0), Note(text="Nessuna proposta.")))

    assert "Proposte" in said
    assert "Nessuna proposta." in said
