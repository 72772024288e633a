"""The shipped tables hold together, and forms are checked against them."""

import json
import shutil

import pytest

from models.compliance import ScreeningResult, screen
from models.errors import ReferenceDataError
from models.proposal import ProposalForm
from store.reference import (
    SHIPPED,
    CsvScreeningList,
    check_form,
    load_reference,
)

REFERENCE = load_reference()
SAMPLES = json.loads(
    (SHIPPED / "samples" / "proposals.json").read_text(encoding="utf-8")
)


def sample(**changes):
    return ProposalForm.model_validate(SAMPLES[0] | changes)


def test_countries_are_complete():
    of = [region.country for region in REFERENCE.regions.values()]

    assert (of.count("IT"), of.count("RU")) == (22, 83)


def test_agreement_partners_are_regions_and_provinces_without_their_sum():
    codes = {region.code for region in REFERENCE.agreement_partners()}

    assert len(codes) == 21
    assert {"IT-BZ", "IT-TN"} <= codes
    assert "IT-32" not in codes


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("IT-57", "it", "Marche"),
        ("IT-57", "ru", "Марке"),
        ("RU-LIP", "en", "Lipetsk Oblast"),
        ("RU-LIP", "sr", "Lipetsk Oblast"),
        ("RS-00", "it", "RS-00"),
    ],
)
def test_region_has_a_name_in_each_language(code, language, name):
    assert REFERENCE.region(code, language) == name


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [("LOGI", "ru", "Логистика"), ("LOGI", "sr", "Logistics"), ("X", "it", "X")],
)
def test_sector_has_a_name_in_each_language(key, language, name):
    assert REFERENCE.sector(key, language) == name


def test_every_name_is_given_in_three_languages():
    regions = [region.names for region in REFERENCE.regions.values()]
    sectors = [sector.names for sector in REFERENCE.sectors.values()]

    assert all(all(names.values()) for names in regions + sectors)


@pytest.mark.parametrize("form", SAMPLES, ids=lambda form: form["ref"])
def test_samples_use_known_codes(form):
    assert check_form(ProposalForm.model_validate(form), REFERENCE) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"region": "RU-CR"},
            (
                "region: RU-CR is not a region of RU; choose an ISO 3166-2 code of the"
                " list."
            ),
        ),
        (
            {"region": "DE-BY"},
            (
                "region: DE-BY lies outside the corridor IT-RU; choose a region of"
                " IT or RU."
            ),
        ),
        (
            {"sectors": ["WINE"]},
            (
                "sectors: WINE is not a sector; choose one of BIO, NANO, AERO, MECH,"
                " MECT, LOGI, ENVI, RENE."
            ),
        ),
        (
            {"nace": [{"rev": "2.1", "code": "72.11"}]},
            "nace: 72.11 does not exist in revision 2.1; look it up there.",
        ),
        (
            {"nace_2_1": ["nonsense"]},
            "nace: nonsense does not exist in revision 2.1; look it up there.",
        ),
    ],
)
def test_unknown_code_is_one_sentence(changes, sentence):
    assert check_form(sample(**changes), REFERENCE) == (sentence,)


def test_country_without_a_table_is_checked_by_prefix():
    serbian = sample(corridor="IT-RS", region="RS-00", ref=None)

    assert check_form(serbian, REFERENCE) == ()


@pytest.mark.parametrize(
    ("table", "damage", "message"),
    [
        ("it_regions.csv", ("IT-57", "IT-55"), "Region IT-55 stands twice"),
        ("it_regions.csv", ("IT-32", "IT-33"), "IT-32 is missing"),
        ("ru_subjects.csv", ("RU-LIP", "RU-SEV"), "Crimea and Sevastopol"),
        ("sectors.csv", ("MECT,", "MECH,"), "Sector MECH stands twice"),
        ("sectors.csv", ("72.11;", "99.99;"), "Sector BIO has NACE 99.99"),
    ],
)
def test_damaged_table_is_refused(tmp_path, table, damage, message):
    folder = shutil.copytree(SHIPPED, tmp_path / "reference")
    path = folder / table
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(*damage, 1), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=message):
        load_reference(folder)


def test_table_with_a_row_missing_is_refused(tmp_path):
    folder = shutil.copytree(SHIPPED, tmp_path / "reference")
    path = folder / "ru_subjects.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:-1]), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"\(20, 2, 82\)"):
        load_reference(folder)


def test_demo_list_hits_its_own_names_and_clears_the_samples():
    entries = CsvScreeningList(SHIPPED / "screening" / "demo.csv").entries()

    assert entries is not None
    assert len(entries) == 3
    assert screen(["OOO Primer Zapret"], entries).result is ScreeningResult.HIT
    for form in SAMPLES:
        parties = ProposalForm.model_validate(form).parties()
        assert screen(parties, entries).result is ScreeningResult.CLEAR


@pytest.mark.parametrize(
    "content",
    [
        None,
        "name,kind\nA,entity\n",
        "name,kind,list,version\nA,entity,demo\n",
        b"\xff\xfe\x00",
        'name,kind,list,version\n"A,entity,demo,1\n',
    ],
)
def test_list_that_cannot_be_read_whole_is_no_list(tmp_path, content):
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert CsvScreeningList(path).entries() is None
