"""What servers really say, and whose fault it is."""

import pytest

from mail.lmtp import Reply
from mail.refusals import Phase, refusal_of, verdict
from models.delivery_errors import (
    LetterDeferredError,
    LetterRejectedError,
    Refusal,
    ServerRefusedError,
)

AT_RECIPIENT = [
    (550, "5.1.1 <x>: Recipient address rejected: User unknown", Refusal.ADDRESS),
    (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; not found", Refusal.ADDRESS),
    (550, "5.4.1 Recipient address rejected: Access denied", Refusal.ADDRESS),
    (550, "5.7.1 No such user!", Refusal.ADDRESS),
    (550, "Mailbox x is unavailable: user not found", Refusal.ADDRESS),
    (550, "5.5.0 Requested action not taken: mailbox unavailable", Refusal.ADDRESS),
    (550, "Unrouteable address", Refusal.ADDRESS),
    (550, "#5.1.0 Address rejected.", Refusal.ADDRESS),
    (553, "sorry, no mailbox here by that name. (#5.1.1)", Refusal.ADDRESS),
    (550, "5.2.1 The account that you tried to reach is disabled", Refusal.ADDRESS),
    (550, "", Refusal.ADDRESS),
    (551, "User not local", Refusal.ADDRESS),
    (556, "", Refusal.ADDRESS),
    (554, "5.7.1 <x>: Relay access denied", Refusal.POLICY),
    (554, "5.7.1 Client host blocked using a list", Refusal.POLICY),
    (550, "relay not permitted", Refusal.POLICY),
    (550, "Sender verify failed\nno such user", Refusal.POLICY),
    (550, "rejected by SPF", Refusal.POLICY),
    (553, "that domain isn't in my list of rcpthosts (#5.7.1)", Refusal.POLICY),
    (552, "5.2.2 The account is over quota", Refusal.OTHER),
    (550, "Mailbox full", Refusal.OTHER),
    (552, "", Refusal.SIZE),
    (503, "5.5.1 Bad sequence", Refusal.OTHER),
    (530, "5.7.0 Authentication required", Refusal.AUTHENTICATION),
]
AT_THE_DOT = [
    (552, "5.3.4 Message size exceeds fixed limit", Refusal.SIZE),
    (554, "5.7.1 Spam message rejected", Refusal.POLICY),
    (550, "5.7.26 Does not pass SPF and DKIM", Refusal.POLICY),
    (554, "5.7.0 Virus found", Refusal.CONTENT),
    (554, "5.6.0 Malformed", Refusal.CONTENT),
    (554, "Transaction failed", Refusal.CONTENT),
    (554, "5.5.1 No valid recipients", Refusal.OTHER),
    (550, "5.1.1 User unknown", Refusal.ADDRESS),
]
AT_SENDER = [
    (552, "Message size exceeds fixed maximum message size", Refusal.SIZE),
    (550, "5.1.1 No such user", Refusal.OTHER),
    (550, "5.7.1 Not you", Refusal.POLICY),
    (553, "5.1.8 Domain of sender does not exist", Refusal.POLICY),
    (535, "", Refusal.AUTHENTICATION),
]


@pytest.mark.parametrize(
    ("phase", "code", "text", "refusal"),
    [
        *((Phase.RECIPIENT, *row) for row in AT_RECIPIENT),
        *((Phase.DOT, *row) for row in AT_THE_DOT),
        *((Phase.SENDER, *row) for row in AT_SENDER),
    ],
)
def test_refusal_is_told_by_status_words_and_moment(phase, code, text, refusal):
    assert refusal_of(Reply(code, text), phase) is refusal


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("code", range(400, 600, 7))
def test_every_no_has_one_verdict(phase, code):
    told = verdict(Reply(code, "5.1.1 No"), phase)

    permanent = isinstance(told, LetterRejectedError | ServerRefusedError)
    assert permanent == (code >= 500)
    assert isinstance(told, LetterRejectedError) != isinstance(
        told, LetterDeferredError
    )


def test_refused_login_is_about_our_account_and_no_letter():
    told = verdict(Reply(535, "5.7.8 Wrong password"), Phase.LOGIN)

    assert isinstance(told, ServerRefusedError)
    assert (told.code, told.refusal) == (535, Refusal.AUTHENTICATION)


def test_refused_greeting_is_about_us_and_no_letter():
    told = verdict(Reply(554, "No mail from here"), Phase.GREETING)

    assert isinstance(told, ServerRefusedError)
    assert told.refusal is Refusal.POLICY
