"""What every page of the desk works with, and who looks at it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models.account import Account, Role
from models.ids import Actor
from runtime.client import Access
from runtime.desk_keys import DeskKeys
from runtime.entrance import Entrance
from runtime.import_desk import ImportDesk
from runtime.long_work import LongWork
from runtime.mail_parts import printable
from runtime.oidc import Oidc
from runtime.one_time_links import OneTimeLinks
from runtime.reports import Told
from runtime.verifying_desk import VerifyingDesk
from web.marking import pieces
from web.once import Once
from web.saying import Saying

Clock = Callable[[], Awaitable[datetime]]
_PAGES: Final = Path(__file__).parent / "pages"
SIGN: Final = "sign"
"""The field of every form that says it is ours."""
_SIGN: Final = Markup('<input type="hidden" name="sign" value="{}">')


@dataclass(frozen=True)
class Desk:
    """One for the process."""

    access: Access
    entrance: Entrance
    links: OneTimeLinks
    keys: DeskKeys
    clock: Clock
    pages: Environment
    imports: ImportDesk
    verifying: VerifyingDesk
    reports: LongWork[Told]
    oidc: Oidc | None = None
    once: Once = field(default_factory=Once, kw_only=True)


@dataclass(frozen=True)
class Visit:
    """One request: who it is of, in which language, at which instant of business.

    `form` is empty unless something was posted; `sign` goes into every form.
    """

    request: Request
    say: Saying
    now: datetime
    account: Account | None
    sign: str
    form: FormData

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(self.account.roles) if self.account else frozenset()

    def acts_as(self, *offices: Role) -> Actor:
        """Under the first of these offices that somebody has; the door saw to it."""
        assert self.account is not None  # noqa: S101  (the door let somebody in)
        return self.account.acts_as(next(one for one in offices if one in self.roles))

    def text(self, name: str) -> str:
        """What was entered in a field; a file is no text."""
        given = self.form.get(name)
        return given.strip() if isinstance(given, str) else ""

    def asked(self, name: str) -> str:
        """What stands in the address behind the question mark."""
        return self.request.query_params.get(name, "").strip()


Endpoint = Callable[[Desk, Visit], Awaitable[Response]]


def environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"pieces": pieces, "printable": printable}
    return found


def page(
    desk: Desk, visit: Visit, name: str, status: int = 200, /, **facts: Any
) -> HTMLResponse:
    """A page with the frame of all."""
    known: Mapping[str, Any] = {
        "visit": visit,
        "say": visit.say,
        "sign": lambda: _SIGN.format(visit.sign),
        "Role": Role,
        "local_mail": desk.access.settings.local_mail,
        "public_url": desk.access.settings.public_url.rstrip("/"),
    }
    html = desk.pages.get_template(f"{name}.html").render(**known, **facts)
    return HTMLResponse(html, status)


def elsewhere(path: str) -> RedirectResponse:
    """After an act: reloading shows the page, and does nothing again."""
    return RedirectResponse(path, 303)


def local(path: str) -> str:
    """A path of ours, whatever was given: nobody is led to another site."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside and path.isprintable() else "/"
