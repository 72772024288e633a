"""The reply form as words: the letters print these labels, the reader looks for them.

One table for both sides, so that a label changed in the letter is still recognised.
"""

from enum import StrEnum

from models.frozen import Frozen
from models.message import ActKind


class Language(StrEnum):
    ITALIAN = "it"
    RUSSIAN = "ru"
    ENGLISH = "en"


class FormLabels(Frozen):
    """The lines of one form: `label: value`, the value empty when it is sent out."""

    answer: str
    choices: tuple[tuple[ActKind, str], ...]
    contribution: str
    private: str
    notes: str

    def lines(self) -> tuple[str, ...]:
        """The empty form, as a letter prints it."""
        choices = " / ".join(word for _, word in self.choices)
        return (
            f"{self.answer} ({choices}): ",
            f"{self.contribution}: ",
            f"{self.private}: ",
            f"{self.notes}: ",
        )

    def item_line(self, position: int, ref: str) -> str:
        """One proposal of a letter that carries several, its answer left empty."""
        choices = " / ".join(word for _, word in self.choices)
        return f"{position}. {ref} – {self.answer} ({choices}): "


def _choices(
    *, yes: str, no: str, question: str, conditional: str
) -> tuple[tuple[ActKind, str], ...]:
    return (
        (ActKind.INTERESTED, yes),
        (ActKind.DECLINED, no),
        (ActKind.QUESTION, question),
        (ActKind.CONDITIONAL, conditional),
    )


LABELS: dict[Language, FormLabels] = {
    Language.ITALIAN: FormLabels(
        answer="Risposta",
        choices=_choices(
            yes="SI", no="NO", question="DOMANDA", conditional="CON CONDIZIONI"
        ),
        contribution="Contributo dell'ente in euro",
        private="Quota privata in euro",
        notes="Note",
    ),
    Language.RUSSIAN: FormLabels(
        answer="Ответ",
        choices=_choices(
            yes="ДА", no="НЕТ", question="ВОПРОС", conditional="С УСЛОВИЯМИ"
        ),
        contribution="Взнос организации, евро",
        private="Частная доля, евро",
        notes="Примечания",
    ),
    Language.ENGLISH: FormLabels(
        answer="Answer",
        choices=_choices(
            yes="YES", no="NO", question="QUESTION", conditional="CONDITIONAL"
        ),
        contribution="Contribution of the body in euro",
        private="Private share in euro",
        notes="Notes",
    ),
}

# Names of the same lines where a form is attached: a PDF's fields, a DOCX's tags.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "answer": ("answer", "reply", "risposta", "esito", "ответ", "решение"),
    "contribution": (
        *("contribution", "amount", "contributo", "contributo dell'ente", "importo"),
        *("quota dell'ente", "взнос", "взнос организации", "сумма", "сумма взноса"),
    ),
    "private": ("private", "private share", "quota privata", "частная доля"),
    "notes": ("notes", "note", "remarks", "osservazioni", "примечания", "замечания"),
}

MARKER = (
    "— Rispondere sopra questa riga · Ответьте выше этой строки"
    " · Reply above this line —"
)
"""The line above which a partner writes; what stands below it is ours."""
