"""How a report tells a fact: in one language, with its date and how sure it is."""

from collections.abc import Iterable, Iterator

from documents.moments import moment
from documents.values import long_date
from documents.words import word, words
from models.document import Cell, Column, ColumnKind, Language, Said, Table
from models.report import Precision, Status, Synthesis, When


class Telling:
    """The words and dates of one report."""

    def __init__(self, facts: Synthesis, language: Language) -> None:
        self._facts = facts
        self._language = language
        self._period = facts.period

    def table(
        self,
        caption: str,
        names: Iterable[str],
        rows: tuple[tuple[Cell, ...], ...],
        *,
        weights: tuple[int, ...],
        money: int | None = None,
    ) -> Iterator[Table]:
        if not rows:
            return
        columns = tuple(
            Column(
                heading=self.word(f"column.{name}"),
                kind=ColumnKind.CENTS if place == money else ColumnKind.TEXT,
                weight=weight,
            )
            for place, (name, weight) in enumerate(zip(names, weights, strict=True))
        )
        yield Table(caption=self.word(caption), columns=columns, rows=rows)

    def told(self, when: When, status: Status) -> bool:
        last = when.last or when.first
        if status is Status.DONE:
            return self._period.holds(when.first) or self._period.holds(last)
        return last >= self._period.first.first_day

    def when(self, when: When, status: Status) -> str:
        """A date of what was to come and has passed says so."""
        said = moment(when, self._language)
        late = (when.last or when.first) < self._facts.dated
        if status is Status.DONE or not late or when.precision is not Precision.DAY:
            return said
        return self.word("overdue", when=said)

    def kind(self, kind: str) -> str:
        known = words(self._language)["synthesis"]["kinds"]
        return str(known.get(kind.replace("-", "_"), kind))

    def status(self, status: Status) -> str:
        return word(self._language, f"status.{status}")

    def day(self) -> str:
        return long_date(self._facts.dated, self._language)

    def say(self, said: Said) -> str:
        """The text; one that exists in another language only is named as such."""
        own = said.in_language(self._language)
        if own:
            return own
        for language in Language:
            if said.in_language(language):
                return f"{said.in_language(language)} [{language}]"
        return ""

    def word(self, key: str, /, **values: object) -> str:
        return word(self._language, f"synthesis.{key}", **values)
