"""Where a session at a distance meets, as somebody wrote it down (method X16)."""

from collections.abc import Iterable
from typing import Final

from pydantic import ValidationError

from models.errors import DomainError
from models.proposal_review import sentences
from models.remote import Remote

_CALLED: Final = {"link": "--link", "rooms": "--room"}


def remote_of(link: str, rooms: Iterable[str]) -> Remote:
    """`rooms`: a table and its own link each, as in `a=https://…`.

    Raises:
        DomainError: a link is none, or a room is written otherwise.
    """
    try:
        own = dict(one.split("=", 1) for one in rooms)
        return Remote.model_validate({"link": link, "rooms": own})
    except ValidationError as error:
        raise DomainError(" ".join(sentences(error, called=_CALLED))) from error
    except ValueError as error:
        raise DomainError(
            "--room names a table and its link, as in a=https://…: correct it."
        ) from error
