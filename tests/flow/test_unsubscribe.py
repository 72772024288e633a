"""The link in a reminder: looking changes nothing, one click stops reminders."""

from datetime import timedelta

import httpx
import pytest

from tests.flow.house import House, house
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


def browser(here: House) -> httpx.AsyncClient:
    app = application(here.wired.partner_desk(), here.now)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url=PUBLIC, follow_redirects=False
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
