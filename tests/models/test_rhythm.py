"""The rhythm of a period: held and planned a year, and what is unusual beside each."""

from datetime import UTC, date, datetime

from models.cadence import Unusual
from models.ids import CorridorCode, session_id
from models.report import Month, Period
from models.report_scope import ReportFrame
from models.rhythm import Year, rhythm
from models.session import Session, SessionState

IT_RU = CorridorCode("IT-RU")


def frame(first: int, last: int) -> ReportFrame:
    period = Period(first=Month(year=first, month=1), last=Month(year=last, month=12))
    return ReportFrame(corridor=IT_RU, period=period, dated=date(2010, 1, 1))


def session(
    ordinal: int,
    country: str,
    at: datetime | None,
    state: SessionState = SessionState.HELD,
) -> Session:
    return Session(
        session=session_id(IT_RU, ordinal),
        corridor=IT_RU,
        ordinal=ordinal,
        programme="2007-2009",
        country=country,
        place="Prova",
        starts_at=at,
        freeze_at=None,
        capacity=100,
        state=state,
    )


def day(year: int, month: int, number: int = 1, hour: int = 9) -> datetime:
    return datetime(year, month, number, hour, tzinfo=UTC)


def test_sessions_are_counted_by_year_and_host():
    found = rhythm(
        frame(2008, 2009),
        [
            session(12, "IT", day(2007, 10)),
            session(13, "RU", day(2008, 4)),
            session(14, "IT", day(2008, 10)),
            session(15, "IT", day(2009, 12), SessionState.COLLECTING),
        ],
        "Europe/Rome",
    )

    assert found.years == (
        Year(year=2008, held={"RU": 1, "IT": 1}),
        Year(year=2009, held={}, planned=1),
    )
    assert [one.roman for one in found.sittings] == ["XIII", "XIV", "XV"]
    assert [
        [one.unusual for one in sitting.findings] for sitting in found.sittings
    ] == [
        [],
        [],
        [Unusual.SAME_HOST],
    ]


def test_session_without_a_date_belongs_to_every_period():
    undated = session(28, "RU", None, SessionState.POSTPONED)

    [found] = rhythm(frame(2002, 2002), [undated], "Europe/Rome").sittings

    assert (found.on, found.held) == (None, False)


def test_day_of_a_session_is_that_of_the_secretariat():
    """23:30 UTC on New Year's Eve is the next year in Rome."""
    late = session(15, "IT", day(2009, 12, 31, 23))

    assert rhythm(frame(2009, 2009), [late], "Europe/Rome").sittings == ()
    [found] = rhythm(frame(2010, 2010), [late], "Europe/Rome").sittings
    assert found.on == date(2010, 1, 1)
