"""The lines of the adhesion form as words: letters print them, the reader finds them.

One table for both sides, so that a label changed in the letter is still recognised.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from models.reply_form import Language

REPEATED: Final = 3
"""Lines the letter prints for persons and for counterparts; more may be added."""


class Line(StrEnum):
    """One line of the form; the order is the letter's."""

    ORGANISATION = "organisation"
    LEGAL_FORM = "legal_form"
    KIND = "kind"
    TAX = "tax"
    ADDRESS = "address"
    REGION = "region"
    PERSON = "person"
    TABLES = "tables"
    PROJECTS = "projects"
    THEMES = "themes"
    AIMS = "aims"
    COUNTERPART = "counterpart"
    CONTACT = "contact"
    INVESTMENT = "investment"
    ACTIVITY_IT = "activity_it"
    ACTIVITY_EN = "activity_en"
    PRODUCTS = "products"
    NACE = "nace"
    SIZE = "size"
    TURNOVER = "turnover"
    EXPORT = "export"
    WORKING_LANGUAGES = "working_languages"
    PRESENTATION = "presentation"
    INTERPRETING = "interpreting"
    RELEASE = "release"
    PHOTO = "photo"
    NEWSLETTER = "newsletter"
    SIGNATURE = "signature"


NUMBERED: Final = frozenset({Line.PERSON, Line.COUNTERPART})
CONFIRM: Final = "confirm"
"""The one line of the letter that asks whether adhesions still stand."""


class Label(NamedTuple):
    """A line's name, and what is written there, in a language."""

    name: str
    expects: str


_IT, _RU, _EN = Language.ITALIAN, Language.RUSSIAN, Language.ENGLISH

