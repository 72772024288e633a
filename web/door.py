"""What a door of the desk is, and the offices that go through doors together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from models.account import Role
from web.acting import Decision, asks, takes
from web.desk import Endpoint

EVERYBODY: Final = frozenset(Role)


@dataclass(frozen=True)
class Door:
    """`roles` None: also who has not entered."""

    method: str
    path: str
    does: Endpoint
    roles: frozenset[Role] | None


def decided(path: str, acts: Sequence[Decision[Any]]) -> Iterator[Door]:
    """Two doors for each decision: its form, and what is done with it."""
    for act in acts:
        here, roles = f"{path}/{act.name}", frozenset(act.roles)
        yield Door("GET", here, asks(act), roles)
        yield Door("POST", here, takes(act), roles)


READERS: Final = frozenset({Role.SECRETARIAT, Role.AUDITOR})
SECRETARIAT: Final = frozenset({Role.SECRETARIAT})
AUDITORS: Final = frozenset({Role.AUDITOR})
JUDGES: Final = frozenset({Role.SECRETARIAT, Role.VALIDATOR, Role.AUDITOR})
"""Who reads what the proposer wrote, with its contact."""
ADMIN: Final = frozenset({Role.ADMIN})
