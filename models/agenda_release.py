"""A frozen agenda as a numbered release, and what changed since the last one."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import NamedTuple

from pydantic import AwareDatetime, Field

from models.agenda import Agenda, AgendaError, Placed
from models.agenda_conflicts import unresolved
from models.attendee import Role
from models.frozen import Frozen
from models.ids import BodyCode, CaseId, SessionId
from models.timetable import Span


class Entry(Frozen):
    """One line of a release: who presents where and when."""

    case: CaseId
    table: str
    room: str
    day: date
    starts_at: AwareDatetime
    minutes: int
    bodies: tuple[BodyCode, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))

    @property
    def place(self) -> tuple[str, str, date]:
        return self.table, self.room, self.day


class Release(Frozen):
    """An agenda as it was told to everybody; never changed, only followed."""

    session: SessionId
    number: int = Field(ge=1)
    at: AwareDatetime
    zone: str
    entries: tuple[Entry, ...]

    @property
    def content_hash(self) -> str:
        """Of what is announced: number and date of the release do not count."""
        content = [
            entry.model_dump(mode="json")
            | {"starts_at": entry.starts_at.astimezone(UTC).isoformat()}
            for entry in sorted(self.entries, key=lambda one: one.case)
        ]
        written = json.dumps([self.session, content], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


class Shift(NamedTuple):
    """One case's entry before and after."""

    before: Entry
    after: Entry


class Changelog(NamedTuple):
    """What a release changes in the one before it."""

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    moved: tuple[Shift, ...] = ()
    """To another table, room or day."""
    retimed: tuple[Shift, ...] = ()
    """Same table and day, another time or length."""
    recast: tuple[Shift, ...] = ()
    """Same slot, other bodies."""

    @property
    def shifts(self) -> tuple[Shift, ...]:
        return (*self.moved, *self.retimed, *self.recast)


def release(agenda: Agenda, previous: Release | None, at: AwareDatetime) -> Release:
    """The next release of a session's agenda.

    Raises:
        AgendaError: conflicts stand that nobody has overridden, or nothing has
            changed since the previous release.
    """
    standing = unresolved(agenda)
    if standing:
        raise AgendaError(
            "The agenda cannot be released: "
            + " ".join(f"{one.sentence} {one.remedy}" for one in standing)
        )
    number = previous.number + 1 if previous else 1
    new = Release(
        session=agenda.timetable.session,
        number=number,
        at=at,
        zone=agenda.timetable.zone,
        entries=tuple(_entry(agenda, placed) for placed in agenda.placed),
    )
    if previous and previous.content_hash == new.content_hash:
        raise AgendaError(
            f"Nothing has changed since release {previous.number}; it stands."
        )
    return new


def changes(previous: Release | None, new: Release) -> Changelog:
    """What became of every entry; without a previous release all are added."""
    before = {entry.case: entry for entry in previous.entries} if previous else {}
    after = {entry.case: entry for entry in new.entries}
    shifts = [
        Shift(before[case], after[case])
        for case in sorted(before.keys() & after.keys())
        if before[case] != after[case]
    ]
    moved = tuple(one for one in shifts if one.before.place != one.after.place)
    in_place = [one for one in shifts if one.before.place == one.after.place]
    return Changelog(
        added=tuple(after[case] for case in sorted(after.keys() - before.keys())),
        removed=tuple(before[case] for case in sorted(before.keys() - after.keys())),
        moved=moved,
        retimed=tuple(one for one in in_place if one.before.span != one.after.span),
        recast=tuple(one for one in in_place if one.before.span == one.after.span),
    )


def applied(changelog: Changelog, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries after the changes, in the order of print.

    Raises:
        AgendaError: the changelog belongs to another release.
    """
    now = {entry.case: entry for entry in entries}
    gone = [*changelog.removed, *(shift.before for shift in changelog.shifts)]
    for entry in gone:
        if now.pop(entry.case, None) != entry:
            raise AgendaError(
                f"{entry.case} does not stand as the changelog says; apply it to the"
                " release it was made from."
            )
    for entry in (*changelog.added, *(shift.after for shift in changelog.shifts)):
        if now.setdefault(entry.case, entry) != entry:
            raise AgendaError(
                f"{entry.case} stands already; apply the changelog to the release it"
                " was made from."
            )
    return in_print(now.values())


def in_print(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By time, then table, then case."""
    return tuple(sorted(entries, key=lambda one: (one.starts_at, one.table, one.case)))


def _entry(agenda: Agenda, placed: Placed) -> Entry:
    table = agenda.timetable.table(placed.slot.table)
    bodies = {
        BodyCode(one.key) for one in placed.item.attendees if one.role is Role.BODY
    }
    return Entry(
        case=CaseId(placed.case),
        table=placed.slot.table,
        room=table.room if table else "",
        day=placed.slot.day,
        starts_at=placed.slot.starts_at,
        minutes=placed.slot.minutes,
        bodies=tuple(sorted(bodies)),
    )
