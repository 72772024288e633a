import base64
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mail import mime
from mail.intent import judge
from mail.reading import read
from models.message import Reading, ReadingKind
from tests.mail.raw_mail import mail, multipart
from tests.mail.reply_samples import SAMPLES

ENOUGH = 5.0  # seconds on the slowest machine; what counts is that nothing explodes

HOSTILE = {
    "larger than": b"a" * (mime.MAX_BYTES + 1),
    "boundary lines": multipart(*[b"\r\nx"] * 200_000),
    "header block larger": b"Subject: " + b"=?utf-8?q?a?= \n " * 20_000 + b"\n\nx",
    "a header longer": mail(To="a@b.example, " * 20_000),
    "nested deeper": b"Content-Type: message/rfc822\n\n" * 2_000,
    "header fields": multipart(*[b"a:\r\n" * 9_000 + b"\r\nx"] * 3),
    "attachments": multipart(*[b"Content-Type: image/png\r\n\r\nx"] * 51),
}


@pytest.mark.parametrize(("problem", "raw"), HOSTILE.items(), ids=HOSTILE)
def test_mail_over_a_limit_is_unreadable_and_says_why(problem, raw):
    started = perf_counter()
    found = read(raw)

    assert perf_counter() - started < ENOUGH
    assert found.kind is ReadingKind.UNREADABLE
    assert problem in found.problems[0]


def test_unreadable_mail_still_says_who_sent_it():
    found = read(multipart(*[b"\r\nx"] * 2_000))

    assert (found.kind, found.sender) == (ReadingKind.UNREADABLE, "m.neri@body.example")


HEAVY = {
    "text": mail(b"hello world this is\r\n" * 1_600_000),
    "one line": mail(b"a" * (34 * 2**20)),
    "attachment": multipart(
        b"\r\nx",
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(b"z" * (24 * 2**20)),
    ),
    "html": mail(b"<div><blockquote type=cite>" * 40_000, Content_Type="text/html"),
    "attributions": mail(
        b"Il giorno 14/10/2025 x@y ha scritto @ ha scritto:a\n" * 20_000
    ),
    "labels": mail(b"Da: a\nx\nA: b@c\ny\n" * 30_000),
    "signatures": mail(b"Cordiali saluti\n> x\n" * 20_000),
    "form": mail(b"Risposta (SI): SI\n" * 20_000),
    "parameters": mail(Content_Type="text/plain" + ';a="\\"' * 10_000),
    "addresses": mail(Cc="(" * 30_000 + '"' * 30_000),
    "bounce": mail(b"\n \nuser <a@b>" * 30_000, From="mailer-daemon@x.example"),
}


@pytest.mark.parametrize("raw", HEAVY.values(), ids=HEAVY)
def test_heavy_mail_is_read_in_bounded_time(raw):
    started = perf_counter()
    found = read(raw)
    judge(found)

    assert perf_counter() - started < ENOUGH
    assert found.kind in (ReadingKind.REPLY, ReadingKind.BOUNCE)


REAL = [mail(sample.text.encode(), Content_Type="text/plain") for sample in SAMPLES]
SEEDS = [
    *REAL,
    multipart(b"\r\nx", REAL[0]),
    multipart(b"Content-Type: text/html\r\n\r\n<p>"),
]


def assert_total(raw: bytes) -> None:
    found = read(raw)
    judge(found)
    assert not any("failed" in problem for problem in found.problems)
    assert Reading.model_validate_json(found.model_dump_json()) == found


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw):
    assert_total(raw)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=12)), max_size=8),
)
def test_damaged_mail_is_read(raw, damages):
    for place, change in damages:
        raw = raw[:place] + change + raw[place + len(change) :]

    assert_total(raw)


HEADER_NAMES = [
    "From",
    "To",
    "Subject",
    "Date",
    "References",
    "Content-Type",
    "X-Ricevuta",
]


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(HEADER_NAMES), st.text(max_size=60)),
    st.sampled_from(
        ["text/html", "multipart/report", "message/rfc822", "multipart/x; boundary=b"]
    ),
    st.text(alphabet="-b\n:;=?<>@ aContent-Type", max_size=200),
)
def test_strange_headers_are_read(headers, kind, body):
    fields = {"Content-Type": kind, **headers}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())

    assert_total(f"{head}\n{body}".encode("utf-8", "surrogatepass"))
