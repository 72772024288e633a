"""What can go wrong on the wire, told apart by what to do next."""

from models.errors import DomainError


class LetterDeferredError(Exception):
    """4xx, or the network before the final dot: safe to try again later."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code


class LetterDoubtfulError(Exception):
    """The connection died after the final dot: the server may have taken it."""


class LetterRejectedError(DomainError):
    """5xx: this letter will not be taken as it stands."""

    def __init__(self, code: int, text: str, *, at_recipient: bool) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text
        self.at_recipient = at_recipient
