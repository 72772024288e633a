"""Mail damaged at random, the same damage for the same seed."""

import random
import re
from collections.abc import Callable, Iterator

from tests.mail.raw_mail import mail, multipart
from tests.mail.reply_samples import SAMPLES
from tests.mail.torture import CASES

_LETTERS = [
    mail(sample.text.encode(), Content_Type="text/plain; charset=utf-8")
    for sample in SAMPLES
]
SEEDS = (
    *(case.raw for case in CASES if len(case.raw) < 60_000),
    *_LETTERS,
    *(
        multipart(b"\r\n" + one, b"Content-Type: text/html\r\n\r\n<p>")
        for one in _LETTERS
    ),
)
_CHARSETS = (
    *(b"koi8-r", b"windows-1251", b"utf-7", b"utf-16", b"utf-32", b"iso-2022-jp"),
    *(b"us-ascii", b"x-none", b"idna", b"hz", b"big5", b"gb2312", b"cp437", b'"'),
)
_ENCODINGS = (
    *(b"base64", b"quoted-printable", b"8bit", b"7bit", b"x-uuencode", b"binary", b"="),
)
_TYPES = (
    *(b"text/html", b"text/calendar", b"message/rfc822", b"multipart/mixed"),
    *(b"multipart/report", b"message/delivery-status", b"application/pkcs7-mime"),
    *(b"message/disposition-notification", b"text/plain; format=flowed", b"/"),
)
_ALPHABET = b'\0\r\n\t "\\<>()@,;:.=?*%/+-_&#x0aZ~\x1b\x80\xc3\xe8\xff'
_Change = Callable[[random.Random, bytes], bytes]


def mails(seed: int, count: int) -> Iterator[bytes]:
    chance = random.Random(seed)  # noqa: S311  damage, not secrets
    for _ in range(count):
        raw = chance.choice(SEEDS)
        for _ in range(chance.randint(1, 4)):
            raw = chance.choice(_CHANGES)(chance, raw)
        yield raw


def _flip(chance: random.Random, raw: bytes) -> bytes:
    damaged = bytearray(raw)
    for _ in range(min(len(damaged), chance.randint(1, 12))):
        damaged[chance.randrange(len(damaged))] = chance.choice(_ALPHABET)
    return bytes(damaged)


def _truncate(chance: random.Random, raw: bytes) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _drop(chance: random.Random, raw: bytes) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + raw[start + chance.randint(1, 80) :]


def _insert(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randint(0, len(raw))
    junk = bytes(chance.choices(_ALPHABET, k=chance.randint(1, 40)))
    return raw[:place] + junk * chance.choice((1, 1, 1, 50)) + raw[place:]


def _repeat_line(chance: random.Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    lines[place] *= chance.choice((2, 3, 200))
    return b"".join(lines)


def _swap_lines(chance: random.Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _move_boundary(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randint(0, len(raw))
    line = chance.choice((b"\r\n--b\r\n", b"\n--b--\n", b"--b", b"\r\n\r\n--b\r\n\r\n"))
    return raw[:place] + line + raw[place:]


def _splice(chance: random.Random, raw: bytes) -> bytes:
    other = chance.choice(SEEDS)
    start, stop = sorted(chance.randint(0, len(other)) for _ in range(2))
    place = chance.randint(0, len(raw))
    return raw[:place] + other[start:stop] + raw[place:]


def _wrap(chance: random.Random, raw: bytes) -> bytes:
    if chance.random() < 0.5:
        return multipart(b"\r\nx", b"Content-Type: message/rfc822\r\n\r\n" + raw)
    return multipart(raw, kind=chance.choice(("mixed", "report", "digest")))


def _line_ends(chance: random.Random, raw: bytes) -> bytes:
    return raw.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\n\r")))


def _relabel(pattern: bytes, labels: tuple[bytes, ...]) -> _Change:
    def change(chance: random.Random, raw: bytes) -> bytes:
        label = chance.choice(labels)
        return re.sub(pattern, lambda found: found[1] + label, raw, flags=re.IGNORECASE)

    return change


def _add_header(chance: random.Random, raw: bytes) -> bytes:
    names = (b"Content-Type", b"Content-Transfer-Encoding", b"Subject", b"From", b"To")
    value = chance.choice((*_CHARSETS, *_ENCODINGS, *_TYPES))
    return chance.choice(names) + b": " + value + b"\r\n" + raw


_CHANGES: tuple[_Change, ...] = (
    *(_flip, _flip, _truncate, _drop, _insert, _repeat_line, _swap_lines),
    *(_move_boundary, _splice, _wrap, _line_ends, _add_header),
    _relabel(rb"(charset=)[^\s;?]*", _CHARSETS),
    _relabel(rb"(=\?)[a-z0-9-]+(?=\?)", _CHARSETS),
    _relabel(rb"(Content-Transfer-Encoding: )[^\r\n]*", _ENCODINGS),
    _relabel(rb"(Content-Type: )[^\r\n;]*", _TYPES),
)
