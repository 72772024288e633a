"""A letter in the staff's own text instead of the shipped one."""

from datetime import UTC, datetime

import pytest

from models.errors import DomainError
from models.ids import Actor
from models.letter import LetterKind, Template
from tests.mail.test_compose import COMPOSER, REF, draft, parsed, text_of


def test_letter_in_the_staffs_own_text():
    source = "subject: Una proposta\n\nEcco {{ title }}.\n\n@form\n"
    mail = parsed(draft(template=template(source)))

    assert mail["Subject"] == f"[{REF}] Una proposta — Linea modulare"
    assert "Ecco Linea modulare." in text_of(draft(template=template(source)))
    assert parsed(draft(template=template("")))["Subject"] == parsed(draft())["Subject"]


@pytest.mark.parametrize(
    "text",
    ["{{ no_such }}", "@rows no_such", "[if no_such] x", "{{ title.__class__ }}"],
)
def test_letter_whose_own_text_cannot_be_filled_in_is_refused_in_words(text):
    broken = draft(template=template(f"subject: Una proposta\n\n{text}\n"))

    with pytest.raises(DomainError, match=r"dissemination, it, version 3, .* line 3"):
        COMPOSER.compose(broken)


def template(source: str) -> Template:
    return Template(
        kind=LetterKind.DISSEMINATION,
        language="it",
        version=3,
        source=source,
        written_at=datetime(2026, 11, 1, tzinfo=UTC),
        by=Actor("secretariat:o1"),
    )
