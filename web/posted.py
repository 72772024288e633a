"""The form somebody posted: read only where reading it is cheap."""

from typing import Final

from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from models.errors import DomainError
from web.whole import whole

_CHARSETS: Final = {b"utf-8", b"utf8"}
_MOST_FILES: Final = 20
_MOST_FIELDS: Final = 5000


class TooLargeError(DomainError):
    """A request larger than its page takes in."""


class OddFormError(DomainError):
    """Something no browser sends."""


async def posted(request: Request, *, largest: int) -> FormData:
    """What was posted; `largest` is the bytes of it all. Close it when done.

    Raises:
        TooLargeError: it is larger, or does not say how large it is.
        OddFormError: it is no form, or in letters other than UTF-8: some of those
            take hours to read, and the sender chooses.
    """
    length = whole(request.headers.get("content-length", ""))
    if length is None or length > largest:
        raise TooLargeError
    _, told = parse_options_header(request.headers.get("content-type", ""))
    if told.get(b"charset", b"utf-8").lower() not in _CHARSETS:
        raise OddFormError
    try:
        return await request.form(
            max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=largest
        )
    except HTTPException as odd:
        raise OddFormError from odd
