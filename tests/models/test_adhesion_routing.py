"""Through whom an organisation takes part: territory, sector, and who has a copy."""

import pytest

from models.adhesion_routing import RoutingError, route
from models.body import Body
from models.ids import BodyCode, CorridorCode


def body(code, *, region="", kind="region", sectors=(), country="IT"):
    return Body(
        code=BodyCode(code),
        corridor=CorridorCode("IT-RU"),
        kind=kind,
        name=code,
        country=country,
        region=region,
        sectors=sectors,
        language="it",
        email=f"a@{code.lower()}.example",
    )


MARCHE = body("IT-57", region="IT-57")
CHAMBER = body("CCIAA-AN", region="IT-57", kind="chamber")
MACHINES = body("ASSO-MECC", region="IT-25", kind="association", sectors=("MECH",))
LIPETSK = body("RU-LIP", region="RU-LIP", country="RU")
BODIES = (LIPETSK, MACHINES, CHAMBER, MARCHE)


def led(*, region="IT-57", sectors=(), through=None, bodies=BODIES):
    return route(bodies, region=region, sectors=sectors, through=through)


def test_any_body_of_the_territory_may_send_it():
    for code in ("IT-57", "CCIAA-AN"):
        assert led(through=code) == (code, (), "")


def test_company_alone_goes_to_the_region_first():
    found = led()

    assert (found.lead, found.copied) == ("IT-57", ())
    assert found.doubt == "It came without a body: IT-57 is competent for IT-57."


def test_company_alone_is_told_to_its_sector_too():
    assert led(sectors=("MECH",))[:2] == ("IT-57", ("ASSO-MECC",))


def test_sector_leads_where_no_body_covers_the_territory():
    found = led(region="IT-72", sectors=("MECH",))

    assert (found.lead, found.copied) == ("ASSO-MECC", ())
    assert "by its sector" in found.doubt


def test_territory_leads_against_a_body_of_elsewhere():
    found = led(through="ASSO-MECC")

    assert (found.lead, found.copied) == ("IT-57", ("ASSO-MECC",))
    assert "IT-57 leads, ASSO-MECC has a copy" in found.doubt


def test_body_of_elsewhere_leads_where_no_body_covers_the_territory():
    assert led(region="IT-72", through="ASSO-MECC") == ("ASSO-MECC", (), "")


def test_bodies_of_the_other_side_are_not_competent():
    with pytest.raises(RoutingError, match="No body covers IT-72"):
        led(region="IT-72", bodies=(LIPETSK,))


def test_unknown_body_is_refused():
    with pytest.raises(RoutingError, match="no body IT-99"):
        led(through="IT-99")
