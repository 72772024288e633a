"""The rule book of co-financing, read from the files shipped or kept beside them."""

import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from models.errors import ReferenceDataError
from models.rule_book import RuleBook
from store.reference import SHIPPED

RULES: Final = SHIPPED / "rules"


def load_rule_book(folder: Path = RULES) -> RuleBook:
    """Read every rule of every file and check that they hold together.

    Raises:
        ReferenceDataError: no file, a file that is no TOML, a rule that says nothing or
            something unknown, or two entries of one rule on the same day.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ReferenceDataError(
            f"{folder.name} holds no file of rules (*.toml); restore it."
        )
    rules: list[Any] = []
    for file in files:
        rules += _read(file)
    try:
        return RuleBook.model_validate({"rules": rules})
    except ValidationError as error:
        raise ReferenceDataError(_sentence(error, rules)) from error


def _read(file: Path) -> list[Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReferenceDataError(
            f"{file.name} is no TOML ({error}); correct it there."
        ) from error
    rules = content.pop("rules", None)
    if not isinstance(rules, list) or content:
        raise ReferenceDataError(
            f"{file.name} holds [[rules]] and nothing else; correct its headings."
        )
    return rules


def _sentence(error: ValidationError, rules: list[Any]) -> str:
    """The first fault, with the rule and the field it stands in."""
    first = error.errors(include_url=False, include_input=False)[0]
    _, *place = first["loc"] or ("rules",)
    named, field = "the rule book", ".".join(map(str, place[1:]))
    if place:
        rule = rules[int(place[0])]
        known = isinstance(rule, dict) and "id" in rule
        named = str(rule["id"]) if known else f"rule {int(place[0]) + 1}"
    fault = first["msg"].removeprefix("Value error, ").rstrip(".")
    where = f"{named}: {field}" if field else named
    return f"{where}: {fault}; correct the file of rules."
