import json
import subprocess
import sys
from pathlib import Path

import pytest

from mail import limits
from mail.intent import judge
from mail.reading import read
from models.message import ReadingKind
from tests.mail.hostile import HEAVY
from tests.mail.raw_mail import mail, multipart
from tests.patience import bounded

MEMORY = 256  # megabytes, the mail itself and the interpreter among them

REFUSED = {
    "larger than": b"a" * (limits.MAX_BYTES + 1),
    "boundary lines": multipart(*[b"\r\nx"] * 200_000),
    "header block larger": b"Subject: " + b"=?utf-8?q?a?= \n " * 20_000 + b"\n\nx",
    "a header longer": mail(To="a@b.example, " * 20_000),
    "nested deeper": b"Content-Type: message/rfc822\n\n" * 2_000,
    "header fields": multipart(*[b"a:\r\n" * 9_000 + b"\r\nx"] * 3),
    "bytes decoded": b"Content-Type: message/rfc822\nContent-Transfer-Encoding: "
    b"quoted-printable\n\n" * 19 + b"x\n" * (17 * 2**20),
}


@pytest.mark.parametrize(("problem", "raw"), REFUSED.items(), ids=REFUSED)
def test_mail_over_a_limit_is_unreadable_and_says_why(problem, raw):
    with bounded():
        found = read(raw)

    assert found.kind is ReadingKind.UNREADABLE
    assert problem in found.problems[0]


def test_unreadable_mail_still_says_who_sent_it():
    found = read(multipart(*[b"\r\nx"] * 2_000))

    assert (found.kind, found.sender) == (ReadingKind.UNREADABLE, "m.neri@body.example")


@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_heavy_mail_is_read_in_bounded_time(make):
    raw = make()

    with bounded():
        found = read(raw)
        judge(found)

    assert not any(one.startswith("reader failed") for one in found.problems)


# Each in a process of its own: the peak of one would hide that of the next.
MEASURED = """
import contextlib, json, os, sys
from mail.reading import read
from tests.mail.hostile import HEAVY

for name in json.loads(sys.argv[1]):
    if child := os.fork():
        os.waitpid(child, 0)
        continue
    raw = HEAVY[name]()
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as peak:
        peak.write("5")  # what composing it took does not count
    read(raw)
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    print(json.dumps([name, int(peak) // 1024]), flush=True)
    os._exit(0)
"""
GREEDY = (
    *("body of quotes", "body of one line", "page of italic", "charset utf-7"),
    *("base64 of quotes", "base64 of dirt", "qp soft ends", "flowed blank lines"),
    *("uuencode", "uuencode, short lines", "deep multiparts", "999 parts"),
    *("encoded messages in messages", "many encoded messages", "signed in signed"),
    *("file", "p7m of small chunks", "zip of many entries", "zips of zips"),
)


@pytest.fixture(scope="module")
def peaks() -> dict[str, int]:
    printed = subprocess.run(
        [sys.executable, "-c", MEASURED, json.dumps(GREEDY)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    return dict(map(json.loads, printed.splitlines()))


@pytest.mark.parametrize("name", GREEDY)
def test_heavy_mail_is_read_in_bounded_memory(name, peaks):
    assert 0 < peaks[name] < MEMORY
