"""What a proposal says is changed at the desk: revised, corrected, asked about."""

import html
import re

import httpx

from models.acts import Verdict
from models.case import Outcome
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.test_duplicates import two
from tests.flow.test_questions import TEXT, asked
from tests.flow.test_x24_wrong_text import SUMMARY
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned
from tests.web.test_deciding import CASE, here  # noqa: F401  (a fixture)


async def uploaded(
    browser: Browser, act: str, form: bytes, **told: str
) -> httpx.Response:
    """The form of an act as a browser sends it, with a file."""
    await browser.get(f"{CASE}/{act}")
    return await browser.client.post(
        f"{CASE}/{act}",
        data={"sign": browser.sign, **told},
        files={"form": ("form.json", form, "application/json")},
    )


async def confirmed(browser: Browser, looked: httpx.Response) -> httpx.Response:
    """The button that does it, with all that the page carries."""
    fields = {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(
            r'<input type="hidden" name="(\w+)" value="(.*?)">', looked.text, re.DOTALL
        )
    }
    return await browser.client.post(looked.request.url.path, data=fields)


async def test_a_returned_proposal_is_completed(here: Manned) -> None:  # noqa: F811
    ref = (await here.house.submit(sample())).ref
    await until(here.house.phase, ref, "validation")
    await here.house.o2.validate(ref, Verdict.RETURN, scores=None, reason="contract")
    await until(here.house.phase, ref, "returned")
    here.now = await here.house.now()
    async with here.browser("o1") as browser:
        case = await browser.get(CASE)
        bad = await uploaded(browser, "revise", b"{}", reason="")
        looked = await uploaded(browser, "revise", sample(keywords=["fanghi"]))
        assert await here.house.phase(ref) == "returned"
        done = await confirmed(browser, looked)
        await until(here.house.phase, ref, "validation")

    assert f'href="{CASE}/revise"' in case.text
    assert bad.status_code == 422
    assert (looked.status_code, done.status_code) == (200, 303)
    assert (await here.house.case(ref)).version == 2


async def test_a_wrong_text_is_put_right_by_two_people(here: Manned) -> None:  # noqa: F811
    ref = await disseminated(here.house)
    form = sample(0, summary=SUMMARY)
    async with here.browser("o1") as first, here.browser("o2") as second:
        before = await first.get(CASE)
        looked = await uploaded(first, "correct", form, material="no", reason="in kg")
        await confirmed(first, looked)
        told = {"judgement": "approve", "cleared": "", "reason": ""}
        await first.get(f"{CASE}/judge")
        own = await first.post(f"{CASE}/judge", **told)
        home = await second.get("/")
        await second.get(f"{CASE}/judge")
        judged = await confirmed(second, await second.post(f"{CASE}/judge", **told))
        assert judged.status_code == 303

    assert f'href="{CASE}/judge"' not in before.text
    assert f'href="{CASE}/judge"' in home.text
    assert own.status_code == 422
    assert (await here.house.case(ref)).version == 2


async def test_a_question_is_answered_to_all(here: Manned) -> None:  # noqa: F811
    await asked(here.house)
    here.now = await here.house.now()
    told = {"number": "1", "question_state": "answered", "reason": ""}
    texts = {
        f"{name}_{language}": text
        for name, said in TEXT.items()
        for language, text in said.items()
    }
    async with here.browser("o1") as browser:
        home = await browser.get("/")
        case = await browser.get(CASE)
        await browser.get(f"{CASE}/question")
        gap = await browser.post(
            f"{CASE}/question", **told, **texts | {"answer_en": ""}
        )
        other = await browser.post(f"{CASE}/question", **told | {"number": "2"})
        looked = await browser.post(f"{CASE}/question", **told, **texts)
        done = await confirmed(browser, looked)
        after = await browser.get(CASE)

    assert f'href="{CASE}/question?number=1"' in home.text
    assert f'href="{CASE}/question?number=1"' in case.text
    assert "manca in inglese" in gap.text
    assert "Scegliete dall’elenco: Domanda" in other.text
    assert done.status_code == 303
    assert "risposta a tutti gli enti" in after.text
    assert f'href="{CASE}/question"' not in after.text


async def test_two_alike_are_merged(here: Manned) -> None:  # noqa: F811
    first, second = await two(here.house)
    here.now = await here.house.now()
    later = CASE.replace("0001", "0002")
    told = {"likeness": "merge", "keeps": "other", "reason": "one project"}
    async with here.browser("o2") as browser:
        home = await browser.get("/")
        case = await browser.get(later)
        [path] = re.findall(rf'href="({later}/duplicate[^"]*)"', home.text)
        form = await browser.get(html.unescape(path))
        [other] = re.findall(r'name="other" [^>]*value="(.*?)"', form.text)
        looked = await browser.post(f"{later}/duplicate", other=other, **told)
        assert await here.house.phase(second) == "validation"
        done = await confirmed(browser, looked)
        await until(here.house.phase, second, "closed")

    assert first in case.text
    assert done.status_code == 303
    assert (await here.house.case(second)).outcome is Outcome.MERGED
