"""The link in a reminder: looking changes nothing, one click stops reminders."""

from datetime import timedelta

import httpx
import pytest
from temporalio.testing import WorkflowEnvironment

from activities.effects import EffectRunner
from activities.peers import TemporalPeers
from models.posting import Posting
from runtime.partner_desk import PartnerDesk
from runtime.wiring import writer
from tests.flow.house import CORRIDOR, SERVER, House, house
from tests.flow.stories import disseminated
from tests.flow.test_mail import deliveries
from web.unsubscribe import application

ADDRESS = "accordi@it-57.example"
PUBLIC = "https://partner.staffetta.example"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path, public_url=PUBLIC) as opened:
        yield await opened.furnish()


async def reminded(here: House) -> tuple[str, str]:
    """A proposal, and the link in the reminder of it."""
    ref = await disseminated(here)
    await here.sleep(timedelta(days=20))
    reminder = await here.letter(ADDRESS, 2)
    assert reminder["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    links = str(reminder["List-Unsubscribe"])
    return ref, links.partition("<https:")[2].partition(">")[0]


def browser(here: House, desk: PartnerDesk | None = None) -> httpx.AsyncClient:
    app = application(desk or here.wired.partner_desk(), here.now)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
        base_url=PUBLIC,
        follow_redirects=False,
    )


async def test_one_click_stops_reminders_and_refuses_nothing(here):
    ref, link = await reminded(here)

    async with browser(here) as partner:
        shown = await partner.get(f"https:{link}")
        assert "reminders.muted" not in await here.kinds(ref)
        done = await partner.post(
            f"https:{link}", data={"List-Unsubscribe": "One-Click"}
        )
    await here.letter(ADDRESS, 3)  # confirmed
    await here.sleep(timedelta(days=15))

    assert (shown.status_code, done.status_code) == (200, 200)
    assert (await here.kinds(ref)).count("reminders.muted") == 1
    assert len(here.letters(ADDRESS)) == 3
    assert (await deliveries(here, ref))["IT-57"] == "written"
    assert "set-cookie" not in done.headers


async def test_twice_is_once(here):
    ref, link = await reminded(here)

    async with browser(here) as partner:
        for _ in range(2):
            await partner.post(f"https:{link}")

    assert (await here.kinds(ref)).count("reminders.muted") == 1


async def test_link_that_is_not_ours_explains_itself(here):
    ref, link = await reminded(here)
    broken = link[:-1] + ("0" if link[-1] != "0" else "1")

    async with browser(here) as partner:
        answers = [await partner.get(f"https:{broken}")]
        answers.append(await partner.post(f"https:{broken}"))

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "reminders.muted" not in await here.kinds(ref)


def headers(answer: httpx.Response) -> dict[str, str | None]:
    """Those that keep the key in the address to its reader."""
    wanted = ("content-security-policy", "referrer-policy", "cache-control")
    return {name: answer.headers.get(name) for name in wanted}


async def engineless(here: House) -> PartnerDesk:
    """The desk of a process whose engine has gone away since it started."""
    engine = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(SERVER)
    )
    client = engine.client
    await engine.shutdown()
    peers = TemporalPeers(client=client, queue="nobody")
    return PartnerDesk(
        effects=EffectRunner(units=here.wired.units, peers=peers),
        writer=writer(here.wired.settings, here.wired.reference),
        identity=here.wired.identity,
    )


async def test_engine_that_is_away_is_told_kindly_and_asking_again_helps(here):
    ref, link = await reminded(here)

    async with browser(here, await engineless(here)) as partner:
        shown = await partner.get(f"https:{link}")
        refused = await partner.post(f"https:{link}")
    async with browser(here) as partner:
        again = await partner.post(f"https:{link}")

    answers = (shown, refused, again)
    assert [answer.status_code for answer in answers] == [200, 503, 200]
    assert "riprovare tra qualche minuto" in refused.text
    assert headers(refused) == headers(shown)
    assert (await here.kinds(ref)).count("reminders.muted") == 1
    await here.letter(ADDRESS, 3)  # its confirmation leaves after all


async def test_page_says_whether_one_proposal_or_several_are_meant(tmp_path):
    gathering = Posting(hold=0, times=(), gather=3600)
    policy = CORRIDOR.policy.model_copy(update={"posting": gathering})
    async with house(tmp_path, public_url=PUBLIC) as opened:
        here = await opened.furnish(CORRIDOR.model_copy(update={"policy": policy}))
        for _ in range(2):
            await disseminated(here)
        await here.sleep(timedelta(days=20))
        digest = await here.letter(ADDRESS, 2)
        links = str(digest["List-Unsubscribe"])
        link = links.partition("<https:")[2].partition(">")[0]

        async with browser(here) as partner:
            shown = await partner.get(f"https:{link}")

    assert "delle proposte elencate nel messaggio (2)" in shown.text
    assert "sulla proposta" not in shown.text


async def test_page_of_one_proposal_speaks_of_one(here):
    _, link = await reminded(here)

    async with browser(here) as partner:
        shown = await partner.get(f"https:{link}")

    assert "sulla proposta indicata nel messaggio" in shown.text
    assert "delle proposte elencate" not in shown.text
