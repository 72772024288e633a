"""The synthesis tells what belongs to its period, and how sure each fact is."""

from datetime import date

import pytest
from pydantic import ValidationError

from documents.synthesis import synthesis_document
from models.document import (
    ColumnKind,
    Document,
    Heading,
    Language,
    Line,
    Note,
    Said,
    Table,
)
from models.report import (
    ActivityLine,
    Aim,
    Fact,
    Figure,
    Month,
    Period,
    Precision,
    ProgrammeFact,
    ResultFact,
    SessionFact,
    Status,
    Synthesis,
    When,
)
from tests.documents.samples import text

ITALY, RUSSIA = Said(it="Italia", ru="Италия"), Said(it="Russia", ru="Россия")


def _month(year: int, month: int) -> When:
    return When(first=date(year, month, 1), precision=Precision.MONTH)


def _session(ordinal: int, country: Said, when: When, status: Status) -> SessionFact:
    place = Said(it=f"Luogo {ordinal}", ru=f"Место {ordinal}")
    return SessionFact(
        ordinal=ordinal, place=place, country=country, when=when, status=status
    )


def _facts(**fields: object) -> Synthesis:
    given: dict[str, object] = {
        "corridor": Said(it="Italia, Russia", ru="Италия, Россия", en="Italy, Russia"),
        "period": Period(
            first=Month(year=2002, month=10), last=Month(year=2009, month=10)
        ),
        "dated": date(2009, 11, 1),
        "frame": (
            Fact(
                text=Said(it="Vertice", ru="Саммит"),
                when=When(first=date(2002, 4, 1), precision=Precision.SEASON),
            ),
            Fact(text=Said(it="Dopo"), when=_month(2010, 1)),
        ),
        "aims": (Aim(text=Said(it="Rilancio", ru="Развитие")),),
        "method": (Said(it="Raccolta", ru="Сбор"),),
        "lines": (
            ActivityLine(
                number=1, text=Said(it="PMI", ru="МСП"), valid_from=date(2002, 10, 1)
            ),
            ActivityLine(
                number=9, text=Said(it="Altro"), valid_from=date(2011, 1, 1)
            ),
        ),
        "sessions": (
            _session(15, ITALY, When(
                first=date(2009, 12, 10), last=date(2009, 12, 11)), Status.PLANNED),
            _session(5, RUSSIA, _month(2003, 10), Status.DONE),
            _session(10, ITALY, _month(2006, 10), Status.DONE),
            _session(1, ITALY, _month(2002, 9), Status.DONE),
        ),
        "programmes": (
            ProgrammeFact(
                first_year=2007,
                last_year=2009,
                guidelines=(Said(it="Distretti", ru="Кластеры"),),
                status=Status.DONE,
                signed=_month(2006, 10),
                session=10,
            ),
            ProgrammeFact(
                first_year=2010,
                last_year=2012,
                status=Status.PLANNED,
                signed=When(first=date(2009, 12, 11)),
                session=15,
            ),
        ),
        "results": (
            ResultFact(
                kind="joint-company",
                text=Said(it="Società di leasing", ru="Лизинговая компания"),
                when=_month(2005, 6),
                status=Status.DONE,
                value_cents=100_000_00,
            ),
            ResultFact(
                kind="contract",
                text=Said(it="Fornitura"),
                when=_month(2010, 5),
                status=Status.EXPECTED,
            ),
            ResultFact(
                kind="contract",
                text=Said(it="Troppo tardi"),
                when=_month(2009, 11),
                status=Status.DONE,
            ),
        ),
        "figures": (
            Figure(name=Said(it="Proposte", ru="Предложения"), value=180),
            Figure(
                name=Said(it="Fondi", ru="Средства"),
                value=1_050_000_00,
                kind=ColumnKind.CENTS,
                status=Status.EXPECTED,
            ),
        ),
        **fields,
    }  # fmt: skip
    return Synthesis.model_validate(given)


def _tables(content: Document) -> dict[str, Table]:
    return {one.caption: one for one in content.tables}


def _lines(content: Document) -> list[str]:
    return [one.text for one in content.blocks if isinstance(one, Line)]


def test_held_and_coming_sessions_stand_apart_with_roman_ordinals():
    tables = _tables(synthesis_document(_facts(), Language.IT))

    held = tables["Sessioni tenute nel periodo"].rows
    coming = tables["Sessioni programmate o attese"].rows

    assert [row[:5] for row in held] == [
        ("V", "Luogo 5", "Russia", "ottobre 2003", "realizzato"),
        ("X", "Luogo 10", "Italia", "ottobre 2006", "realizzato"),
    ]
    assert [row[:5] for row in coming] == [
        ("XV", "Luogo 15", "Italia", "10–11 dicembre 2009", "programmato")
    ]


def test_the_cadence_is_counted_over_the_months_of_the_period():
    period = Period(first=Month(year=2003, month=1), last=Month(year=2006, month=12))
    lines = _lines(synthesis_document(_facts(period=period), Language.IT))

    assert (
        "Nel periodo si sono tenute 2 sessioni, in media 0,5 per anno solare:"
        " Italia 1, Russia 1." in lines
    )


