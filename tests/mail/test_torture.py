from hashlib import sha256

import pytest

from mail.intent import judge
from mail.reading import read
from models.message import Reading
from tests.mail.torture import CASES


def _shown(found: Reading, field: str) -> object:
    """A field as the tables of torture write it."""
    if field == "names":
        return tuple(one.name for one in found.attachments)
    if field == "types":
        return tuple(one.type for one in found.attachments)
    return getattr(found, field)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tortured_mail_is_read_for_what_it_says(case):
    expected = dict(case.read)
    last = expected.pop("last", None)

    found = read(case.raw)

    assert {field: _shown(found, field) for field in expected} == expected
    if last is not None:
        assert found.attachments[-1].sha256 == sha256(last).hexdigest()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tortured_mail_can_be_stored_and_judged(case):
    found = read(case.raw)

    judge(found)
    assert Reading.model_validate_json(found.model_dump_json()) == found
    assert not any(one.startswith("reader failed") for one in found.problems)
