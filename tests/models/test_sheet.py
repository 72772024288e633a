"""A sheet that cannot be read is refused with the line and the remedy."""

import pytest

from models.errors import DomainError
from models.sheet import read_sheet


def test_sheet_is_read_as_editors_save_it():
    assert read_sheet(b"\xef\xbb\xbfname = 'Citt\xc3\xa0'\r\n", "It") == {
        "name": "Città"
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"a = 1\nb = '\xe8'\n",
            "It cannot be read (no UTF-8 in line 2): save it as plain text in UTF-8.",
        ),
        (
            b"a = 1\na = 2\n",
            (
                "It cannot be read, for it is no TOML (Cannot overwrite a value (at "
                "line 2, column 6)): correct it there."
            ),
        ),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_line(content, sentence):
    with pytest.raises(DomainError) as refused:
        read_sheet(content, "It")

    assert str(refused.value) == sentence
