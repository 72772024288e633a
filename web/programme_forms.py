"""What is written line by line in the forms on programmes."""

from collections.abc import Iterator
from typing import Any

from models.account import LANGUAGES
from models.errors import DomainError
from models.programme import Guideline
from models.programme_content import Destination
from runtime.programme_sheets import destinations_of, guidelines_of
from web.whole import whole


def guidelines_in(text: str) -> tuple[Guideline, ...]:
    """A guideline a line: its title in each language, then how many it promises.

    Raises:
        DomainError: a field breaks a rule.
    """
    return guidelines_of(_titles(text), "guidelines")


def _titles(text: str) -> Iterator[dict[str, Any]]:
    for line in filter(str.strip, text.splitlines()):
        *titles, promised = [part.strip() for part in line.split("|")]
        told = dict(zip(LANGUAGES, titles, strict=False))
        title = {code: words for code, words in told.items() if words}
        yield {"title": title, "promised": whole(promised)}


def destinations_in(text: str, successor: str | None) -> dict[str, Destination]:
    """An open item a line: the guideline of the next programme, or why it is closed.

    Raises:
        DomainError: a line decides nothing, or against a rule.
    """
    decided: dict[str, object] = {}
    for line in filter(str.strip, text.splitlines()):
        item, sign, to = (part.strip() for part in line.partition("="))
        if not sign:
            raise DomainError(f"{line!r} decides nothing: write it as ITEM = 2.")
        number = whole(to)
        decided[item] = (
            {"programme": successor, "guideline": number}
            if number
            else {"closed_because": to}
        )
    return destinations_of(decided, "decisions")
