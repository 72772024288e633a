"""What the law wants said in a notice of rejection."""

from models.letter import LetterKind
from tests.mail.test_letters import FULL, bodies


def test_rejection_notice_names_the_law_and_the_term():
    plain, _ = bodies(LetterKind.REJECTION_NOTICE, "it", FULL)
    folded = " ".join(plain.split())

    assert "articolo 10-bis della legge 7 agosto 1990, n. 241" in folded
    assert "entro dieci giorni dal ricevimento" in folded
    assert "R1 R2" in folded
