"""Who vouches for a person by OpenID Connect, and a browser on its way there."""

from datetime import datetime
from typing import Final

from models.frozen import Frozen

ON_THE_WAY: Final = 600
"""Seconds a browser may take at the provider."""


class Provider(Frozen):
    """One provider, as it was set. `claim` names the account in its ID tokens."""

    issuer: str
    client_id: str
    secret: str
    claim: str


class Departure(Frozen):
    """What a browser left with: its answer must bring the same back."""

    state: str
    nonce: str
    verifier: str
    next: str
    at: datetime
