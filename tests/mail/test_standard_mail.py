"""The standard library's own strange mail, where it is installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from mail.reading import read
from models.message import Reading, ReadingKind


def _data() -> Path | None:
    try:
        spec = find_spec("test.test_email")
    except ModuleNotFoundError:
        return None
    places = (spec and spec.submodule_search_locations) or ()
    return next((Path(one) / "data" for one in places), None)


DATA = _data()
FILES = sorted(DATA.glob("*")) if DATA else []
# Written in the files themselves: no From, or one without an address.
ANONYMOUS = {
    f"msg_{number}.txt" for number in ("05", "11", "18", "37", "38", "39", "40", "43")
}

pytestmark = pytest.mark.skipif(
    not FILES, reason="Python is installed without its tests; torture.py stands in"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_strange_mail_is_read(path):
    found = read(path.read_bytes())

    is_mail = path.suffix == ".txt" and path.name != "msg_19.txt"  # it has no headers
    assert (found.kind is ReadingKind.UNREADABLE) == (not is_mail)
    assert bool(found.sender) == (is_mail and path.name not in ANONYMOUS)
    assert not any(one.startswith("reader failed") for one in found.problems)
    assert Reading.model_validate_json(found.model_dump_json()) == found
