"""Response times out of the record: whose working days count, and which limit."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Final

from models.corridor import Corridor
from models.deadlines import TermName, end_of
from models.ids import BodyCode
from models.message import ActKind
from models.office_steps import End, OfficeStep, Span, Stretch, spans
from models.report_scope import ReportFrame, ReportScope
from models.response_times import (
    BodyTimes,
    ResponseTimes,
    StepTimes,
    Times,
    Took,
    times,
)
from models.round import DeliveryState
from models.term import Term, TermUnit
from models.worked_days import WorkedDays
from models.working_calendar import WorkingCalendar
from store.report_times import AskedQuestion, GivenAnswer, Receipt
from store.reports import TimesRecord

CalendarOf = Callable[[str], WorkingCalendar]

_DISSEMINATION: Final = Term(amount=3, unit=TermUnit.WORKING_DAYS)
"""From validation to the letters (method 4.5, S-55 to S-52)."""
_RECEIPT: Final = Term(amount=1, unit=TermUnit.WORKING_DAYS)
"""What is handed in is registered within a day (method 4.6)."""
_WAITING: Final = frozenset({DeliveryState.PREPARED, DeliveryState.WRITTEN})


@dataclass(frozen=True)
class Measure:
    """What times are measured with: the corridor's sides, calendars and terms."""

    corridor: Corridor
    calendars: CalendarOf
    scope: ReportScope
    now: datetime

    def side(self, country: str) -> WorkedDays:
        """A country's working days, in the zone of its side of the corridor."""
        own = country == self.corridor.side_b
        zone = self.corridor.zone_b if own else self.corridor.zone_a
        return WorkedDays(self.calendars(country), zone)

    @property
    def office(self) -> WorkedDays:
        return self.side(self.corridor.side_a)


def response_times(
    record: TimesRecord, frame: ReportFrame, measure: Measure
) -> ResponseTimes:
    took = _answers(record, measure)
    bodies = _bodies(record, took)
    return ResponseTimes(
        frame=frame,
        bodies=tuple(bodies),
        all_bodies=times(
            (one for given in took.values() for _, one in given),
            waiting=sum(one.times.waiting for one in bodies),
            silent=sum(one.times.silent for one in bodies),
        ),
        steps=tuple(
            StepTimes(step=step, times=found)
            for step, found in _steps(record, measure).items()
        ),
    )


Taken = dict[BodyCode, list[tuple[DeliveryState, Took]]]


def _answers(record: TimesRecord, measure: Measure) -> Taken:
    """The first real answer to each invitation, and where its delivery stands."""
    countries = {one.body: one.country for one in record.asked}
    worked = cache(measure.side)
    found: Taken = {}
    for answer in first_answers(record.answers):
        days = worked(countries[answer.body]).between(answer.since, answer.at)
        took = Took(days, not answer.late)
        found.setdefault(answer.body, []).append((answer.fate, took))
    return found


def first_answers(answers: Iterable[GivenAnswer]) -> Iterator[GivenAnswer]:
    """Each body's first answer in each round: no question, and not undone since."""
    for _, given in groupby(answers, key=lambda one: (one.case, one.body)):
        own = [*given]
        undone = {one.cancels for one in own}
        rounds: set[int] = set()
        for one in own:
            counts = one.cancels is None and one.number not in undone
            if counts and one.act is not ActKind.QUESTION and one.round not in rounds:
                rounds.add(one.round)
                yield one


def _bodies(record: TimesRecord, took: Taken) -> list[BodyTimes]:
    """Those that were asked; whoever no letter reached was not."""
    names = {one.body: one.name for one in record.asked}
    states: dict[BodyCode, Counter[DeliveryState]] = {body: Counter() for body in names}
    for one in record.asked:
        states[one.body][one.fate] += one.deliveries
    found = [
        BodyTimes(
            body=body,
            name=names[body],
            times=_of_body(states[body], took.get(body, ())),
        )
        for body in names
    ]
    return [one for one in found if one.times.asked]


def _of_body(
    states: Counter[DeliveryState], took: Sequence[tuple[DeliveryState, Took]]
) -> Times:
    unanswered = states - Counter(state for state, _ in took)
    return times(
        (one for _, one in took),
        waiting=sum(unanswered[state] for state in _WAITING),
        silent=unanswered[DeliveryState.SILENT],
    )


def _steps(record: TimesRecord, measure: Measure) -> Mapping[OfficeStep, Times]:
    """In the order of the road, those that have no case too."""
    passed: dict[OfficeStep, list[Span]] = {step: [] for step in OfficeStep}
    for one in record.worked:
        for span in spans(one.acts, one.outcome, measure.now):
            passed[span.step].append(span)
    receipts = (_receipt(one, measure.now) for one in record.receipts)
    passed[OfficeStep.RECEIPT] += receipts
    terms = measure.corridor.policy
    limits = {
        OfficeStep.RECEIPT: _RECEIPT,
        OfficeStep.COMPLETENESS: terms[TermName.COMPLETENESS],
        OfficeStep.COMPLETION: terms[TermName.COMPLETION],
        OfficeStep.VALIDATION: terms[TermName.VALIDATION],
        OfficeStep.DISSEMINATION: _DISSEMINATION,
    }
    office, proposer = measure.office, measure.side(measure.corridor.side_b)
    since, until = measure.scope.since, measure.scope.until
    found = {
        step: _of_spans(
            [one for one in passed[step] if since <= one.start < until],
            limit,
            proposer if step is OfficeStep.COMPLETION else office,
        )
        for step, limit in limits.items()
    }
    return {**found, OfficeStep.QUESTION: _questions(record.questions, measure)}


def _receipt(one: Receipt, now: datetime) -> Span:
    end = End.DONE if one.left else End.WAITING
    return Span(OfficeStep.RECEIPT, (Stretch(one.since, one.left or now),), end)


def _of_spans(passed: Sequence[Span], limit: Term, worked: WorkedDays) -> Times:
    measured: dict[End, list[Took]] = {end: [] for end in End}
    for one in passed:
        days = one.days(worked)
        measured[one.end].append(Took(days, one.in_time(limit, worked, days)))
    waiting = measured[End.WAITING]
    return times(
        measured[End.DONE],
        waiting=len(waiting),
        silent=len(measured[End.LAPSED]),
        overdue=sum(not one.in_time for one in waiting),
    )


def _questions(asked: Sequence[AskedQuestion], measure: Measure) -> Times:
    """In time while the bodies had the days to use the answer (method X7)."""
    worked = measure.office
    waiting = [one for one in asked if one.answered_at is None]
    return times(
        (
            Took(
                worked.between(one.asked_at, one.answered_at),
                one.answered_at <= _last_instant(one, measure),
            )
            for one in asked
            if one.answered_at is not None
        ),
        waiting=len(waiting),
        overdue=sum(measure.now > _last_instant(one, measure) for one in waiting),
    )


def _last_instant(one: AskedQuestion, measure: Measure) -> datetime:
    corridor = measure.corridor
    term = corridor.policy[TermName.ANSWER_TO_ALL]
    if term.exact:
        return one.deadline - timedelta(seconds=term.seconds)
    day = measure.scope.day(one.deadline)
    calendar = measure.calendars(corridor.side_a)
    return end_of(calendar.back(day, term.amount), corridor.zone_a)
