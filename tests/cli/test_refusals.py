"""What cannot be read is refused at the door: the field, the rule, the remedy."""

import json
from pathlib import Path

import pytest

from cli.app import main

REF = "IT-RU/2025-2027/XXIX/LIP/0001"
DIGITS = (
    "An amount has digits only, no sign, no thousands separator and at most two "
    'decimals after a point, such as "1250.50"; write it so.'
)
LARGEST = "An amount is at most 10 000 000 000 000; check the zeros."
PAID = ("--order", "7")
TOLD = ("follow-up", "answer", REF, "--side", "a", "--outcome", "contract")
SAID = ("answer", REF, "IT-57", "--interested", "--reason", "phone")
BLANK = (
    "The reason is blank: say why in words with --on-behalf-of; they stay on record."
)
ENDED = ("--ended", "2026-01-05")
ACT = ("--act", "7", "--reason", "letter")
WHY = ("--reason", "letter")
YEARS = "is not of 1990 to 2100: correct it."
LINK = (
    "a link begins with https://, without blanks or a password, and has at most 300 "
    "characters; correct it."
)
OUTAGE = ("outage", "record", "--reason", "no power")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("money", "pay", REF, "AP-1", "1,5", *PAID), f"EURO '1,5': {DIGITS}"),
        (
            ("agreement", "budget", "AP-1", "2026", "9" * 22),
            f"EURO '{'9' * 22}': {LARGEST}",
        ),
        (
            ("agreement", "budget", "AP-1", "2026", "5", "--cap", "1.000,00"),
            f"--cap '1.000,00': {DIGITS}",
        ),
        (
            (*SAID, "--contribution", "x"),
            f"--contribution 'x': {DIGITS}",
        ),
        (
            ("outcome", REF, "contract", "--value", "1e3", "--reason", "letter"),
            f"--value '1e3': {DIGITS}",
        ),
        ((*TOLD, "--on-behalf-of", " "), BLANK),
        (
            (*OUTAGE, "--since", "2026-01-05T11:00", "--until", "2026-01-05T10:00"),
            "An outage ends after it begins: correct --since or --until.",
        ),
        (
            (*OUTAGE, "--since", "2026-01-05T11:00", "--until", "2099-01-05T10:00"),
            (
                "An outage is certified when it is over, and --until is in the future: "
                "correct it, or wait."
            ),
        ),
        (
            ("money", "pay", REF, "AP-1", "5", *PAID, "--as", "Mario Rossi"),
            (
                "'Mario Rossi' is no officer's code: write it as in secretariat:o1 "
                "(secretariat, compliance, agreement-office or chair)."
            ),
        ),
        (
            ("money", "report", REF, "AP-1", "5", *ENDED, "--received", "later"),
            "--received: 'later' is no day: write it as 2026-12-10.",
        ),
        (
            ("agreement", "renew", "AP-1", "--valid-to", "9999-12-31", *ACT),
            f"--valid-to: the year 9999 {YEARS}",
        ),
        (
            ("cofinance", "check", REF, "--as-of", "1-1-2003"),
            "--as-of: '1-1-2003' is no day: write it as 2026-12-10.",
        ),
        (
            (*OUTAGE, "--since", "today", "--until", "2026-01-05T10:00"),
            "--since: 'today' is no date: write it as 2026-12-10 or 2026-12-10T10:30.",
        ),
        (
            (*OUTAGE, "--since", "9999-12-31T23:59-12:00", "--until", "2026-01-05"),
            f"--since: the year 9999 {YEARS}",
        ),
        (
            ("screening", "register", "--from", "0001-01-01"),
            f"--from: the year 1 {YEARS}",
        ),
        (
            ("programme", "add", "IT-RU", "0000-0001"),
            (
                "'0000-0001' is no programme: write its years as 2025-2027, from 1990 "
                "to 2100."
            ),
        ),
        (
            ("stop", REF, "--waiting-for", " ", "--reason", "x"),
            "--waiting-for is blank: name who is waited for.",
        ),
        (
            ("session", "postpone", "IT-RU/XXIX", "--ends", "2027-01-01", *WHY),
            "--ends is the last day of a new date: give --until too.",
        ),
        (
            ("calendar", "adopt", "IT+ZZ", *WHY),
            (
                "There is no calendar for country ZZ; choose an ISO 3166-1 code of two "
                "letters that the holidays library knows."
            ),
        ),
        (
            ("session", "remote", "IT-RU/XXIX", "--link", "x", *WHY),
            f"--link: {LINK}",
        ),
    ],
)
def test_refusal_names_field_rule_and_remedy(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], sentence: str
) -> None:
    code = main(command, {})

    assert (code, capsys.readouterr().err) == (1, f"{sentence}\n")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            (*TOLD, "--on-behalf-of", "phone", "--jobs", "-5"),
            (
                "Invalid value for '--jobs': The value must be at least 0; raise it. "
                "See `starter.py follow-up answer --help`."
            ),
        ),
        (
            ("deadlines", REF, "--language", "xx"),
            (
                "Invalid value for '--language': 'xx' is not one of 'it', 'ru', 'en'. "
                "See `starter.py deadlines --help`."
            ),
        ),
        (
            ("agreement", "show", "AP-1", "--year", "last"),
            (
                "Invalid value for '--year': The value must be a whole number; correct "
                "it. See `starter.py agreement show --help`."
            ),
        ),
        (("withdraw",), "Missing argument 'REF'. See `starter.py withdraw --help`."),
        (
            ("histroy",),
            (
                "No such command 'histroy'. Did you mean 'history'? See "
                "`starter.py --help`."
            ),
        ),
        (
            ("list", "--nope"),
            (
                "No such option: --nope (Possible options: --phase). See "
                "`starter.py list --help`."
            ),
        ),
    ],
)
def test_misuse_is_one_sentence_and_where_the_help_is(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], sentence: str
) -> None:
    code = main(command, {})
    said = capsys.readouterr().err
    as_json = main((*command, "--json"), {})

    assert (code, said) == (2, f"{sentence}\n")
    assert as_json == 2
    assert json.loads(capsys.readouterr().err) == {"error": sentence}


