"""A dry run at the command line: it says what would be, in the act's own words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAMME, YEAR, Starter
from tests.cli.test_programmes import NOTICE, later

__all__ = ["later"]
Form = Callable[..., Path]


def tried(starter: Starter, *words: str) -> str:
    """What it would set off; the act itself is refused nothing and does nothing."""
    done = starter(*words, "--dry-run")
    assert (done.code, done.err) == (0, ""), done.out
    assert done.out.startswith("It would set off:\n")
    return done.out.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("validate", "--accept"), "Accepting needs four scores"),
        (("validate", "--return"), "need their reasons: give --reason"),
        (("cofinance", "--wait", "--reason", "x"), "only while it is cofinancing"),
        (("resume",), "No clock stands still"),
    ],
)
def test_dry_run_and_act_are_refused_in_the_same_words(
    starter: Starter,
    submitted: str,
    phase: Callable[[str, str], None],
    words: tuple[str, ...],
    said: str,
) -> None:
    phase(submitted, "validation")
    verb, *rest = words
    told = (verb, submitted, *rest, "--as", "secretariat:o2")

    dry, done = starter(*told, "--dry-run"), starter(*told)

    assert said in dry.err
    assert (dry.code, dry.err) == (done.code, done.err)


@pytest.mark.usefixtures("furnished")
def test_session_that_still_collects_is_not_held_in_a_dry_run(starter: Starter) -> None:
    told = ("session", "hold", "IT-RU/XXIX", "--reason", "minutes")

    dry, done = starter(*told, "--dry-run"), starter(*told)

    assert "this can be done only while it is frozen" in dry.err
    assert (dry.code, dry.err) == (done.code, done.err)


@pytest.mark.usefixtures("furnished")
def test_form_that_is_tried_is_not_registered(starter: Starter, form: Form) -> None:

    file = str(form(keywords=["tried"]))

    told = tried(starter, "submit", file)

    number = told.splitlines()[0].removeprefix("Its number: ")
    assert "1 letter submission-receipt in ru, leaving " in told
    assert " Europe/Rome" in told
    assert starter("show", number).code == 1
    assert starter("submit", file, "--json").json["ref"] == number


def notices(starter: Starter) -> list[str]:
    every = starter("letters", "--json").json
    return [one["letter"] for one in every if one["kind"] == "adhesion-notice"]


@pytest.mark.usefixtures("furnished")
def test_notice_that_is_tried_is_not_sent(starter: Starter, tmp_path: Path) -> None:
    notice = tmp_path / "notice.toml"
    notice.write_text(NOTICE.replace("energ", "metallurg"))
    before = notices(starter)

    told = tried(starter, "adhesion", "notice", "IT-RU/XXIX", str(notice))

    assert " adhesion-notice in it, leaving " in told
    assert notices(starter) == before


def test_programme_that_is_tried_is_not_signed(
    starter: Starter, later: str, tmp_path: Path
) -> None:
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    words = ("programme", "sign", "IT-RU", later, "--document", str(paper))

    told = tried(starter, *words, "--on", f"{YEAR}-01-02")

    assert told == f"Programme {later}: agreed becomes signed\n"
    shown = starter("programme", "show", "IT-RU", later, "--json").json
    assert shown["state"] == "agreed"
    refused = starter(*words, "--on", f"{YEAR + 2}-01-02", "--dry-run")
    assert (refused.code, "is signed on" in refused.err) == (1, True)


@pytest.mark.usefixtures("furnished")
def test_prolongation_that_is_tried_is_not_made(
    starter: Starter, tmp_path: Path
) -> None:

    paper = tmp_path / "notes.pdf"
    paper.write_bytes(b"%PDF-1.7 notes")
    last = int(PROGRAMME[-4:])
    words = ("programme", "prolong", "IT-RU", PROGRAMME, "--document", str(paper))

    told = tried(
        starter, *words, "--until", f"{last + 1}-06-30", "--agreed-on", f"{YEAR}-01-02"
    )

    assert f"runs until {last + 1}-06-30\n" in told
    shown = starter("programme", "show", "IT-RU", PROGRAMME, "--json").json
    assert shown["until"] == f"{last}-12-31"


@pytest.mark.usefixtures("furnished")
def test_session_that_is_tried_is_not_opened(starter: Starter) -> None:
    tried(
        starter,
        *("session", "open", "IT-RU/LXX", "--programme", PROGRAMME, "--country", "IT"),
        *("--place", "Roma", "--date", f"{YEAR + 1}-11-10", "--capacity", "60"),
    )

    assert starter("session", "show", "IT-RU/LXX").code == 1


@pytest.mark.usefixtures("furnished")
def test_body_that_is_tried_would_be_renamed(starter: Starter) -> None:

    words = ("body", "rename", "IT-MV", "--name", "Regione Nuova", "--reason", "law")

    told = tried(starter, *words)

    assert "Would rename: IT-MV; " in told
    [body] = [
        one for one in starter("body", "list", "--json").json if one["code"] == "IT-MV"
    ]
    assert body["name"] == "Regione Monteverde"


@pytest.mark.usefixtures("furnished")
def test_body_that_is_tried_would_take_another_s_place(starter: Starter) -> None:

    words = ("body", "succeed", "IT-MV", "IT-CN", "--reason", "merged")

    assert "IT-CN would take the place of IT-MV in " in tried(starter, *words)


@pytest.mark.usefixtures("furnished")
def test_outage_that_is_tried_is_not_recorded(starter: Starter) -> None:
    since = f"{YEAR - 1}-01-05T10:00"

    tried(
        starter,
        *("outage", "record", "--since", since, "--until", f"{YEAR - 1}-01-05T11:00"),
        *("--reason", "power"),
    )

    known = starter("outage", "list", "--json").json
    assert f"{YEAR - 1}-01-05T09:00:00Z" not in [one["since"] for one in known]
