"""Entering by OpenID Connect: the code flow with PKCE (OIDC Core 3.1, RFC 7636).

Whoever the provider vouches for must have an account here: it makes none, and gives
no office.
"""

import base64
import hashlib
import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from models.errors import DomainError
from models.oidc import ON_THE_WAY, Departure, Provider
from runtime.desk_keys import DeskKeys
from runtime.oidc_fetch import ProviderAwayError, ProviderRefusesError, fetch

_ALGORITHMS: Final = [
    *("RS256", "RS384", "RS512", "PS256"),
    *("ES256", "ES384", "EdDSA", "Ed25519"),
]
"""Signatures by a key that only the provider has: neither none nor a shared secret."""
_LEEWAY: Final = 60  # seconds between the clocks
_KNOWN_FOR: Final = timedelta(hours=1)
_MOST_USED: Final = 10_000
"""Departures remembered, so that none comes back twice."""
_NAMED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotVouchedForError(DomainError):
    """What came back is not what this browser left for, or is not the provider's."""


class Oidc:
    """`back` is where the provider sends browsers to: it knows this very address."""

    def __init__(self, provider: Provider, keys: DeskKeys, back: str) -> None:
        self._provider = provider
        self._keys = keys
        self._back = back
        self._known: tuple[datetime, dict[str, Any]] | None = None
        self._used: OrderedDict[str, None] = OrderedDict()

    async def depart(self, next_: str, *, now: datetime) -> tuple[str, str]:
        """Where to send the browser, and the cookie it leaves with.

        Raises:
            ProviderAwayError: the provider does not answer as it ought to.
        """
        leaving = Departure(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            next=next_,
            at=now,
        )
        digest = hashlib.sha256(leaving.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": self._back,
            "scope": "openid profile email",
            "state": leaving.state,
            "nonce": leaving.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        where = (await self._about(now))["authorization_endpoint"]
        joint = "&" if "?" in where else "?"
        cookie = self._keys.encipher(leaving.model_dump_json())
        return f"{where}{joint}{urlencode(asked)}", cookie

    async def arrive(
        self, code: str, state: str, cookie: str, *, now: datetime
    ) -> tuple[str, str]:
        """The account the provider vouches for, and where its browser wanted to go.

        Raises:
            NotVouchedForError: another browser, another time, or a token that is not
                the provider's for us.
            ProviderAwayError: the provider does not answer as it ought to.
        """
        left = self._left(cookie, state, now)
        if not code:
            raise NotVouchedForError("The provider did not let it: begin again.")
        about = await self._about(now)
        token = await self._token(about, code, left)
        claims = await self._claims(about, token, left, now)
        account = claims.get(self._provider.claim)
        if not isinstance(account, str) or not account:
            raise NotVouchedForError(
                f"The provider does not tell {self._provider.claim}: ask the "
                "administrator to set oidc_claim."
            )
        return account, left.next

    def _left(self, cookie: str, state: str, now: datetime) -> Departure:
        read = self._keys.decipher(cookie) if cookie else None
        left = Departure.model_validate_json(read) if read else None
        if left is None or not secrets.compare_digest(
            left.state.encode(), state.encode(errors="replace")
        ):
            raise NotVouchedForError("This browser did not set out: begin again.")
        if not timedelta() <= now - left.at <= timedelta(seconds=ON_THE_WAY):
            raise NotVouchedForError("It took too long: begin again.")
        if left.state in self._used:
            raise NotVouchedForError("It came back before: begin again.")
        self._used[left.state] = None
        while len(self._used) > _MOST_USED:
            self._used.popitem(last=False)
        return left

    async def _about(self, now: datetime) -> dict[str, Any]:
        """What the provider says of itself, looked up once an hour (OIDC Discovery)."""
        if self._known and now - self._known[0] < _KNOWN_FOR:
            return self._known[1]
        issuer = self._provider.issuer
        told = await fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        whole = all(isinstance(told.get(name), str) for name in _NAMED)
        if told.get("issuer") != issuer or not whole:
            raise ProviderAwayError(
                "The provider says it is another one: see its set-up."
            )
        self._known = (now, told)
        return told

    async def _token(self, about: dict[str, Any], code: str, left: Departure) -> str:
        provider = self._provider
        named = f"{quote(provider.client_id, '')}:{quote(provider.secret, '')}"
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": left.verifier,
        }
        headers = {
            "Authorization": f"Basic {base64.b64encode(named.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            told = await fetch(
                about["token_endpoint"], urlencode(body).encode(), headers
            )
        except ProviderRefusesError as error:
            raise NotVouchedForError(
                "The provider does not honour it: begin again."
            ) from error
        token = told.get("id_token")
        if not isinstance(token, str):
            raise NotVouchedForError("The provider gives no ID token.")
        return token

    async def _claims(
        self, about: dict[str, Any], token: str, left: Departure, now: datetime
    ) -> dict[str, Any]:
        """Of a token signed by the provider, for us, for this departure, and fresh."""
        ours = self._provider.client_id
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": ours},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": left.nonce},
        )
        told = await fetch(about["jwks_uri"])
        try:
            keys = KeySet.import_key_set(told)  # type: ignore[arg-type]
            claims = jwt.decode(token, keys, algorithms=_ALGORITHMS).claims
            rules.validate(claims)
        except (JoseError, ValueError, KeyError) as error:
            raise NotVouchedForError(
                f"The ID token does not hold ({type(error).__name__}): begin again."
            ) from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else ours) != ours:
            raise NotVouchedForError("The ID token is for somebody else: begin again.")
        return claims
