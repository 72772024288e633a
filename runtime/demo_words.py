"""How the scripted partners put things: each in its own way and language."""

from enum import StrEnum

from models.message import ActKind
from models.reply_form import LABELS, Language

_CENTS = 100


class Manner(StrEnum):
    """The habit of a body; reference/demo/bodies.json gives each its own."""

    FORM = "form"
    RUSSIAN_FORM = "russian_form"
    ITALIAN = "italian"
    RUSSIAN = "russian"
    ENGLISH = "english"
    OUTLOOK = "outlook"
    CONDITIONAL = "conditional"
    REFUSAL = "refusal"
    ASKER = "asker"
    LATE = "late"
    ABSENT = "absent"
    UNCLEAR = "unclear"
    BOUNCING = "bouncing"
    REFUSED = "refused"


_YES = {
    Language.ITALIAN: "Buongiorno,\n\nsiamo interessati alla proposta e restiamo a "
    "disposizione per un incontro.\n\nCordiali saluti\n",
    Language.RUSSIAN: "Добрый день!\n\nМы заинтересованы в этом предложении.\n\n"
    "С уважением\n",
    Language.ENGLISH: "Good morning,\n\nwe are interested in the proposal.\n\n"
    "Kind regards\n",
}
_NO = {
    Language.ITALIAN: "Buongiorno,\n\nnon siamo interessati alla proposta.\n\n"
    "Cordiali saluti\n",
    Language.RUSSIAN: "Добрый день!\n\nМы не заинтересованы в этом предложении.\n\n"
    "С уважением\n",
    Language.ENGLISH: "Good morning,\n\nwe are not interested in the proposal.\n\n"
    "Kind regards\n",
}
CONDITIONAL = (
    "Gentili colleghi,\n\nsiamo interessati, a condizione che il progetto preveda un "
    "tirocinio per due tecnici.\n\nCordiali saluti\n"
)
QUESTION = (
    "Gentili colleghi,\n\npotreste indicarci quale superficie è disponibile per le "
    "prove?\n\nGrazie\n"
)
UNCLEAR = "Buongiorno,\n\nne parliamo in giunta e vi faremo sapere.\n\nSaluti\n"
ABSENT = (
    "Sono fuori sede e non leggo la posta con regolarità. Per urgenze scrivere al "
    "protocollo dell'ente.\n"
)
COMPLETED = "Добрый день!\n\nНаправляем дополненную карточку проекта.\n\nС уважением\n"

_LANGUAGES = {
    Manner.RUSSIAN: Language.RUSSIAN,
    Manner.RUSSIAN_FORM: Language.RUSSIAN,
    Manner.ENGLISH: Language.ENGLISH,
}
_FORMS = frozenset({Manner.FORM, Manner.RUSSIAN_FORM})


def words(manner: Manner, act: ActKind, contribution: int, private: int) -> str:
    """The text of an answer; money, in euro, can only be said on the form."""
    language = _LANGUAGES.get(manner, Language.ITALIAN)
    if manner in _FORMS or contribution:
        return _form(language, act, contribution, private)
    match act:
        case ActKind.INTERESTED:
            return _YES[language]
        case ActKind.DECLINED:
            return _NO[language]
        case ActKind.CONDITIONAL:
            return CONDITIONAL
        case _:
            return QUESTION


def outlook(text: str, letter: str, subject: str) -> str:
    """New words over the whole letter, as Outlook quotes it."""
    return (
        f"{text}\n-----Messaggio originale-----\nDa: Segreteria della Task Force\n"
        f"Inviato: lunedì 4 maggio 10:12\nA: Ufficio accordi\nOggetto: {subject}\n\n"
        f"{letter}"
    )


def _form(language: Language, act: ActKind, contribution: int, private: int) -> str:
    labels = LABELS[language]
    word = dict(labels.choices)[act]
    values = (
        word,
        f"{contribution:,}".replace(",", ".") if contribution else "",
        f"{private:,}".replace(",", ".") if private else "",
        "",
    )
    lines = zip(labels.lines(), values, strict=True)
    return "".join(f"{label}{value}\n" for label, value in lines)
