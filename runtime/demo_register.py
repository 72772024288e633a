"""What the demonstration finds in place: corridor, programmes, bodies, sessions."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.body import Agreement, AgreementKind, AgreementYear, Body
from models.corridor import Corridor, Programme
from models.deadlines import Policy
from models.ids import AgreementNumber, CorridorCode
from models.session_rules import roman
from runtime.client import Access
from runtime.demo_cast import Partner
from runtime.demo_script import FIRST, FIRST_CAPACITY, SECOND, SECOND_CAPACITY
from runtime.office import Office
from runtime.register import Register
from runtime.staff import wall_clock
from store.reference import SHIPPED

CORRIDOR = CorridorCode("IT-RU")
PROGRAMME_YEARS = 3
_CENTS = 100
_ROME = ZoneInfo("Europe/Rome")
_SOON = timedelta(minutes=1)


def corridor(folder: Path = SHIPPED) -> Corridor:
    """The corridor of the founding document, as a simulation."""
    return Corridor.model_validate_json((folder / "demo" / "it-ru.json").read_bytes())


def programme_of(year: int) -> Programme:
    """The three-year programme a year lies in; they run 2007-2009, 2010-2012, …."""
    start = year - year % PROGRAMME_YEARS
    end = start + PROGRAMME_YEARS - 1
    return Programme(
        corridor=CORRIDOR,
        code=f"{start}-{end}",
        start=date(start, 1, 1),
        end=date(end, 12, 31),
    )


def fast(pace: float) -> Policy:
    """Seconds instead of working days."""
    terms = {
        "completeness": 60,
        "validation": 90,
        "screening_freshness": 900,
        "completion": 6,
        "completion_reminder_1": 2,
        "completion_reminder_2": 4,
        "observations": 3,
        "screening_review": 60,
        "choice": 20,
        "interest": 14,
        "interest_reminder_1": 5,
        "interest_reminder_2": 10,
        "grace": 2,
        "cofinancing": 60,
        "waiting_list": 4,
        "reservation": 900,
        "follow_up_1": 2,
        "follow_up_2": 4,
        "follow_up_3": 6,
        "follow_up_4": 8,
        "adhesion_wall": 1,
        "agenda_freeze": 5,
    }
    stretched = {name: max(1, round(term * pace)) for name, term in terms.items()}
    return Policy.in_seconds(round(60 * pace), **stretched)


async def found(register: Register, *, now: datetime) -> None:
    """The corridor and its programmes of now and next: what every start needs."""
    await register.keep_corridor(corridor(), now=now)
    for start in (now.year, now.year + PROGRAMME_YEARS):
        await register.add_programme(programme_of(start), now=now)


async def furnish(
    access: Access, known: Iterable[Partner], pace: float, *, now: datetime
) -> None:
    """The corridor in fast time, its bodies, and their agreements' budgets."""
    register = access.register("secretariat:o1")
    await found(register, now=now)
    quick = corridor().model_copy(update={"policy": fast(pace)})
    await register.keep_corridor(quick, now=now)
    for partner in known:
        await enter_partner(register, partner, now)


async def enter_partner(register: Register, partner: Partner, now: datetime) -> None:
    agreement = partner.agreement
    await register.keep_body(
        Body(
            code=partner.code,
            corridor=CORRIDOR,
            kind=partner.kind,
            name=partner.name,
            country=partner.country,
            sectors=partner.sectors,
            language=partner.language,
            email=partner.email,
        ),
        now=now,
    )
    programme = programme_of(now.year)
    await register.add_agreement(
        Agreement(
            number=AgreementNumber(agreement.number),
            corridor=CORRIDOR,
            kind=AgreementKind(agreement.kind),
            body=partner.code,
            valid_from=programme.start,
            valid_to=programme.end,
            sectors=agreement.sectors,
        ),
        now=now,
    )
    cap = agreement.project_cap
    year = AgreementYear(
        agreement=AgreementNumber(agreement.number),
        year=now.year,
        budget=agreement.budget * _CENTS,
        project_cap=cap * _CENTS if cap is not None else None,
    )
    await register.open_year(year, now=now)


def today(now: datetime) -> date:
    return now.astimezone(_ROME).date()


def later_today(now: datetime, hours: int) -> datetime:
    """So much later, yet before midnight: a sitting is recorded on its day."""
    midnight = datetime.combine(today(now), time.max, _ROME)
    return max(min(now + timedelta(hours=hours), midnight), now + _SOON)


async def open_sessions(officer: Office) -> None:
    """Alternately in each country; the officers of the play freeze them by hand."""
    now = await wall_clock()
    planned = (
        (FIRST, "IT", "Monteverde", FIRST_CAPACITY, 1),
        (SECOND, "RU", "Novograd", SECOND_CAPACITY, 2),
    )
    for ordinal, country, place, capacity, hours in planned:
        await officer.open_session(
            CORRIDOR,
            roman(ordinal),
            programme=programme_of(today(now).year).code,
            country=country,
            place=place,
            starts_at=later_today(now, hours),
            capacity=capacity,
            now=now,
        )
