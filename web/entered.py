"""What came with a form: its words, and its files as words."""

from base64 import b64decode, b64encode
from collections.abc import Mapping

from starlette.datastructures import UploadFile

from models.errors import DomainError
from web.desk import Visit


async def entered(visit: Visit, name: str) -> str:
    """A file as base64: so it is carried by the page that asks once more."""
    file = visit.form.get(name)
    if isinstance(file, UploadFile):
        return b64encode(await file.read()).decode()
    return visit.text(name)


def file_in(given: Mapping[str, str], name: str) -> bytes:
    """The bytes of a file that was entered.

    Raises:
        DomainError: it is not whole.
    """
    try:
        return b64decode(given[name], validate=True)
    except ValueError as error:
        raise DomainError("The file is not whole: choose it again.") from error
