"""When and where the tables of a session sit: openings, pauses, rooms."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, Final, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from models.frozen import Frozen
from models.ids import SessionId
from models.proposal_parts import Key, Language, Line

LONGEST_OPENING: Final = 720
"""Minutes for items in one sitting of a table."""

Texts = dict[Language, Line]
"""One line in several languages."""

MOST_OPENINGS: Final = 60

TABLE_TITLES: Final[dict[str, Texts]] = {
    "a": {
        "it": "Collaborazione tecnologico-scientifica per lo sviluppo delle PMI",
        "ru": "Научно-технологическое сотрудничество для развития МСП",
        "en": "Technological and scientific cooperation for SME development",
    },
    "b": {
        "it": "Finanza e credito",
        "ru": "Финансы и кредит",
        "en": "Finance and credit",
    },
    "c": {
        "it": "Collaborazione tra enti di sostegno alle PMI e ai distretti",
        "ru": "Сотрудничество организаций поддержки МСП и промышленных округов",
        "en": "Cooperation between bodies that support SMEs and districts",
    },
    "d": {
        "it": "Problemi doganali e barriere amministrative",
        "ru": "Таможенные вопросы и административные барьеры",
        "en": "Customs problems and administrative barriers",
    },
}
"""The usual tables (method 56-62); a session may change them or add its own."""


class Span(NamedTuple):
    """From an instant up to, and without, another."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class Pause(Frozen):
    """A break in which nothing is presented."""

    starts_at: AwareDatetime
    minutes: int = Field(ge=5, le=240)

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))


class Opening(Frozen):
    """One sitting of a table: its minutes are for items, pauses come on top."""

    day: date
    starts_at: AwareDatetime
    minutes: int = Field(ge=5, le=LONGEST_OPENING)
    pauses: tuple[Pause, ...] = Field(default=(), max_length=10)

    @model_validator(mode="after")
    def _pauses_fit(self) -> Self:
        spans = sorted(pause.span for pause in self.pauses)
        if any(one.overlaps(other) for one, other in pairwise(spans)):
            raise ValueError("Two pauses of a table overlap; correct their times.")
        if not all(self.span.holds(span) for span in spans):
            raise ValueError(
                "A pause lies outside the table's opening; correct its time."
            )
        return self

    @property
    def span(self) -> Span:
        paused = sum(pause.minutes for pause in self.pauses)
        end = self.starts_at + timedelta(minutes=self.minutes + paused)
        return Span(self.starts_at, end)

    def stretches(self) -> tuple[Span, ...]:
        """The times between the pauses, in order."""
        edges = [self.span.start]
        for span in sorted(pause.span for pause in self.pauses):
            edges += span
        edges.append(self.span.end)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return tuple(Span(start, end) for start, end in pairs if start < end)


class Table(Frozen):
    """A thematic table of one session, formal or its own."""

    key: Key
    title: Texts = Field(min_length=2)
    room: str = Field(default="", max_length=300)  # or the link of a virtual one
    visit: bool = False  # nothing is presented there; none at a distance (X16)
    openings: tuple[Opening, ...] = Field(min_length=1, max_length=MOST_OPENINGS)

    @model_validator(mode="after")
    def _openings_follow(self) -> Self:
        spans = sorted(opening.span for opening in self.openings)
        if any(one.overlaps(other) for one, other in pairwise(spans)):
            raise ValueError(
                f"Table {self.key} is opened twice at once; correct its openings."
            )
        return self

    def on(self, day: date) -> tuple[Opening, ...]:
        """Its openings of a day, in order."""
        of_day = (opening for opening in self.openings if opening.day == day)
        return tuple(sorted(of_day, key=lambda opening: opening.starts_at))

    def capacity(self, day: date) -> int:
        """Minutes for items on that day (method I14)."""
        return sum(opening.minutes for opening in self.on(day))

    def days(self) -> tuple[date, ...]:
        return tuple(sorted({opening.day for opening in self.openings}))


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("It is an IANA zone, such as Europe/Rome.") from error
    return given


class Timetable(Frozen):
    """A session's bounds and tables, with the zone in which its times are said."""

    session: SessionId
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    tables: tuple[Table, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _tables_fit(self) -> Self:
        if all(table.visit for table in self.tables):
            raise ValueError("Every table is a visit; lay one for the proposals.")
        keys = [table.key for table in self.tables]
        if len(set(keys)) < len(keys):
            raise ValueError("Two tables have one key; give each its own.")
        for table in self.tables:
            if not all(self.span.holds(opening.span) for opening in table.openings):
                raise ValueError(
                    f"Table {table.key} opens outside the session; correct its hours"
                    " or the session's."
                )
        return self

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)

    def said(self, span: Span) -> str:
        """A span as it is printed: 2027-10-21 10:00-10:15 CEST."""
        zone = ZoneInfo(self.zone)
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M %Z}"
