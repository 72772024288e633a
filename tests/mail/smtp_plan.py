"""What goes wrong, where and how often: drawn from a seed for every attempt.

Each fault is drawn for one attempt at one letter, or for one connection.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random


class At(StrEnum):
    CONNECT = "connect"
    STARTTLS = "starttls"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    TEXT = "text"
    DOT = "dot"


@dataclass(frozen=True)
class Fault:
    """What happens in one place instead of the usual answer."""

    at: At
    says: bytes = b""  # nothing: no answer at all
    takes: bool = False  # at the dot: the letter is kept, whatever is said
    hangs_up: bool = False
    late: float = 0.0  # as a part of the client's patience
    pieces: bool = False  # byte by byte

    @property
    def permanent(self) -> bool:
        return self.says[:1] == b"5"


def _drop(at: At, says: bytes = b"", *, takes: bool = False) -> Fault:
    return Fault(at, says, takes=takes, hangs_up=True)


def _no(at: At, says: bytes) -> Fault:
    return Fault(at, says + b"\r\n", hangs_up=says.startswith(b"421"))


OK = b"250 2.0.0 Ok: queued\r\n"
_KEPT = Fault(At.DOT, takes=True)

CONNECTION_FAULTS: Sequence[Fault] = (
    _no(At.CONNECT, b"421 4.3.2 Too many connections"),
    _no(At.CONNECT, b"451 4.3.0 Not now"),
    _no(At.CONNECT, b"554 5.7.1 Go away"),
    _no(At.CONNECT, b"\xff\xfe\x00 hello?"),
    _no(At.CONNECT, b"220"),
    _drop(At.CONNECT),
    Fault(At.CONNECT, b"220-Welcome\r\n220 Ready\r\n", pieces=True),
)
TLS_FAULTS: Sequence[Fault] = (
    _no(At.STARTTLS, b"454 4.7.0 TLS not available"),
    _no(At.STARTTLS, b"502 5.5.1 Not known"),
    _drop(At.STARTTLS),
    _drop(At.STARTTLS, says=b"220 Go ahead\r\n"),
    Fault(At.STARTTLS, b"220 Go ahead\r\n250 Injected\r\n"),
)
TEMPORARY: Sequence[Fault] = (
    _no(At.MAIL, b"421 4.3.2 Shutting down"),
    _no(At.MAIL, b"450 4.1.8 Cannot resolve you"),
    _drop(At.MAIL),
    Fault(At.MAIL, b"250 Ok\r\n", pieces=True),
    Fault(At.MAIL, b"250-2.1.0 Well\r\n250 2.1.0 Ok\r\n"),
    Fault(At.MAIL, b"250 Ok\r\n250 Ok\r\n354 Go ahead\r\n250 Ok\r\n"),
    _no(At.RCPT, b"421 4.3.2 Shutting down"),
    _no(At.RCPT, b"450 4.2.0 Mailbox busy"),
    _no(At.RCPT, b"451 4.3.0 Local error"),
    _no(At.RCPT, b"452 4.2.2 Over quota"),
    _drop(At.RCPT),
    _no(At.RCPT, b"2x0 \xd0\x9e\xff"),
    _no(At.DATA, b"421 4.3.2 Shutting down"),
    _no(At.DATA, b"451 4.3.0 \xcd\xe5 \xf1\xe5\xe9\xf7\xe0\xf1\x00"),
    _drop(At.DATA),
    Fault(At.DATA, b"354 Go ahead\r\n250 Ok\r\n"),
    Fault(At.DATA, b"354 Go ahead\r\n", pieces=True),
    _drop(At.TEXT),
    _drop(At.TEXT, says=b"421 4.4.2 Timeout\r\n"),
    _no(At.DOT, b"421 4.3.2 Shutting down"),
    _no(At.DOT, b"451 4.3.0 Queue file write error"),
    _no(At.DOT, b"452 4.3.1 Out of storage"),
    _drop(At.DOT),
    Fault(At.DOT, b"451 4.3.0 Slow and no\r\n", late=0.4),
    Fault(At.DOT, b"250 Ok\r\n550 No\r\n"),
)
AFTER_THE_DOT: Sequence[Fault] = (
    _drop(At.DOT, takes=True),
    _drop(At.DOT, takes=True, says=b"25"),
    replace(_KEPT, says=b"250 Ok\r\n550 No\r\n"),
    replace(_KEPT, says=b"\xff\xff\xff\r\n"),
    replace(_KEPT, says=b"354 More?\r\n"),
    replace(_KEPT, says=OK, hangs_up=True),
    replace(_KEPT, says=OK + b"421 4.4.2 Enough\r\n", hangs_up=True),
    replace(_KEPT, says=OK, pieces=True),
    replace(_KEPT, says=b"250-2.0.0 \xce\xea\r\n250 2.0.0 Ok\r\n"),
    replace(_KEPT, says=OK, late=0.4),
)
SLOW: Sequence[Fault] = (
    replace(_KEPT, says=OK, late=1.5),
    Fault(At.DOT, b"451 4.3.0 Too slow\r\n", late=1.5),
    Fault(At.RCPT, b"250 Ok\r\n", late=1.5),
    Fault(At.DATA, b"354 Go ahead\r\n", late=1.5),
)
FINAL: Sequence[Fault] = (
    _no(At.RCPT, b"550 5.1.1 No such user"),
    _no(At.RCPT, b"550-5.7.1 Blocked\r\n550 5.7.1 See our list"),
    _no(At.DATA, b"554 5.5.1 Not like this"),
    _no(At.DOT, b"552 5.3.4 Too big"),
    _no(At.DOT, b"554 5.7.1 Spam"),
)


@dataclass(frozen=True)
class Plan:
    """How often what goes wrong. Parts of one; the rest goes well."""

    seed: int
    connection: float = 0.06
    temporary: float = 0.22
    after_the_dot: float = 0.14
    slow: float = 0.02
    final: float = 0.03
    greylisted: float = 0.1
    unproved: float = 0.0  # letters whose journal copy is lost
    late_proof: float = 0.5
    most_attempts: int = 6  # then a letter meets no more faults

    def of_connection(self, number: int, *, tls: bool) -> Fault | None:
        random = self._random("connection", number)
        if random.random() >= self.connection:
            return None
        faults = (*CONNECTION_FAULTS, *TLS_FAULTS) if tls else CONNECTION_FAULTS
        return random.choice(faults)

    def of_letter(self, letter: str, attempt: int) -> Fault | None:
        random = self._random(letter, attempt)
        drawn = random.random()
        if attempt > self.most_attempts:
            return None
        for share, faults in (
            (self.temporary, TEMPORARY),
            (self.after_the_dot, AFTER_THE_DOT),
            (self.slow, SLOW),
            (self.final, FINAL),
        ):
            if drawn < share:
                return random.choice(faults)
            drawn -= share
        return None

    def greylists(self, letter: str) -> bool:
        return self._random(letter, "greylist").random() < self.greylisted

    def loses_proof(self, letter: str) -> bool:
        return self._random(letter, "proof").random() < self.unproved

    def proves_late(self, letter: str, attempt: int) -> bool:
        return self._random(letter, attempt, "late").random() < self.late_proof

    def bad_certificate(self, number: int) -> bool:
        return self._random("certificate", number).random() < self.connection / 2

    def pipelines(self, number: int) -> bool:
        return self._random("pipelining", number).random() < 0.5

    def _random(self, *what: object) -> Random:
        return Random(f"{self.seed}/{what}")  # noqa: S311  (a test, not a secret)
