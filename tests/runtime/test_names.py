"""Nobody is shown an id where people write a number."""

import pytest

from runtime.names import identified, spoken

REF = "IT-RU/2025-2027/XXIX/LIP/0007"
REFS = {"it-ru/29/0007": REF}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("it-ru/29", "IT-RU/XXIX"),
        ("session/it-ru/30", "IT-RU/XXX"),
        ("it-ru/30/u/1 is kept.", "IT-RU/XXX/1 is kept."),
        ("proposal/it-ru/29/0007", REF),
        ("There is no session it-ru/100.", "There is no session IT-RU/C."),
        ("money/it-ru/29/0007", f"money/{REF}"),
        ("deadline x of proposal/it-ru/29/0007: moves", f"deadline x of {REF}: moves"),
        ("it-ru/29/0008 waits", "it-ru/29/0008 waits"),
        ("watch/adhesions/it-ru/29", "watch/adhesions/it-ru/29"),
        ("proposal/it-ru/29/0007/letter/IT-57", "proposal/it-ru/29/0007/letter/IT-57"),
        (REF, REF),
    ],
)
def test_id_is_said_as_people_write_it(given: str, said: str) -> None:
    assert spoken(given, REFS) == said


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (REF, "it-ru/29/0007"),
        (f"money/{REF}", "money/it-ru/29/0007"),
        ("IT-RU/XXIX", "it-ru/29"),
        ("watch/adhesions/it-ru/29", "watch/adhesions/it-ru/29"),
        ("IT-57", "IT-57"),
    ],
)
def test_name_is_taken_back(given: str, meant: str) -> None:
    assert identified(given) == meant
