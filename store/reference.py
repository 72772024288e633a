"""The reference data shipped with the product, read once and checked as it is read."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError as FieldError
from stdnum.eu import nace
from stdnum.exceptions import ValidationError

from models.compliance import ScreeningEntry
from models.errors import ReferenceDataError
from models.frozen import Frozen
from models.proposal import ProposalForm

SHIPPED: Final = Path(__file__).resolve().parent.parent / "reference"

TRENTINO_ALTO_ADIGE: Final = "IT-32"
"""Geography only: its two provinces sign agreements for themselves (method 3.1)."""

_IT_REGIONS: Final = 20
_IT_PROVINCES: Final = 2
_RU_SUBJECTS: Final = 83
_OCCUPIED: Final = frozenset({"RU-CR", "RU-SEV"})
"""Occupied territory is not a Russian region here (method 2.9, gate 3)."""

_REVISIONS: Final = {"2": "2.0", "2.1": "2.1"}
_LANGUAGES: Final = ("it", "ru", "en")


class Region(Frozen):
    """A first-level territory under its ISO 3166-2 code."""

    code: str
    country: str
    kind: str
    names: dict[str, str]
    """By language (ISO 639-1)."""


class Sector(Frozen):
    """A sector proposals are filed under, with the NACE classes it usually covers."""

    key: str
    group: str
    names: dict[str, str]
    nace: dict[str, tuple[str, ...]]
    """Classes by revision: codes change meaning between "2" and "2.1"."""


class Reference(Frozen):
    """Regions of the countries we know by name, and the sectors."""

    regions: dict[str, Region]
    sectors: dict[str, Sector]

    def region(self, code: str, language: str) -> str:
        """A region's name; English when the language lacks it, else the code."""
        known = self.regions.get(code)
        return _named(known.names, language, code) if known else code

    def region_codes(self) -> dict[str, str]:
        """Every region's code by its names in small letters, and by itself."""
        named = {
            name.casefold(): region.code
            for region in self.regions.values()
            for name in region.names.values()
        }
        return named | {code.casefold(): code for code in self.regions}

    def sector(self, key: str, language: str) -> str:
        """A sector's name; English when the language lacks it, else the key."""
        known = self.sectors.get(key)
        return _named(known.names, language, key) if known else key

    def agreement_partners(self) -> tuple[Region, ...]:
        """The 21 Italian administrations an agreement may be with (method 3.1)."""
        return tuple(
            region
            for region in self.regions.values()
            if region.country == "IT" and region.code != TRENTINO_ALTO_ADIGE
        )


def load_reference(folder: Path = SHIPPED) -> Reference:
    """Read and check the shipped tables.

    Raises:
        ReferenceDataError: a table contradicts itself or method 3.1 to 3.3.
    """
    italy = [
        *_read_regions(folder / "it_regions.csv", "IT", "statute"),
        *_read_regions(folder / "it_autonomous_provinces.csv", "IT", "statute"),
    ]
    russia = list(_read_regions(folder / "ru_subjects.csv", "RU", "category"))
    reference = Reference(
        regions=_by_code([*italy, *russia]),
        sectors=_by_key(_read_sectors(folder / "sectors.csv")),
    )
    _check_counts(reference)
    _check_sectors(reference)
    return reference


def check_form(form: ProposalForm, reference: Reference) -> tuple[str, ...]:
    """One sentence for every code of a form that the reference data does not know.

    A country whose regions we do not ship is checked by its prefix only.
    """
    return (
        *_check_region(form, reference),
        *(
            f"sectors: {key} is not a sector; choose one of"
            f" {', '.join(reference.sectors)}."
            for key in form.sectors
            if key not in reference.sectors
        ),
        *(
            f"nace: {code} does not exist in revision {revision}; look it up there."
            for revision, code in _classes(form)
            if not _exists(code, revision)
        ),
    )


