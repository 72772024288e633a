"""The plan of the year: when what is handed in, and which way it goes."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from models.case import Outcome
from models.frozen import Frozen
from runtime.demo_forms import renewed, variant
from runtime.demo_script import LISTED
from scenario.bodies import programme_in
from store.reference import Reference

ROME = ZoneInfo("Europe/Rome")
FIRST, SECOND, THIRD = 29, 30, 31
"""Ordinals. The third is there for what the second does not treat."""
DESK, ANSWERS = time(9, 15), (time(12), time(16, 30))
"""When officers act, and when the mail of partners comes in, on workdays in Rome."""
SITTING = time(9, 30)
_FRIDAY = 4


class Fate(StrEnum):
    PLAIN = "plain"
    RETURNED = "returned"
    LAPSING = "lapsing"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    BY_PHONE = "by-phone"


_FATES = (
    *(Fate.RETURNED, Fate.PLAIN, Fate.EXTENDED, Fate.PLAIN, Fate.PLAIN),
    *(Fate.WITHDRAWN, Fate.PLAIN, Fate.PLAIN, Fate.REJECTED, Fate.PLAIN),
    *(Fate.BY_PHONE, Fate.PLAIN, Fate.PLAIN, Fate.BLOCKED, Fate.PLAIN),
    *(Fate.PLAIN, Fate.RETURNED, Fate.PLAIN, Fate.PLAIN, Fate.LAPSING),
    *([Fate.PLAIN] * 5),
)
"""One after the other: even a short year has several of them."""
_RESULTS = (
    *(Outcome.CONTACT, Outcome.CONTACT, Outcome.NO_RESULT, Outcome.MEMORANDUM),
    *(Outcome.CONTRACT, Outcome.RESEARCH_AGREEMENT, Outcome.INVESTMENT),
)


class Cycle(Frozen):
    """One session and its proposals; days of the year of the scenario."""

    ordinal: int
    country: str
    place: str
    opens: int
    from_day: int  # proposals come in
    until_day: int
    sits: int
    results_from: int
    results_until: int
    postponed_on: int | None = None
    planned: int | None = None  # where it was to sit before it was postponed


FIRST_CYCLE = Cycle(
    ordinal=FIRST,
    country="IT",
    place="Monteverde",
    opens=0,
    from_day=15,
    until_day=43,
    sits=150,
    results_from=155,
    results_until=230,
)
SECOND_CYCLE = Cycle(
    ordinal=SECOND,
    country="RU",
    place="Novograd",
    opens=100,
    from_day=168,
    until_day=196,
    planned=290,
    postponed_on=255,
    sits=311,
    results_from=314,
    results_until=345,
)
CYCLES = (FIRST_CYCLE, SECOND_CYCLE)
END = 350
THIRD_CYCLE = Cycle(
    ordinal=THIRD,
    country="IT",
    place="Valdorsa",
    opens=280,
    from_day=END,
    until_day=END,
    sits=500,
    results_from=END,
    results_until=END,
)


class Part(Frozen):
    """One proposal: its form, and what happens to it."""

    number: int
    content: bytes
    cycle: int  # the ordinal it is handed in for
    fate: Fate
    submitted: datetime
    decided: datetime  # when the reviewers come to it
    result: Outcome
    result_day: float  # share of its cycle's time for results


class Year:
    """Begins on the second Monday of a January, when both sides are back."""

    def __init__(self, now: datetime, proposals: int, seed: int) -> None:
        first = date(now.year + 1, 1, 8)
        self.start = first + timedelta(days=-first.weekday() % 7)
        self.end = self.day(END)
        self._proposals = proposals
        self._seed = seed

    def day(self, number: int, at: time = DESK) -> datetime:
        """An hour of a day of the year, on Rome's clocks."""
        on = self.start + timedelta(days=number)
        return datetime.combine(on, at, ROME).astimezone(UTC)

    @property
    def start_of_play(self) -> datetime:
        return self.day(0, time(8))

    def is_morning(self, moment: datetime) -> bool:
        return moment.astimezone(ROME).time() == DESK

    def stops(self) -> Iterator[datetime]:
        """Every moment of the year at which anybody outside does anything."""
        for number in range(END):
            if (self.start + timedelta(days=number)).weekday() <= _FRIDAY:
                yield self.day(number)
                yield from (self.day(number, at) for at in ANSWERS)

    def parts(self, reference: Reference) -> tuple[Part, ...]:
        random = Random(f"parts/{self._seed}")  # noqa: S311  (a play, not a secret)
        sectors = sorted(reference.sectors)
        return tuple(
            self._part(number, sectors[number % len(sectors)], random, reference)
            for number in range(1, self._proposals + 1)
        )

    def _part(
        self, number: int, sector: str, random: Random, reference: Reference
    ) -> Part:
        half = (self._proposals + 1) // 2
        cycle = FIRST_CYCLE if number <= half else SECOND_CYCLE
        fate = _FATES[(number - 1) % len(_FATES)]
        form = variant(number, sector, random, reference)
        if fate is Fate.BLOCKED:
            form["proposer"] = form["proposer"] | {"name": LISTED}
        programme = programme_in(self.start.year).code
        ready = renewed(form, session=cycle.ordinal, programme=programme)
        share = (number - 1) % half / half
        days = cycle.until_day - cycle.from_day
        submitted = self._workday(cycle.from_day + int(share * days))
        return Part(
            number=number,
            content=json.dumps(ready).encode(),
            cycle=cycle.ordinal,
            fate=fate,
            submitted=self.day(submitted),
            decided=self.day(self._next_review(submitted + 6)),
            result=random.choice(_RESULTS),
            result_day=random.random(),
        )

    def result_at(self, part: Part, cycle: Cycle) -> datetime:
        days = cycle.results_until - cycle.results_from
        return self.day(self._workday(cycle.results_from + int(part.result_day * days)))

    def _workday(self, number: int) -> int:
        late = (self.start + timedelta(days=number)).weekday() - _FRIDAY
        return number - max(late, 0)

    def _next_review(self, number: int) -> int:
        """Reviewers meet on Tuesdays and Fridays."""
        while (self.start + timedelta(days=number)).weekday() not in {1, _FRIDAY}:
            number += 1
        return number
