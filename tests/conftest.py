"""The longest files first: a file goes to one process, and none should be left last."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent
LONGEST = (
    "runtime/test_demo.py",
    "web/test_browser.py",
    "runtime/test_kill.py",
    "flow/test_rehearsed_acts.py",
    "flow/test_road.py",
    "runtime/test_disaster.py",
    "scenario/test_year.py",
    "flow/test_reconcile.py",
    "audit/test_dossier.py",
    "flow/test_rehearsed_sessions.py",
    "audit/test_tampering.py",
    "flow/test_cuts.py",
    "web/test_doors.py",
    "bench/test_lifecycle.py",
    "mail/test_hostile.py",
    "flow/test_archive.py",
    "flow/test_many_copies.py",
    "flow/test_rescreening.py",
    "audit/test_as_of.py",
    "flow/test_export.py",
    "cli/test_bad_input.py",
    "runtime/test_post_faults.py",
)
"""Those that take longest, as `--durations` says, or mostly wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {str(ROOT / name): place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(str(item.path), len(places)))