LABELS: Final[dict[Language, dict[Line, Label]]] = {
    _IT: {
        Line.ORGANISATION: Label("Denominazione", "il nome, su una riga"),
        Line.LEGAL_FORM: Label("Forma giuridica", "ad esempio srl"),
        Line.KIND: Label(
            "Tipo di partecipante",
            "impresa, gruppo, associazione, Regione, camera, università, parco, banca,"
            " fiera o altro",
        ),
        Line.TAX: Label(
            "Partita IVA o codice fiscale",
            "11 cifre (partita IVA) o 16 caratteri (codice fiscale), con le cifre di"
            " controllo esatte",
        ),
        Line.ADDRESS: Label("Indirizzo", "via, numero, comune"),
        Line.REGION: Label("Regione", "il nome o il codice, ad esempio IT-57"),
        Line.PERSON: Label(
            "Partecipante", "nome; ruolo; e-mail; telefono; lingue; visto SI o NO"
        ),
        Line.TABLES: Label("Tavoli", "da uno a tre, in ordine di preferenza"),
        Line.PROJECTS: Label(
            "Progetti", "i numeri, ad esempio IT-RU/2027-2029/XV/LIP/0007"
        ),
        Line.THEMES: Label("Temi", "almeno un tema o un progetto"),
        Line.AIMS: Label("Finalità", "che cosa si intende raggiungere"),
        Line.COUNTERPART: Label(
            "Controparte", "ente, impresa o regione; nome o profilo; regione"
        ),
        Line.CONTACT: Label(
            "Stato dei contatti",
            "nessuno, primo contatto, trattativa, contratto o rapporti in corso; a"
            " un'impresa serve almeno un primo contatto o un interesse a investire",
        ),
        Line.INVESTMENT: Label("Interesse a investire", "NO, oppure quale"),
        Line.ACTIVITY_IT: Label("Attività in italiano", "che cosa fa l'impresa"),
        Line.ACTIVITY_EN: Label("Attività in inglese", "che cosa fa l'impresa"),
        Line.PRODUCTS: Label("Prodotti", "separati da virgole"),
        Line.NACE: Label("NACE", "codici, ad esempio 28.30 (rev. 2)"),
        Line.SIZE: Label("Dimensione", "micro, piccola, media o grande"),
        Line.TURNOVER: Label("Fatturato", "la fascia, ad esempio 2-10 milioni"),
        Line.EXPORT: Label("Quota export", "una percentuale"),
        Line.WORKING_LANGUAGES: Label("Lingue di lavoro", "ad esempio it, en"),
        Line.PRESENTATION: Label("Presentazione", "NO, oppure da 5 a 15 minuti"),
        Line.INTERPRETING: Label("Interpretariato", "nessuno o consecutiva"),
        Line.RELEASE: Label("Consenso alla trasmissione alla controparte", "SI o NO"),
        Line.PHOTO: Label("Consenso alle fotografie", "SI o NO"),
        Line.NEWSLETTER: Label("Consenso alla newsletter", "SI o NO"),
        Line.SIGNATURE: Label("Firma", "nome di chi firma; con PEC basta l'invio"),
    },
    _RU: {
        Line.ORGANISATION: Label("Наименование", "название в одну строку"),
        Line.LEGAL_FORM: Label("Организационно-правовая форма", "например, ООО"),
        Line.KIND: Label(
            "Вид участника",
            "предприятие, группа, ассоциация, регион, палата, университет, парк, банк,"
            " ярмарка или иное",
        ),
        Line.TAX: Label(
            "ИНН или ОГРН",
            "10 или 12 цифр (ИНН), 13 или 15 цифр (ОГРН), с верными контрольными"
            " цифрами",
        ),
        Line.ADDRESS: Label("Адрес", "улица, дом, населённый пункт"),
        Line.REGION: Label("Регион", "название или код, например RU-LIP"),
        Line.PERSON: Label(
            "Участник", "имя; должность; e-mail; телефон; языки; виза ДА или НЕТ"
        ),
        Line.TABLES: Label("Столы", "от одного до трёх, в порядке предпочтения"),
        Line.PROJECTS: Label("Проекты", "номера, например IT-RU/2027-2029/XV/LIP/0007"),
        Line.THEMES: Label("Темы", "хотя бы одна тема или один проект"),
        Line.AIMS: Label("Цели", "чего предполагается достичь"),
        Line.COUNTERPART: Label(
            "Контрагент", "организация, предприятие или регион; имя или профиль; регион"
        ),
        Line.CONTACT: Label(
            "Состояние контактов",
            "нет, первый контакт, переговоры, договор или текущее сотрудничество;"
            " предприятию нужен хотя бы первый контакт или интерес к инвестициям",
        ),
        Line.INVESTMENT: Label("Интерес к инвестициям", "НЕТ, либо какой"),
        Line.ACTIVITY_IT: Label("Деятельность на итальянском", "чем занимается"),
        Line.ACTIVITY_EN: Label("Деятельность на английском", "чем занимается"),
        Line.PRODUCTS: Label("Продукция", "через запятую"),
        Line.NACE: Label("Код NACE", "коды, например 28.30 (ред. 2)"),
        Line.SIZE: Label("Размер", "микро, малое, среднее или крупное"),
        Line.TURNOVER: Label("Оборот", "диапазон, например 2-10 млн"),
        Line.EXPORT: Label("Доля экспорта", "в процентах"),
        Line.WORKING_LANGUAGES: Label("Рабочие языки", "например, ru, en"),
        Line.PRESENTATION: Label("Презентация", "НЕТ, либо от 5 до 15 минут"),
        Line.INTERPRETING: Label("Устный перевод", "нет или последовательный"),
        Line.RELEASE: Label("Согласие на передачу другой стороне", "ДА или НЕТ"),
        Line.PHOTO: Label("Согласие на фотосъёмку", "ДА или НЕТ"),
        Line.NEWSLETTER: Label("Согласие на рассылку", "ДА или НЕТ"),
        Line.SIGNATURE: Label("Подпись", "имя подписавшего"),
    },
    _EN: {
        Line.ORGANISATION: Label("Organisation", "the name, on one line"),
        Line.LEGAL_FORM: Label("Legal form", "such as Ltd"),
        Line.KIND: Label(
            "Kind of participant",
            "company, group, association, region, chamber, university, park, bank, fair"
            " or other",
        ),
        Line.TAX: Label(
            "Tax number",
            "an Italian VAT number or codice fiscale, a Russian INN or OGRN, with its"
            " check digits right",
        ),
        Line.ADDRESS: Label("Address", "street, number, town"),
        Line.REGION: Label("Region", "the name or the code, such as IT-57"),
        Line.PERSON: Label(
            "Participant", "name; role; e-mail; telephone; languages; visa YES or NO"
        ),
        Line.TABLES: Label("Tables", "one to three, in order of preference"),
        Line.PROJECTS: Label(
            "Projects", "the numbers, such as IT-RU/2027-2029/XV/LIP/0007"
        ),
        Line.THEMES: Label("Themes", "at least one theme or one project"),
        Line.AIMS: Label("Aims", "what is to be achieved"),
        Line.COUNTERPART: Label(
            "Counterpart", "body, company or region; name or profile; region"
        ),
        Line.CONTACT: Label(
            "State of contact",
            "none, first contact, negotiation, contract or running business; a company"
            " needs a first contact at least, or an interest in investing",
        ),
        Line.INVESTMENT: Label("Interest in investing", "NO, or which"),
        Line.ACTIVITY_IT: Label("Activity in Italian", "what the company does"),
        Line.ACTIVITY_EN: Label("Activity in English", "what the company does"),
        Line.PRODUCTS: Label("Products", "parted by commas"),
        Line.NACE: Label("NACE code", "codes, such as 28.30 (rev. 2)"),
        Line.SIZE: Label("Size", "micro, small, medium or large"),
        Line.TURNOVER: Label("Turnover", "the band, such as 2-10 million"),
        Line.EXPORT: Label("Export share", "per cent"),
        Line.WORKING_LANGUAGES: Label("Working languages", "such as it, en"),
        Line.PRESENTATION: Label("Presentation", "NO, or 5 to 15 minutes"),
        Line.INTERPRETING: Label("Interpreting", "none or consecutive"),
        Line.RELEASE: Label("Consent to release to the other side", "YES or NO"),
        Line.PHOTO: Label("Consent to photographs", "YES or NO"),
        Line.NEWSLETTER: Label("Consent to the newsletter", "YES or NO"),
        Line.SIGNATURE: Label("Signature", "the name of who signs"),
    },
}

CONFIRM_LABELS: Final[dict[Language, str]] = {
    _IT: "Conferma (SI / NO)",
    _RU: "Подтверждение (ДА / НЕТ)",
    _EN: "Confirmation (YES / NO)",
}


def form_lines(language: Language) -> tuple[str, ...]:
    """The empty form, as a letter prints it."""
    found: list[str] = []
    for line, label in LABELS[language].items():
        if line in NUMBERED:
            found += [f"{label.name} {n}: " for n in range(1, REPEATED + 1)]
        else:
            found.append(f"{label.name}: ")
    return tuple(found)


def guide(language: Language) -> tuple[str, ...]:
    """What is written on each line; in no shape that is read as a filled line."""
    return tuple(
        f"{label.name} – {label.expects}" for label in LABELS[language].values()
    )


def confirm_lines(language: Language) -> tuple[str, ...]:
    return (f"{CONFIRM_LABELS[language]}: ",)
