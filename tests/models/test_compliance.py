"""The gates fail closed, whatever the spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.compliance import (
    LegalStatus,
    Screening,
    ScreeningEntry,
    ScreeningMatch,
    ScreeningResult,
    may_open,
    may_send,
    screen,
)
from models.name_match import matches, name_words

OPEN, RESTRICTED, CLOSED, SIMULATION = LegalStatus


@pytest.mark.parametrize(
    ("status", "expected"),
    [(OPEN, True), (SIMULATION, True), (RESTRICTED, False), (CLOSED, False)],
)
def test_only_open_and_simulated_corridors_open_proposals(status, expected):
    assert may_open(status) is expected


@pytest.mark.parametrize("status", [RESTRICTED, CLOSED])
@pytest.mark.parametrize("address", ["desk@regione.example", "a@b.it", "", "@"])
def test_restricted_and_closed_corridors_send_nothing(status, address):
    assert may_send(status, address) == (
        f"The corridor is {status}: no letter may leave; ask the legal office before"
        " changing its status."
    )


@pytest.mark.parametrize(
    "address",
    [
        *("desk@regione.example", "desk@pec.regione.EXAMPLE", "a.b+c@x.test"),
        *("a@b.invalid", "a@example.com", "a@mail.example.org", "a@example.net"),
        *("clerk@localhost", "clerk@box.localhost", "clerk@127.0.0.1"),
        *("clerk@[127.0.0.1]", "clerk@[127.9.9.9]", "clerk@[IPv6:::1]"),
    ],
)
def test_simulation_writes_to_reserved_domains(address):  # I24
    assert may_send(SIMULATION, address) is None
    assert may_send(OPEN, address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("a@regione.marche.it", "a@example.it", "a@notexample.com", "a@test"),
        *("a@example.com.evil.ru", "a@x.example.ru", "a@localhost.it", "a@example"),
        *("a@10.0.0.1", "a@[10.0.0.1]", "a@[IPv6:2001:db8::1]", "a@xtest"),
    ],
)
def test_simulation_never_writes_to_a_real_mailbox(address):  # I24
    sentence = may_send(SIMULATION, address)

    assert sentence is not None
    assert sentence.startswith("The corridor is a simulation: only .example,")
    assert may_send(OPEN, address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("", "@", "a@", "@x.example", "x.example", "A <a@x.example>", "a b@x.example"),
        *("user%real.it@x.example", "real.it!user@x.example", "a@b@x.example"),
        *("@real.it:a@x.example", "a@real.it,b@x.example", "a@x..example"),
        *("a@x.example\nBcc: b@real.it", "a@x.example ", "a@x.example.", "a@-x.test"),
        *(
            "a@réal.example",
            "a@[x.example]",
            "a@[127.0.0.1",
            "a@real.it\x00.example",
            '"a"@x.example',
        ),
    ],
)
@pytest.mark.parametrize("status", [OPEN, SIMULATION])
def test_what_is_no_plain_address_is_never_written_to(status, address):
    sentence = may_send(status, address)

    assert sentence is not None
    assert sentence.startswith("The address is not a plain e-mail address")


HOSTS = st.from_regex(r"[a-z\[\]0-9.:-]{1,12}", fullmatch=True)
RESERVED = (
    *(".example", ".test", ".invalid", ".localhost"),
    *("example.com", "example.net", "example.org"),
)


@given(st.text() | HOSTS.map(lambda host: f"a@{host}"))
def test_simulation_admits_nothing_outside_the_reserved_domains(text):
    if may_send(SIMULATION, text) is None:
        host = text.rpartition("@")[2].lower()
        assert (
            host.endswith(RESERVED)
            or host == "localhost"
            or host.strip("[]").startswith(("127.", "ipv6:", ":"))
        )


LISTED = ScreeningEntry(
    name="ООО «Северный Склад»", kind="entity", list="demo", version="2027-01"
)


@pytest.mark.parametrize(
    "party",
    [
        *(
            "ООО «Северный Склад»",
            "OOO Severnyj Sklad",
            "severny sklad",
            "Sklad, Severny",
        ),
        *(
            "ZAO «SEVERNYI-SKLAD» (Lipetsk)",
            "Severnyy  Sklad Ltd.",
            "Северный склад АО",
        ),
    ],
)
def test_screen_finds_a_name_in_both_scripts(party):
    assert screen([party], [LISTED]) == Screening(
        result=ScreeningResult.HIT,
        matches=(ScreeningMatch(party=party, entry=LISTED),),
        list_version="demo 2027-01",
    )


@pytest.mark.parametrize("party", ["OOO Severny Port", "Sklad", "OOO", "Южный Склад"])
def test_screen_clears_other_names(party):
    assert screen([party], [LISTED]).result is ScreeningResult.CLEAR


@pytest.mark.parametrize("entries", [None, [], ()])
def test_no_list_is_unavailable_and_never_clear(entries):
    assert screen(["OOO Severny Port"], entries).result is ScreeningResult.UNAVAILABLE


@pytest.mark.parametrize("parties", [[], [""], [" "]])
def test_no_party_is_unavailable_and_never_clear(parties):
    assert screen(parties, [LISTED]).result is ScreeningResult.UNAVAILABLE


def test_screen_names_every_list_used():
    other = LISTED.model_copy(update={"name": "Altro", "list": "un", "version": "7"})

    assert screen(["X"], [LISTED, other, LISTED]).list_version == "demo 2027-01; un 7"


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Липецк", "Lipeck"),
        ("Липецк", "Lipetsk"),
        ("Воронежская Пойма", "Voronežskaja Pojma"),
        ("Воронежская Пойма", "Voronezhskaya Poima"),
        ("Хабаровск", "Khabarovsk"),
        ("Хабаровск", "Chabarovsk"),
        ("Щёкино", "Shchekino"),
        ("Чебоксары", "Cheboksary"),
        ("Чебоксары", "Čeboksary"),
        ("Юрий Алексеевич", "Yuri Alekseevich"),
        ("Юрий Алексеевич", "Jurij Alekseevič"),
        ("Београд Њ", "Beograd Nj"),
    ],
)
def test_schools_of_transliteration_fall_together(cyrillic, latin):
    assert name_words(cyrillic) == name_words(latin)


@pytest.mark.parametrize(
    "name", ["Rossi S.r.l.", "ROSSI SRL", "Rossi s. r. l.", "Rossi, S.p.A.", "Róssi"]
)
def test_legal_forms_accents_and_marks_are_set_aside(name):
    assert name_words(name) == name_words("Rossi")


def test_name_of_legal_forms_only_keeps_them():
    assert matches("ООО", "ооо") is True
    assert name_words("«»") == frozenset()


@given(st.text())
def test_a_name_with_words_matches_itself(name):
    assert matches(name, name) is bool(name_words(name))
