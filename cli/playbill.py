"""What a person sees of the demonstration: its progress, then what came of it."""

import sys
from collections import Counter
from collections.abc import Sequence
from time import monotonic
from typing import Self

from rich.console import Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed
from rich.table import Table
from rich.text import Text

from cli.command import euro, screen, table
from models.case import Case, Phase
from runtime.demo_check import Report

_NEWS = 8
_OPEN = [phase for phase in Phase if phase is not Phase.CLOSED]


class Playbill:
    """A bar and the latest news on a terminal; elsewhere one line for each change."""

    def __init__(self, size: int, *, quiet: bool) -> None:
        self._console = screen(sys.stderr if quiet else sys.stdout)
        self._live_ = self._console.is_terminal
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Elapsed(),
            console=self._console,
        )
        self._bar = self._progress.add_task("files closed", total=size)
        self._news: list[str] = []
        self._before: dict[str, Phase] = {}
        self._began = monotonic()
        self._live = Live(console=self._console, refresh_per_second=4)

    def __enter__(self) -> Self:
        if self._live_:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live_:
            self._live.stop()

    def say(self, sentence: str) -> None:
        self._console.print(sentence)

    def seen(self, cases: Sequence[Case]) -> None:
        changed = [one for one in cases if self._before.get(one.ref) is not one.phase]
        for one in changed:
            self._tell(one)
        if changed and self._live_:
            self._draw(cases)

    def _tell(self, case: Case) -> None:
        self._before[case.ref] = case.phase
        if case.phase is Phase.DRAFT:
            return
        how = f": {case.outcome}" if case.outcome else ""
        at = monotonic() - self._began
        line = f"{at:5.1f} s  {case.ref:32} {case.phase}{how}"
        if self._live_:
            self._news = [*self._news, line][-_NEWS:]
        else:
            self._console.print(line)

    def _draw(self, cases: Sequence[Case]) -> None:
        standing = Counter(one.phase for one in cases)
        self._progress.update(self._bar, completed=standing[Phase.CLOSED])
        where = [f"{phase} {standing[phase]}" for phase in _OPEN if standing[phase]]
        news = Text("\n".join([*self._news, " · ".join(where)]))
        self._live.update(Group(news, self._progress))

    @staticmethod
    def table(played: Report) -> Table:
        return table(
            f"{len(played.lines)} proposals in {played.seconds:.0f} s",
            ("number", "title", "stage", "outcome", "answers", "euro", "session"),
            (
                (
                    line.ref,
                    line.title[:44],
                    line.phase,
                    line.outcome,
                    ", ".join(f"{n} {act}" for act, n in sorted(line.answers.items())),
                    euro(line.money) if line.money else "",
                    line.session + (" (carried over)" if line.carried else ""),
                )
                for line in played.lines
            ),
        )

    @staticmethod
    def counters(played: Report) -> str:
        def counted(numbers: dict[str, int]) -> str:
            return ", ".join(f"{n} {name}" for name, n in numbers.items())

        orphans = played.messages.get("received", 0) + played.messages.get("task", 0)
        return (
            f"Letters: {counted(played.letters)}.\n"
            f"Mails from partners: {counted(played.messages)}; orphans: {orphans}.\n"
            f"Events on record: {played.events}; every chain of proposals verified."
        )
