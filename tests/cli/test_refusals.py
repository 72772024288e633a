"""What cannot be read is refused at the door: the field, the rule, the remedy."""

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
            (*OUTAGE, "--since", "2026-01-05T11:00", "--until", "2999-01-05T10:00"),
            (
                "An outage is certified when it is over, and --until is in the future: "
                "correct it, or wait."
            ),
        ),
    ],
)
def test_refusal_names_field_rule_and_remedy(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], sentence: str
) -> None:
    code = main(command, {})

    assert (code, capsys.readouterr().err) == (1, f"{sentence}\n")
