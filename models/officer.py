"""Who decides: officers act under a code, never under their names."""

import re

from models.errors import DomainError
from models.ids import Actor

_CODE = re.compile(r"(secretariat|compliance|agreement-office|chair):[a-z0-9-]{1,32}")


def officer(code: str) -> Actor:
    """The officer of a code such as secretariat:o1.

    Raises:
        DomainError: it is no officer's code.
    """
    if not _CODE.fullmatch(code):
        raise DomainError(
            f"{code!r} is no officer's code: write it as in secretariat:o1 "
            "(secretariat, compliance, agreement-office or chair)."
        )
    return Actor(code)
