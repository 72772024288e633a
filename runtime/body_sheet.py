"""A body as a row: of a CSV file, or of the options of a command."""

import csv
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from models.body import Body, Channel, Proof
from models.errors import DomainError
from models.ids import BodyCode, CorridorCode
from models.proposal_parts import Address
from models.reply_form import Language
from store.reference import Reference

NEEDED: Final = MappingProxyType(
    {
        "code": "as in IT-57",
        "corridor": "as in IT-RU",
        "kind": "region, association, …",
        "name": "in its own language",
        "country": "as in IT",
        "language": f"of its letters: {', '.join(Language)}",
        "email": "where letters go",
    }
)
"""The columns every file has, and what they hold."""
OPTIONAL: Final = MappingProxyType(
    {
        "region": "as in IT-57",
        "sectors": "codes with ; between them; none: every sector",
        "channel": f"{' or '.join(Channel)}; none: {Channel.PEO}",
        "second_email": "written to when letters to the first bounce",
        "proof": f"{', '.join(Proof)}; what its mail must show to act alone",
    }
)
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_DELIMITERS: Final = ",;\t"
_HINT: Final = "sep="
"""Excel may write the delimiter into a line of its own before the header."""
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
C = TypeVar("C", bound=StrEnum)
Row = Mapping[str, str | None]


def explained() -> str:
    """The columns in words, for the help of the command that reads them."""
    needed, more = (
        "; ".join(f"{name} ({what})" for name, what in columns.items())
        for columns in (NEEDED, OPTIONAL)
    )
    return (
        "The file is CSV in UTF-8, its columns parted by commas, semicolons or tabs and"
        f" named in the first line, in any order. Needed: {needed}. Optional: {more}."
    )


def rows(raw: bytes) -> list[tuple[int, Row]]:
    """The rows of a file with the numbers of their lines, as Excel writes it too.

    Raises:
        DomainError: it is no CSV in UTF-8, lacks a column, or a line does not fit.
    """
    lines = _text(raw).splitlines(keepends=True)
    skipped = int(bool(lines) and lines[0].lower().startswith(_HINT))
    lines = lines[skipped:]
    head = lines[0] if lines else ""
    reader = csv.DictReader(
        lines, strict=True, delimiter=max(_DELIMITERS, key=head.count)
    )
    try:
        found = [(reader.line_num + skipped, row) for row in reader]
    except csv.Error as error:
        raise DomainError(
            f"line {reader.line_num + skipped} is no CSV ({error}): correct it."
        ) from error
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise DomainError(f"The file lacks the columns {', '.join(missing)}: add them.")
    _refuse_wide(found)
    return [(number, row) for number, row in found if any(row.values())]


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DomainError(
            f"The file is not UTF-8 (line {line}); an older Excel writes Windows-1252"
            " (cp1252): save it as “CSV UTF-8”."
        ) from error


def _refuse_wide(found: list[tuple[int, dict[str, str]]]) -> None:
    """A cell too many has pushed the others aside."""
    for number, row in found:
        if None in row:
            raise DomainError(
                f"line {number} has more cells than the first line has columns: put"
                " what holds the delimiter into double quotes."
            )


def body_of(row: Row, reference: Reference, *, where: str) -> Body:
    """A body whose every code is known.

    Raises:
        DomainError: the first field that is wrong, with its rule.
    """
    given = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    sectors = tuple(
        part.strip() for part in given["sectors"].split(";") if part.strip()
    )
    for name in NEEDED:
        if not given[name]:
            raise DomainError(f"{where}: {name} is missing; add it.")
    if given["language"] not in set(Language):
        raise DomainError(f"{where}: language is one of {', '.join(Language)}; choose.")
    refuse_unknown(sectors, reference, where=f"{where}: sectors")
    _refuse_elsewhere(given, reference, where)
    return Body(
        code=BodyCode(given["code"]),
        corridor=CorridorCode(given["corridor"].upper()),
        kind=given["kind"],
        name=given["name"],
        country=given["country"].upper(),
        region=given["region"],
        sectors=sectors,
        language=given["language"],
        email=_address(given, "email", where),
        second_email=_address(given, "second_email", where)
        if given["second_email"]
        else None,
        channel=_choice(given, "channel", Channel, where),
        proof=_choice(given, "proof", Proof, where),
    )


def refuse_unknown(sectors: Iterable[str], reference: Reference, *, where: str) -> None:
    """Refuse a sector that nobody knows."""
    for key in sectors:
        if key not in reference.sectors:
            known = ", ".join(reference.sectors)
            raise DomainError(f"{where}: {key} is unknown; choose of {known}.")


def _refuse_elsewhere(given: dict[str, str], reference: Reference, where: str) -> None:
    """A body is of one of the corridor's countries, and its region of that country."""
    if not _CODE.fullmatch(given["code"]):
        raise DomainError(
            f"{where}: code has letters, digits, points and hyphens, 64 at most, such"
            " as IT-57; correct it."
        )
    country, sides = given["country"].upper(), given["corridor"].upper().split("-")
    if country not in sides:
        raise DomainError(f"{where}: country is one of {', '.join(sides)}; choose.")
    region, known = given["region"], reference.regions
    shipped = any(one.country == country for one in known.values())
    if region and (region not in known if shipped else country != region[:2]):
        raise DomainError(
            f"{where}: region {region} is none of {country}; write its code, such as"
            " IT-57, or leave it out."
        )


def _address(given: dict[str, str], field: str, where: str) -> str:
    try:
        return _ADDRESS.validate_python(given[field])
    except ValidationError as error:
        raise DomainError(
            f"{where}: {field} is one address, name@domain; correct it."
        ) from error


def _choice(given: dict[str, str], field: str, choices: type[C], where: str) -> C:
    """The first of the choices when nothing is given."""
    try:
        return choices(given[field]) if given[field] else next(iter(choices))
    except ValueError as error:
        raise DomainError(
            f"{where}: {field} is one of {', '.join(choices)}; choose."
        ) from error
