"""Whose fault a failure is, by the words providers use for it."""

import pytest

from models.message import BounceReason, PecFacts
from models.receipt_reason import failure_reason

FAILED = "errore-consegna"
CASES = [
    (FAILED, "no-dest", "", BounceReason.ADDRESS),
    (FAILED, "no-dominio", "", BounceReason.ADDRESS),
    (FAILED, "virus", "", BounceReason.POLICY),
    (FAILED, "altro", "5.1.1 - Gestore - indirizzo non valido", BounceReason.ADDRESS),
    (FAILED, "altro", "Casella inesistente", BounceReason.ADDRESS),
    (FAILED, "altro", "la casella di posta elettronica non esiste", "address"),
    (FAILED, "altro", "utente sconosciuto", BounceReason.ADDRESS),
    (FAILED, "altro", "552 5.2.2 Over quota", BounceReason.FULL),
    (FAILED, "altro", "la casella destinataria è piena", BounceReason.FULL),
    (FAILED, "altro", "5.2.3 dimensione eccessiva", BounceReason.SIZE),
    (FAILED, "altro", "5.7.1 rifiutato", BounceReason.POLICY),
    (FAILED, "altro", "non consegnato nelle 24 ore", BounceReason.NETWORK),
    (FAILED, "altro", "15.1.12 riferimento interno", BounceReason.NETWORK),
    (FAILED, "", "", BounceReason.NETWORK),
    ("non-accettazione", "altro", "un indirizzo non valido in A", BounceReason.POLICY),
    ("non-accettazione", "virus", "", BounceReason.POLICY),
    ("rilevazione-virus", "altro", "", BounceReason.POLICY),
]


@pytest.mark.parametrize(("kind", "error", "detail", "reason"), CASES)
def test_failure_has_its_reason(kind, error, detail, reason):
    facts = PecFacts(kind=kind, error=error, detail=detail)

    assert failure_reason(facts) == reason
