from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mail.intent import judge
from mail.reading import read
from models.message import Reading
from tests.mail.raw_mail import mail, multipart
from tests.mail.reply_samples import SAMPLES

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
