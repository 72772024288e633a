"""The bodies of the scenario: invented, each with sectors, an agreement, a habit."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from random import Random

from models.body import Agreement, AgreementKind, AgreementYear, Body
from models.corridor import Corridor, Programme
from models.ids import AgreementNumber, BodyCode, CorridorCode
from runtime.demo_cast import Grant, Partner
from runtime.demo_register import corridor
from runtime.demo_words import Manner
from runtime.register import Register
from store.reference import Reference

CORRIDOR = CorridorCode("IT-RU")
PROGRAMME_YEARS = 3
_CENTS = 100
_KINDS = (
    *(["region"] * 21),
    *(["association"] * 65),
    *(["chamber"] * 17),
    *(["university"] * 17),
)
"""The historic corridor's bodies, in the order they are drawn (method 4.9)."""
_SECTORS = (1, 2, 2, 2, 3)
"""Of eight: two each on average, so that a quarter of the bodies fits a proposal."""
_LANGUAGES = (*(["it"] * 8), "ru", "en")
_BUDGETS = (15_000, 60_000, 200_000, 400_000)
_MANNERS = {
    "it": (Manner.FORM, Manner.ITALIAN, Manner.OUTLOOK),
    "ru": (Manner.RUSSIAN, Manner.RUSSIAN_FORM),
    "en": (Manner.ENGLISH,),
}
_ODD = {3: Manner.BOUNCING, 11: Manner.ABSENT, 23: Manner.REFUSED, 47: Manner.ABSENT}
"""By number: bodies that nobody hears from. There are more of them in a longer row."""
_EXPIRING = 29


def draw_bodies(number: int, seed: int, reference: Reference) -> tuple[Partner, ...]:
    """So many bodies; the same seed draws the same ones."""
    random = Random(f"bodies/{seed}")  # noqa: S311  (a play, not a secret)
    deck = _dealt(sorted(reference.sectors), random)
    return tuple(_body(one, deck, random) for one in range(1, number + 1))


def _dealt(sectors: list[str], random: Random) -> Iterator[str]:
    """Without end, every sector as often as any other."""
    while True:
        random.shuffle(sectors)
        yield from sectors


def _body(number: int, deck: Iterator[str], random: Random) -> Partner:
    kind = _KINDS[(number * 7) % len(_KINDS)]
    language = random.choice(_LANGUAGES)
    own = tuple(sorted({next(deck) for _ in range(random.choice(_SECTORS))}))
    manner = random.choice(_MANNERS[language])
    programme = kind == "region"
    return Partner(
        code=BodyCode(f"IT-B{number:03d}"),
        kind=kind,
        name=f"{kind.capitalize()} n. {number} (ente inventato)",
        country="IT",
        language=language,
        email=f"accordi@ente-{number}.example",
        sectors=own,
        manner=_ODD.get(number % 60, manner),
        agreement=Grant(
            number=f"{'AP' if programme else 'AS'}-{number:03d}",
            kind=AgreementKind.PROGRAMME if programme else AgreementKind.SECTOR,
            sectors=() if programme else own,
            budget=random.choice(_BUDGETS),
        ),
    )


def in_working_days() -> Corridor:
    """The corridor as it is run: terms in working days, letters in posting windows."""
    known = corridor()
    return Corridor.model_validate(known.model_dump(exclude={"policy"}))


def programme_in(year: int) -> Programme:
    start = year - year % PROGRAMME_YEARS
    code = f"{start}-{start + PROGRAMME_YEARS - 1}"
    first, last = date(start, 1, 1), date(start + PROGRAMME_YEARS - 1, 12, 31)
    return Programme(corridor=CORRIDOR, code=code, start=first, end=last)


async def enter(
    register: Register, partners: Sequence[Partner], *, now: datetime
) -> None:
    """The corridor, its programmes of this year and next, every body and its money."""
    await register.keep_corridor(in_working_days(), now=now)
    for year in sorted({programme_in(now.year + n).start.year for n in (0, 1, 3)}):
        await register.add_programme(programme_in(year), now=now)
    for number, partner in enumerate(partners, start=1):
        await _enter(register, partner, number, now)


async def _enter(
    register: Register, partner: Partner, number: int, now: datetime
) -> None:
    agreement = partner.agreement
    fields = partner.model_dump(exclude={"manner", "agreement"})
    await register.keep_body(
        Body.model_validate(fields | {"corridor": CORRIDOR}), now=now
    )
    first = programme_in(now.year).start
    last = programme_in(now.year + PROGRAMME_YEARS).end
    if number % _EXPIRING == 0:  # in force for the first session, not for the second
        last = now.date().replace(month=6, day=30)
    await register.add_agreement(
        Agreement(
            number=AgreementNumber(agreement.number),
            corridor=CORRIDOR,
            kind=AgreementKind(agreement.kind),
            body=partner.code,
            valid_from=first,
            valid_to=last,
            sectors=agreement.sectors,
        ),
        now=now,
    )
    for year in {now.year, min(now.year + 1, last.year)}:
        opened = AgreementYear(
            agreement=AgreementNumber(agreement.number),
            year=year,
            budget=agreement.budget * _CENTS,
        )
        await register.open_year(opened, now=now)
