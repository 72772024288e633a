"""What tests of programmes do: enter one, sign it, let its years pass."""

from datetime import UTC, date, datetime, timedelta

from activities.effects import EffectRunner
from models.corridor import Programme
from models.ids import programme_stream
from models.programme import Guideline, ProgrammeState
from models.programme_record import life_of, whole
from models.programme_steps import Step
from runtime.programme_desk import (
    ProgrammeDesk,
    list_programmes,
)
from tests.flow.house import CORRIDOR, House
from tests.flow.stories import disseminated
from tests.flow.wait import until

IT_RU = CORRIDOR.code
PAPER = b"%PDF the signed text"
GUIDELINES = (
    Guideline(number=1, title={"en": "Energy", "it": "Energia"}, promised=2),
    Guideline(number=2, title={"en": "Farming", "it": "Agricoltura"}, promised=1),
)


async def desk(here: House) -> ProgrammeDesk:
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    return ProgrammeDesk(effects=effects, actor="secretariat:o1", now=await here.now())


async def years(here: House) -> tuple[str, Programme]:
    """The code of the programme that runs, and the next one."""
    first = (await here.now()).year
    following = Programme(
        corridor=IT_RU,
        code=f"{first + 3}-{first + 5}",
        start=date(first + 3, 1, 1),
        end=date(first + 5, 12, 31),
    )
    return f"{first}-{first + 2}", following


async def entered(here: House) -> Programme:
    _, following = await years(here)
    await (await desk(here)).enter(following, GUIDELINES)
    return following


async def signed(here: House) -> Programme:
    following = await entered(here)
    await (await desk(here)).agree(IT_RU, following.code)
    on = (await here.now()).date()
    await (await desk(here)).sign(
        IT_RU, following.code, on=on, document=PAPER, session=None, place="Venezia"
    )
    return following


async def state(here: House, code: str) -> ProgrammeState:
    found = await list_programmes(here.wired.units, IT_RU)
    return next(one.state for one in found if one.code == code)


async def tasks(here: House, code: str) -> list[str]:
    async with here.wired.units.read() as unit:
        found = await unit.tasks.open_of(programme_stream(IT_RU, code))
    about = (task.task.partition("programme-due/")[2] for task in found)
    return [one.partition("#")[0] for one in about]


async def pass_to(here: House, day: date, *, hours: int = 12) -> None:
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hours)
    await here.sleep(at - await here.now())


async def open_on(here: House, ordinal: str, day: date, programme: str) -> None:
    await here.o1.open_session(
        "IT-RU",
        ordinal,
        programme=programme,
        country="RU",
        place="Lipetsk",
        starts_at=datetime.combine(day, datetime.min.time(), UTC),
        capacity=30,
        now=await here.now(),
    )


async def guided(here: House, code: str) -> None:
    """The running programme gets guidelines, as one that was signed long ago."""
    async with here.wired.units.write() as unit:
        programme = await unit.corridors.programme(IT_RU, code)
        work = whole(programme, None).model_copy(update={"guidelines": GUIDELINES})
        await unit.programme_lives.add(life_of(work))


async def ended(here: House) -> tuple[str, str, str]:
    """The running programme is over, with one proposal and one session open."""
    code, _ = await years(here)
    following = await signed(here)
    ref = await disseminated(here)
    await pass_to(here, following.start + timedelta(days=1))
    await (await desk(here)).change(IT_RU, code, Step.END)
    return code, following.code, ref


async def end_now(here: House, code: str) -> None:
    """As if its last day were over: the steps of people take years otherwise."""
    async with here.wired.units.write() as unit:
        life = await unit.programme_lives.get((IT_RU, code))
        closing = life.model_copy(update={"state": ProgrammeState.CLOSING})
        await unit.programme_lives.save(closing)


async def until_closed(here: House, ref: str) -> None:
    await until(here.phase, ref, "closed")
