"""Who may answer for a body: its own addresses, its domain, somebody in its copy."""

from enum import StrEnum
from typing import Final

from models.body import Body


class Standing(StrEnum):
    """How near the writer of a mail stands to a body, nearest first."""

    KNOWN = "known"  # an address of the body
    DOMAIN = "domain"  # the same domain, or one under the other
    COPIED = "copied"  # a stranger, who copies an address of the body
    STRANGER = "stranger"


MAY_ACT: Final = frozenset({Standing.KNOWN, Standing.DOMAIN})
"""Whose words bind the body without a person's look (email 1.3)."""

_EVERYBODYS: Final = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com"),
        *("outlook.it", "hotmail.it", "live.it", "yahoo.com", "yahoo.it", "icloud.com"),
        *("me.com", "aol.com", "gmx.com", "gmx.net", "proton.me", "protonmail.com"),
        *("libero.it", "virgilio.it", "alice.it", "tin.it", "tiscali.it", "inwind.it"),
        *("iol.it", "fastwebnet.it", "email.it", "pec.it", "legalmail.it"),
        *("arubapec.it", "pec.aruba.it", "postecert.it", "postecertifica.it"),
        *("registerpec.it", "cert.legalmail.it", "sicurezzapostale.it", "mypec.eu"),
        *("gigapec.it", "pecimprese.it", "casellapec.com", "cgn.legalmail.it"),
        *("mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "rambler.ru"),
        *("yandex.ru", "yandex.com", "ya.ru", "lenta.ru", "ro.ru", "autorambler.ru"),
    )
)
"""Providers whose domain says nothing about who writes."""

_SHORTEST_DOMAIN: Final = 2  # labels: it and example are nobody's own


def standing_of(sender: str, recipients: tuple[str, ...], body: Body) -> Standing:
    """Where the writer of a mail stands, by its addresses alone.

    Nothing here is proof: `From` is anybody's to write. It is asked only of mail that
    already carries a key of ours.
    """
    if body.has_address(sender):
        return Standing.KNOWN
    own = (body.email, body.second_email or "")
    if any(_related(_domain(sender), _domain(one)) for one in own if one):
        return Standing.DOMAIN
    if any(body.has_address(one) for one in recipients):
        return Standing.COPIED
    return Standing.STRANGER


def near(sender: str, own: str) -> Standing:
    """How near a writer is to somebody with one address, such as a proposer."""
    if sender.casefold() == own.casefold():
        return Standing.KNOWN
    if _related(_domain(sender), _domain(own)):
        return Standing.DOMAIN
    return Standing.STRANGER


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold().rstrip(".")


def _related(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if shorter in _EVERYBODYS or shorter.count(".") + 1 < _SHORTEST_DOMAIN:
        return False
    return longer == shorter or longer.endswith(f".{shorter}")
