"""Commands on invitations: authorities that hand in a proposal by a link."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli.command import As, Json, clock, counted, now, run, settings, show, table
from models.offer import Offer
from models.reference_number import session_name
from runtime.client import Access
from runtime.dates import deadline
from runtime.desk_address import offer_page

if TYPE_CHECKING:
    from runtime.invitation_desk import InvitationDesk, Linked, Seen

T = TypeVar("T")
OFFICER = "secretariat:o1"

app = typer.Typer(no_args_is_help=True, help="Authorities that hand in by a link.")
Code = Annotated[str, typer.Argument(metavar="CODE", help="As `list` shows it.")]


@app.command()
def add(  # noqa: PLR0913  (what an invitation holds)
    session: Annotated[str, typer.Argument(metavar="SESSION", help="As IT-RU/XXIX.")],
    *,
    authority: Annotated[str, typer.Option(help="The authority's name.")],
    email: Annotated[str, typer.Option(help="Where it reads its mail.")],
    contact: Annotated[str, typer.Option(help="Our address, for its questions.")],
    until: Annotated[str, typer.Option(help="The last day of its link.")],
    language: Annotated[str, typer.Option(help="it, ru or en.")] = "ru",
    officer: As = OFFICER,
    json: Json = False,
) -> None:
    """Invite an authority; the link to its form is shown once."""

    async def work(desk: InvitationDesk) -> Linked:
        from runtime.invitation_desk import Wish  # noqa: PLC0415  (not for --help)

        wish = Wish(
            authority=authority,
            email=email,
            contact=contact,
            language=language,
            session=session,
        )
        ends = deadline("--until", until, "Europe/Rome")
        return await desk.add(wish, until=ends, now=now())

    _show_link(_done(officer, work), as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The invitations, the latest first, and what became of each."""

    async def work(opened: Access) -> list[Seen]:
        from runtime.invitation_desk import seen  # noqa: PLC0415  (not for --help)

        return [*await seen(opened.units)]

    rows = run(work)
    shown = table(
        counted(len(rows), "invitation"),
        ("code", "session", "authority", "until", "last saved", "became"),
        (
            (
                one.offer,
                session_name(one.session),
                one.authority,
                clock(one.until),
                clock(saved_at),
                one.case or ("closed" if one.closed_at else ""),
            )
            for one, saved_at in rows
        ),
    )
    told = [{"invitation": _public(one), "saved_at": at} for one, at in rows]
    show(told, shown, as_json=json)


@app.command()
def link(code: Code, *, officer: As = OFFICER, json: Json = False) -> None:
    """A new link to the same draft: the authority has lost the first."""

    async def work(desk: InvitationDesk) -> Linked:
        return await desk.link(code, now=now())

    _show_link(_done(officer, work), as_json=json)


@app.command()
def close(code: Code, *, officer: As = OFFICER, json: Json = False) -> None:
    """Let the link open nothing more; what was not handed in is destroyed."""

    async def work(desk: InvitationDesk) -> Offer:
        return await desk.close(code, now=now())

    kept = _done(officer, work)
    told = f"The link of {code} opens nothing more; its draft is destroyed."
    show(_public(kept), told, as_json=json)


def _show_link(linked: Linked, *, as_json: bool) -> None:
    address = offer_page(settings(), linked.token)
    told = f"Give this link to {linked.offer.authority}, and to nobody else:\n{address}"
    value = {"invitation": _public(linked.offer), "link": address}
    show(value, told, as_json=as_json)


def _public(offer: Offer) -> dict[str, object]:
    """Without the hash of its link."""
    return offer.model_dump(mode="json", exclude={"token"})


def _done(officer: str, work: Callable[[InvitationDesk], Awaitable[T]]) -> T:
    """No procedure is told of it, so the engine is not needed."""

    async def inside(opened: Access) -> T:
        return await work(opened.invitation_desk(officer))

    return run(inside)
