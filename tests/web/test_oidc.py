"""Entering by a provider of OpenID Connect: a real one on loopback, and forged ones."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.account import Role
from models.errors import DomainError
from models.oidc import ON_THE_WAY
from runtime.client import access
from runtime.process import free_port
from runtime.settings import Settings
from tests.flow.house import laid_out
from tests.flow.wait import until
from tests.web.desk import ORIGIN, Browser, Building
from web.cookies import ON_THE_WAY as AWAY

CLIENT, SECRET = "staffetta", "un segreto: lungo"
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
OTHER = RSAKey.generate_key(2048, {"kid": "k1"})
Claims = dict[str, Any]


def signed(claims: Claims, key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key)


def by_hand(alg: str, claims: Claims, sign: Callable[[bytes], bytes]) -> str:
    head = {"alg": alg, "kid": "k1"}
    text = b".".join(based(json.dumps(one).encode()) for one in (head, claims))
    return b".".join((text, based(sign(text)))).decode()


def based(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


@dataclass
class Provider:
    """A small provider that keeps to the book; `forge` makes it break one rule."""

    port: int
    now: int
    account: str = "o1"
    sign: Callable[[Claims], str] = field(default=lambda claims: signed(claims, KEY))
    forge: Callable[[Claims], Claims] = field(default=dict)
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def about(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        )

    async def keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [KEY.as_dict(private=False)]})

    async def token(self, request: Request) -> Response:
        form = await request.form()
        named = base64.b64encode(b"staffetta:un%20segreto%3A%20lungo").decode()
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        kept = (
            request.headers["authorization"] == f"Basic {named}",
            challenge == self.asked["code_challenge"],
            form["redirect_uri"] == self.asked["redirect_uri"],
            form["code"] == "grant",
        )
        if not all(kept):
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = self.forge(
            {
                "iss": self.issuer,
                "aud": CLIENT,
                "sub": "4711",
                "preferred_username": self.account,
                "nonce": self.asked["nonce"],
                "iat": self.now,
                "exp": self.now + 300,
            }
        )
        return JSONResponse({"id_token": self.sign(claims), "access_token": "-"})

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about),
                Route("/keys", self.keys),
                Route("/token", self.token, methods=["POST"]),
            ]
        )


async def _started(server: uvicorn.Server) -> bool:
    return server.started


@dataclass
class Vouched(Building):
    provider: Provider = field(default=None, kw_only=True)  # type: ignore[assignment]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Vouched]:
    port = free_port()
    secret = tmp_path / "oidc.secret"
    secret.write_text(f"{SECRET}\n")
    settings = Settings(
        folder=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'staffetta.db'}",
        desk_url=ORIGIN,
        oidc_issuer=f"http://127.0.0.1:{port}",
        oidc_client_id=CLIENT,
        oidc_secret_file=secret,
    )
    await laid_out(settings)
    async with access(settings) as opened:
        desk = Vouched(opened, provider=Provider(port, 0))
        desk.provider.now = int(desk.now.timestamp())
        await desk.hire("o1", Role.SECRETARIAT)
        config = uvicorn.Config(
            desk.provider.application(), port=port, log_level="error"
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        await until(_started, server, want=True)
        yield desk
        server.should_exit = True
        await serving


async def departed(here: Vouched, browser: Browser) -> dict[str, str]:
    """To the provider, which remembers what it was asked."""
    left = await browser.get("/enter/oidc?next=/proposals")
    asked = parse_qs(urlsplit(left.headers["location"]).query)
    here.provider.asked = {name: one for name, [one] in asked.items()}
    return here.provider.asked


async def back(browser: Browser, asked: dict[str, str]) -> httpx.Response:
    """As the provider sends a browser back."""
    given = {"code": "grant", "state": asked["state"]}
    return await browser.client.get("/enter/oidc/back", params=given)


async def entered(here: Vouched) -> int:
    async with here.opened.units.read() as unit:
        events = await unit.events.of("register/account/o1")
    return sum(1 for one in events if one.kind == "account.entered")


async def test_whom_the_provider_vouches_for_enters_and_it_is_on_record(
    here: Vouched,
) -> None:
    async with here.browser() as browser:
        offered = await browser.get("/enter?next=/proposals")
        asked = await departed(here, browser)
        answer = await back(browser, asked)
        inside = await browser.get("/proposals")
        again = await back(browser, asked)

    assert "/enter/oidc?next=%2Fproposals" in offered.text or (
        "/enter/oidc?next=/proposals" in offered.text
    )
    assert asked["code_challenge_method"] == "S256"
    assert (answer.status_code, answer.headers["location"]) == (303, "/proposals")
    assert "Persona o1" in inside.text
    assert again.status_code == 401
    assert await entered(here) == 1


def changed(**claims: object) -> Callable[[Claims], Claims]:
    return lambda known: {
        name: value for name, value in {**known, **claims}.items() if value is not None
    }


@pytest.mark.parametrize(
    ("rule", "forged"),
    [
        ("issuer", changed(iss="https://else.example")),
        ("audience", changed(aud="somebody-else")),
        ("nonce", changed(nonce="another")),
        ("no nonce", changed(nonce=None)),
        ("no end", changed(exp=None)),
        ("party", changed(azp="somebody-else")),
        ("parties", changed(aud=[CLIENT, "somebody-else"])),
        ("no account", changed(preferred_username=None)),
        ("unknown account", changed(preferred_username="o9")),
    ],
)
async def test_token_that_is_not_for_this_departure_lets_nobody_in(
    here: Vouched, rule: str, forged: Callable[[Claims], Claims]
) -> None:
    here.provider.forge = forged
    async with here.browser() as browser:
        answer = await back(browser, await departed(here, browser))

    assert (rule, answer.status_code) == (rule, 401)
    assert await entered(here) == 0


async def test_token_that_is_over_lets_nobody_in(here: Vouched) -> None:
    here.provider.now -= 3600
    async with here.browser() as browser:
        answer = await back(browser, await departed(here, browser))

    assert answer.status_code == 401


def by_public_key(text: bytes) -> bytes:
    """What is known to all taken for a shared secret."""
    return hmac.digest(KEY.as_pem(private=False), text, "sha256")


@pytest.mark.parametrize(
    "sign",
    [
        lambda claims: signed(claims, OTHER),
        lambda claims: by_hand("HS256", claims, by_public_key),
        lambda claims: by_hand("none", claims, lambda _: b""),
    ],
)
async def test_token_that_the_provider_did_not_sign_lets_nobody_in(
    here: Vouched, sign: Callable[[Claims], str]
) -> None:
    here.provider.sign = sign
    async with here.browser() as browser:
        answer = await back(browser, await departed(here, browser))

    assert answer.status_code == 401
    assert await entered(here) == 0


async def test_answer_for_another_browser_or_too_late_lets_nobody_in(
    here: Vouched,
) -> None:
    async with here.browser() as browser, here.browser() as other:
        asked = await departed(here, browser)
        stolen = await back(other, asked)
        wrong = await back(browser, {**asked, "state": "another"})
        asked = await departed(here, browser)
        here.now = here.now.replace(second=0, minute=1 + ON_THE_WAY // 60)
        late = await back(browser, asked)

    assert [one.status_code for one in (stolen, wrong, late)] == [401, 401, 401]


async def test_answer_that_comes_back_twice_lets_in_once(here: Vouched) -> None:
    async with here.browser() as browser:
        asked = await departed(here, browser)
        kept = browser.client.cookies[AWAY]
        first = await back(browser, asked)
        browser.client.cookies.set(AWAY, kept)
        second = await back(browser, asked)

    assert (first.status_code, second.status_code) == (303, 401)
    assert await entered(here) == 1


async def test_who_gives_up_at_the_provider_is_told_to_begin_again(
    here: Vouched,
) -> None:
    async with here.browser() as browser:
        asked = await departed(here, browser)
        given = {"error": "access_denied", "state": asked["state"]}
        gave_up = await browser.client.get("/enter/oidc/back", params=given)
        asked = await departed(here, browser)
        given = {"code": "spent", "state": asked["state"]}
        spent = await browser.client.get("/enter/oidc/back", params=given)

    assert (gave_up.status_code, spent.status_code) == (401, 401)
    assert "ricominciate" in gave_up.text


async def test_provider_that_says_it_is_another_is_not_asked(here: Vouched) -> None:
    here.provider.port += 1  # so that its own word differs from its address
    async with here.browser() as browser:
        answer = await browser.get("/enter/oidc")

    assert answer.status_code == 503


async def test_without_a_provider_there_is_no_such_door(tmp_path: Path) -> None:
    half = Settings(
        folder=tmp_path, database_url="sqlite://", oidc_issuer="https://id.example"
    )
    with pytest.raises(DomainError, match="OIDC_SECRET_FILE"):
        half.oidc_provider()
    nobody = half.model_copy(update={"oidc_issuer": "", "oidc_only": True})
    with pytest.raises(DomainError, match="nobody vouches"):
        nobody.oidc_provider()


async def test_passwords_can_be_switched_off(here: Vouched) -> None:
    only = here.opened.settings.model_copy(update={"oidc_only": True})
    async with here.browser() as browser:
        await browser.get("/enter")
        object.__setattr__(here.opened, "settings", only)
        shown = await browser.get("/enter")
        answer = await browser.post("/enter", account="o1", password="x")

    assert 'name="password"' not in shown.text
    assert answer.status_code == 401
