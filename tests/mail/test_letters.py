"""Every kind in every language: whole, alike, and in one language only."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from itertools import product
from typing import Any

import pytest

from mail.address import Purpose, conversation_of
from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.letter_source import letter_source
from mail.wording import LOCALES, wording
from models.adhesion_labels import form_lines
from models.case import Outcome
from models.letter import (
    DIGEST_OF,
    Action,
    LetterDraft,
    LetterFacts,
    LetterItem,
    LetterKind,
)
from models.message import ActKind
from models.proposal_parts import CooperationForm
from models.reply_form import MARKER, Language

IDENTITY = MailIdentity(
    domain="staffetta.example", secret=b"s" * 32, office_name="Segreteria"
)
REF = "IT-RU/2007-2009/XV/LIP/0007"
OTHER = "IT-RU/2007-2009/XV/LIP/0008"
INSTANT = datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC)
LATER = datetime(2026, 12, 4, 22, 59, 59, tzinfo=UTC)
FULL = LetterFacts(
    ref=REF,
    title="T1",
    summary="S1",
    description="D1\n\nD2",
    region="RU-LIP",
    sectors=("ENVI",),
    partner_sought="P1",
    cooperation_forms=("supply",),
    actions=(Action(kind="training", cost=100),),
    exclusive=True,
    deadline=INSTANT,
    previous_deadline=datetime(2026, 11, 20, 22, 59, 59, tzinfo=UTC),
    reason="R1\n\nR2",
    gaps=("G1", "G2"),
    act="conditional",
    contribution=123456,
    late=True,
    late_rule="grace",
    standing="declined",
    waiting=(OTHER,),
    correct_until=datetime(2026, 11, 29, 9, 30, tzinfo=UTC),
    items=(
        LetterItem(
            position=1,
            ref=REF,
            title="T1",
            summary="S1",
            region="LIP",
            deadline=INSTANT,
            cost=3600000,
            sectors=("ENVI",),
            partner_sought="P1",
        ),
        LetterItem(
            position=2,
            ref=OTHER,
            title="T2",
            summary="S2",
            region="LIP",
            deadline=LATER,
        ),
    ),
    received_at=datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
    session="XV",
    place="V1",
    starts_at=datetime(2026, 12, 10, 9, 0, tzinfo=UTC),
    previous_starts_at=datetime(2026, 12, 3, 9, 0, tzinfo=UTC),
    position=3,
    minutes=15,
    outcome="contract",
    partners=("B1", "B2"),
    ministry_share=4800000,
    notice=2,
    recorded=("O1", "O2"),
)
EMPTY = LetterFacts()
ADHESION = {one: form_lines(Language(one)) for one in LOCALES}
EVERY = list(product(LetterKind, LOCALES))
HOLES = re.compile(r"None|undefined|\{\{|\}\}|\{%|«\s*»|\(\s*\)|\[\s*\]|: *$|  +\S")
ENGLISH = re.compile(
    r"\b(the|of|and|your|you|please|this|with|not|for|from|by|dear|deadline|reply)\b",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-z]{2,}")


class FakeNames:
    def region(self, code, language):
        return code

    def sector(self, key, language):
        return key


def composed(kind, language, facts, *, name="N1"):
    draft = LetterDraft(
        letter="l",  # type: ignore[arg-type]
        kind=kind,
        language=language,
        to_name=name,
        to_address="a@b.example",
        conversation=7,
        dated=INSTANT,
        facts=facts,
        automatic=True,
    )
    return LetterComposer(IDENTITY, FakeNames()).compose(draft)


def read(kind, language, facts) -> Any:
    raw = composed(kind, language, facts).raw
    return message_from_bytes(raw, policy=policy.default)


def bodies(kind, language, facts) -> tuple[str, str]:
    mail = read(kind, language, facts)
    texts = (mail.get_body((one,)).get_content() for one in ("plain", "html"))
    plain, html = (text.replace("\r\n", "\n") for text in texts)
    return plain, html


def words(text: str) -> str:
    """Text without what is the same in every language."""
    text = re.sub(r"\S+@\S+", "", text)
    for same in (MARKER, REF, OTHER, "Segreteria"):
        text = text.replace(same, "")
    return text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_full_letter_says_everything_and_correlates(kind, language):
    mail = read(kind, language, FULL)
    plain, html = bodies(kind, language, FULL)

    code = re.escape(REF) if kind not in DIGEST_OF.values() else r"2 \w+"
    assert re.match(rf"\[{code}\] \w", mail["Subject"])
    assert conversation_of(IDENTITY, mail["Reply-To"], Purpose.REPLY) == 7
    assert not mail.defects
    assert REF in plain
    assert REF in html
    assert f'<html lang="{language}">' in html


@pytest.mark.parametrize(("kind", "language"), EVERY)
@pytest.mark.parametrize("facts", [FULL, EMPTY], ids=["full", "empty"])
def test_letter_has_no_holes(kind, language, facts):
    plain, _ = bodies(kind, language, facts)
    form = r"^(Risposta|Contributo|Quota|Note|Ответ|Взнос|Частная|Примечания|Answer"
    form += r"|Contribution|Private|Notes)\b.*: $|^.*\(\w+ / .*\): ?$"
    form += "|" + "|".join(rf"^{re.escape(one)}$" for one in ADHESION[language])
    lines = re.sub(form, "", plain, flags=re.MULTILINE).splitlines()

    opens_list = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line.endswith(":") and not following.startswith("  - ")
    ]
    assert opens_list == []
    assert [
        line.strip() for line in lines if HOLES.search(line.strip().removesuffix(":"))
    ] == []


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_empty_letter_still_has_a_subject_and_a_body(kind, language):
    mail = read(kind, language, EMPTY)
    plain, _ = bodies(kind, language, EMPTY)

    assert re.fullmatch(r"[^\[\]]{8,}[^:\s]", mail["Subject"])
    assert len(plain.split()) > 40


@pytest.mark.parametrize("kind", list(LetterKind))
def test_languages_have_the_same_blocks(kind):
    shapes = {
        language: [block.shape for block in letter_source(kind, language).blocks]
        for language in LOCALES
    }

    assert shapes["it"] == shapes["ru"] == shapes["en"]


@pytest.mark.parametrize(("kind", "language"), EVERY)
@pytest.mark.parametrize("facts", [FULL, EMPTY], ids=["full", "empty"])
def test_text_and_html_say_the_same(kind, language, facts):
    plain, html = bodies(kind, language, facts)
    body = html[html.index("<main") : html.index("</main>")]
    # The page repeats the subject as its title; text does not.
    body = re.sub(r"<h1.*?</h1>", "", body)
    visible = re.sub(r"<[^>]+>", " ", body)
    for escaped, mark in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&")):
        visible = visible.replace(escaped, mark)

    def fold(text: str) -> str:
        return "".join(re.findall(r"[^\W\d]", text)).lower()

    assert fold(visible) == fold(plain)


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("act", list(ActKind))
def test_italian_letter_has_no_english(kind, act):
    facts = FULL.model_copy(update={"act": act})
    plain, _ = bodies(kind, "it", facts)

    assert ENGLISH.findall(words(plain)) == []
    assert not re.search(r"[а-яА-Я]", words(plain))


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("act", list(ActKind))
def test_russian_letter_has_no_latin_words(kind, act):
    facts = FULL.model_copy(update={"act": act})
    plain, _ = bodies(kind, "ru", facts)

    allowed = {"XV", "RU", "LIP", "ENVI", "UTC", "bis"}
    allowed |= {"IT", "NACE", "mail", "ru", "en"}  # examples of the adhesion form
    assert set(LATIN.findall(words(plain))) - allowed == set()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_english_letter_has_no_other_language(kind):
    plain, _ = bodies(kind, "en", FULL)

    assert not re.search(r"[а-яА-Я]", words(plain))
    assert not re.search(r"\b(il|della|che|proposta|Vi)\b", words(plain))


@pytest.mark.parametrize("language", LOCALES)
def test_words_name_every_code(language):
    tables = wording(language, "Europe/Rome").words

    assert set(tables["outcomes"]) == {outcome.value for outcome in Outcome}
    assert set(tables["acts"]) == {act.value for act in ActKind}
    assert set(tables["forms"]) == {form.value for form in CooperationForm}


def test_languages_have_the_same_words():
    def keys(words):
        return {
            name: set(value) if isinstance(value, dict) else None
            for name, value in words.items()
        }

    it, ru, en = (keys(wording(one, "Europe/Rome").words) for one in LOCALES)

    assert it == ru == en


def test_moved_deadline_shows_both():
    plain, _ = bodies(LetterKind.DEADLINE_MOVED, "ru", FULL)
    folded = " ".join(plain.split())

    assert "Прежний срок: 20 ноября 2026 г., 23:59" in folded
    assert "Новый срок: 27 ноября 2026 г., 23:59" in folded


def test_moved_session_may_have_no_date_yet():
    facts = FULL.model_copy(update={"starts_at": None})
    plain, _ = bodies(LetterKind.SESSION_MOVED, "it", facts)

    assert "Nuova data: da stabilire" in plain
    assert "Data precedente: ore 10:00 del 3 dicembre 2026" in plain


def test_convocation_names_session_slot_and_minutes():
    plain, _ = bodies(LetterKind.CONVOCATION, "ru", FULL)
    folded = " ".join(plain.split())

    assert "в ходе XV сессии" in folded
    assert "№ 3 в повестке дня, 15 минут" in folded


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "1 минута"), (2, "2 минуты"), (21, "21 минута")]
)
def test_minutes_follow_the_plural_of_the_language(minutes, said):
    facts = FULL.model_copy(update={"minutes": minutes, "position": None})
    plain, _ = bodies(LetterKind.CONVOCATION, "ru", facts)

    assert f"регламент: {said}\n" in plain


def test_slot_without_minutes_names_the_position():
    facts = FULL.model_copy(update={"minutes": None})
    plain, _ = bodies(LetterKind.CONVOCATION, "it", facts)

    assert "n. 3 all'ordine del giorno\n" in plain
