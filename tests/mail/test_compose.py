"""The bytes of a letter: headers that correlate, and nothing injected."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.address import Purpose, conversation_of
from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.wording import on_one_line
from models.errors import DomainError
from models.letter import Action, LetterDraft, LetterFacts, LetterKind
from models.reply_form import LABELS, MARKER, Language

IDENTITY = MailIdentity(
    domain="staffetta.example",
    secret=b"s" * 32,
    office_name={
        "it": "Segreteria",
        "ru": "Секретариат",
        "en": "Secretariat",
    },
)
REF = "IT-RU/2007-2009/XV/LIP/0007"


class FakeNames:
    def region(self, code, language):
        return f"region {code} {language}"

    def sector(self, key, language):
        return f"sector {key} {language}"


COMPOSER = LetterComposer(IDENTITY, FakeNames())


def draft(kind=LetterKind.DISSEMINATION, **changes):
    facts = {"ref": REF, "title": "Linea modulare", **changes.pop("facts", {})}
    given: dict[str, Any] = {
        "letter": "it-ru/15/0007/disseminate/1/IT-57",
        "kind": kind,
        "language": "it",
        "to_name": "Regione Marche",
        "to_address": "ufficio@regione.example",
        "conversation": 7,
        "dated": datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        "facts": LetterFacts.model_validate(facts),
    }
    return LetterDraft.model_validate(given | changes)


def parsed(letter_draft) -> Any:
    raw = COMPOSER.compose(letter_draft).raw
    return message_from_bytes(raw, policy=policy.default)


def text_of(letter_draft) -> str:
    text = parsed(letter_draft).get_body(("plain",)).get_content()
    return str(text).replace("\r\n", "\n")


def html_of(letter_draft) -> str:
    html = parsed(letter_draft).get_body(("html",)).get_content()
    return str(html).replace("\r\n", "\n")


def test_letter_is_the_same_bytes_every_time():
    first, second = COMPOSER.compose(draft()), COMPOSER.compose(draft())
    other = COMPOSER.compose(draft(letter="another"))

    assert first == second
    assert other.message_id != first.message_id


def test_letter_carries_all_that_correlates():
    composed = COMPOSER.compose(draft())
    mail = parsed(draft())

    assert conversation_of(IDENTITY, mail["Reply-To"], Purpose.REPLY) == 7
    assert conversation_of(IDENTITY, composed.envelope_from, Purpose.BOUNCE) == 7
    assert mail["Message-ID"] == composed.message_id
    assert composed.message_id.endswith("@staffetta.example>")
    assert mail["Subject"] == composed.subject
    assert composed.subject.startswith(f"[{REF}] ")
    assert mail["From"] == "Segreteria <progetti@staffetta.example>"
    assert mail["To"] == "Regione Marche <ufficio@regione.example>"
    assert mail["Date"] == "Sun, 22 Nov 2026 13:00:00 +0100"
    assert mail["Content-Language"] == "it"


def test_letter_keeps_to_the_line_lengths_of_mail():
    raw = COMPOSER.compose(
        draft(language="ru", facts={"title": "Ж" * 300, "description": "щ " * 4000})
    ).raw

    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_letter_has_text_and_html_and_nothing_else():
    mail = parsed(draft())

    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    encodings = {part["Content-Transfer-Encoding"] for part in mail.iter_parts()}
    assert encodings == {"quoted-printable"}
    html = html_of(draft())
    assert "<img" not in html
    assert "http" not in html
    assert '<html lang="it">' in html


@pytest.mark.parametrize(
    ("kind", "automatic", "submitted", "suppress"),
    [
        (LetterKind.DISSEMINATION, False, None, None),
        (LetterKind.REMINDER, True, "auto-generated", "DR, RN, NRN, AutoReply"),
        (LetterKind.ANSWER_RECEIPT, True, "auto-replied", None),
        (LetterKind.SUBMISSION_RECEIPT, True, "auto-replied", None),
        (LetterKind.CORRECTION_RECEIPT, True, "auto-replied", None),
        (LetterKind.MUTE_RECEIPT, True, "auto-replied", None),
        (LetterKind.DIGEST, False, None, None),
        (LetterKind.REMINDER_DIGEST, True, "auto-generated", "DR, RN, NRN, AutoReply"),
        (LetterKind.FOLLOW_UP, True, "auto-generated", None),
    ],
)
def test_letter_says_when_nobody_wrote_it(kind, automatic, submitted, suppress):
    mail = parsed(draft(kind, automatic=automatic))

    assert mail["Auto-Submitted"] == submitted
    assert mail["X-Auto-Response-Suppress"] == suppress


def test_letter_threads_with_bounded_and_unbroken_ids():
    ids = tuple(f"<{'x' * 90}{n}@mail.example>" for n in range(20))
    raw = COMPOSER.compose(
        draft(in_reply_to=ids[-1], references=(*ids, "broken", "<a b@c>"))
    ).raw
    mail = message_from_bytes(raw)

    assert mail["In-Reply-To"] == ids[-1]
    assert mail["References"].split() == [ids[0], *ids[-9:]]


def test_letter_without_thread_has_no_thread_headers():
    mail = parsed(draft(in_reply_to="not an id"))

    assert mail["In-Reply-To"] is None
    assert mail["References"] is None


def test_letter_that_expects_an_answer_opens_with_the_marker():
    assert text_of(draft()).startswith(f"{MARKER}\n")
    assert MARKER in html_of(draft())
    assert MARKER not in text_of(draft(LetterKind.RECALL))


@pytest.mark.parametrize("kind", [LetterKind.DISSEMINATION, LetterKind.REMINDER])
@pytest.mark.parametrize("language", list(Language))
def test_letter_carries_the_form_one_label_per_line(kind, language):
    lines = text_of(draft(kind, language=language)).splitlines()
    start = lines.index(LABELS[language].lines()[0])

    assert tuple(lines[start : start + 4]) == LABELS[language].lines()


@pytest.mark.parametrize(
    ("language", "mark"),
    [("it", "SIMULAZIONE"), ("ru", "СИМУЛЯЦИЯ"), ("en", "SIMULATION")],
)
def test_letter_of_a_simulation_is_watermarked(language, mark):
    simulated = draft(language=language, facts={"simulation": True})
    real = draft(language=language, facts={"simulation": False})

    assert mark in text_of(simulated)
    assert mark in html_of(simulated)
    assert mark not in text_of(real)


def test_letter_prints_values_in_its_language_and_zone():
    facts = {
        "deadline": datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC),
        "actions": (Action(kind="training", cost=3600050), Action(kind="x", cost=100)),
        "cooperation_forms": ("supply", "una forma nuova"),
        "region": "RU-LIP",
        "sectors": ("ENVI", "Meccanica"),
        "exclusive": True,
    }
    italian = " ".join(text_of(draft(facts=facts)).split())
    russian = " ".join(text_of(draft(language="ru", facts=facts)).split())

    assert (
        "entro le ore 23:59 del 27 novembre 2026"
        " (ora standard dell’Europa centrale, UTC+1)" in italian
    )
    assert ["formazione:", "36.000,50", "€"][0] in italian
    assert "Totale: 36.001,50" in italian
    assert "- fornitura - una forma nuova" in italian
    assert "Regione: region RU-LIP it" in italian
    assert "Settori: sector ENVI it, Meccanica" in italian
    assert "27 ноября 2026 г., 23:59" in russian
    assert "да, только с одним партнёром" in russian


def test_letter_calls_midnight_the_end_of_the_day_before():
    midnight = {"deadline": datetime(2026, 11, 20, 23, 0, 0, tzinfo=UTC)}

    assert "ore 24:00 del 20 novembre 2026" in text_of(draft(facts=midnight))


def test_letter_shows_seconds_only_when_they_matter():
    quick = {"deadline": datetime(2026, 11, 20, 9, 0, 7, tzinfo=UTC)}

    assert "ore 10:00:07 del 20 novembre" in text_of(draft(facts=quick))


NASTY = "a\r\nBcc: v@x.example\r\n\r\n<script>alert(1)</script>\u202e\u0000{{ 7*7 }}"


def test_letter_takes_nothing_for_markup_headers_or_templates():
    nasty = dict.fromkeys(
        ("ref", "title", "summary", "description", "region", "reason"), NASTY
    )
    nasty_draft = draft(
        LetterKind.DEADLINE_MOVED, to_name=NASTY, facts={**nasty, "place": NASTY}
    )
    dissemination = draft(facts=nasty)
    mail = parsed(nasty_draft)

    assert mail["Bcc"] is None
    assert [a.addr_spec for a in mail["To"].addresses] == ["ufficio@regione.example"]
    assert not mail.defects
    for one in (nasty_draft, dissemination):
        assert "<script" not in html_of(one)
        assert "&lt;script&gt;" in html_of(one)
        assert "49" not in text_of(one).replace(REF, "")
        assert not {"\u202e", "\u0000"} & set(text_of(one) + parsed(one)["Subject"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=120))
def test_letter_header_round_trips_any_name_and_title(name, title):
    one = draft(LetterKind.RECALL, to_name=name, facts={"title": title})
    mail = parsed(one)

    [recipient] = mail["To"].addresses
    # The modern parser of 3.11 puts blanks between encoded words of a name.
    encoded, _ = parseaddr(message_from_bytes(COMPOSER.compose(one).raw)["To"])
    assert str(make_header(decode_header(encoded))) == on_one_line(name)
    assert recipient.addr_spec == "ufficio@regione.example"
    assert len(mail["From"].addresses) == 1
    assert mail["Subject"] == COMPOSER.compose(one).subject
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    [
        *("", "nobody", "a b@x.example", "отдел@x.example", "a@", "a@x..example"),
        *("a..b@x.example", ".a@x.example", "a@x.example\r\nBcc: b@x.example"),
        *("a@x example", "a@[192.0.2.1]", "a@x.example, b@x.example"),
    ],
)
def test_letter_to_an_unwritable_address_is_refused_with_a_sentence(address):
    with pytest.raises(DomainError, match="correct the address"):
        COMPOSER.compose(draft(to_address=address))


def test_letter_to_a_foreign_domain_uses_its_ascii_form():
    mail = parsed(draft(to_address="ufficio@città.example"))

    assert mail["To"].addresses[0].addr_spec == "ufficio@xn--citt-3na.example"


def test_letter_in_an_unknown_language_is_refused():
    with pytest.raises(DomainError, match="language"):
        COMPOSER.compose(draft(language="de"))


def test_long_title_is_cut_in_the_subject_only():
    title = "parola " * 40
    composed = COMPOSER.compose(draft(facts={"title": title}))

    assert composed.subject.endswith("…")
    assert len(composed.subject) < 200
    assert title.strip() in " ".join(text_of(draft(facts={"title": title})).split())
