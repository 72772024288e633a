"""The facts of a corridor that its synthesis opens with, shipped as data."""

from pathlib import Path

from pydantic import ValidationError

from models.corridor_facts import CorridorFacts
from models.errors import ReferenceDataError
from models.ids import CorridorCode
from store.reference import SHIPPED


def corridor_facts(
    corridor: CorridorCode, folder: Path = SHIPPED / "corridors"
) -> CorridorFacts:
    """Those of a corridor; none for one that ships without.

    Raises:
        ReferenceDataError: its file breaks a rule.
    """
    file = folder / f"{corridor.lower()}.json"
    if not file.exists():
        return CorridorFacts()
    try:
        return CorridorFacts.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise ReferenceDataError(f"{file.name}: {field}: {first['msg']}.") from error
