"""The queue on disk: what it named is there, whatever happens to the process."""

import signal
import subprocess
import sys

import pytest

from mail.spool import Mailboxes, Parcel, Spool
from models.errors import DomainError

PARCEL = Parcel("a@b.example", ("c@d.example", "отдел@e.example"), b"\xffraw\n\r\n")

PUT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from mail.spool import Parcel, Spool
spool = Spool(Path(sys.argv[1]))
spool.open()
for number in range(3):
    print(spool.put(Parcel("a@b.example", ("c@d.example",), b"%d" % number)))
(Path(sys.argv[1]) / "queue" / ".half").write_bytes(b"half a parcel")
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_spool_keeps_what_a_killed_process_put(tmp_path):
    killed = subprocess.run(
        [sys.executable, "-c", PUT_AND_DIE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    spool = Spool(tmp_path)

    left = spool.open()

    assert killed.returncode == -signal.SIGKILL
    assert left == killed.stdout.split()
    assert [spool.get(name).raw for name in left] == [b"0", b"1", b"2"]
    assert not (tmp_path / "queue" / ".half").exists()
    spool.close()


def test_spool_gives_back_parcels_and_forgets_them(tmp_path):
    spool = Spool(tmp_path)
    spool.open()
    kept, dead = spool.put(PARCEL), spool.put(PARCEL)

    assert spool.get(kept) == PARCEL
    spool.replace(kept, Parcel("", ("c@d.example",), b"raw"))
    assert spool.get(kept).rcpt_to == ("c@d.example",)
    spool.remove(kept)
    spool.bury(dead)
    spool.close()

    assert spool.open() == []
    assert [path.name for path in (tmp_path / "dead").iterdir()] == [dead]
    spool.close()


def test_spool_belongs_to_one_at_a_time(tmp_path):
    first, second = Spool(tmp_path), Spool(tmp_path)
    first.open()

    with pytest.raises(DomainError, match="already works"):
        second.open()
    first.close()

    assert second.open() == []
    second.close()


@pytest.mark.parametrize(
    "address",
    ["../x@y.example", ".@y.example", "a/b@y.example", "л" * 300 + "@y.example"],
)
def test_mailbox_is_one_folder_whatever_the_address(tmp_path, address):
    mailboxes = Mailboxes(tmp_path)

    path = mailboxes.deliver("", address, b"raw")

    assert path.parent.parent == tmp_path / "mailboxes"
    assert mailboxes.of(address) == [path]
    assert len(list((tmp_path / "mailboxes").iterdir())) == 1


def test_mailbox_nobody_wrote_to_is_empty(tmp_path):
    mailboxes = Mailboxes(tmp_path)

    assert mailboxes.of("a@b.example") == []
    assert mailboxes.addresses() == []
