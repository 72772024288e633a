"""The questionnaire of a follow-up as words: letters print them, the reader finds them.

One table for both sides, so that a label changed in the letter is still recognised.
"""

from enum import StrEnum
from typing import Final

from pydantic import Field

from models.case import Outcome
from models.frozen import Frozen
from models.reply_form import Language


class Line(StrEnum):
    """One line of the questionnaire; the order is the letter's."""

    OUTCOME = "outcome"
    VALUE = "value"
    JOBS = "jobs"
    WORDS = "words"


class FollowUpTold(Frozen):
    """What a filled questionnaire says; `problems` are what a person must look at."""

    outcome: Outcome | None = None
    value: int | None = Field(default=None, ge=0)  # cents
    jobs: int | None = Field(default=None, ge=0)
    text: str = ""
    span: str = ""
    """The words the outcome rests on."""
    problems: tuple[str, ...] = ()


class FollowUpLabels(Frozen):
    lines: dict[Line, str]
    outcomes: dict[Outcome, str]
    """The words to choose from; the letter lists them above the form."""

    def form(self) -> tuple[str, ...]:
        """The empty questionnaire, as a letter prints it."""
        return tuple(f"{label}: " for label in self.lines.values())


def _labels(lines: tuple[str, ...], outcomes: tuple[str, ...]) -> FollowUpLabels:
    return FollowUpLabels(
        lines=dict(zip(Line, lines, strict=True)),
        outcomes=dict(zip(_OUTCOMES, outcomes, strict=True)),
    )


_OUTCOMES: Final = (
    Outcome.NO_RESULT,
    Outcome.CONTACT,
    Outcome.MEMORANDUM,
    Outcome.CONTRACT,
    Outcome.JOINT_VENTURE,
    Outcome.TECHNOLOGY_TRANSFER,
    Outcome.RESEARCH_AGREEMENT,
    Outcome.INVESTMENT,
)

LABELS: Final[dict[Language, FollowUpLabels]] = {
    Language.ITALIAN: _labels(
        (
            "Esito della collaborazione",
            "Valore dell'operazione in euro",
            "Posti di lavoro",
            "Osservazioni sull'esito",
        ),
        (
            *("NESSUNA NOVITÀ", "CONTATTI", "MEMORANDUM", "CONTRATTO"),
            *("IMPRESA COMUNE", "TRASFERIMENTO DI TECNOLOGIA"),
            *("ACCORDO DI RICERCA", "INVESTIMENTO"),
        ),
    ),
    Language.RUSSIAN: _labels(
        (
            "Результат сотрудничества",
            "Стоимость сделки, евро",
            "Рабочие места",
            "Замечания о результате",
        ),
        (
            *("НЕТ НОВОСТЕЙ", "КОНТАКТЫ", "МЕМОРАНДУМ", "КОНТРАКТ"),
            *("СОВМЕСТНОЕ ПРЕДПРИЯТИЕ", "ПЕРЕДАЧА ТЕХНОЛОГИЙ"),
            *("СОГЛАШЕНИЕ О НАУЧНЫХ ИССЛЕДОВАНИЯХ", "ИНВЕСТИЦИИ"),
        ),
    ),
    Language.ENGLISH: _labels(
        (
            "Outcome of the cooperation",
            "Value of the operation in euro",
            "Jobs",
            "Remarks on the outcome",
        ),
        (
            *("NO NEWS", "CONTACTS", "MEMORANDUM", "CONTRACT"),
            *("JOINT VENTURE", "TECHNOLOGY TRANSFER"),
            *("RESEARCH AGREEMENT", "INVESTMENT"),
        ),
    ),
}

SYNONYMS: Final[dict[Outcome, tuple[str, ...]]] = {
    Outcome.NO_RESULT: (
        *("nessuna novita", "nessuno sviluppo", "non ci sono novita", "nessun seguito"),
        *("non vi sono novita", "non ci sono stati sviluppi", "nessuna"),
        *("no news", "none", "nothing new", "there is no news", "no developments"),
        *("нет новостей", "новостей нет", "без изменений", "изменений нет", "нет"),
    ),
    Outcome.CONTACT: ("contatto", "contatti avviati", "contact", "контакт"),
    Outcome.MEMORANDUM: (
        *("memorandum d'intesa", "memorandum of understanding", "mou"),
        "меморандум о взаимопонимании",
    ),
    Outcome.CONTRACT: (
        *("contratto firmato", "contract signed", "договор", "контракт подписан"),
    ),
    Outcome.JOINT_VENTURE: ("joint venture", "сп"),
    Outcome.INVESTMENT: ("investimenti", "investments", "инвестиция"),
}
"""What people write beside the words the form offers; without accents, small."""
