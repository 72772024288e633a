"""The facts of a corridor are data: complete in three languages, or refused."""

from pathlib import Path

import pytest

from models.corridor_facts import CorridorFacts
from models.document import Language, Said
from models.errors import ReferenceDataError
from models.ids import CorridorCode
from store.corridor_facts import corridor_facts


def test_shipped_facts_are_told_in_every_language():
    found = corridor_facts(CorridorCode("IT-RU"))
    texts: list[Said] = [
        *(one.text for one in found.frame),
        *(one.text for one in found.aims),
        *(one.text for one in found.lines),
        *found.method,
    ]

    assert len(texts) > 10
    assert [one for one in texts if one.missing(Language)] == []


def test_corridor_without_facts_has_none():
    assert corridor_facts(CorridorCode("IT-XX")) == CorridorFacts()


def test_damaged_facts_are_refused(tmp_path: Path):
    (tmp_path / "it-ru.json").write_text('{"aims": [{"level": 9, "text": {}}]}')

    with pytest.raises(ReferenceDataError, match=r"it-ru.json: aims.0.level"):
        corridor_facts(CorridorCode("IT-RU"), tmp_path)
