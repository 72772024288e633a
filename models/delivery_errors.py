"""What can go wrong on the wire, told apart by what to do next."""

from enum import StrEnum

from models.errors import DomainError


class Refusal(StrEnum):
    """Whose fault a final no is, which decides who has to do something about it."""

    ADDRESS = "address"  # nobody is there: find another address
    POLICY = "policy"  # they do not want mail from us: the address is as good as before
    SIZE = "size"  # too large: send less
    AUTHENTICATION = "authentication"  # our account: nothing leaves until it is mended
    CONTENT = "content"  # this letter as it is written
    OTHER = "other"  # a full mailbox, and what nobody put into words


class LetterDeferredError(Exception):
    """4xx, or the network before the final dot: safe to try again later."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text


class ServerAwayError(LetterDeferredError):
    """Our mail server is not there or not ready: the other letters may wait too."""


class ServerRefusedError(LetterDeferredError):
    """Our mail server refuses us, whatever the letter: a person has to act first."""

    def __init__(self, code: int, text: str, *, refusal: Refusal) -> None:
        super().__init__(code, text)
        self.refusal = refusal


class LetterUnfitError(DomainError):
    """Nothing was sent: its channel would not carry the letter as it stands."""


class LetterDoubtfulError(Exception):
    """The connection died after the final dot: the server may have taken it."""


class LetterRejectedError(DomainError):
    """5xx: this letter will not be taken as it stands."""

    def __init__(
        self,
        code: int,
        text: str,
        *,
        refusal: Refusal = Refusal.OTHER,
    ) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text
        self.refusal = refusal

    @property
    def at_recipient(self) -> bool:
        return self.refusal is Refusal.ADDRESS
