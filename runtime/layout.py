"""The database brought to the newest layout, in words a clerk understands."""

from sqlalchemy.exc import DBAPIError

from models.errors import DomainError
from runtime.settings import Settings
from store.errors import DatabaseError
from store.migrate import upgrade


async def lay_out(settings: Settings, *, role: str | None) -> None:
    """As `store.migrate.upgrade`.

    Raises:
        DomainError: the server refuses, with what it says.
    """
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
        await upgrade(settings.database_url, role=role)
    except (DBAPIError, DatabaseError, OSError) as error:
        said = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise DomainError(
            f"The database cannot be laid out ({said}): connect as the user that owns "
            "its tables, and name a --role that there is."
        ) from error
