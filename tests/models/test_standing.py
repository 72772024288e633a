import pytest

from models.body import AddressHealth, Body
from models.ids import BodyCode, CorridorCode
from models.standing import Standing, standing_of


def body(email: str = "accordi@regione.example", **changes: object) -> Body:
    return Body.model_validate(
        {
            "code": BodyCode("IT-57"),
            "corridor": CorridorCode("IT-RU"),
            "kind": "region",
            "name": "Regione di Prova",
            "country": "IT",
            "language": "it",
            "email": email,
        }
        | changes
    )


@pytest.mark.parametrize(
    ("sender", "standing"),
    [
        ("accordi@regione.example", Standing.KNOWN),
        ("ACCORDI@Regione.Example", Standing.KNOWN),
        ("rossi@regione.example", Standing.DOMAIN),
        ("rossi@uffici.regione.example", Standing.DOMAIN),
        ("rossi@altraregione.example", Standing.STRANGER),
        ("rossi@example", Standing.STRANGER),
        ("", Standing.STRANGER),
    ],
)
def test_standing_is_by_address_and_domain(sender, standing):
    assert standing_of(sender, (), body()) is standing


def test_parent_domain_of_the_body_is_its_own():
    office = body("accordi@uffici.regione.example")

    assert standing_of("a@regione.example", (), office) is Standing.DOMAIN


@pytest.mark.parametrize("provider", ["gmail.com", "mail.ru", "pec.it"])
def test_public_provider_makes_nobody_a_colleague(provider):
    small = body(f"camera@{provider}")

    assert standing_of(f"camera@{provider}", (), small) is Standing.KNOWN
    assert standing_of(f"chiunque@{provider}", (), small) is Standing.STRANGER


def test_stranger_who_copies_the_body_is_told_apart():
    to = ("progetti@staffetta.example", "accordi@regione.example")

    assert standing_of("x@studio.example", to, body()) is Standing.COPIED


def test_second_contact_is_known():
    two = body(second_email="direzione@altro.example")

    assert standing_of("direzione@altro.example", (), two) is Standing.KNOWN
    assert standing_of("x@altro.example", (), two) is Standing.DOMAIN


def test_letters_go_to_the_second_contact_once_the_first_is_bad():
    two = body(second_email="due@altro.example")
    bad = AddressHealth.BAD

    assert two.address == "accordi@regione.example"
    assert two.model_copy(update={"health": bad}).address == "due@altro.example"
    lost = two.model_copy(update={"health": bad, "second_health": bad})
    assert (lost.address, lost.reached) == ("accordi@regione.example", False)
