"""The synthesis of aims and results of any period: the founding document's own form.

What is done, planned and expected is never mixed: each stands apart, or beside the
word that says which. What was done outside the period is not told; what was to come in
it or later is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from documents.telling import Telling
from documents.values import integer, month
from models.document import (
    Block,
    Chart,
    ChartShape,
    Column,
    ColumnKind,
    Document,
    Heading,
    Language,
    Line,
    Note,
    Series,
    Table,
)
from models.report import ProgrammeFact, Status, Synthesis
from models.session_rules import roman

_MONTHS: Final = 12
_SESSION_WEIGHTS: Final = (7, 16, 10, 18, 13, 22)


def synthesis_document(facts: Synthesis, language: Language) -> Document:
    """The report in one language, from the same facts as in every other."""
    return _Report(facts, language).document()


class _Report:
    def __init__(self, facts: Synthesis, language: Language) -> None:
        self._facts = facts
        self._language = language
        self._period = facts.period
        self._tell = Telling(facts, language)

    def document(self) -> Document:
        facts, language = self._facts, self._language
        head = self._tell.word(
            "period",
            corridor=self._tell.say(facts.corridor),
            first=month(facts.period.first.first_day, language),
            last=month(facts.period.last.first_day, language),
        )
        return Document(
            title=self._tell.word("title"),
            languages=(language,),
            dated=facts.dated,
            head=head,
            blocks=(Line(text=head), *self._blocks()),
            simulated=facts.simulated,
        )

    def _blocks(self) -> Iterator[Block]:
        sections = {
            "frame": self._frame,
            "aims": self._aims,
            "method": self._method,
            "lines": self._lines,
            "sessions": self._sessions,
            "programmes": self._programmes,
            "results": self._results,
            "numbers": self._numbers,
            "sources": self._sources,
        }
        for name, section in sections.items():
            blocks = tuple(section())
            yield Heading(text=self._tell.word(name))
            yield from blocks or (Note(text=self._tell.word("none")),)
        yield Note(text=self._tell.word("basis", day=self._tell.day()))

    def _frame(self) -> Iterator[Block]:
        """Origins may lie before the period: it rests on them."""
        known = [
            fact
            for fact in self._facts.frame
            if fact.status is not Status.DONE
            or not self._period.ended_before(fact.when.first)
        ]
        for fact in sorted(known, key=lambda one: one.when.first):
            when = self._tell.when(fact.when, fact.status)
            said = f"{when}: {self._tell.say(fact.text)}"
            if fact.status is not Status.DONE:
                said += f" ({self._tell.status(fact.status)})"
            yield Line(text=said, bullet=True)

    def _aims(self) -> Iterator[Block]:
        for aim in self._facts.aims:
            yield Line(text=self._tell.say(aim.text), bullet=aim.level > 1)

    def _method(self) -> Iterator[Block]:
        for number, step in enumerate(self._facts.method, start=1):
            yield Line(text=f"{number}. {self._tell.say(step)}")

    def _lines(self) -> Iterator[Block]:
        for line in sorted(self._facts.lines, key=lambda one: one.number):
            ended = line.valid_to
            if self._period.ended_before(line.valid_from) or (
                ended is not None and ended < self._period.first.first_day
            ):
                continue
            key = "line" if ended is None else "line_ended"
            said = self._tell.word(
                key,
                number=line.number,
                text=self._tell.say(line.text),
                since=month(line.valid_from, self._language),
                until=month(ended, self._language) if ended else "",
            )
            yield Line(text=said)

    def _sessions(self) -> Iterator[Block]:
        sessions = sorted(self._facts.sessions, key=lambda one: one.ordinal)
        told = [one for one in sessions if self._tell.told(one.when, one.status)]
        held = [one for one in told if one.status is Status.DONE]
        coming = [one for one in told if one.status is not Status.DONE]
        if held:
            hosts = Counter(self._tell.say(one.country) for one in held)
            yield Line(text=self._cadence(hosts))
        names = ("session", "place", "country", "when", "status", "remark")
        for caption, sessions in (("held", held), ("coming", coming)):
            rows = tuple(
                (
                    roman(one.ordinal),
                    self._tell.say(one.place),
                    self._tell.say(one.country),
                    self._tell.when(one.when, one.status),
                    self._tell.status(one.status),
                    self._tell.say(one.remark),
                )
                for one in sessions
            )
            yield from self._tell.table(
                caption, names, rows, weights=(7, 16, 10, 18, 13, 22)
            )

    def _cadence(self, hosts: Counter[str]) -> str:
        """Sessions in a calendar year on average, over the months of the period."""
        first, last = self._period.first, self._period.last
        months = (last.year - first.year) * _MONTHS + last.month - first.month + 1
        tenths = round(hosts.total() * 10 * _MONTHS / months)
        whole, rest = divmod(tenths, 10)
        point = "." if self._language is Language.EN else ","
        average = integer(whole, self._language) + (f"{point}{rest}" if rest else "")
        places = ", ".join(
            self._tell.word("hosted", country=country, count=count)
            for country, count in sorted(hosts.items())
        )
        count = hosts.total()
        return self._tell.word("cadence", count=count, average=average, places=places)

    def _programmes(self) -> Iterator[Block]:
        told = sorted(
            (one for one in self._facts.programmes if self._runs(one)),
            key=lambda one: one.first_year,
        )
        names = ("years", "signed", "at", "status")
        rows = tuple(
            (
                _years(one),
                self._tell.when(one.signed, one.status) if one.signed else "",
                roman(one.session) if one.session else "",
                self._tell.status(one.status),
            )
            for one in told
        )
        yield from self._tell.table("programmes", names, rows, weights=(10, 20, 10, 12))
        for one in told:
            if one.guidelines:
                said = self._tell.word("guidelines", years=_years(one))
                yield Heading(text=said, level=3)
            for guideline in one.guidelines:
                yield Line(text=self._tell.say(guideline), bullet=True)

    def _runs(self, one: ProgrammeFact) -> bool:
        """Its years meet the period's, or its signature falls into it or later."""
        first, last = self._period.first.year, self._period.last.year
        meets = one.first_year <= last and one.last_year >= first
        if meets or one.signed is None:
            return meets
        return self._tell.told(one.signed, one.status)

    def _results(self) -> Iterator[Block]:
        results = sorted(
            self._facts.results, key=lambda one: (one.kind, one.when.first)
        )
        told = [one for one in results if self._tell.told(one.when, one.status)]
        names = ("kind", "text", "when", "value")
        for status in Status:
            rows = tuple(
                (
                    self._tell.kind(one.kind),
                    self._tell.say(one.text),
                    self._tell.when(one.when, one.status),
                    one.value_cents,
                )
                for one in told
                if one.status is status
            )
            yield Heading(text=self._tell.word(f"heading.{status}"), level=2)
            if not rows:
                yield Note(text=self._tell.word("none"))
            yield from self._tell.table(
                "results", names, rows, weights=(14, 36, 16, 14), money=3
            )
        if told:
            kinds = [(self._tell.kind(one.kind), one.status) for one in told]
            yield self._by_kind(kinds)

    def _by_kind(self, told: Sequence[tuple[str, Status]]) -> Chart:
        counted = Counter(told)
        kinds = tuple(sorted({kind for kind, _ in told}))
        return Chart(
            shape=ChartShape.STACKED,
            title=self._tell.word("by_kind"),
            description=self._tell.word("by_kind_told"),
            categories=kinds,
            series=tuple(
                Series(
                    label=self._tell.status(status),
                    values=tuple(counted[kind, status] for kind in kinds),
                )
                for status in Status
            ),
        )

    def _numbers(self) -> Iterator[Block]:
        """One table for each status and kind of number: units are never mixed."""
        for status in Status:
            for kind in (ColumnKind.INTEGER, ColumnKind.CENTS, ColumnKind.PERCENT):
                rows = tuple(
                    (self._tell.say(one.name), one.value)
                    for one in self._facts.figures
                    if (one.status, one.kind) == (status, kind)
                )
                if rows:
                    name = self._tell.word("column.name")
                    told = self._tell.status(status)
                    value = Column(heading=told, kind=kind, weight=12)
                    yield Table(
                        caption=self._tell.word(f"heading.{status}"),
                        columns=(Column(heading=name, weight=40), value),
                        rows=rows,
                    )

    def _sources(self) -> Iterator[Block]:
        for source in self._facts.sources:
            yield Line(text=self._tell.say(source), bullet=True)


def _years(one: ProgrammeFact) -> str:
    return f"{one.first_year}–{one.last_year}"