def test_results_done_planned_and_expected_never_share_a_table():
    content = synthesis_document(_facts(), Language.IT)
    told = [
        block.text if isinstance(block, Heading | Note) else block.rows
        for block in content.blocks
        if (isinstance(block, Heading) and block.level == 2)
        or (isinstance(block, Note) and block.text == "Nessuno registrato.")
        or (isinstance(block, Table) and block.caption == "Risultati per tipo")
    ]

    assert told == [
        "Realizzato",
        (("società mista", "Società di leasing", "giugno 2005", 100_000_00),),
        "Programmato",
        "Nessuno registrato.",
        "Atteso",
        (("contratto", "Fornitura", "maggio 2010", None),),
        "Nessuno registrato.",  # of other information
    ]


def test_results_are_counted_by_kind_and_status():
    [chart] = synthesis_document(_facts(), Language.IT).charts

    assert chart.categories == ("contratto", "società mista")
    assert [(one.label, one.values) for one in chart.series] == [
        ("realizzato", (0, 1)),
        ("programmato", (0, 0)),
        ("atteso", (1, 0)),
    ]


def test_what_lies_outside_the_period_is_not_told():
    said = text(synthesis_document(_facts(), Language.IT))

    assert "Troppo tardi" not in said
    assert "Luogo 1 " not in said
    assert "Dopo" not in said
    assert "Linea 9" not in said
    assert "primavera 2002: Vertice" in said  # origins may lie before it


def test_a_date_is_told_no_more_exactly_than_it_is_known():
    year = When(first=date(2004, 1, 1), precision=Precision.YEAR)
    session = _session(7, RUSSIA, year, Status.DONE)
    content = synthesis_document(_facts(sessions=(session,)), Language.IT)

    assert _tables(content)["Sessioni tenute nel periodo"].rows[0][3] == "2004"


def test_a_planned_day_that_has_passed_says_so():
    content = synthesis_document(_facts(dated=date(2010, 2, 1)), Language.IT)
    rows = _tables(content)["Sessioni programmate o attese"].rows

    assert rows[0][3] == "10–11 dicembre 2009 (data trascorsa)"


def test_programmes_name_the_session_they_are_signed_at():
    content = synthesis_document(_facts(), Language.IT)

    assert _tables(content)["Programmi di lavoro"].rows == (
        ("2007–2009", "ottobre 2006", "X", "realizzato"),
        ("2010–2012", "11 dicembre 2009", "XV", "programmato"),
    )
    assert "Distretti" in _lines(content)


def test_numbers_of_different_status_and_unit_stand_apart():
    tables = [
        (one.caption, one.columns[1].heading, one.columns[1].kind, one.rows)
        for one in synthesis_document(_facts(), Language.IT).tables
        if one.columns[0].heading == "Voce"
    ]

    assert tables == [
        ("Realizzato", "realizzato", ColumnKind.INTEGER, (("Proposte", 180),)),
        ("Atteso", "atteso", ColumnKind.CENTS, (("Fondi", 1_050_000_00),)),
    ]


def test_the_same_facts_are_told_in_russian():
    content = synthesis_document(_facts(), Language.RU)
    said = text(content)

    assert content.title == "Обзор целей и результатов"
    assert content.head == "Италия, Россия · октябрь 2002 – октябрь 2009"
    assert "совместное предприятие" in said
    assert "весна 2002 г.: Саммит" in said
    assert "Fornitura [it]" in said  # exists in Italian only


def test_the_same_facts_are_told_in_english():
    content = synthesis_document(_facts(simulated=True), Language.EN)

    assert content.head == "Italy, Russia · October 2002 – October 2009"
    assert [one.text for one in content.blocks if isinstance(one, Heading)][:5] == [
        *("Frame and origins", "Aims", "Method", "Lines of activity", "Sessions")
    ]
    assert content.simulated is True


@pytest.mark.parametrize("language", list(Language))
def test_a_synthesis_of_nothing_says_that_nothing_is_recorded(language):
    empty = Synthesis(
        corridor=Said(en="x"),
        period=Period(first=Month(year=2030, month=1), last=Month(year=2030, month=12)),
        dated=date(2031, 1, 1),
    )
    content = synthesis_document(empty, language)

    notes = [one.text for one in content.blocks if isinstance(one, Note)]

    assert len(set(notes[:-1])) == 1
    assert content.tables == ()
    assert content.charts == ()


def test_a_period_holds_both_its_months_and_no_other_day():
    period = Period(first=Month(year=2009, month=12), last=Month(year=2009, month=12))

    days = (date(2009, 11, 30), date(2009, 12, 1), date(2009, 12, 31), date(2010, 1, 1))

    assert [period.holds(day) for day in days] == [False, True, True, False]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="turn the months round"):
        Period(first=Month(year=2009, month=2), last=Month(year=2009, month=1))
