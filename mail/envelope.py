"""What is said of a letter before it is handed over: MAIL, RCPT, their options."""

import re
from collections.abc import Mapping

from models.delivery_errors import LetterRejectedError, Refusal
from models.letter import Dispatch

_TOO_LARGE = 552
_NO_ADDRESS = 553
_LONGEST_ENVELOPE_ID = 100
# Controls would begin another command; a blank may only stand in a quoted name.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>]|^[^\"].*\s")
_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_XTEXT = re.compile(r"[^!-*,-<>-~]")


def commands(dispatch: Dispatch, offers: Mapping[str, str]) -> tuple[bytes, bytes]:
    """MAIL and RCPT as this server understands them.

    Raises:
        LetterRejectedError: it could not take this letter, so it is not asked.
    """
    _check_size(len(dispatch.raw), offers)
    sender, recipient = on_the_wire(dispatch.mail_from), on_the_wire(dispatch.rcpt_to)
    wide = not (sender + recipient).isascii()
    if wide and "SMTPUTF8" not in offers:
        raise _no_address("5.6.7 The server takes no such address")
    eight_bit = not dispatch.raw.isascii() and "8BITMIME" in offers
    mail = [f"MAIL FROM:<{sender}>"]
    mail += [f"SIZE={len(dispatch.raw)}"] * ("SIZE" in offers)
    mail += ["BODY=8BITMIME"] * eight_bit + ["SMTPUTF8"] * wide
    rcpt = [f"RCPT TO:<{recipient}>"]
    if "DSN" in offers:
        mail += ["RET=HDRS", *_envelope_id(dispatch.envelope_id)]
        rcpt += ["NOTIFY=FAILURE,DELAY", *_original_recipient(dispatch.rcpt_to)]
    return " ".join(mail).encode(), " ".join(rcpt).encode()


def on_the_wire(address: str) -> str:
    """The domain as DNS writes it; the local part as it stands."""
    local, at, domain = address.rpartition("@")
    try:
        address.encode()
        written = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError as error:
        raise _no_address("5.1.2 The domain cannot be written") from error
    if _UNSAFE.search(address):
        raise _no_address("5.1.3 The address cannot be written")
    return f"{local}{at}{written}"


def xtext(text: str) -> str:
    """RFC 3461: what is not a plain character is written as its number."""
    return _XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", text)


def _check_size(size: int, offers: Mapping[str, str]) -> None:
    most = offers.get("SIZE", "")
    if most.isdecimal() and 0 < int(most) < size:
        raise LetterRejectedError(
            _TOO_LARGE,
            f"5.3.4 The letter has {size} bytes, the server takes {int(most)}",
            refusal=Refusal.SIZE,
        )


def _envelope_id(envelope_id: str) -> list[str]:
    """Too long or not printable, it is left out: half an id names another letter."""
    written = xtext(envelope_id)
    fits = len(written) <= _LONGEST_ENVELOPE_ID and _PRINTABLE.fullmatch(envelope_id)
    return [f"ENVID={written}"] if fits else []


def _original_recipient(address: str) -> list[str]:
    return [f"ORCPT=rfc822;{xtext(address)}"] if address.isascii() else []


def _no_address(text: str) -> LetterRejectedError:
    return LetterRejectedError(_NO_ADDRESS, text, refusal=Refusal.ADDRESS)
