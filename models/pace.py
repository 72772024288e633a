"""How fast letters may leave for one place: so many a minute, a few at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.errors import DomainError

_MINUTE = timedelta(minutes=1)
_HOSTS_REMEMBERED = 10_000


class Pace:
    """Tells when the next letter to a host may leave; it never waits itself.

    A host is whatever is counted together: a recipient's domain, or the whole server
    under a name of its own. The rule is a leaky bucket of `burst` letters that loses
    one every minute / `per_minute`. It is memory only: after a restart every bucket
    is empty, which costs one burst.
    """

    def __init__(self, per_minute: int, burst: int = 1) -> None:
        if per_minute < 1 or burst < 1:
            raise DomainError("A pace is at least one letter a minute, one at a time.")
        self._every = _MINUTE / per_minute
        self._slack = self._every * (burst - 1)
        self._full_until: dict[str, datetime] = {}

    def ready_at(self, host: str, now: datetime) -> datetime:
        """The instant from which a letter to this host may leave; `now`, if at once."""
        until = self._full_until.get(host.casefold())
        return now if until is None else max(now, until - self._slack)

    def left(self, host: str, now: datetime) -> None:
        """Count a letter that leaves now, whatever will come of it."""
        host = host.casefold()
        until = max(self._full_until.pop(host, now), now)
        self._full_until[host] = until + self._every
        if len(self._full_until) > _HOSTS_REMEMBERED:
            self._forget(now)

    def _forget(self, now: datetime) -> None:
        for host in list(self._at_rest(now)):
            del self._full_until[host]

    def _at_rest(self, now: datetime) -> Iterator[str]:
        return (host for host, until in self._full_until.items() if until <= now)


def host_of(address: str) -> str:
    """The place a letter goes to: the domain of its recipient."""
    return address.rpartition("@")[2].casefold()
