"""What the source says in English is said to who reads Italian or Russian."""

import re
from functools import cache

import pytest

from store.rule_book import load_rule_book
from tests.web.said_in_english import Said, is_sentence, said_in
from tests.web.unmet import UNMET
from web.saying import Saying, words
from web.sentences import ENGLISH, Line, catalogue, sentences

OTHERS = ("it", "ru")
SPOKEN = (
    "activities",
    "audit",
    "mail",
    "models",
    "runtime",
    "store",
    "web",
    "workflows",
)
"""The packages whose sentences the desk shows."""
_OF_A_PLACE = ("audit/verify_", "mail/dangers", "mail/template_")
KINDS = {"sentence", "day", "sum", "milestone"}


@cache
def said() -> tuple[Said, ...]:
    return tuple(one for folder in SPOKEN for one in said_in(folder))


def unmet(place: str) -> bool:
    return place.startswith(tuple(one for group in UNMET.values() for one in group))


def blanks(pattern: str) -> dict[str, str]:
    return dict(re.findall(r"\{([a-z]\w*)(?::(\w+))?\}", pattern))


def skeleton(said: str) -> str:
    return re.sub(r"\{\w+(:\w+)?\}", "{}", said)


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_said_in_the_language(language: str) -> None:
    met = {
        one.pattern
        for one in said()
        if is_sentence(one.pattern) and not unmet(one.place)
    }

    kept = {**sentences(language), **sentences(language, "sentence_parts")}
    assert met - kept.keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_told_of_a_place_is_said_in_the_language(language: str) -> None:
    """What a verification finds, or is wrong in a text, has no full stop."""
    told = {one.pattern for one in said() if one.place.startswith(_OF_A_PLACE)}

    kept = {**sentences(language), **sentences(language, "sentence_parts")}
    unsaid = {*map(skeleton, told)} - {*map(skeleton, kept)}
    assert {one for one in unsaid if one.count(" ") > 2} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_kept_that_nobody_says(language: str) -> None:
    kept = {**sentences(language), **sentences(language, "sentence_parts")}

    rules = {one.sentence.en for one in load_rule_book().rules}
    assert kept.keys() - {one.pattern for one in said()} - rules == set()


def test_every_rule_of_co_financing_is_read_in_russian() -> None:
    """Its Italian stands in the rule book itself."""
    rules = {one.sentence.en for one in load_rule_book().rules}

    assert rules <= sentences("ru").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_has_the_same_blanks_of_a_kind_there_is(language: str) -> None:
    kept = {**sentences(language), **sentences(language, "sentence_parts")}

    for english, other in kept.items():
        assert blanks(other).keys() == blanks(english).keys(), english
        kinds = {kind for kind in blanks(other).values() if kind}
        assert kinds <= KINDS | words(language).keys(), english


@pytest.mark.parametrize("language", OTHERS)
def test_each_sentence_is_found_again_and_no_other(language: str) -> None:
    for english, other in sentences(language).items():
        example = re.sub(r"\{(\w+)\}", lambda blank: f"«{blank[1]}»", english)

        found = catalogue(language).one(example)

        assert found is not None
        assert skeleton(found.said) == skeleton(other), english


def test_a_refusal_is_read_in_italian_and_in_russian() -> None:
    refused = (
        "The proposal is waiting-list; this can be done only while it is open or ready."
    )

    assert Saying("it").sentence(refused) == Line(
        "La proposta è in fase «lista d’attesa»; questo si può fare solo nella fase: "
        "diffusione, pronta per la sessione.",
        "it",
    )
    assert Saying("ru").told(refused) == (
        "Предложение на этапе «лист ожидания»; это можно сделать только на этапе: "
        "рассылка, готово к сессии."
    )


def test_several_sentences_are_said_together_or_not_at_all() -> None:
    say = Saying("it")
    known = "The message is filed already. The session is closed."

    assert say.sentence(known).text == (
        "Il messaggio è già archiviato. La sessione è conclusa."
    )
    assert say.sentence(f"{known}\n{known}").language == "it"
    assert say.sentence(f"{known} Nobody said this <b>before</b>.").language == ENGLISH
    assert say.told("Nobody said <b>this</b>.") == (
        '<span lang="en">Nobody said &lt;b&gt;this&lt;/b&gt;.</span>'
    )


def test_what_the_page_says_itself_stays_as_it_is() -> None:
    say = Saying("it")
    own = say("refused.nowhere")

    assert say.sentence(own) == Line(own, "it")
    assert Saying("en").sentence("The session is closed.").language == "en"


def test_a_long_text_is_looked_through_in_a_moment() -> None:
    text = "The proposal is a; this can be done only while " * 200 + "it is b."

    assert Saying("it").sentence(text * 3).language == ENGLISH


def test_no_pattern_is_so_open_that_it_is_found_in_anything() -> None:
    for english in sentences("it"):
        begun = re.match(r"[A-Z][a-z]{2,}\W", english)
        own = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", english))
        assert begun or blanks(english) == {} or len(own) > 2


def test_why_an_item_stands_where_it_does_is_said_in_italian() -> None:
    why = (
        "Place 2: new, score 14/20, 1 accepted interest, co-financing not committed, "
        "ready 2027-03-01 09:00 UTC; table A, 10:00-10:20: its first free time"
    )

    assert Saying("it").sentence(why).text == (
        "Posto 2: nuova, punteggio 14/20, interessi accettati: 1, cofinanziamento non "
        "impegnato, pronta dal 2027-03-01 09:00 UTC; tavolo A, 10:00-10:20: la prima "
        "ora libera"
    )


def test_days_sums_and_steps_are_written_as_the_reader_writes_them() -> None:
    say = Saying("it")
    lapses = (
        "The reservation of 1,050,000.00 EUR for IT-RU/2026-2028/XXIX/LIP/0007 lapses "
        "on 2027-06-30: commit it with `starter.py money commit`, or let it go."
    )
    due = "Due today for session XXIX: agenda frozen. Then `starter.py task resolve`."

    assert "1.050.000,00" in say.sentence(lapses).text
    assert "30 giu 2027" in say.sentence(lapses).text
    assert say.sentence(due).language == "it"


def test_what_is_not_as_it_was_sealed_is_said_in_italian() -> None:
    gone = (
        "it is gone: it was sealed with seal 3; what came after record 2 was changed."
    )

    assert Saying("it").part(gone) == (
        "non c’è più: fu sigillato con il sigillo 3; ciò che venne dopo la "
        "registrazione 2 è stato cambiato."
    )
    assert Saying("it").part("event/session/it-ru/29") == (
        '<span lang="en">event/session/it-ru/29</span>'
    )


def test_what_to_know_of_a_mail_is_said_in_italian() -> None:
    say = Saying("it")

    assert say.part("encrypted archive: a, b.zip") == "archivio cifrato: a, b.zip"
    assert say.part("no sender") == "senza mittente"
    assert say.part("dmarc=pass") == '<span lang="en">dmarc=pass</span>'
