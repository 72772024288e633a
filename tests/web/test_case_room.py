"""The page of a proposal: each answer beside its mail, each body in each round."""

import html
import re

from models.body import AddressHealth
from models.ids import CaseId
from tests.flow.stories import BODIES, disseminated, ready
from tests.flow.wait import until
from tests.web.manned import Manned
from tests.web.test_deciding import CASE, here  # noqa: F401  (a fixture)


async def test_each_answer_opens_the_mail_it_rests_on(here: Manned) -> None:  # noqa: F811
    ref = await disseminated(here.house)
    yes = await here.house.letter("accordi@it-57.example")
    words = "Buongiorno <b>a tutti</b>.\nSiamo interessati.\n"
    await here.house.reply(yes, words)
    await until(here.house.answers, ref, {"IT-57": "interested"})

    async with here.browser("o1") as browser:
        page = (await browser.get(CASE)).text
        [mail] = re.findall(r'href="(/inbox/[0-9a-f]+)"', page)
        original = await browser.get(mail)

    [shown] = re.findall(r"<pre class=\"desk-mail\"[^>]*>(.*?)</pre>", page, re.DOTALL)
    [span] = re.findall(r'<mark class="desk-span">(.*?)</mark>', shown)
    assert "Siamo interessati" in span
    assert html.unescape(re.sub("</?mark[^>]*>", "", shown)).split() == words.split()
    assert "<b>" not in shown
    assert original.status_code == 200


async def test_the_matrix_has_each_body_once_and_leads_on(here: Manned) -> None:  # noqa: F811
    ref = await ready(here.house)
    await here.house.freeze()
    await until(here.house.phase, ref, "scheduled")

    async with here.browser("o1") as browser:
        page = (await browser.get(CASE)).text
        [table] = re.findall(
            r'aria-labelledby="deliveries".*?</table>', page, re.DOTALL
        )
        letters = re.findall(r'href="(/letter\?[^"]+)"', table)
        opened = [await browser.get(html.unescape(one)) for one in letters]
        anchors = re.findall(r'href="#(answer-[^"]+)"', table)

    rows = re.findall(r'<th scope="row"><a href="/bodies/(.*?)">', table)
    assert rows == [*BODIES]
    assert [one.status_code for one in opened] == [200] * len(BODIES)
    assert [page.count(f'id="{one}"') for one in anchors] == [1] * len(BODIES)
    async with here.opened.units.read() as unit:
        slot = await unit.agendas.slot((await unit.cases.get(ID)).session, ID)
    assert slot is not None
    assert f"tavolo {slot.table}, {slot.minutes} minuti" in page


ID = CaseId("it-ru/29/0001")


async def test_it_is_told_whom_it_goes_to_and_why_not_to_others(
    here: Manned,  # noqa: F811
) -> None:
    await disseminated(here.house)
    async with here.browser("o1") as browser:
        await here.house.health(AddressHealth.BAD)
        shown = await browser.get(f"{CASE}/recipients")
        case = await browser.get(CASE)

    assert f'href="{CASE}/recipients"' in case.text
    assert "non raggiungibile" in shown.text
    assert 'id="IT-57"' in shown.text
