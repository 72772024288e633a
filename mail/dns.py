"""Looks up TXT records, briefly: who cannot be asked in three seconds vouches not."""

from collections.abc import Sequence

import dns.exception
import dns.rdatatype
import dns.rdtypes.ANY.TXT
import dns.resolver

SECONDS = 3.0
_REMEMBERED = 1_000


class DnsTexts:
    """Blocking; one for a process, since it remembers answers for their time."""

    def __init__(
        self,
        nameservers: Sequence[str] = (),
        *,
        port: int = 53,
        seconds: float = SECONDS,
    ) -> None:
        self._resolver = dns.resolver.Resolver(configure=not nameservers)
        if nameservers:
            self._resolver.nameservers = list(nameservers)
            self._resolver.port = port
        self._resolver.lifetime = seconds
        self._resolver.cache = dns.resolver.LRUCache(_REMEMBERED)

    def __call__(self, name: str) -> Sequence[bytes]:
        """The records of a name, none if there are none.

        Raises:
            TimeoutError: no answer that says either.
        """
        try:
            answer = self._resolver.resolve(
                f"{name.rstrip('.')}.", dns.rdatatype.TXT, search=False
            )
        except (
            dns.resolver.NXDOMAIN,
            dns.resolver.NoAnswer,
            dns.resolver.YXDOMAIN,
            dns.name.LabelTooLong,
            dns.name.NameTooLong,
            dns.name.EmptyLabel,
        ):
            return ()
        except dns.exception.DNSException as error:
            raise TimeoutError(type(error).__name__) from error
        return tuple(
            b"".join(record.strings)
            for record in answer
            if isinstance(record, dns.rdtypes.ANY.TXT.TXT)
        )
