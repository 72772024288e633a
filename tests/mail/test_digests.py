"""Several proposals in one letter: each under its number, each with its own line."""

import pytest

from mail.wording import LOCALES, wording
from models.letter import LetterKind
from models.reply_form import LABELS, Language
from tests.mail.test_letters import FULL, OTHER, REF, bodies, read


@pytest.mark.parametrize("language", LOCALES)
def test_digest_lists_each_proposal_under_its_number(language):
    plain, html = bodies(LetterKind.DIGEST, language, FULL)
    lines = plain.splitlines()
    labels = wording(language, "Europe/Rome").words["labels"]
    first, second = lines.index(f"1. {REF}"), lines.index(f"2. {OTHER}")

    def values(start: int) -> list[str]:
        found = lines[start + 1 : lines.index("", start)]
        return [line for line in found if not line.startswith("  ")]

    assert [line.partition(": ")[0] for line in values(first)] == [
        labels[key]
        for key in (
            *("title", "summary", "region", "sectors", "partner_sought"),
            *("deadline", "cost"),
        )
    ]
    assert [line.partition(": ")[0] for line in values(second)] == [
        labels[key] for key in ("title", "summary", "region", "deadline")
    ]
    assert values(second)[0].endswith(": T2")
    assert html.index(f"1. {REF}") < html.index(f"2. {OTHER}")


@pytest.mark.parametrize("language", LOCALES)
def test_reminder_digest_is_short(language):
    plain, _ = bodies(LetterKind.REMINDER_DIGEST, language, FULL)

    assert f"1. {REF}\n" in plain
    assert "T2" in plain
    assert "S1" not in plain


@pytest.mark.parametrize("kind", [LetterKind.DIGEST, LetterKind.REMINDER_DIGEST])
@pytest.mark.parametrize("language", list(Language))
def test_digest_has_one_line_to_answer_each_proposal_on(kind, language):
    plain, _ = bodies(kind, language, FULL)
    lines = plain.splitlines()
    start = lines.index(LABELS[language].item_line(1, REF))

    assert lines[start + 1] == LABELS[language].item_line(2, OTHER)
    assert lines[start + 2] == ""


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("it", "[{} proposte] Richiesta di manifestazione di interesse — sessione XV"),
        ("en", "[{} proposals] Invitation to express interest — session XV"),
    ],
)
def test_digest_names_how_many_and_the_session(language, subject):
    two = read(LetterKind.DIGEST, language, FULL)["Subject"]

    assert two == subject.format(2)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "предложение"), (2, "предложения"), (5, "предложений"), (21, "предложение")],
)
def test_count_follows_the_plural_of_the_language(number, said):
    facts = FULL.model_copy(update={"items": FULL.items[:1] * number})
    subject = read(LetterKind.DIGEST, "ru", facts)["Subject"]

    head = f"[{number} {said}] Приглашение выразить заинтересованность"
    assert subject == f"{head} — XV сессия"


def test_digest_tells_of_a_proposal_nothing_that_its_own_letter_does_not():
    labels = {
        label.partition(":")[0]
        for line in bodies(LetterKind.DIGEST, "it", FULL)[0].splitlines()
        for label in [line.strip()]
    } & set(wording("it", "Europe/Rome").words["labels"].values())
    alone = bodies(LetterKind.DISSEMINATION, "it", FULL)[0]

    cost = wording("it", "Europe/Rome").words["labels"]["cost"]  # there: each action's
    assert [label for label in labels - {cost} if f"{label}:" not in alone] == []
