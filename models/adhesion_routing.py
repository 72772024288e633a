"""Through which body an organisation takes part: territory, else sector (X23)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.body import Body
from models.errors import DomainError
from models.ids import BodyCode

_LEADS = "region"
"""Of several bodies of one territory the Region leads."""


class RoutingError(DomainError):
    """No body is competent."""


class Route(NamedTuple):
    """Who leads, who is told besides, and what a person has to look at."""

    lead: BodyCode
    copied: tuple[BodyCode, ...] = ()
    doubt: str = ""


def route(
    bodies: Iterable[Body],
    *,
    region: str,
    sectors: Sequence[str],
    through: BodyCode | None,
) -> Route:
    """The competent body of an organisation.

    Args:
        bodies: of the corridor.
        region: where the organisation is.
        sectors: of the proposals it wants to treat.
        through: the body it came through; None: it came alone.

    Raises:
        RoutingError: none is competent, or the one it came through is unknown.
    """
    country = region.partition("-")[0]
    known = {one.code: one for one in bodies}
    own = [one for one in known.values() if one.country == country]
    territory = _ranked(one for one in own if one.region == region)
    by_sector = _ranked(
        one for one in own if one.sectors and set(one.sectors) & set(sectors)
    )
    if through is not None:
        if through not in known:
            raise RoutingError(
                f"There is no body {through} in the corridor; see `starter.py body"
                " list`."
            )
        return _came_through(through, territory)
    return _came_alone(region, territory, by_sector)


def _came_through(through: BodyCode, territory: Sequence[BodyCode]) -> Route:
    if not territory or through in territory:
        return Route(through)
    return Route(
        territory[0],
        (through,),
        f"It came through {through}, and lies in the territory of {territory[0]}:"
        f" {territory[0]} leads, {through} has a copy.",
    )


def _came_alone(
    region: str, territory: Sequence[BodyCode], by_sector: Sequence[BodyCode]
) -> Route:
    if territory:
        others = tuple(code for code in by_sector if code not in territory)
        also = f"; {', '.join(others)} has a copy" if others else ""
        return Route(
            territory[0],
            others,
            f"It came without a body: {territory[0]} is competent for {region}{also}.",
        )
    if by_sector:
        return Route(
            by_sector[0],
            (),
            f"It came without a body, and no body covers {region}: {by_sector[0]} is"
            " competent by its sector.",
        )
    raise RoutingError(
        f"No body covers {region} or the sectors of its projects: name the body it"
        " takes part through in the form."
    )


def _ranked(bodies: Iterable[Body]) -> list[BodyCode]:
    ordered = sorted(bodies, key=lambda one: (one.kind != _LEADS, one.code))
    return [one.code for one in ordered]
