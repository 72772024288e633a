"""Who waits for an agreement's money, by which rule, and the year as a file."""

import re
from csv import reader
from datetime import timedelta
from pathlib import Path

from models.account import Role
from models.acts import CofinancingChoice
from runtime.client import access
from tests.documents.samples import Workbook
from tests.flow.house import house
from tests.flow.money_stories import short_of_money
from tests.flow.wait import until
from tests.web.desk import Building

AGREEMENT = "/agreements/AP-IT-62"


async def test_who_waits_is_shown_with_the_rules_and_the_year_is_taken_away(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as home:
        await home.furnish()
        _, ref = await short_of_money(home)
        await home.o1.cofinance(ref, CofinancingChoice.WAIT, "next in line")
        await until(home.phase, ref, "waiting-list")
        async with access(home.wired.settings) as opened:
            here = Building(opened, await home.now() + timedelta(hours=1))
            await here.hire("court", Role.AUDITOR)
            async with here.browser("court") as court:
                agreement = await court.get(AGREEMENT)
                case = await court.get("/proposals/it-ru/29/0002")
                rules = await court.get("/rules")
                sheet = await court.get(f"{AGREEMENT}/file/xlsx")
                values = await court.get(f"{AGREEMENT}/file/csv")
                other = await court.get(f"{AGREEMENT}/file/exe")

    rule = re.search(r'href="/rules#(R2-[\d-]+)">R2</a> \(avverte\)', agreement.text)
    assert rule is not None
    assert f'id="{rule[1]}"' in rules.text
    assert f'href="/rules#{rule[1]}"' in case.text
    assert "/rules#R8" not in agreement.text  # of save groupings, not of a Region
    rows = [*reader(values.content.decode("utf-8-sig").splitlines(), delimiter=";")]
    assert [(row[2], row[4], row[5]) for row in rows[1:3]] == [
        ("Dotazione iniziale", "", "60000,00"),
        ("prenotazione", "60000,00", "0,00"),
    ]
    assert rows[-1][2:5:2] == ["Somma dei conti", "60000,00"]
    book = Workbook(sheet.content)
    sheets = [row for name in book.names for row in book.rows(name)]
    assert any(60000.0 in row for row in sheets)
    assert other.status_code == 422
