"""What the record contradicts is refused by the name the clerk gave it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAMME, YEAR, Done, delivered

Starter = Callable[..., Done]

pytestmark = [pytest.mark.flow, pytest.mark.timeout(120)]
NONE = f"IT-RU/{PROGRAMME}/XXIX/LIP/9999"
WHY = ("--reason", "letter of 3 March")
VALID = ("--valid-from", f"{YEAR}-01-01", "--valid-to", f"{YEAR + 1}-12-31")
ASKED = (
    *("session", "open", "IT-RU/XC", "--programme", PROGRAMME, "--country", "IT"),
    *("--capacity", "90", "--date", f"{YEAR + 1}-06-10"),
)
BODY = ("body", "add", "IT-QQ", "--name", "Comune di Qui", "--email", "a@qui.example")
SECTORS = "choose of BIO, NANO, AERO, MECH, MECT, LOGI, ENVI, RENE."


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            ("withdraw", NONE, *WHY),
            (
                f"Nothing waits for this under {NONE}: it does not exist, or it is "
                "closed. See `starter.py list`."
            ),
        ),
        (
            ("session", "hold", "IT-RU/C"),
            (
                "Nothing waits for this under IT-RU/C: it does not exist, or it is "
                "closed. See `starter.py session list`."
            ),
        ),
        (
            ("cofinance", "facts", NONE, "--months", "5", *WHY),
            f"There is no proposal {NONE}; check the name.",
        ),
        (
            ("session", "remove", "IT-RU/XXIX", NONE, *WHY),
            f"{NONE} is not on this agenda; add it first.",
        ),
        (
            (*ASKED, "--place", " "),
            "The place is blank: give the city with --place.",
        ),
        (
            ("agreement", "budget", "AP-MV-01", str(YEAR), "5"),
            (
                f"Agreement AP-MV-01 has its budget for {YEAR} already: a budget is "
                "entered once, then raised with `starter.py agreement raise`."
            ),
        ),
        (
            ("agreement", "add", " ", "IT-MV", *VALID),
            "An agreement has a number: give it as NUMBER.",
        ),
        (
            ("agreement", "add", "AP-Q", "IT-MV", *VALID, "--sector", "FISH"),
            f"--sector: FISH is unknown; {SECTORS}",
        ),
        (
            ("agreement", "add", "AP-Q", "IT-MV", *VALID, "--rate", "0.5"),
            (
                "--rate: a share is a fraction above 0 and at most 1, such as "
                '"1/2", never a decimal; write it so.'
            ),
        ),
        (
            (
                *("agreement", "add", "AP-Q", "IT-MV", "--valid-from", "2027-01-01"),
                *("--valid-to", "2026-01-01"),
            ),
            "Agreement AP-Q ends before it begins: correct --valid-from or --valid-to.",
        ),
        (
            (
                *("agreement", "renew", "AP-MV-01", "--valid-to", f"{YEAR + 9}-01-01"),
                *("--act", " ", *WHY),
            ),
            "Give the number of the act that prolongs the agreement: --act.",
        ),
        ((*BODY, "--country", "FR"), "body: country is one of IT, RU; choose."),
        (
            (*BODY, "--region", "IT-99"),
            (
                "body: region IT-99 is none of IT; write its code, such as IT-57, or "
                "leave it out."
            ),
        ),
        (
            ("body", "add", "IT/57", *BODY[3:]),
            (
                "body: code has letters, digits, points and hyphens, 64 at most, such "
                "as IT-57; correct it."
            ),
        ),
        (
            ("calendar", "adopt", "fr", *WHY),
            (
                "No term runs in an older version of calendar FR: there is nothing to "
                "adopt. `starter.py calendar list` names the calendars in use."
            ),
        ),
        (
            ("screening", "register", "--output", "/no/such/place.csv"),
            (
                "The file /no/such/place.csv cannot be written (No such file or "
                "directory): name another."
            ),
        ),
        (
            ("screening", "register", "--from", "2027-01-01", "--to", "2026-01-01"),
            "The period ends before it begins: exchange --from and --to.",
        ),
        (
            ("report", "silence", "--from", "9999-12"),
            "--from: '9999-12' is no month from 1900 to 2200: write it as 2009-10.",
        ),
    ],
)
def test_refusal_names_things_as_the_clerk_does(
    furnished: Path, starter: Starter, command: tuple[str, ...], sentence: str
) -> None:
    done = starter(*command)

    assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            ("--months", "0", "--companies", "-1", "--universities", "-2"),
            (
                "--months must be at least 1; raise it. --companies must be at least "
                "0; raise it. --universities must be at least 0; raise it."
            ),
        ),
        (("--call-year", "9999"), "--call-year must be at most 2100; lower it."),
        (
            ("--call-spent", "R1=5"),
            (
                "--call-spent: R1 is not among the rules with a call's budget (R6, "
                "R7); correct it."
            ),
        ),
        (
            ("--favoured", "IT-ZZ"),
            (
                "--favoured: IT-ZZ is not among the interested bodies (none); "
                "correct it."
            ),
        ),
        (
            ("--applied-on", "2099-01-01"),
            (
                "--applied-on: 2099-01-01 has not come yet; give the day on which the "
                "application came in."
            ),
        ),
    ],
)
def test_fact_that_cannot_be_is_refused_by_its_option(
    submitted: str, starter: Starter, facts: tuple[str, ...], sentence: str
) -> None:
    done = starter("cofinance", "facts", submitted, *facts, *WHY)

    assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")


def test_nobody_answers_a_follow_up_for_a_side_without_partners(
    submitted: str, starter: Starter
) -> None:
    told = ("--side", "a", "--outcome", "contract", "--on-behalf-of", "phone")

    done = starter("follow-up", "answer", submitted, *told)
    none = starter("follow-up", "answer", NONE, *told)

    assert done.err == (
        "Side A has no partner yet: nobody can answer for it. See `starter.py show "
        "REF`.\n"
    )
    assert none.err == f"There is no proposal {NONE}; check the name.\n"


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (
            '[[item]]\nproposal = "{ref}"\ntreatment = "treated"\nparticipants = -2\n',
            "item 1, participants must be at least 0; raise it.",
        ),
        (
            '[[delegate]]\nside = "a"\n[[item]]\ntreatment = "treated"\ncolour = 1\n',
            (
                "delegate 1, name is missing; add it. delegate 1, role is missing; "
                "add it. item 1, colour is no field of the sheet; remove it."
            ),
        ),
        (
            "[[item]",
            (
                "The sheet of minutes cannot be read, for it is no TOML (Expected "
                "']]' at the end of an array declaration (at line 1, column 7)): "
                "correct it there."
            ),
        ),
    ],
)
def test_sheet_of_minutes_is_refused_item_by_item(
    submitted: str, starter: Starter, tmp_path: Path, sheet: str, sentence: str
) -> None:
    file = tmp_path / "minutes.toml"
    file.write_text(sheet.replace("{ref}", submitted))

    done = starter("session", "hold", "IT-RU/XXIX", "--minutes", str(file))

    assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (
            (
                'zone = "Europe/Nowhere"\n[[table]]\nkey = "a"\n[[table.opening]]\n'
                "starts = 2027-06-10T09:30:00\nminutes = 120\n"
            ),
            "zone is no time zone; write its name, such as Europe/Rome.",
        ),
        (
            "colour = 1\n[[table]]\nkey = 7\n",
            (
                "table 1, key must be a text; correct it. table 1, opening is "
                "missing; add it. colour is no field of the sheet; remove it."
            ),
        ),
        (
            (
                '[[table]]\nkey = "z"\n[[table.opening]]\n'
                "starts = 2027-06-10T09:30:00\nminutes = 120\n"
            ),
            (
                "table z is none of the usual ones (a, b, c, d) and has no title; "
                "give it one, or correct its key."
            ),
        ),
    ],
)
def test_sheet_of_tables_is_refused_table_by_table(
    furnished: Path, starter: Starter, tmp_path: Path, sheet: str, sentence: str
) -> None:
    file = tmp_path / "tables.toml"
    file.write_text(sheet)

    done = starter("session", "tables", "IT-RU/XXIX", str(file))

    assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")


def test_list_of_measures_that_is_no_list_is_refused(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    file.write_text('{"a":')

    done = starter("screening", "load", str(file), "--source", "X", "--version", "1")

    assert (done.code, done.err) == (
        1,
        "The list is no JSON (line 1): give the file as published.\n",
    )


def test_no_name_of_a_person_is_kept_in_the_register(
    furnished: Path, starter: Starter
) -> None:
    done = starter(*BODY, "--as", "Mario Rossi")

    assert done.code == 1
    assert "'Mario Rossi' is no officer's code" in done.err
    assert "IT-QQ" not in {
        one["code"] for one in starter("body", "list", "--json").json
    }


# ── and stays on record ──────────────────────────────────────────────────────────


def test_refused_act_stands_in_the_history_of_its_proposal(
    submitted: str, starter: Starter, phase: Callable[[str, str], None]
) -> None:
    phase(submitted, "validation")
    delivered(starter, submitted)
    before = starter("history", submitted, "--json").json
    words = ("outcome", submitted, "contract", "--reason", "Rossi")

    tried = starter(*words, "--dry-run")
    done = starter(*words, "--as", "secretariat:o7")
    read = starter("show", NONE)

    assert [one.code for one in (tried, done, read)] == [1, 1, 1]
    now = starter("history", submitted, "--json").json
    assert now[: len(before)] == before
    [refused] = [one for one in now if one.get("kind") == "act.refused"]
    assert (refused["kind"], refused["actor"]) == ("act.refused", "secretariat:o7")
    assert f"{refused['reason']}\n" == done.err
    assert refused["body"] == {
        "act": "outcome",
        "asked": {"ref": submitted, "kind": "…", "reason": "…"},
    }


def test_refused_act_of_no_proposal_stands_with_the_officer(
    furnished: Path, starter: Starter
) -> None:
    def refused() -> list[dict[str, object]]:
        listed = starter("audit", "refused", "--officer", "secretariat:o8", "--json")
        return list(listed.json)

    words = (*BODY[:2], "IT-MV", *BODY[3:], "--country", "FR", "--as", "secretariat:o8")
    assert refused() == []

    done = starter(*words)

    [one] = refused()
    assert (one["stream"], one["kind"]) == ("refused/secretariat:o8", "act.refused")
    assert (done.code, f"{one['reason']}\n") == (1, done.err)
    assert "a@qui.example" not in str(one)
    shown = starter("audit", "refused", "--officer", "secretariat:o8").out
    assert shown.startswith("1 refusal ")
