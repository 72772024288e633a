"""The script of the demonstration: deterministic, valid, and full of variety."""

import pytest

from models.deadlines import TermName
from models.proposal import ProposalForm
from runtime.demo_cast import partners
from runtime.demo_register import corridor, fast, programme_of
from runtime.demo_script import LISTED, Script, Story
from store.reference import check_form, load_reference

REFERENCE = load_reference()


def parts(seed: int, size: int = 26):
    script = Script(partners(), REFERENCE, seed=seed, programme="2025-2027")
    return script.parts(size)


@pytest.mark.parametrize("seed", range(20))
def test_every_form_is_valid(seed):
    forms = [ProposalForm.model_validate_json(part.content) for part in parts(seed)]

    assert [check_form(form, REFERENCE) for form in forms] == [()] * 26
    assert len({form.fingerprint() for form in forms}) == 26


def test_same_seed_is_the_same_play():
    assert parts(7) == parts(7)
    assert parts(7) != parts(8)


def test_play_has_every_story_and_twenty_variants():
    played = parts(1)

    assert {part.story for part in played} == set(Story)
    assert len({sector for part in played for sector in part.form["sectors"]}) == 8
    assert any(part.form["proposer"]["name"] == LISTED for part in played)
    assert sum("Novoe Delo" in str(part.form["contact"]) for part in played) >= 20


def test_partners_are_invented_and_cannot_be_written_to():
    known = partners()

    assert len(known) >= 12
    assert all(one.email.endswith(".example") for one in known)
    assert all(one.country == "IT" and "(inventat" in one.name for one in known)
    assert len({one.manner for one in known}) >= 10


def test_programmes_run_three_whole_years():
    assert programme_of(2007).code == programme_of(2009).code == "2007-2009"
    assert programme_of(2026).code == "2025-2027"


def test_fast_time_is_seconds_and_stretches():
    assert str(fast(1.0)[TermName.INTEREST]) == "14 s"
    assert str(fast(2.0)[TermName.INTEREST]) == "28 s"
    assert corridor().legal_status == "simulation"
