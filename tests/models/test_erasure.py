"""Whom a text means, and whom it does not."""

import pytest

from models.erasure import meant, tells_of


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("ann@a.example", "ann@a.example", True),
        ("ann@a.example", "Ann <ANN@a.example>", True),
        ("ann@a.example", "Write to ann@a.example.", True),
        ("ann@a.example", "joann@a.example", False),
        ("ann@a.example", "mary.ann@a.example", False),
        ("ann@a.example", "ann@a.example.org", False),
        ("a.example", "ann@a.example", False),
        ("example", "ann@a.example", False),
        ("Anna Rossi", "La dott.ssa Anna Rossi, tel. 1", True),
        ("Anna Rossi", "Marianna Rossini", False),
        ("Анна", "Марианна", False),
    ],
)
def test_text_means_whole_words_and_whole_addresses(
    text: str, value: str, *, told: bool
) -> None:
    assert tells_of(value, meant(text)) is told


def test_name_on_a_line_of_its_own_is_found() -> None:
    assert tells_of("Cordialmente\nAnna Rossi\n", meant("Anna Rossi"))
