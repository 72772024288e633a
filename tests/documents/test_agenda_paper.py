"""The agenda says every slot in both languages, and whether it is final."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from documents.agenda_paper import agenda_document
from documents.words import SIMULATION
from models.agenda_paper import AgendaDay, AgendaLine, AgendaPaper, AgendaTable
from models.document import Note, Pair, Said
from tests.documents.samples import text

OPENING = AgendaLine(
    begins=time(9), ends=time(9, 30), title=Said(it="Apertura", ru="Открытие")
)
SLOT = AgendaLine(
    begins=time(9, 30),
    ends=time(9, 45),
    ref="IT-RU/2007-2009/XV/LIP/0007",
    title=Said(it="Centro meccanico", ru="Центр механики"),
    proposer="Область Липа",
    bodies=("Regione Uno", "Camera Due"),
)


def _paper(**fields: object) -> AgendaPaper:
    given: dict[str, object] = {
        "ordinal": 15,
        "place": Said(it="Venezia", ru="Венеция"),
        "venue": "San Servolo",
        "zone": "Europe/Rome",
        "days": (
            AgendaDay(
                day=date(2009, 12, 10),
                tables=(
                    AgendaTable(
                        key="a",
                        title=Said(it="Tecnologia", ru="Технологии"),
                        room="Sala 1",
                        lines=(OPENING, SLOT),
                    ),
                ),
            ),
            AgendaDay(
                day=date(2009, 12, 11),
                tables=(
                    AgendaTable(
                        key="b", title=Said(it="Credito", ru="Кредит"), lines=()
                    ),
                ),
            ),
        ),
        "release": 3,
        "released_at": datetime(2009, 12, 1, 9, 5, tzinfo=ZoneInfo("Europe/Rome")),
        "final": False,
        **fields,
    }
    return AgendaPaper.model_validate(given)


def test_agenda_lists_every_slot_in_both_languages():
    [table] = agenda_document(_paper()).tables

    assert table.caption == "Tavolo a / Стол a · sala Sala 1 / зал Sala 1"
    assert table.rows == (
        ("09:00–09:30", "", "Apertura", "Открытие", "", ""),
        (
            *("09:30–09:45", "IT-RU/2007-2009/XV/LIP/0007"),
            *("Centro meccanico", "Центр механики"),
            *("Область Липа", "Regione Uno; Camera Due"),
        ),
    )


def test_agenda_names_its_days_and_tables_side_by_side():
    blocks = agenda_document(_paper()).blocks

    named = [(b.left, b.right) for b in blocks if isinstance(b, Pair) and b.level]

    assert named == [
        ("10 dicembre 2009", "10 декабря 2009 г."),
        ("Tecnologia", "Технологии"),
        ("11 dicembre 2009", "11 декабря 2009 г."),
        ("Credito", "Кредит"),
    ]


def test_agenda_is_provisional_until_it_is_frozen():
    provisional, final = agenda_document(_paper()), agenda_document(_paper(final=True))

    assert provisional.head == (
        "Agenda provvisoria: versione 3 del 1 dicembre 2009, ore 09:05. /"
        " Предварительная повестка: версия 3 от 1 декабря 2009 г., 09:05."
    )
    assert final.head.startswith("Agenda definitiva: versione 3")


def test_an_empty_table_says_so():
    notes = [b.text for b in agenda_document(_paper()).blocks if isinstance(b, Note)]

    assert notes[0] == "Nessun punto all’ordine del giorno. / Пунктов повестки нет."


def test_agenda_prints():
    said = text(agenda_document(_paper(simulated=True)))

    assert "Agenda della XV sessione / Повестка XV сессии" in said
    assert "Venezia, 10–11 dicembre 2009 · San Servolo" in said
    assert said.count(SIMULATION) == 2


def test_a_slot_may_end_past_midnight_and_never_when_it_begins():
    late = AgendaLine(begins=time(23, 50), ends=time(0, 5), title=Said(it="x"))

    assert late.ends == time(0, 5)
    with pytest.raises(ValidationError, match="ends after it begins"):
        AgendaLine(begins=time(10), ends=time(10), title=Said(it="x"))
