"""Which domains of mail belong together."""

import pytest

from mail.domains import aligned


@pytest.mark.parametrize(
    ("domain", "author", "together"),
    [
        ("body.example", "body.example", True),
        ("Body.Example.", "body.example", True),
        ("body.example", "mail.body.example", True),
        ("mail.body.example", "body.example", True),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai", True),
        ("notbody.example", "body.example", False),
        ("a.body.example", "b.body.example", False),
        ("example", "body.example", False),
        ("evil.gov.it", "gov.it", False),
        ("gov.it", "gov.it", True),
        ("", "", False),
        ("", "body.example", False),
    ],
)
def test_domains_are_aligned_by_suffix(domain, author, together):
    assert aligned(domain, author) is together
