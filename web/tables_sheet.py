"""The tables of a session between the form that asks for them and their sheet."""

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from models.timetable import Opening, Table, Timetable
from web.row_forms import Row, Text, faces, in_languages, number, quoted, rows, sent

_ROW: Final = ("key", "room", "visit", "starts", "minutes", "pause", "pause_minutes")


def entered(text: Text, languages: Sequence[str]) -> list[Row]:
    """One row for each sitting of a table, or for one more pause in it."""
    keys = [*_ROW, *in_languages("title", languages)]
    return rows(text, "tables", keys, sent(text, "tables"))


def sheet(of: Sequence[Row], zone: str, languages: Sequence[str]) -> str:
    """As models/timetable_sheet.py reads it; a table is its rows of one key."""
    lines = [f"zone = {quoted(zone)}"]
    for key in dict.fromkeys(one["key"] for one in of):
        lines += _table([one for one in of if one["key"] == key], languages)
    return "\n".join(lines) + "\n"


def _table(of: Sequence[Row], languages: Sequence[str]) -> Iterator[str]:
    first = of[0]
    yield "\n[[table]]"
    yield f"key = {quoted(first['key'])}"
    yield f"room = {quoted(first['room'])}"
    yield f"visit = {'true' if first['visit'] else 'false'}"
    if any(first[one] for one in in_languages("title", languages)):
        yield f"title = {faces(first, 'title', languages)}"
    for starts in dict.fromkeys(one["starts"] for one in of):
        sittings = [one for one in of if one["starts"] == starts]
        pauses = [
            f"{{ starts = {quoted(one['pause'])},"
            f" minutes = {number(one['pause_minutes'])} }}"
            for one in sittings
            if one["pause"]
        ]
        yield "\n[[table.opening]]"
        yield f"starts = {quoted(starts)}"
        yield f"minutes = {number(sittings[0]['minutes'])}"
        yield f"pauses = [{', '.join(pauses)}]"


def laid(timetable: Timetable, languages: Sequence[str]) -> list[Row]:
    """The rows of tables that stand."""
    zone = ZoneInfo(timetable.zone)
    return [
        row
        for table in timetable.tables
        for opening in table.openings
        for row in _rows(table, opening, zone, languages)
    ]


def _rows(
    table: Table, opening: Opening, zone: ZoneInfo, languages: Sequence[str]
) -> Iterator[Row]:
    for pause in opening.pauses or (None,):
        yield {
            "key": table.key,
            "room": table.room,
            "visit": "1" if table.visit else "",
            "starts": f"{opening.starts_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "minutes": str(opening.minutes),
            "pause": f"{pause.starts_at.astimezone(zone):%Y-%m-%dT%H:%M}"
            if pause
            else "",
            "pause_minutes": str(pause.minutes) if pause else "",
            **{f"title_{code}": table.title.get(code, "") for code in languages},
        }
