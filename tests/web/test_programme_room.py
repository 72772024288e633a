"""A programme at the desk: drafted, agreed, signed, and what it promised beside it."""

from base64 import b64encode
from pathlib import Path

from models.account import Role
from tests.flow.house import house
from tests.web.manned import Manned, manned
from tests.web.test_money_room import done

LINES = "Energia | Энергетика | Energy | 3\nDistretti | | Districts | 2"
PAPER = b64encode(b"signed").decode()


async def test_programme_goes_from_draft_to_signature(tmp_path: Path) -> None:
    async with house(tmp_path) as home, manned(await home.furnish()) as desk:
        await walked(desk)


async def walked(desk: Manned) -> None:
    await desk.hire("court", Role.AUDITOR)
    at = "/programmes/IT-RU/2029-2031"
    draft = {"corridor": "IT-RU", "guidelines": LINES}
    async with desk.browser("o1") as office:
        await office.get("/programmes")
        wrong = [
            await office.post("/programmes/enter_programme", **draft, years=years)
            for years in ("2029", "2031-2029", "1029-1031")
        ]
        bad = {**draft, "years": "2029-2031", "guidelines": " | | | x"}
        wrong.append(await office.post("/programmes/enter_programme", **bad))
        entry = {**draft, "years": "2029-2031"}
        await done(office, "/programmes/enter_programme", **entry)
        drafted = await office.get(at)
        early = await office.post(
            f"{at}/sign_programme", signed="2026-01-15", document=PAPER
        )
        await done(office, f"{at}/agree_programme", guidelines="", reason="agreed")
        await done(
            office,
            f"{at}/sign_programme",
            signed="2026-01-15",
            document=PAPER,
            place="Roma",
        )
        signed = await office.get(at)
        none = await office.get("/programmes/IT-RU/1999-2001")
    async with desk.browser("court") as court:
        read = await court.get(at)

    assert [one.status_code for one in wrong] == [422] * 4
    assert "Energia" in drafted.text
    assert "abandon_programme" in drafted.text
    assert early.status_code == 422
    assert "Roma" in signed.text
    assert "abandon_programme" not in signed.text
    assert none.status_code == 404
    assert "Distretti" in read.text
    assert "_programme" not in read.text
