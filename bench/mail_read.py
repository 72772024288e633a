"""How fast mail is read: part `read` of `bench.mail`.

Beside it the standard library parses the same bytes and decodes the text parts: the
least anybody must do. What the reader does more is in design.md §6: it takes quotes
away, sorts out machines, looks into attachments, finds keys, and is bounded.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from email import message_from_bytes, policy

from bench.comparison import Comparison, Measured, Pair, tell
from bench.mail_mix import LARGE, mix
from mail.reading import read

AGAINST = "stdlib email"
Seconds = Mapping[str, float]


def measure(mixes: int, rounds: int) -> Measured:
    """Each round reads that many mails of every kind, each one both ways."""
    sizes = {name: len(raw) for name, raw in mix(0).items()}
    small = [name for name in sizes if name != LARGE]
    for raw in mix(0).values():
        read(raw)
        by_library(raw)
    taken: list[tuple[Seconds, Seconds]] = []
    for number in range(rounds):
        first = 1 + number * mixes
        taken.append(_round(range(first, first + mixes)))
        tell(f"read, round {number + 1}: {_rate(taken[-1][0], [*sizes], mixes):.0f}/s")
    return Measured(
        done={"mails": sizes, "each": mixes},
        comparisons=(
            _compared("messages read, all kinds", [*sizes], taken, mixes),
            _compared("– all but the PDF", small, taken, mixes),
            *(_compared(f"– {name}", [name], taken, mixes) for name in sizes),
        ),
    )


def _round(numbers: Sequence[int]) -> tuple[Seconds, Seconds]:
    ours: defaultdict[str, float] = defaultdict(float)
    theirs: defaultdict[str, float] = defaultdict(float)
    for number in numbers:
        for name, raw in mix(number).items():
            ours[name] += _seconds(read, raw)
            theirs[name] += _seconds(by_library, raw)
    return ours, theirs


def by_library(raw: bytes) -> list[str]:
    message = message_from_bytes(raw, policy=policy.default)
    return [
        str(part.get_content())
        for part in message.walk()
        if part.get_content_maintype() == "text"
    ]


def _seconds(way: Callable[[bytes], object], raw: bytes) -> float:
    start = time.perf_counter()
    way(raw)
    return time.perf_counter() - start


def _compared(
    what: str,
    names: Sequence[str],
    taken: Sequence[tuple[Seconds, Seconds]],
    mixes: int,
) -> Comparison:
    rounds = tuple(
        Pair(_rate(ours, names, mixes), _rate(theirs, names, mixes))
        for ours, theirs in taken
    )
    return Comparison(what, AGAINST, rounds)


def _rate(seconds: Seconds, names: Sequence[str], mixes: int) -> float:
    return mixes * len(names) / sum(seconds[name] for name in names)
