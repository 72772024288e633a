"""The versions of a proposal side by side, what changed marked in words."""

import html
import re

from pydantic import JsonValue

from models.account import Role
from models.acts import Verdict
from models.form_changes import changes
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.test_x24_wrong_text import SUMMARY
from tests.flow.wait import until
from tests.web.manned import Manned
from tests.web.test_deciding import CASE, here  # noqa: F401  (a fixture)


def plain(page: str, tag: str) -> list[str]:
    return [
        html.unescape(one).strip() for one in re.findall(f"<{tag}>(.*?)</{tag}>", page)
    ]


async def test_a_revised_form_is_compared_with_the_first(here: Manned) -> None:  # noqa: F811
    ref = (await here.house.submit(sample())).ref
    await until(here.house.phase, ref, "validation")
    await here.house.o2.validate(ref, Verdict.RETURN, scores=None, reason="contract")
    await until(here.house.phase, ref, "returned")
    await here.hire("money", Role.AGREEMENT_OFFICE)
    async with here.browser("o1") as browser, here.browser("money") as other:
        alone = await browser.get(f"{CASE}/versions")
        await here.house.o1.revise(ref, sample(keywords=["fanghi"]), "contract added")
        await until(here.house.phase, ref, "validation")
        shown = (await browser.get(f"{CASE}/versions")).text
        case = await browser.get(CASE)
        refused = await other.get(f"{CASE}/versions")
        unlinked = await other.get(CASE)

    assert "C’è una sola versione" in alone.text
    assert "contract added" in shown
    assert "fanghi" in plain(shown, "ins")
    assert "Parole chiave" in shown
    assert f'href="{CASE}/versions"' in case.text
    assert refused.status_code == 403
    assert f'href="{CASE}/versions"' not in unlinked.text


async def test_a_corrected_text_waits_beside_what_was_sent(here: Manned) -> None:  # noqa: F811
    ref = await disseminated(here.house)
    await here.house.o1.correct(ref, sample(0, summary=SUMMARY), "in kilograms")
    async with here.browser("o1") as browser:
        waits = (await browser.get(f"{CASE}/versions")).text
        await here.house.o2.judge_text(ref, approved=True)
        done = (await browser.get(f"{CASE}/versions")).text

    assert "in attesa di approvazione" in waits
    assert [waits.count(f"<code>{one}</code>") for one in SUMMARY] == [1, 1, 1]
    assert "Versione 2" in done
    assert "consegnata da secretariat:o1" in done
    assert "in attesa di approvazione" not in done


def test_changes_name_the_place_and_nothing_else() -> None:
    before: dict[str, JsonValue] = {
        "title": {"it": "Una linea"},
        "owners": [{"name": "A"}],
        "exclusive": True,
    }
    after: dict[str, JsonValue] = {
        "title": {"it": "Una linea nuova"},
        "owners": [],
        "description_it": "Sì",
    }

    found = changes(before, after)

    assert [(one.field, one.below) for one in found] == [
        ("title", "it"),
        ("description", "it"),
        ("owners", "1.name"),
        ("exclusive", ""),
    ]
    assert [(piece.part, piece.text) for piece in found[0].pieces] == [
        ("same", "Una linea"),
        ("new", " nuova"),
    ]
