"""The longest files first: a file goes to one process, and none should be left last."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent
LONGEST = (
    "runtime/test_demo.py",
    "flow/test_cuts.py",
    "runtime/test_kill.py",
    "flow/test_many_copies.py",
    "audit/test_tampering.py",
    "flow/test_road.py",
    "cli/test_bad_input.py",
    "mail/test_hostile.py",
    "runtime/test_post_faults.py",
    "flow/test_rehearsed_acts.py",
    "audit/test_as_of.py",
)
"""Those that take longest, as `--durations` says, or mostly wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {str(ROOT / name): place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(str(item.path), len(places)))
