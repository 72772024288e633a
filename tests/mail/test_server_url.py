"""Which URLs name a mailbox."""

import pytest

from mail.server_url import MailboxUrl
from models.errors import DomainError


@pytest.mark.parametrize(
    ("url", "name", "port"),
    [
        ("imaps://a%40b.it:p@mx.example", "a@b.it@mx.example/INBOX", 993),
        ("imaps://a@b.it:p@mx.example:99/In%20arrivo/2025", "In arrivo/2025", 99),
        ("imap+starttls://u:p@mx.example/", "u@mx.example/INBOX", 143),
        ("imap://u:p@localhost/%D0%90", "u@localhost/А", 143),
    ],
)
def test_url_names_a_mailbox(url, name, port):
    mailbox = MailboxUrl.of(url)

    assert (mailbox.name.endswith(name), mailbox.port) == (True, port)
    assert mailbox.password == "p"
    assert "'p'" not in repr(mailbox)


@pytest.mark.parametrize(
    "url",
    [
        "imap://u:p@mx.example/INBOX",
        "pop3://u:p@mx.example",
        "imaps://mx.example",
        "imaps://u@mx.example",
        "imaps://u:p#w@mx.example",
        "imaps://u:p@mx.example:port",
        "imaps://u:p@mx.example/INBOX?x=1",
        "mx.example",
    ],
)
def test_url_that_names_none_is_refused(url):
    with pytest.raises(DomainError):
        MailboxUrl.of(url)
