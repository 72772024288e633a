"""The desk as one web application."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from web.desk import Desk
from web.doors import DOORS
from web.gate import HEADERS, route

OURS: Final = Path(__file__).parent / "static"


def application(desk: Desk) -> Starlette:
    """Static files need no account; every other address is a door."""
    routes = [*static_files(), *(route(desk, door) for door in DOORS)]
    return Starlette(routes=routes, exception_handlers={405: _never, 404: _never})


def static_files() -> list[BaseRoute]:
    """The design system's files, and ours."""
    return [
        Mount("/static/italia", _Files(directory=bootstrap_italia())),
        Mount("/static/desk", _Files(directory=OURS)),
    ]


def bootstrap_italia() -> Path:
    """The design system's files, where their package was installed.

    It is a part of Django, which is not: so the package is found, not imported.
    """
    found = find_spec("bootstrap_italia_template")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("design-django-theme is not installed: run `make up`")
    return Path(found.submodule_search_locations[0]) / "static"


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: object) -> Response:
        answer = await super().get_response(path, scope)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "public, max-age=86400"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer


async def _never(_request: Request, error: Exception) -> Response:
    """A file that is not there, or a method no page has: no person comes here."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return Response(str(status), status, headers={**HEADERS}, media_type="text/plain")
