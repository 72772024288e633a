"""Which tests go together to one process, and which go first.

A file goes to one process, and the commands' tests all to one: they share a running
system, which costs as much idle as a test at work. What takes longest goes first, for
nothing long should be left last.
"""

from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).parent
COMMANDS = ROOT / "cli"
LONGEST = (
    "runtime/test_demo.py",
    "web/test_browser.py",
    "cli",
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
    "runtime/test_post_faults.py",
)
"""Those that take longest, as `--durations` says, or mostly wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {ROOT / name: place for place, name in enumerate(LONGEST)}

    def place(item: pytest.Item) -> int:
        together = COMMANDS if item.path.parent == COMMANDS else item.path
        return places.get(together, len(places))

    items.sort(key=place)


class Together(LoadFileScheduling):  # type: ignore[misc]  # it has no types
    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        commands = COMMANDS.relative_to(ROOT.parent).as_posix()
        return commands if file.startswith(f"{commands}/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    return Together(config, log)