class CsvScreeningList:
    """A screening list in a file: name, kind, list, version."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def there(self) -> bool:
        return self._path.exists()

    def entries(self) -> Sequence[ScreeningEntry] | None:
        """Every entry, read anew so that a new issue counts at once.

        None when the file cannot be read whole: half a list would clear the rest.
        """
        try:
            rows = list(_rows(self._path))
            return tuple(ScreeningEntry.model_validate(row) for row in rows)
        except (OSError, UnicodeDecodeError, csv.Error, FieldError):
            return None


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _read_regions(path: Path, country: str, kind: str) -> Iterator[Region]:
    for row in _rows(path):
        yield Region(
            code=row["iso3166_2"],
            country=country,
            kind=row[kind],
            names=_names(row),
        )


def _read_sectors(path: Path) -> Iterator[Sector]:
    for row in _rows(path):
        yield Sector(
            key=row["key"],
            group=row["group"],
            names=_names(row),
            nace={
                "2": tuple(row["nace_rev2"].split(";")),
                "2.1": tuple(row["nace_rev2_1"].split(";")),
            },
        )


def _names(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[f"name_{language}"] for language in _LANGUAGES}


def _named(names: Mapping[str, str], language: str, code: str) -> str:
    return names.get(language) or names.get("en") or code


def _by_code(regions: Iterable[Region]) -> dict[str, Region]:
    found: dict[str, Region] = {}
    for region in regions:
        if region.code in found:
            raise ReferenceDataError(f"Region {region.code} stands twice; keep one.")
        found[region.code] = region
    return found


def _by_key(sectors: Iterable[Sector]) -> dict[str, Sector]:
    found: dict[str, Sector] = {}
    for sector in sectors:
        if sector.key in found:
            raise ReferenceDataError(f"Sector {sector.key} stands twice; keep one.")
        found[sector.key] = sector
    return found


def _check_counts(reference: Reference) -> None:
    regions = reference.regions.values()
    provinces = [region for region in regions if region.kind == "autonomous_province"]
    italy = [region for region in regions if region.country == "IT"]
    russia = [region for region in regions if region.country == "RU"]
    counted = (len(italy) - len(provinces), len(provinces), len(russia))
    if counted != (_IT_REGIONS, _IT_PROVINCES, _RU_SUBJECTS):
        raise ReferenceDataError(
            f"Regions, provinces and subjects are {counted}, not 20, 2 and 83;"
            " restore the tables."
        )
    if TRENTINO_ALTO_ADIGE not in reference.regions:
        raise ReferenceDataError("IT-32 is missing from the regions; restore it.")
    if _OCCUPIED & set(reference.regions):
        raise ReferenceDataError(
            "Crimea and Sevastopol are no regions of Russia here (method 2.9);"
            " remove them."
        )


def _check_sectors(reference: Reference) -> None:
    for sector in reference.sectors.values():
        for revision, codes in sector.nace.items():
            unknown = [code for code in codes if not _exists(code, revision)]
            if unknown:
                raise ReferenceDataError(
                    f"Sector {sector.key} has NACE {', '.join(unknown)}, unknown in"
                    f" revision {revision}; correct the table."
                )


def _check_region(form: ProposalForm, reference: Reference) -> tuple[str, ...]:
    country = form.region.split("-")[0]
    sides = form.corridor.split("-")
    if country not in sides:
        problem = (
            f"region: {form.region} lies outside the corridor {form.corridor}; choose"
            f" a region of {' or '.join(sides)}."
        )
        return (problem,)
    shipped = any(region.country == country for region in reference.regions.values())
    if shipped and form.region not in reference.regions:
        problem = (
            f"region: {form.region} is not a region of {country}; choose an ISO"
            " 3166-2 code of the list."
        )
        return (problem,)
    return ()


def _classes(form: ProposalForm) -> Iterator[tuple[str, str]]:
    for activity in form.nace:
        yield activity.rev, activity.code
    for code in form.nace_2_1:
        yield "2.1", code


def _exists(code: str, revision: str) -> bool:
    try:
        nace.validate(code, revision=_REVISIONS[revision])
    except ValidationError:
        return False
    return True
