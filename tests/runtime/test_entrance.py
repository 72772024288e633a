"""The desk's door: who enters, who does not, and what is left on record of it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import text

from models.account import IDLE, INVITED, LONGEST, Role
from models.errors import DomainError
from models.ids import SYSTEM, Actor
from runtime.account_desk import AccountDesk
from runtime.desk_keys import DeskKeys
from runtime.entrance import Entrance, NotLetInError, TooOftenError
from runtime.one_time_links import LinkSpentError, OneTimeLinks
from runtime.passwords import Passwords
from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
WORDS = "quattro barche lente al molo"
HERE = "127.0.0.1"
PASSWORDS = Passwords()


class Desk:
    """A door with its links and its accounts; codes are a must unless said."""

    def __init__(self, units: SqlUnits, *, totp: bool = True) -> None:
        keys = DeskKeys(b"k" * 32)
        given: Any = {"units": units, "passwords": PASSWORDS, "keys": keys}
        self.units = units
        self.keys = keys
        self.entrance = Entrance(**given, totp=totp)
        self.links = OneTimeLinks(**given, totp=totp)
        self.accounts = AccountDesk(units=units, actor=Actor("admin:o1"))

    async def add(self, code: str, *roles: Role, now: datetime = NOW) -> str:
        """The token of its link."""
        invited = await self.accounts.add(
            code,
            name="Anna Bianchi",
            roles=roles or (Role.SECRETARIAT,),
            language="it",
            now=now,
        )
        return invited.token

    async def settled(self, code: str, *roles: Role) -> None:
        token = await self.add(code, *roles)
        await self.links.set_password(token, WORDS, self.code(token), now=NOW)
        self.secret = self.links.secret(token)

    def code(self, token: str, now: datetime = NOW) -> str:
        return pyotp.TOTP(self.links.secret(token)).at(now)

    async def enter(self, code: str, later: timedelta, **given: Any) -> str:
        now = NOW + later
        otp = given["otp"] if "otp" in given else pyotp.TOTP(self.secret).at(now)
        words, address = given.get("words", WORDS), given.get("address", HERE)
        return await self.entrance.enter(code, words, otp, address=address, now=now)

    async def acts(self, code: str) -> list[str]:
        async with self.units.read() as unit:
            events = await unit.events.of(f"register/account/{code}")
        return [event.kind.value for event in events]


@pytest.fixture
async def units(tmp_path: Path) -> AsyncIterator[SqlUnits]:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    await upgrade(url)
    engine = build(url)
    yield SqlUnits(engine)
    await engine.dispose()


@pytest.fixture
def desk(units: SqlUnits) -> Desk:
    return Desk(units)


MINUTE = timedelta(minutes=1)


async def test_link_sets_password_and_opens_the_door(desk: Desk) -> None:
    await desk.settled("o7")

    cookie = await desk.enter("o7", MINUTE)

    visitor = await desk.entrance.visitor(cookie, now=NOW + 2 * MINUTE)
    assert visitor is not None
    assert (visitor.account, visitor.acts_as(Role.SECRETARIAT)) == (
        "o7",
        "secretariat:o7",
    )
    assert await desk.acts("o7") == [
        "register.kept",
        "account.password-set",
        "account.entered",
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"words": "quattro barche lente al mola"}, {"otp": "000000"}, {"otp": ""}],
    ids=["password", "code", "no-code"],
)
async def test_wrong_is_refused_and_on_record(desk: Desk, wrong: Any) -> None:
    await desk.settled("o7")

    with pytest.raises(NotLetInError):
        await desk.enter("o7", MINUTE, **wrong)

    assert (await desk.acts("o7"))[-1] == "account.refused"


async def test_nobodys_code_is_refused_in_the_same_words(desk: Desk) -> None:
    await desk.settled("o7")
    said = []
    for code, words in (("o7", "wrong words"), ("nobody", WORDS)):
        with pytest.raises(NotLetInError) as refusal:
            await desk.enter(code, MINUTE, words=words)
        said.append(str(refusal.value))

    assert said[0] == said[1]


async def test_one_time_code_opens_once(desk: Desk) -> None:
    await desk.settled("o7")
    await desk.enter("o7", MINUTE)

    with pytest.raises(NotLetInError):
        await desk.enter("o7", MINUTE)

    await desk.enter("o7", 2 * MINUTE)


async def test_five_failures_close_the_door_for_a_quarter(desk: Desk) -> None:
    await desk.settled("o7")
    for _ in range(5):
        with pytest.raises(NotLetInError):
            await desk.enter("o7", MINUTE, words="wrong")

    with pytest.raises(TooOftenError):
        await desk.enter("o7", 15 * MINUTE)

    await desk.enter("o7", 17 * MINUTE)


async def test_thirty_failures_close_an_address_for_all(desk: Desk) -> None:
    await desk.settled("o7")
    for number in range(30):
        with pytest.raises(NotLetInError):
            await desk.enter(f"nobody-{number}", MINUTE, words="wrong")

    with pytest.raises(TooOftenError):
        await desk.enter("o7", MINUTE)

    assert await desk.enter("o7", MINUTE, address="127.0.0.2")


@pytest.mark.parametrize(
    ("idle", "stays"), [(IDLE - MINUTE, True), (IDLE + MINUTE, False)]
)
async def test_who_does_nothing_must_enter_again(
    desk: Desk, idle: timedelta, *, stays: bool
) -> None:
    await desk.settled("o7")
    cookie = await desk.enter("o7", MINUTE)

    there = await desk.entrance.visitor(cookie, now=NOW + MINUTE + idle)

    assert (there is not None) is stays


async def test_nobody_stays_longer_than_a_day_of_work(desk: Desk) -> None:
    await desk.settled("o7")
    cookie = await desk.enter("o7", MINUTE)
    at = NOW + MINUTE
    while at < NOW + LONGEST:
        assert await desk.entrance.visitor(cookie, now=at)
        at += IDLE / 2

    assert await desk.entrance.visitor(cookie, now=at + MINUTE) is None


async def test_leaving_ends_it(desk: Desk) -> None:
    await desk.settled("o7")
    cookie = await desk.enter("o7", MINUTE)

    await desk.entrance.leave(cookie, now=NOW + 2 * MINUTE)
    await desk.entrance.leave(cookie, now=NOW + 3 * MINUTE)

    assert await desk.entrance.visitor(cookie, now=NOW + 4 * MINUTE) is None
    assert (await desk.acts("o7"))[-2:] == ["account.entered", "account.left"]


async def test_link_is_good_once_and_not_for_ever(desk: Desk) -> None:
    token = await desk.add("o7")
    for weak in ("short", "o7 o7 o7 o7 o7", "aaaaaaaaaaaaaaaa"):
        with pytest.raises(DomainError, match="password"):
            await desk.links.set_password(token, weak, desk.code(token), now=NOW)
    await desk.links.set_password(token, WORDS, desk.code(token), now=NOW)

    with pytest.raises(LinkSpentError):
        await desk.links.set_password(token, WORDS, desk.code(token), now=NOW)
    late = await desk.add("o8")
    with pytest.raises(LinkSpentError):
        await desk.links.invited(late, now=NOW + INVITED)


async def test_new_link_voids_the_older_and_lets_nobody_stay(desk: Desk) -> None:
    await desk.settled("o7")
    cookie = await desk.enter("o7", MINUTE)
    older = (await desk.accounts.link("o7", now=NOW)).token
    newer = (await desk.accounts.link("o7", now=NOW)).token

    with pytest.raises(LinkSpentError):
        await desk.links.invited(older, now=NOW)
    await desk.links.set_password(newer, f"{WORDS} e due", desk.code(newer), now=NOW)

    assert await desk.entrance.visitor(cookie, now=NOW + 2 * MINUTE) is None
    with pytest.raises(NotLetInError):
        await desk.enter("o7", 3 * MINUTE)


async def test_older_secrets_leave_only_scars(desk: Desk) -> None:
    await desk.settled("o7")
    token = (await desk.accounts.link("o7", now=NOW)).token
    await desk.links.set_password(token, WORDS, desk.code(token), now=NOW)

    async with desk.units.read() as unit:
        [*_, event] = await unit.events.of("register/account/o7")
    async with desk.units.engine.connect() as opened:
        kept = await opened.execute(text("SELECT value FROM personal"))
        hashes = [one for (one,) in kept if "argon2" in str(one)]
    scars = event.body["erased"]
    assert isinstance(scars, list)
    assert (len(scars), len(hashes)) == (1, 1)


async def test_without_the_key_nobody_enters(desk: Desk) -> None:
    """As after the record alone was brought elsewhere."""
    await desk.settled("o7")
    other = Desk(desk.units)
    other.secret = desk.secret
    other.entrance._keys = DeskKeys(b"x" * 32)

    with pytest.raises(NotLetInError):
        await other.enter("o7", MINUTE)


async def test_codes_may_be_left_out_where_they_are_no_must(units: SqlUnits) -> None:
    desk = Desk(units, totp=False)
    token = await desk.add("o7")
    await desk.links.set_password(token, WORDS, "", now=NOW)
    desk.secret = ""

    assert await desk.enter("o7", MINUTE, otp="")


async def test_code_missing_is_told_how_to_make_one(desk: Desk) -> None:
    token = await desk.add("o7")

    with pytest.raises(DomainError, match="authenticator"):
        await desk.links.set_password(token, WORDS, " ", now=NOW)


async def test_closed_account_is_out_at_once(desk: Desk) -> None:
    await desk.settled("o1", Role.ADMIN)
    await desk.settled("o7")
    cookie = await desk.enter("o7", MINUTE)

    await desk.accounts.close("o7", now=NOW + 2 * MINUTE)

    assert await desk.entrance.visitor(cookie, now=NOW + 3 * MINUTE) is None
    with pytest.raises(NotLetInError):
        await desk.enter("o7", 4 * MINUTE)
    with pytest.raises(DomainError, match="under another code"):
        await desk.accounts.link("o7", now=NOW)


async def test_last_administrator_stays(desk: Desk) -> None:
    await desk.settled("o1", Role.ADMIN)
    roles = (Role.SECRETARIAT,)

    with pytest.raises(DomainError, match="last administrator"):
        await desk.accounts.close("o1", now=NOW)
    with pytest.raises(DomainError, match="last administrator"):
        await desk.accounts.keep("o1", name="Anna", roles=roles, now=NOW)

    await desk.add("o2", Role.ADMIN)
    kept = await desk.accounts.keep("o1", name="Anna", roles=roles, now=NOW)
    assert kept.roles == roles


async def test_auditor_has_no_other_office_and_stands_in_the_register(
    desk: Desk,
) -> None:
    with pytest.raises(DomainError, match="no other office"):
        await desk.add("court", Role.AUDITOR, Role.ADMIN)
    with pytest.raises(DomainError, match="auditor add"):
        await desk.add("court", Role.AUDITOR)


async def test_first_administrator_has_a_link_until_somebody_has_a_password(
    desk: Desk,
) -> None:
    desk.accounts = AccountDesk(units=desk.units, actor=SYSTEM)
    first = await desk.accounts.first(now=NOW)
    again = await desk.accounts.first(now=NOW)
    assert first
    assert again
    with pytest.raises(LinkSpentError):
        await desk.links.invited(first.token, now=NOW)
    code = desk.code(again.token)
    await desk.links.set_password(again.token, WORDS, code, now=NOW)

    assert await desk.accounts.first(now=NOW) is None
    assert Role.ADMIN in again.account.roles
