"""Whose fault it is that certified mail was not delivered: a rule over its receipt."""

import re
from typing import Final

from models.evidence import ReceiptKind
from models.message import BounceReason, PecFacts

_ADDRESSEE: Final = (
    "(?:casella|utente|destinatario|dominio)(?: di posta)?(?: elettronica)?"
)
_BY_ERROR: Final = {
    "no-dest": BounceReason.ADDRESS,
    "no-dominio": BounceReason.ADDRESS,
    "virus": BounceReason.POLICY,
}
_BY_WORDS: Final = (
    (
        BounceReason.FULL,
        *(r"[45]\.2\.2", r"piena", r"over ?quota", r"mailbox full"),
        *(r"quota (?:superata|exceeded)", r"spazio (?:insufficiente|esaurito)"),
    ),
    (
        BounceReason.SIZE,
        *(r"5\.2\.3", r"5\.3\.4", r"dimension[ei] (?:eccessiv|super)\w*"),
    ),
    (
        BounceReason.ADDRESS,
        r"5\.1\.\d+",
        r"indirizzo (?:inesistente|errato|sconosciuto|non (?:valido|esistente))",
        rf"{_ADDRESSEE} (?:inesistente|sconosciut[oa]|disattivat[oa])",
        rf"{_ADDRESSEE} non (?:esist|valid|trovat)\w*",
        *(r"user unknown", r"unknown user", r"no such user", r"mailbox not found"),
    ),
    (BounceReason.POLICY, r"5\.7\.\d+", r"virus", r"malware"),
)
_PATTERNS: Final = tuple(
    (reason, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE))
    for reason, *words in _BY_WORDS
)


def failure_reason(facts: PecFacts) -> BounceReason:
    """Providers say `altro` of an unknown mailbox too: their words tell the rest.

    What they do not tell is held against no address, for nobody would write to it
    again; the same goes for a letter refused before anybody looked for a mailbox.
    """
    if facts.error in _BY_ERROR:
        return _BY_ERROR[facts.error]
    if facts.kind in (ReceiptKind.NOT_ACCEPTED, ReceiptKind.VIRUS):
        return BounceReason.POLICY
    found = (reason for reason, words in _PATTERNS if words.search(facts.detail))
    return next(found, BounceReason.NETWORK)
