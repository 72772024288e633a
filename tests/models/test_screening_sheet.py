"""Lists of restrictive measures as their publishers have them."""

import json

import pytest

from models.compliance import ScreeningBook, ScreeningResult, screen
from models.screening_sheet import ListFormError, read_list


def names(content: str) -> list[tuple[str, str]]:
    return [(one.name, one.kind) for one in read_list(content.encode(), "EU", "1")]


def test_table_gives_a_name_for_each_spelling():
    found = names(
        "name,kind,aliases\nAlfa  Beta,person,Al Beta; Альфа Бета\nGamma Srl,,\n"
    )

    assert found == [
        ("Alfa Beta", "person"),
        ("Al Beta", "person"),
        ("Альфа Бета", "person"),
        ("Gamma Srl", "entity"),
    ]


def test_json_says_the_same():
    rows = [{"name": "Alfa Beta", "kind": "person", "aliases": ["Al Beta"]}]

    assert names(json.dumps(rows)) == [("Alfa Beta", "person"), ("Al Beta", "person")]


def test_consolidated_list_is_read_as_it_is_published():
    """Rows that tell an address or a day of birth have no name."""
    found = names(
        "\ufefffileGenerationDate;Entity_SubjectType_ClassificationCode;"
        "NameAlias_WholeName;Address_City\n"
        "01/02/2027;P;Alfa Beta;\n"
        "01/02/2027;P;;Nowhere\n"
        "01/02/2027;E;Gamma JSC;\n"
    )

    assert found == [("Alfa Beta", "person"), ("Gamma JSC", "entity")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no name"),
        (b"name,kind\n", "holds no name"),
        (b"title,kind\nAlfa,entity\n", "no column name"),
        (b"name,kind\nAlfa,entity\n,entity\n", "Entry 2 has no name"),
        (b"\xff\xfe", "not in UTF-8"),
        (b'name,kind\n"Alfa,entity\n', "no CSV"),
        (b'[{"name": "Alfa"', "no JSON"),
        (b'["Alfa"]', "holds groups"),
        (b"name\n" + b"a" * 1001, "it is no name"),
    ],
)
def test_broken_list_is_refused_whole(content, sentence):
    with pytest.raises(ListFormError, match=sentence):
        read_list(content, "EU", "1")


def test_book_finds_what_comparing_all_finds():
    entries = read_list(
        "name\nAlfa Beta\nBeta\nGamma Delta JSC\nОмега\n".encode(), "EU", "1"
    )
    parties = ("OOO Beta Alfa", "Delta Gamma", "Omega", "Sigma", "")

    book = ScreeningBook(entries)

    assert book.screen(parties) == screen(parties, entries)
    assert [(one.party, one.entry.name) for one in book.screen(parties).matches] == [
        ("OOO Beta Alfa", "Alfa Beta"),
        ("OOO Beta Alfa", "Beta"),
        ("Delta Gamma", "Gamma Delta JSC"),
        ("Omega", "Омега"),
    ]
    assert book.version == "EU 1"


def test_nothing_is_clear_without_a_list():
    assert ScreeningBook(()).screen(("Alfa",)).result is ScreeningResult.UNAVAILABLE
