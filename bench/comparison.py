"""What was measured: our rate beside another's, round by round, and their ratio."""

import statistics
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from rich.table import Table

_FAST = 100  # a second: from there on, no decimals
_SMALL = 0.1  # a ratio: below it, one more


@dataclass(frozen=True)
class Pair:
    """Rates of one round, a second, taken one after the other."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


@dataclass(frozen=True)
class Comparison:
    """The median of the ratios is the figure: what slows one slows the other."""

    what: str
    against: str
    rounds: tuple[Pair, ...]

    def figures(self) -> dict[str, float]:
        ratios = [one.ratio for one in self.rounds]
        return {
            "per_second": statistics.median(one.ours for one in self.rounds),
            "against_per_second": statistics.median(one.theirs for one in self.rounds),
            "ratio": statistics.median(ratios),
            "ratio_lowest": min(ratios),
            "ratio_highest": max(ratios),
        }

    def as_json(self) -> dict[str, object]:
        rounds = [asdict(one) for one in self.rounds]
        named = {"what": self.what, "against": self.against}
        return named | self.figures() | {"rounds": rounds}

    def cells(self) -> tuple[str, ...]:
        figures = self.figures()
        return (
            self.what,
            _rate(figures["per_second"]),
            self.against,
            _rate(figures["against_per_second"]),
            _short(figures["ratio"]),
            f"{_short(figures['ratio_lowest'])}–{_short(figures['ratio_highest'])}",
        )


@dataclass(frozen=True)
class Measured:
    """One part of a bench: what it did, how fast, and what it could not do."""

    done: Mapping[str, object]
    comparisons: tuple[Comparison, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "done": dict(self.done),
            "comparisons": [one.as_json() for one in self.comparisons],
            "notes": list(self.notes),
        }

    def table(self, title: str) -> Table:
        table = Table(title=title)
        table.add_column("what")
        table.add_column("/s", justify="right")
        table.add_column("against")
        table.add_column("/s", justify="right")
        table.add_column("ratio", justify="right")
        table.add_column("lowest–highest", justify="right")
        for one in self.comparisons:
            table.add_row(*one.cells())
        return table


def tell(progress: str) -> None:
    sys.stderr.write(f"{progress}\n")
    sys.stderr.flush()


def _rate(figure: float) -> str:
    return f"{figure:.0f}" if figure >= _FAST else f"{figure:.1f}"


def _short(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= _SMALL else f"{ratio:.3f}"