TOML = "(Invalid statement (at line 1, column 1)): correct it there."


@pytest.mark.parametrize(
    ("written", "command", "sentence"),
    [
        (
            b"{",
            ("question", "answer", REF, "1"),
            f"{{file}} cannot be read, for it is no TOML {TOML}",
        ),
        (
            b"a = 1\nb = '\xe8'\n",
            ("question", "answer", REF, "1"),
            (
                "{file} cannot be read (no UTF-8 in line 2): save it as plain text in "
                "UTF-8."
            ),
        ),
        (
            b"colour = 1\n[question]\nit = 'Quando?'\n",
            ("question", "answer", REF, "1"),
            "answer is missing; add it. colour is no field of the file; remove it.",
        ),
        (
            b"{",
            ("programme", "add", "IT-RU", "2028-2030", "--guidelines"),
            f"{{file}} cannot be read, for it is no TOML {TOML}",
        ),
        (
            b"\xff",
            ("adhesion", "notice", "IT-RU/XXIX"),
            (
                "{file} cannot be read (no UTF-8 in line 1): save it as plain text in "
                "UTF-8."
            ),
        ),
        (
            b"[[guidelines]]\n[guidelines.title]\nit = ''\n",
            ("programme", "add", "IT-RU", "2028-2030", "--guidelines"),
            "{file}: title.it is blank; write it.",
        ),
    ],
)
def test_file_that_is_wrong_is_refused_in_words(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    written: bytes,
    command: tuple[str, ...],
    sentence: str,
) -> None:
    file = tmp_path / "sheet.toml"
    file.write_bytes(written)

    code = main((*command, str(file)), {})

    assert code == 1
    assert capsys.readouterr().err.splitlines()[0] == sentence.format(file=file)


def test_folder_that_is_a_file_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()

    code = main(("--folder", str(file), "list"), {})

    assert (code, capsys.readouterr().err) == (
        1,
        f"{file} is no data folder (Not a directory): name another with --folder.\n",
    )


def test_folder_that_cannot_be_made_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(("--folder", "/proc/none", "up"), {})

    assert (code, capsys.readouterr().err) == (
        1,
        (
            "/proc/none cannot be a data folder (No such file or directory): name "
            "another with --folder.\n"
        ),
    )
