"""One hour on the clocks of both countries (method X16)."""

from datetime import datetime
from zoneinfo import ZoneInfo


def in_both(at: datetime, zone: str, other: str) -> str:
    """`10:00 Europe/Rome = 12:00 Europe/Moscow`; with the day where they differ."""
    here, there = at.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(other))
    said = "%H:%M" if here.date() == there.date() else "%Y-%m-%d %H:%M"
    return f"{here:{said}} {zone} = {there:{said}} {other}"
