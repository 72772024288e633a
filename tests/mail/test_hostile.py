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


# The peak of this program alone: what `getrusage` tells includes its parent.
MEASURED = """
import sys
from mail.reading import read
from tests.patience import bounded
read(sys.stdin.buffer.read())
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""
GREEDY = (
    *("body of quotes", "body of one line", "page of italic", "charset utf-7"),
    *("base64 of quotes", "base64 of dirt", "qp soft ends", "flowed blank lines"),
    *("uuencode", "uuencode, short lines", "deep multiparts", "999 parts"),
    *("encoded messages in messages", "many encoded messages", "signed in signed"),
    *("file", "p7m of small chunks", "zip of many entries", "zips of zips"),
)


@pytest.mark.parametrize("name", GREEDY)
def test_heavy_mail_is_read_in_bounded_memory(name):
    printed = subprocess.run(
        [sys.executable, "-c", MEASURED],
        input=HEAVY[name](),
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout

    assert int(printed) // 1024 < MEMORY
