"""Who takes part in a session, at the desk: notice out, forms in, late ones decided."""

import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flow.adhesions import MARCHE, TEXT, adhesions, past_the_wall, plain, tasks
from tests.flow.house import House, house
from tests.models.test_adhesion import given_form
from tests.web.manned import manned
from tests.web.test_money_room import done

ROOM = "/sessions/it-ru/29/adhesions"
NOTICE = {f"notice_{one}": words for one, words in TEXT.items()}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        yield await home.furnish(days=70)


def form(**changes: object) -> str:
    return b64encode(json.dumps(given_form(**changes), default=str).encode()).decode()


async def test_notice_goes_out_and_a_form_on_paper_is_entered(here: House) -> None:
    async with manned(here) as desk, desk.browser("o1") as office:
        empty = await office.get(ROOM)
        none = await office.post(f"{ROOM}/notice", notice_it="x", reason="call")
        await done(office, f"{ROOM}/notice", **NOTICE, reason="call")
        asks = form(counterparts=[{"kind": "company", "name": "Zavod Primer"}])
        await done(office, f"{ROOM}/add_adhesion", form=asks, reason="on paper")
        again = await office.post(f"{ROOM}/add_adhesion", form="e30=", reason="paper")
        shown = await office.get(ROOM)
        [one] = await adhesions(here)
        gone = {"adhesion": one.adhesion, "reason": "ill"}
        await done(office, f"{ROOM}/withdraw_adhesion", **gone)
        twice = await office.post(f"{ROOM}/withdraw_adhesion", **gone)
        wanted = await office.get(f"{ROOM}/wanted/csv")

    assert "Nessuna adesione." in empty.text
    assert "mancano le lingue" in none.text
    assert [one.status_code for one in (none, again, twice)] == [422, 422, 422]
    await here.letter(MARCHE, 2)
    letters = map(plain, here.letters(MARCHE))
    assert any(TEXT["it"] in one for one in letters)
    assert "nei termini" in shown.text
    assert "Controparti richieste" in shown.text
    assert not re.search(r"passport|@", shown.text.partition("<main")[2])
    assert wanted.content.startswith(b"\xef\xbb\xbf")


async def test_late_form_is_the_next_step_of_who_decides(here: House) -> None:
    async with manned(here) as desk:
        async with desk.browser("o1") as office:
            await office.get("/")
            await done(office, f"{ROOM}/notice", **NOTICE, reason="call")
        await past_the_wall(here)
        desk.now = await here.now()
        async with desk.browser("o1") as office:
            await office.get("/")
            await done(office, f"{ROOM}/add_adhesion", form=form(), reason="on paper")
            home = await office.get("/")
            [one] = await adhesions(here)
            late = {"adhesion": one.adhesion, "reason": "the post was slow"}
            confirm = await office.post(f"{ROOM}/confirm_adhesion", **late)
            await done(office, f"{ROOM}/admit_adhesion", **late)
            shown = await office.get(ROOM)

    assert f"{ROOM}/admit_adhesion?adhesion=" in home.text
    assert confirm.status_code == 422
    assert "tardiva, ammessa" in shown.text
    assert "late-adhesion" not in await tasks(here)


async def test_session_is_held_at_a_distance_and_in_person_again(here: House) -> None:
    at = "/sessions/it-ru/29"
    async with manned(here) as desk, desk.browser("o1") as office:
        await office.get(at)
        unsafe = await office.post(f"{at}/remote", meets="http://x", reason="snow")
        meets = "https://meet.example/29"
        await done(office, f"{at}/remote", meets=meets, reason="snow")
        apart = await office.get(at)
        await done(office, f"{at}/in_person", reason="the snow is gone")
        again = await office.get(at)

    assert unsafe.status_code == 422
    assert (f"{at}/in_person" in apart.text, f"{at}/remote" in apart.text) == (
        True,
        False,
    )
    assert f"{at}/remote" in again.text
