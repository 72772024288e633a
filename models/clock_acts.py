"""What a person may do with terms that run: count them anew, or give more time."""

from datetime import datetime

from models.acts import Act
from models.ids import Actor


class AdoptCalendar(Act):
    """Terms that run in another version of the calendar are counted in this one."""

    calendar: str
    version: str


class ExtendCompletion(Act):
    """The proposer gets more time to complete; `requester` asks, the actor approves."""

    until: datetime
    requester: Actor
