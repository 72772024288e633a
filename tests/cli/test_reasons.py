"""A reason that is asked for is given in words: blanks are refused at the door."""

import pytest

from cli.app import main

REF = "IT-RU/2025-2027/XXIX/LIP/0001"


@pytest.mark.parametrize("words", ["", " ", "\t\n"])
@pytest.mark.parametrize(
    "command",
    [
        ("session", "postpone", "IT-RU/XXIX", "--until", "2099-01-01"),
        ("session", "cancel", "IT-RU/XXIX"),
        ("session", "freeze", "IT-RU/XXIX"),
        ("session", "hold", "IT-RU/XXIX"),
        ("cofinance", REF, "--wait"),
        ("outcome", REF, "contract"),
        ("withdraw", REF),
        ("answer", REF, "IT-57", "--declined"),
        ("choose", REF, "IT-57"),
        (
            *("money", "commit", REF, "AP-1", "--act", "7", "--signed", "2026-01-01"),
            *("--cup", "B12C34567890123", "--no-company"),
            *("--requested-by", "agreement-office:o2"),
        ),
        ("agreement", "raise", "AP-1", "2026", "5", "--act", "1"),
    ],
)
def test_blank_reason_is_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], words: str
) -> None:
    code = main((*command, "--reason", words), {})

    assert (code, capsys.readouterr().err) == (
        1,
        "The reason is blank: say why in words with --reason; they stay on record.\n",
    )
