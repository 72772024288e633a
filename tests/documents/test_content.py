"""Content that could not be written truly is refused when it is made."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.document import Column, ColumnKind, Language, Said, Table


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (ColumnKind.TEXT, 5),
        (ColumnKind.INTEGER, "5"),
        (ColumnKind.CENTS, date(2009, 12, 10)),
        (ColumnKind.DATE, 40158),
        (ColumnKind.DATE, "2009-12-10"),
    ],
)
def test_a_cell_of_another_kind_is_refused(kind, cell):
    with pytest.raises(ValidationError, match="not of the kind"):
        Table(caption="c", columns=(Column(heading="h", kind=kind),), rows=((cell,),))


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValidationError, match="as many cells"):
        Table(caption="c", columns=(Column(heading="h"),), rows=(("a", "b"),))


def test_a_total_of_another_length_is_refused():
    with pytest.raises(ValidationError, match="as many cells"):
        Table(caption="c", columns=(Column(heading="h"),), total=("a", "b"))


def test_an_amount_with_a_fraction_of_a_cent_is_refused():
    columns = (Column(heading="h", kind=ColumnKind.CENTS),)
    with pytest.raises(ValidationError):
        Table.model_validate(
            {"caption": "c", "columns": columns, "rows": ((12.5,),)}, strict=False
        )


def test_a_text_is_read_in_another_language_before_it_is_missing():
    said = Said(it="sì", ru=" ")

    assert said.readable(Language.EN) == "sì"
    assert said.missing(Language) == (Language.RU, Language.EN)
