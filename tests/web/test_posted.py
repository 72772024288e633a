"""What no browser sends is refused before it costs anything."""

import pytest

from models.account import Role
from tests.web.desk import Building
from web.doors import DOORS
from web.whole import whole

SLOW = b"a" * 1_000_000 + b"-" + b"b" * 1_000_000
"""In Punycode: reading it takes minutes, by the square of its length."""
FORM = b'--b\r\nContent-Disposition: form-data; name="code"\r\n\r\n%s\r\n--b--\r\n'
ENDLESS = "9" * 30


@pytest.mark.parametrize(
    ("told", "body"),
    [
        ("multipart/form-data; boundary=b; charset=punycode", FORM % SLOW),
        ("multipart/form-data; boundary=b; charset=idna", FORM % b"x"),
        ("multipart/form-data; boundary=b", b"--c\r\nno form"),
        ("multipart/form-data", FORM % b"x"),
    ],
)
async def test_what_no_browser_sends_is_not_read(
    here: Building, told: str, body: bytes
) -> None:
    async with here.browser() as nobody:
        answer = await nobody.client.post(
            "/enter", content=body, headers={"Content-Type": told}
        )

    assert answer.status_code == 400
    assert "non si legge come un modulo" in answer.text


async def test_a_number_without_end_is_no_page(here: Building) -> None:
    await here.hire("a1", Role.AUDITOR)
    await here.hire("s1", Role.SECRETARIAT, Role.AGREEMENT_OFFICE)
    asked = "&".join(f"{one}={ENDLESS}" for one in ("page", "year", "version", "done"))

    for person in ("a1", "s1"):
        async with here.browser(person) as browser:
            for door in DOORS:
                if door.method == "GET" and "{" not in door.path:
                    answer = await browser.get(f"{door.path}?{asked}")
                    assert answer.status_code != 500, door.path
            seal = await browser.get(f"/record/seals/{ENDLESS}")
            assert seal.status_code == 422


@pytest.mark.parametrize(
    ("given", "number"),
    [("0", 0), ("007", 7), ("9" * 9, 999_999_999)]
    + [(one, None) for one in ("", "-1", "²", "٣", "1.0", "9" * 10, "9" * 5000)],
)
def test_a_whole_number_has_plain_digits(given: str, number: int | None) -> None:
    assert whole(given) == number
