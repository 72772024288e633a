"""A changelog of the agenda in words: Italian, Russian, English."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from models.agenda_release import Changelog, Entry, Shift

_WORDS: Final[dict[str, dict[str, str]]] = {
    "it": {
        "added": "Inserita: {name} - {after}.",
        "removed": "Tolta: {name} - era {before}.",
        "moved": "Spostata: {name} - da {before} a {after}.",
        "retimed": "Cambia orario: {name} - da {before} a {after}.",
        "recast": "Cambiano i partner: {name} - {after}: {bodies}.",
        "slot": "tavolo {table}{room}, {day} {start}-{end}",
        "room": ", {room}",
        "nobody": "nessuno",
        "same": "Nessuna modifica.",
        "day": "%d/%m/%Y",
    },
    "ru": {
        "added": "Добавлено: {name} - {after}.",
        "removed": "Исключено: {name} - было: {before}.",
        "moved": "Перенесено: {name} - с: {before}; на: {after}.",
        "retimed": "Изменено время: {name} - с: {before}; на: {after}.",
        "recast": "Изменены партнёры: {name} - {after}: {bodies}.",
        "slot": "стол {table}{room}, {day} {start}-{end}",
        "room": ", {room}",
        "nobody": "никого",
        "same": "Изменений нет.",
        "day": "%d.%m.%Y",
    },
    "en": {
        "added": "Added: {name} - {after}.",
        "removed": "Removed: {name} - was {before}.",
        "moved": "Moved: {name} - from {before} to {after}.",
        "retimed": "New time: {name} - from {before} to {after}.",
        "recast": "New partners: {name} - {after}: {bodies}.",
        "slot": "table {table}{room}, {day} {start}-{end}",
        "room": ", {room}",
        "nobody": "nobody",
        "same": "No changes.",
        "day": "%Y-%m-%d",
    },
}
_LINGUA_FRANCA: Final = "en"


def lines(
    changelog: Changelog,
    language: str,
    zone: str,
    names: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """One line for each change, always in the same order.

    Args:
        changelog: what changed.
        language: it, ru or en; any other reads English.
        zone: the IANA zone in which times are printed.
        names: how each case is called, by case; the case's own id otherwise.
    """
    words = _WORDS.get(language, _WORDS[_LINGUA_FRANCA])
    called = names or {}

    def line(kind: str, before: Entry, after: Entry) -> str:
        return words[kind].format(
            name=called.get(after.case, after.case),
            before=_slot(before, zone, words),
            after=_slot(after, zone, words),
            bodies=", ".join(after.bodies) or words["nobody"],
        )

    written = [line("added", one, one) for one in changelog.added]
    written += [line("removed", one, one) for one in changelog.removed]
    shifts: tuple[tuple[str, tuple[Shift, ...]], ...] = (
        ("moved", changelog.moved),
        ("retimed", changelog.retimed),
        ("recast", changelog.recast),
    )
    written += [line(kind, *shift) for kind, group in shifts for shift in group]
    return tuple(written) or (words["same"],)


def _slot(entry: Entry, zone: str, words: Mapping[str, str]) -> str:
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in entry.span)
    return words["slot"].format(
        table=entry.table,
        room=words["room"].format(room=entry.room) if entry.room else "",
        day=start.strftime(words["day"]),
        start=_clock(start),
        end=_clock(end),
    )


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
