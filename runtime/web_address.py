"""Where a webhook may lead: the public internet by HTTPS, or this machine itself.

Whoever enters an address must not make us knock at doors inside our own network. So
the addresses a name resolves to are looked at each time, and the connection goes to
one that was looked at, never to the name again.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from models.errors import DomainError

IPAddress = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
RULE: Final = (
    "A webhook leads by https:// to the public internet, or by http:// to this machine "
    "itself (localhost, 127.0.0.1 or [::1])"
)
_PORTS: Final = {"https": 443, "http": 80}
_LONGEST: Final = 2000
_NAT64: Final = IPv6Network("64:ff9b::/96")


class AddressError(DomainError):
    """An address no act is sent to."""


class Target(NamedTuple):
    """`path` is what is asked of the host, with the query; `named` the Host header."""

    tls: bool
    host: str
    port: int
    path: str
    named: str


def target_of(url: str) -> Target:
    """The parts of an address.

    Raises:
        AddressError: it is none, holds a password, or leads where none may.
    """
    parts, port = _split(url)
    if parts is None or not parts.hostname:
        raise _refused("this is no address of that kind")
    if parts.username is not None or parts.password is not None:
        raise _refused("leave the user and password before the @ out")
    if parts.fragment:
        raise _refused("leave the part from # on out")
    asked = f"?{parts.query}" if parts.query else ""
    return Target(
        tls=parts.scheme == "https",
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        path=f"{parts.path or '/'}{asked}",
        named=parts.netloc,
    )


def public(address: IPAddress) -> bool:
    """Whether everybody on the internet can reach it, also if it wraps another."""
    match address:
        case IPv6Address() if address.ipv4_mapped is not None:
            return public(address.ipv4_mapped)
        case IPv6Address() if address.sixtofour is not None:
            return public(address.sixtofour)
        case IPv6Address() if address in _NAT64:
            return public(IPv4Address(int(address) & 0xFFFFFFFF))
        case _:
            return address.is_global and not address.is_multicast


async def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as this machine finds them."""
    found = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )
    return [str(one[4][0]) for one in found]


class Gate:
    """Lets through to addresses that may be reached.

    One address of several that may not be reached closes the name.
    """

    def __init__(
        self,
        resolve: Resolve = resolved,
        reachable: Callable[[IPAddress], bool] = public,
    ) -> None:
        self._resolve = resolve
        self._reachable = reachable

    async def addresses(self, target: Target) -> Sequence[str]:
        """Where to connect, in order.

        Raises:
            AddressError: the name is unknown, or leads where none may.
        """
        try:
            found = await self._resolve(target.host, target.port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise AddressError(
                f"Nobody knows the host {target.host}: check its name, and the DNS."
            )
        for one in found:
            address = ip_address(one.partition("%")[0])
            fine = self._reachable(address) if target.tls else address.is_loopback
            if not fine:
                raise _refused(f"{target.host} is at {address}")
        return list(dict.fromkeys(found))


def _split(url: str) -> tuple[SplitResult | None, int | None]:
    """Nothing, where it is not plainly written: printable ASCII without blanks."""
    plain = url.isascii() and url.isprintable() and " " not in url
    if not plain or len(url) > _LONGEST:
        return None, None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None, None
    return (parts if parts.scheme in _PORTS else None), port


def _refused(why: str) -> AddressError:
    return AddressError(f"{RULE}; {why}.")
