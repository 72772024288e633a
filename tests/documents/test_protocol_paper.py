"""The protocol stands in two columns, and is signed only when they match."""

from datetime import date

from documents.protocol_paper import protocol_document
from models.document import Pair, Said, Signatures
from models.minutes import Treatment
from models.protocol_paper import (
    Commitment,
    Delegation,
    ProtocolItem,
    ProtocolPaper,
    ProtocolPerson,
)
from tests.documents.samples import text

ITEM = ProtocolItem(
    ref="IT-RU/2007-2009/XV/LIP/0007",
    title=Said(it="Centro meccanico", ru="Центр механики"),
    treatment=Treatment.TREATED,
    text=Said(it="Le Parti concordano.", ru="Стороны согласились."),
    commitments=(
        Commitment(
            who=Said(it="Regione Uno", ru="Область Один"),
            what=Said(it="inviare il progetto", ru="направить проект"),
            due=date(2010, 3, 31),
        ),
    ),
)
LATE = ProtocolItem(
    title=Said(it="Dogana", ru="Таможня"), treatment=Treatment.NOT_TREATED
)


def _side(name: Said, chair: str) -> Delegation:
    role = Said(it="direttore", ru="директор")
    return Delegation(
        side=name,
        chair=ProtocolPerson(name=chair, role=role),
        members=(ProtocolPerson(name=f"Membro di {chair}", role=role),),
    )


def _paper(*items: ProtocolItem, **fields: object) -> ProtocolPaper:
    given: dict[str, object] = {
        "ordinal": 15,
        "place": Said(it="Venezia", ru="Венеция"),
        "first_day": date(2009, 12, 10),
        "last_day": date(2009, 12, 11),
        "sides": (
            _side(Said(it="Parte italiana", ru="Итальянская сторона"), "A. Verdi"),
            _side(Said(it="Parte russa", ru="Российская сторона"), "П. Белов"),
        ),
        "items": items,
        **fields,
    }
    return ProtocolPaper.model_validate(given)


def _pairs(paper: ProtocolPaper) -> list[tuple[str, str]]:
    blocks = protocol_document(paper).blocks
    return [(one.left, one.right) for one in blocks if isinstance(one, Pair)]


def test_protocol_puts_every_text_beside_its_translation():
    assert _pairs(_paper(ITEM, LATE)) == [
        (
            "La XV sessione si è tenuta a Venezia, 10–11 dicembre 2009.",
            "XV сессия состоялась: Венеция, 10–11 декабря 2009 г.",
        ),
        ("Partecipanti", "Участники"),
        ("Parte italiana", "Итальянская сторона"),
        ("Copresidente: A. Verdi, direttore", "Сопредседатель: A. Verdi, директор"),
        ("Membro di A. Verdi, direttore", "Membro di A. Verdi, директор"),
        ("Parte russa", "Российская сторона"),
        ("Copresidente: П. Белов, direttore", "Сопредседатель: П. Белов, директор"),
        ("Membro di П. Белов, direttore", "Membro di П. Белов, директор"),
        ("Punti trattati", "Рассмотренные вопросы"),
        ("1. Centro meccanico", "1. Центр механики"),
        ("IT-RU/2007-2009/XV/LIP/0007", "IT-RU/2007-2009/XV/LIP/0007"),
        ("Esito: trattato", "Решение: рассмотрено"),
        ("Le Parti concordano.", "Стороны согласились."),
        (
            "Impegno di Regione Uno: inviare il progetto (entro il 31 marzo 2010)",
            "Обязательство (Область Один): направить проект (до 31 марта 2010 г.)",
        ),
        ("2. Dogana", "2. Таможня"),
        ("Esito: non trattato", "Решение: не рассмотрено"),
        ("Firme", "Подписи"),
    ]


def test_matching_texts_are_signed_by_both_chairs():
    paper = _paper(ITEM)
    [signed] = [b for b in protocol_document(paper).blocks if isinstance(b, Signatures)]

    assert paper.unmatched() == ()
    assert [(one.name, one.side) for one in signed.signers] == [
        ("A. Verdi", "Parte italiana / Итальянская сторона"),
        ("П. Белов", "Parte russa / Российская сторона"),
    ]


def test_texts_that_differ_cannot_be_signed():
    alone = ITEM.model_copy(update={"text": Said(it="Solo italiano.")})
    paper = _paper(LATE, alone, closing=Said(ru="Только по-русски."))
    blocks = protocol_document(paper).blocks

    assert paper.unmatched() == ("item 2, text", "closing")
    assert [b for b in blocks if isinstance(b, Signatures)] == []
    assert ("Solo italiano.", "[текст на русском языке отсутствует]") in _pairs(paper)
    assert ("[testo mancante in italiano]", "Только по-русски.") in _pairs(paper)
    assert _pairs(paper)[-1] == (
        "I due testi differiscono: item 2, text; closing.",
        "Тексты расходятся: item 2, text; closing.",
    )
    left, right = _pairs(paper)[-2]
    assert left == (
        "Il protocollo non può essere firmato: i due testi non corrispondono in"
        " 2 punti."
    )
    assert right == (
        "Протокол не может быть подписан: тексты на двух языках не совпадают,"
        " расхождений: 2."
    )


def test_protocol_prints():
    said = text(protocol_document(_paper(ITEM, LATE)))

    assert "Protocollo della XV sessione / Протокол XV сессии" in said
    assert "Le Parti concordano." in said
    assert "Стороны согласились." in said
    assert said.count("A. Verdi") == 5
