"""The command that lays a database out: by its owner, for others to work with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import DomainError
from runtime.layout import lay_out
from runtime.settings import Settings
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import world
from tests.store.test_event import append
from tests.store.test_migrate import attempt


def at(url: str, folder: Path) -> Settings:
    return Settings(folder=folder, database_url=url)


async def test_role_works_and_its_owner_alone_lays_out(
    server: Path,
    postgresql_url: str,
    tmp_path: Path,
    another: Callable[[str], SqlUnits],
) -> None:
    await cluster.run(
        server,
        "DO $$ BEGIN CREATE ROLE lay_role LOGIN; EXCEPTION WHEN OTHERS THEN NULL; "
        "END $$",
    )
    own = postgresql_url.replace("postgres@", "lay_role@")

    await lay_out(at(postgresql_url, tmp_path), role="lay_role")

    units = another(own)
    await world(units)
    await append(units, 1)
    with pytest.raises(Exception, match="permission denied"):
        await attempt(units, "DELETE FROM event")


async def test_role_that_is_not_there_is_said(
    postgresql_url: str, tmp_path: Path
) -> None:
    with pytest.raises(DomainError, match=r"nobody_here.*a --role that there is"):
        await lay_out(at(postgresql_url, tmp_path), role="nobody_here")
