"""A number of the record is money or a count, and never both."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.event_sums import COUNTS, SUMS
from tests.recorded import nameless


def test_no_name_is_both_a_sum_and_a_count() -> None:
    assert SUMS.isdisjoint(COUNTS)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"cents": 5, "late": True, "why": "x"}, set()),
        ({"so_far": {"R7": 5}, "split": [1, 2]}, set()),
        ({"grants": [{"cents": 5, "gift": 1}]}, {"money.shared: gift"}),
        ({"novelty": 5}, {"money.shared: novelty"}),
    ],
)
def test_number_without_a_name_is_found(
    tmp_path: Path, body: dict[str, object], found: set[str]
) -> None:
    file = tmp_path / "record.db"
    with closing(sqlite3.connect(file)) as record, record:
        record.execute("CREATE TABLE event (kind TEXT, body TEXT)")
        record.execute(
            "INSERT INTO event VALUES ('money.shared', ?)", (json.dumps(body),)
        )

    assert nameless(file) == found
