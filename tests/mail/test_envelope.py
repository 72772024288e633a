"""MAIL and RCPT, as each server wants them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.envelope import commands, on_the_wire, xtext
from models.delivery_errors import LetterRejectedError, Refusal
from models.letter import Dispatch

RCPT = b"RCPT TO:<a+b=c@it.example>"
ASKED = b" NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@it.example"
LETTER = Dispatch(
    mail_from="r-1@d.example",
    rcpt_to="a+b=c@it.example",
    raw=b"x\r\n",
    envelope_id="l 1",
)
WIDE = LETTER.model_copy(update={"rcpt_to": "отдел@пример.example"})


@pytest.mark.parametrize(
    ("offers", "mail", "rcpt"),
    [
        ({}, b"MAIL FROM:<r-1@d.example>", RCPT),
        (
            {"DSN": "", "SIZE": "3"},
            b"MAIL FROM:<r-1@d.example> SIZE=3 RET=HDRS ENVID=l+201",
            RCPT + ASKED,
        ),
    ],
)
def test_envelope_asks_for_what_is_offered(offers, mail, rcpt):
    assert commands(LETTER, offers) == (mail, rcpt)


def test_envelope_of_a_foreign_address_has_no_original_recipient():
    mail, rcpt = commands(WIDE, {"DSN": "", "SMTPUTF8": ""})

    assert mail.decode().split(" ")[2:] == ["SMTPUTF8", "RET=HDRS", "ENVID=l+201"]
    assert rcpt.decode() == (
        "RCPT TO:<отдел@xn--e1afmkfd.example> NOTIFY=FAILURE,DELAY"
    )


def test_envelope_announces_eight_bits_only_where_they_are():
    eight = LETTER.model_copy(update={"raw": "è\r\n".encode()})

    assert commands(eight, {"8BITMIME": ""})[0].endswith(b" BODY=8BITMIME")
    assert commands(LETTER, {"8BITMIME": ""})[0].endswith(b">")


@pytest.mark.parametrize("envelope_id", ["", "x" * 101, "=" * 34, "è", "a\r\nRSET"])
def test_envelope_id_that_cannot_be_written_is_left_out(envelope_id):
    letter = LETTER.model_copy(update={"envelope_id": envelope_id})

    assert commands(letter, {"DSN": ""})[0].endswith(b"RET=HDRS")


@pytest.mark.parametrize(
    ("offers", "letter", "refusal"),
    [
        ({"SIZE": "2"}, LETTER, Refusal.SIZE),
        ({}, WIDE, Refusal.ADDRESS),
        *(
            (
                {"SMTPUTF8": ""},
                LETTER.model_copy(update={"rcpt_to": to}),
                Refusal.ADDRESS,
            )
            for to in (
                "a@b.example>\r\nRCPT TO:<c@d.example",
                "a@b.example> NOTIFY=NEVER",
                "a b@c.example",
                "a@" + "я" * 70 + ".example",
                "\udcff@b.example",
            )
        ),
    ],
)
def test_letter_the_server_cannot_take_is_rejected_before_it_is_asked(
    offers, letter, refusal
):
    with pytest.raises(LetterRejectedError) as caught:
        commands(letter, offers)

    assert caught.value.refusal is refusal


@pytest.mark.parametrize("most", ["0", "", "3", "a lot"])
def test_size_is_limited_only_by_a_number(most):
    assert commands(LETTER, {"SIZE": most})[0].endswith(b" SIZE=3")


def test_quoted_name_keeps_its_blank():
    assert on_the_wire('"a b"@c.example') == '"a b"@c.example'


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_xtext_comes_back(text):
    written = xtext(text)

    assert " " not in written
    assert "=" not in written
    read = written.encode().split(b"+")
    assert (
        read[0]
        + b"".join(bytes.fromhex(one[:2].decode()) + one[2:] for one in read[1:])
        == text.encode()
    )
