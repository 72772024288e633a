"""Where a browser finds the desk."""

from runtime.settings import Settings

FIRST_STEP = "/link/"
"""The path of a one-time link, before its token."""

OFFER = "/offer/"
"""The path of an invited authority's page, before its token."""


def desk_address(settings: Settings) -> str:
    """Without a slash at its end."""
    return settings.desk_url.rstrip("/") or f"http://127.0.0.1:{settings.desk_port}"


def entry(settings: Settings, token: str) -> str:
    """A one-time link as it is given to a person."""
    return f"{desk_address(settings)}{FIRST_STEP}{token}"


def offer_page(settings: Settings, token: str) -> str:
    """An invited authority's link as it is given to it."""
    return f"{desk_address(settings)}{OFFER}{token}"
