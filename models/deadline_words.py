"""Says in one sentence, in Italian, Russian or English, why a deadline ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from models.calendar_words import (
    EN,
    IT,
    RU,
    Language,
    inline,
    length_in,
    listed,
    placed,
    span_in,
    spoken,
)
from models.deadline import Deadline, Extension, Suspension, Wall
from models.deadline_trace import Days, Trace, trace
from models.term import TermUnit
from models.working_calendar import WorkingCalendar

_MIDNIGHT: Final = time(23, 59, 59)

_ENGLISH: Final = MappingProxyType(
    {
        "due": "Due {on} = {length} {base}",
        "stopped": "No end while the clock stands still {since}, waiting for {party}"
        " ({reason}), with {left} left of {length} {base}",
        "suspended": "plus {days} suspended {since} {until}"
        " (waiting for {party}: {reason})",
        "holidays": "moved by {days}",
        "worked": "counting {days}, worked in spite of the weekend",
        "closed": "without the closed days {days}",
        "rolled": "rolled {day}, when no term ends",
        "two_days": "with the two working days that every period holds (Reg. 1182/71,"
        " art. 3(5))",
        "extended": "extended {before} {until} (asked by {requester}, approved by"
        " {approver}: {reason})",
        "wall": "never after {day}, {length} before session {session}",
        "wall_moved": "which a closed period moved {day}",
        "cut": "and so cut {day}",
        "provisional": "provisional for {years}, whose days off are not decreed yet",
        "calendar": "calendar {name}, version {version}, time of {zone}",
        "exact": "time of {zone}",
    }
)

_ITALIAN: Final = MappingProxyType(
    {
        "due": "Scade {on} = {length} {base}",
        "stopped": "Nessuna scadenza finché il termine è sospeso {since}, in attesa di"
        " {party} ({reason}), con {left} ancora da contare su {length} {base}",
        "suspended": "più {days} di sospensione {since} {until}"
        " (in attesa di {party}: {reason})",
        "holidays": "spostata dalle festività {days}",
        "worked": "contando {days}, lavorati benché nel fine settimana",
        "closed": "senza i giorni di chiusura {days}",
        "rolled": "rinviata {day}, giorno in cui nessun termine scade",
        "two_days": "con i due giorni lavorativi che ogni periodo comprende (Reg."
        " 1182/71, art. 3, par. 5)",
        "extended": "prorogata {before} {until} (chiesta da {requester}, approvata da"
        " {approver}: {reason})",
        "wall": "mai dopo {day}, {length} prima della sessione {session}",
        "wall_moved": "limite che una chiusura ha anticipato {day}",
        "cut": "e perciò anticipata {day}",
        "provisional": "provvisoria per il {years}, le cui festività non sono ancora"
        " decretate",
        "calendar": "calendario {name}, versione {version}, ora di {zone}",
        "exact": "ora di {zone}",
    }
)

_RUSSIAN: Final = MappingProxyType(
    {
        "due": "Срок — {on} = {length} {base}",
        "stopped": "Срока нет, пока отсчёт приостановлен {since} в ожидании:"
        " {party} ({reason}), остаток: {left} из общего срока {length} {base}",
        "suspended": "плюс {days} приостановки {since} {until}"
        " (в ожидании: {party}; {reason})",
        "holidays": "сдвинут из-за праздников {days}",
        "worked": "с учётом рабочих по переносу дней {days}",
        "closed": "без дней закрытия {days}",
        "rolled": "сдвинут {day}, когда сроки не истекают",
        "two_days": "с двумя рабочими днями, которые есть в любом периоде (Регламент"
        " 1182/71, ст. 3, п. 5)",
        "extended": "перенесён {before} {until} (просит {requester},"
        " утверждает {approver}: {reason})",
        "wall": "не позднее предела {day}, {length} до сессии {session}",
        "wall_moved": "причём предел сдвинут из-за закрытия {day}",
        "cut": "и поэтому сокращён {day}",
        "provisional": "предварительно на {years}: переносы ещё не утверждены",
        "calendar": "календарь {name}, версия {version}, время {zone}",
        "exact": "время {zone}",
    }
)

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {IT: _ITALIAN, RU: _RUSSIAN, EN: _ENGLISH}
)


def explain(deadline: Deadline, calendar: WorkingCalendar | None, language: str) -> str:
    """One sentence that tells everything which made a deadline end when it ends.

    Args:
        deadline: running, stopped or over.
        calendar: the version it runs on; None only for hours and seconds.
        language: `it`, `ru` or `en`; any other is told in English.

    Raises:
        CalendarVersionError: another calendar than its own.
        CalendarMissingError: the calendar does not reach that far.
    """
    facts = trace(deadline, calendar)
    year = deadline.day(facts.end).year if facts.end else None
    teller = _Teller(deadline, facts, spoken(language), year)
    text = ", ".join(teller.clauses())
    return text if text.endswith(".") else f"{text}."


@dataclass(frozen=True)
class _Teller:
    deadline: Deadline
    facts: Trace
    language: Language
    year: int | None
    """Of the end: other dates of that year are told without it."""

    def clauses(self) -> Iterator[str]:
        yield self._head()
        yield from self._suspensions()
        yield from self._days()
        yield from map(self._extended, self.deadline.extensions)
        if self.deadline.wall:
            yield from self._wall(self.deadline.wall)
        yield from self._provisional()
        yield self._calendar()

    def _head(self) -> str:
        stop, end = self.deadline.stopped, self.facts.end
        told = {"length": self._length(self.deadline.term.amount)}
        told["base"] = self._placed("from", self.deadline.base)
        if end is not None:
            on = placed(self.language, "on", self.deadline.day(end))
            return self._say("due", on=on + self._hour(end), **told)
        assert stop is not None  # noqa: S101  (no end means stopped)
        return self._say(
            "stopped",
            since=self._placed("since", stop.since),
            party=inline(stop.party),
            reason=inline(stop.reason),
            left=self._length(self.facts.left or 0),
            **told,
        )

    def _suspensions(self) -> Iterator[str]:
        finished = (one for one in self.deadline.suspensions if one.until)
        for one, days in zip(finished, self.facts.suspended, strict=True):
            yield self._suspended(one, days)

    def _suspended(self, one: Suspension, days: int) -> str:
        unit = self.deadline.term.unit
        seconds = TermUnit.SECONDS if self.deadline.term.exact else unit
        return self._say(
            "suspended",
            days=length_in(self.language, days, seconds),
            since=self._placed("from", one.since),
            until=self._placed("to", one.until or one.since),
            party=inline(one.party),
            reason=inline(one.reason),
        )

    def _days(self) -> Iterator[str]:
        facts = self.facts
        if facts.rolled_from:
            yield self._say("rolled", day=self._from(facts.rolled_from))
        if facts.two_days:
            yield self._say("two_days")
        for key, days in (
            ("holidays", facts.holidays),
            ("worked", facts.worked),
            ("closed", facts.closed),
        ):
            if days:
                yield self._say(key, days=listed(self.language, self._spans(days)))

    def _extended(self, one: Extension) -> str:
        return self._say(
            "extended",
            before=self._placed("from", one.before),
            until=self._placed("onto", one.until),
            requester=inline(one.requester),
            approver=inline(one.approver),
            reason=inline(one.reason),
        )

    def _wall(self, wall: Wall) -> Iterator[str]:
        length = length_in(self.language, wall.term.amount, wall.term.unit)
        if wall.calendar:
            length += f" ({wall.calendar.name})"
        day = self._placed("on", wall.at)
        yield self._say("wall", day=day, length=length, session=inline(wall.session))
        if wall.moved_from:
            yield self._say("wall_moved", day=self._placed("from", wall.moved_from))
        if self.facts.cut_from:
            yield self._say("cut", day=self._placed("from", self.facts.cut_from))

    def _provisional(self) -> Iterator[str]:
        years = [
            f"{one.year} ({', '.join(one.countries)})" for one in self.facts.provisional
        ]
        if years:
            yield self._say("provisional", years=listed(self.language, years))

    def _calendar(self) -> str:
        calendar, zone = self.deadline.calendar, self.deadline.zone
        if calendar is None:
            return self._say("exact", zone=zone)
        return self._say(
            "calendar", name=calendar.name, version=calendar.version, zone=zone
        )

    def _spans(self, days: tuple[Days, ...]) -> list[str]:
        told = []
        for one in days:
            why = [*one.countries, *filter(None, [inline(one.why)])]
            span = span_in(self.language, one.first, one.last, year=self.year)
            told.append(f"{span} ({', '.join(why)})")
        return told

    def _length(self, amount: int) -> str:
        return length_in(self.language, amount, self.deadline.term.unit)

    def _placed(self, how: str, instant: datetime) -> str:
        day = self.deadline.day(instant)
        text = placed(self.language, how, day, year=self.year)
        return text + (self._hour(instant) if self.deadline.term.exact else "")

    def _from(self, day: date) -> str:
        return placed(self.language, "from", day, year=self.year)

    def _hour(self, instant: datetime) -> str:
        hour = instant.astimezone(ZoneInfo(self.deadline.zone)).time()
        return "" if hour == _MIDNIGHT else f", {hour:%H:%M:%S}"

    def _say(self, key: str, **told: str) -> str:
        return _WORDS[self.language][key].format(**told)
