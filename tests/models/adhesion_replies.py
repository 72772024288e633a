"""Filled adhesion forms as people send them, line by line."""

from models.adhesion_labels import LABELS, REPEATED, Line, form_lines
from models.reply_form import Language

ITALIAN: dict[Line, str] = {
    Line.ORGANISATION: "Impresa di Prova",
    Line.LEGAL_FORM: "srl",
    Line.KIND: "Impresa",
    Line.TAX: "IT 00743110157",
    Line.ADDRESS: "Via Prova 1, Ancona",
    Line.REGION: "Marche",
    Line.PERSON: "Anna Esempio; direttrice; anna@impresa.example; +39 000; it, en; NO",
    Line.TABLES: "Agricoltura, energia",
    Line.PROJECTS: "",
    Line.THEMES: "Macchine per il grano",
    Line.AIMS: "Trovare un partner industriale",
    Line.COUNTERPART: "impresa; Zavod Primer; Lipetsk Oblast",
    Line.CONTACT: "Primo contatto",
    Line.INVESTMENT: "NO",
    Line.ACTIVITY_IT: "Macchine agricole",
    Line.ACTIVITY_EN: "Farm machines",
    Line.PRODUCTS: "mietitrici, seminatrici",
    Line.NACE: "28.30 (rev. 2)",
    Line.SIZE: "piccola",
    Line.TURNOVER: "2-10 milioni",
    Line.EXPORT: "35 %",
    Line.WORKING_LANGUAGES: "italiano, en",
    Line.PRESENTATION: "10 minuti",
    Line.INTERPRETING: "consecutiva",
    Line.RELEASE: "SI",
    Line.PHOTO: "no",
    Line.NEWSLETTER: "no",
    Line.SIGNATURE: "Anna Esempio",
}
RUSSIAN: dict[Line, str] = ITALIAN | {
    Line.KIND: "предприятие",
    Line.TAX: "7707083893",
    Line.REGION: "RU-LIP",
    Line.PERSON: "Анна Пример; директор; a@zavod.example; +7 000; русский; НЕТ",
    Line.CONTACT: "переговоры",
    Line.COUNTERPART: "организация; Regione Prova; IT-57",
    Line.INVESTMENT: "НЕТ",
    Line.SIZE: "среднее",
    Line.INTERPRETING: "нет",
    Line.RELEASE: "НЕТ",
}


def filled(
    language: Language = Language.ITALIAN, *, quote: str = "", **changes: str
) -> str:
    """The empty form with values put on its lines; the second person stays empty."""
    values = (RUSSIAN if language is Language.RUSSIAN else ITALIAN) | {
        Line(name): value for name, value in changes.items()
    }
    written: list[str] = []
    for printed in form_lines(language):
        line = _line_of(language, printed)
        number = printed.rstrip(": ").rpartition(" ")[2]
        again = number.isdecimal() and int(number) in range(2, REPEATED + 1)
        written.append(f"{quote}{printed}{'' if again else values[line]}".rstrip())
    return "\n".join(written)


def _line_of(language: Language, printed: str) -> Line:
    name = printed.rstrip(": ")
    bare = name.rstrip("0123456789").strip()
    labels = LABELS[language].items()
    return next(line for line, label in labels if label.name in {name, bare})
