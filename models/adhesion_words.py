"""The words people fill the adhesion form with, and what each of them means."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from models.adhesion_parts import (
    ContactState,
    Interpretation,
    ParticipantKind,
    SizeClass,
    WantedKind,
)

YES: Final = frozenset({"si", "s", "yes", "y", "да", "ok", "x"})
NO: Final = frozenset({"no", "n", "non", "нет", "none", "nessuno", "-", ""})

KINDS: Final[Mapping[str, str]] = {
    **{kind.value: kind.value for kind in ParticipantKind},
    **dict.fromkeys(
        ("impresa", "azienda", "societa", "предприятие", "компания", "фирма"),
        "company",
    ),
    **dict.fromkeys(("gruppo", "группа", "холдинг"), "group"),
    **dict.fromkeys(("associazione", "ассоциация", "союз"), "association"),
    **dict.fromkeys(("regione", "регион", "область"), "region"),
    **dict.fromkeys(("camera", "camera di commercio", "палата"), "chamber"),
    **dict.fromkeys(("universita", "университет"), "university"),
    **dict.fromkeys(("parco", "parco scientifico", "парк"), "park"),
    **dict.fromkeys(("banca", "банк"), "bank"),
    **dict.fromkeys(("fiera", "ярмарка", "выставка"), "fair"),
    **dict.fromkeys(("altro", "иное", "другое"), "other"),
}
CONTACTS: Final[Mapping[str, str]] = {
    **{state.value.replace("-", " "): state.value for state in ContactState},
    **dict.fromkeys(("nessuno", "no", "нет"), "none"),
    **dict.fromkeys(("primo contatto", "первый контакт"), "first-contact"),
    **dict.fromkeys(
        ("trattativa", "trattative", "in trattativa", "переговоры"), "negotiation"
    ),
    **dict.fromkeys(("contratto", "договор", "контракт"), "contract"),
    **dict.fromkeys(
        ("rapporti in corso", "in corso", "текущее сотрудничество"),
        "running-business",
    ),
}
SIZES: Final[Mapping[str, str]] = {
    **{size.value: size.value for size in SizeClass},
    **dict.fromkeys(("microimpresa", "микро"), "micro"),
    **dict.fromkeys(("piccola", "piccola impresa", "малое", "малая"), "small"),
    **dict.fromkeys(("media", "media impresa", "среднее", "средняя"), "medium"),
    **dict.fromkeys(("grande", "grande impresa", "крупное", "крупная"), "large"),
}
INTERPRETING: Final[Mapping[str, str]] = {
    **{one.value: one.value for one in Interpretation},
    **dict.fromkeys(("no", "nessuno", "нет", ""), "none"),
    **dict.fromkeys(
        ("si", "yes", "да", "consecutiva", "consecutivo", "последовательный"),
        "consecutive",
    ),
}
WANTED: Final[Mapping[str, str]] = {
    **{kind.value: kind.value for kind in WantedKind},
    **dict.fromkeys(("ente", "организация", "орган"), "body"),
    **dict.fromkeys(("impresa", "azienda", "предприятие", "компания"), "company"),
    **dict.fromkeys(("regione", "регион", "область"), "region"),
}
LANGUAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("italiano", "italian", "итальянский"), "it"),
    **dict.fromkeys(("russo", "russian", "русский"), "ru"),
    **dict.fromkeys(("inglese", "english", "английский"), "en"),
    **dict.fromkeys(("francese", "french", "французский"), "fr"),
    **dict.fromkeys(("tedesco", "german", "немецкий"), "de"),
}


def bare(text: str) -> str:
    """Small letters without accents and outer punctuation: the words alone."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("й", "\x01"))
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(plain.replace("\x01", "й").strip(" .,;:!*_'\"’").split())


def meant(words: Mapping[str, str], text: str) -> str:
    """The code of a word; what is no known word stays as written, to be refused."""
    return words.get(bare(text), text.strip())


def yes(text: str) -> bool | None:
    """None when it is neither."""
    said = bare(text)
    if said in YES:
        return True
    return False if said in NO else None
