"""FUZZ_MAILS=50000 reads that many for each seed, FUZZ_SEED=… others."""

import os

import pytest

from mail.intent import judge
from mail.reading import read
from models.message import Reading
from tests.mail.fuzz import mails
from tests.patience import bounded

COUNT = int(os.environ.get("FUZZ_MAILS", "500"))
SEED = int(os.environ.get("FUZZ_SEED", "20261122"))


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_damaged_mail_is_always_read(seed):
    wrong: list[tuple[int, str]] = []
    for number, raw in enumerate(mails(seed, COUNT)):
        with bounded():
            found = read(raw)
            judge(found)
        if any(one.startswith("reader failed") for one in found.problems):
            wrong.append((number, found.problems[0]))
        if Reading.model_validate_json(found.model_dump_json()) != found:
            wrong.append((number, "not the same from JSON"))

    assert wrong == []


def test_damage_is_the_same_for_the_same_seed():
    assert list(mails(7, 50)) == list(mails(7, 50))
    assert list(mails(7, 50)) != list(mails(8, 50))
