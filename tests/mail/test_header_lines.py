"""Fields of a letter's head: nothing gets into them that would end them early."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.header_lines import field, ids_field, mailbox_field, text_field
from models.errors import DomainError


@pytest.mark.parametrize("line", ["", "a\r\nBcc: b@c.example", "a\nb", "\x00", "è"])
def test_field_refuses_what_no_header_may_have(line):
    with pytest.raises(DomainError, match="The Date of a letter cannot be written"):
        field("Date", line)


def test_field_is_folded_where_its_lines_end():
    assert field("A", "b", "c") == b"A: b\r\n c\r\n"
    assert ids_field("References", ["<a@b>", "<c@d>"]) == (
        b"References: <a@b>\r\n <c@d>\r\n"
    )
    assert ids_field("References", []) == b""


@given(st.lists(st.text("abcè ж=?\"'\\", min_size=1, max_size=12), min_size=1))
def test_text_round_trips_in_short_lines(words):
    text = " ".join(" ".join(words).split()) or "x"
    raw = text_field("Subject", text)

    read = message_from_bytes(raw + b"\r\n", policy=policy.default)["Subject"]
    assert read == text
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", b"To: a@b.example\r\n"),
        ("Regione Marche", b"To: Regione Marche\r\n <a@b.example>\r\n"),
        ('Uff. "A" \\ B', b'To: "Uff. \\"A\\" \\\\ B"\r\n <a@b.example>\r\n'),
        ("È", b"To: =?utf-8?b?w4g=?=\r\n <a@b.example>\r\n"),
        (
            "=?utf-8?q?x?=",
            b"To: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?=\r\n <a@b.example>\r\n",
        ),
    ],
)
def test_mailbox_is_quoted_or_encoded_when_it_must(name, written):
    assert mailbox_field("To", name, "a@b.example") == written
