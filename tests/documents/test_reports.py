"""The reports on paper: numbers as given, the same in every language, never a gap."""

from datetime import date

import pytest

from documents.report_page import report_head
from documents.residuals import residuals_document
from documents.response_times import response_times_document
from documents.rhythm import rhythm_document
from documents.silence_matrix import (
    ACROSS,
    CODED,
    WHOLE,
    silence_document,
    silence_sums_document,
)
from documents.words import SIMULATION
from models.document import Document, Language, Note, Table
from models.ids import AgreementNumber, BodyCode, CorridorCode, Ref
from models.ledger import Account
from models.office_steps import OfficeStep
from models.report import Month, Period
from models.report_scope import ReportFrame
from models.residuals import Residual, Residuals
from models.response_times import BodyTimes, ResponseTimes, StepTimes, Took, times
from models.rhythm import Rhythm, rhythm
from models.round import DeliveryState
from models.session import Session, SessionState
from models.silence_matrix import Cause, SilenceLine, SilenceMatrix, SilenceSums
from tests.documents.samples import text
from tests.models.test_rhythm import day, session

FRAME = ReportFrame(
    corridor=CorridorCode("IT-RU"),
    period=Period(first=Month(year=2008, month=1), last=Month(year=2009, month=12)),
    session="XV",
    dated=date(2010, 1, 15),
    simulated=True,
)


def bodies() -> ResponseTimes:
    one = times([Took(3, in_time=True), Took(11, in_time=False)], silent=1)
    step = times([Took(4, in_time=True)], waiting=2, overdue=1)
    return ResponseTimes(
        frame=FRAME,
        bodies=(BodyTimes(body=BodyCode("IT-57"), name="Monteverde", times=one),),
        all_bodies=one,
        steps=(
            StepTimes(step=OfficeStep.VALIDATION, times=step),
            StepTimes(step=OfficeStep.QUESTION, times=times([])),
        ),
    )


def silence(columns: int = 1) -> SilenceMatrix:
    return SilenceMatrix(
        frame=FRAME,
        bodies=((BodyCode("IT-57"), "Monteverde"), (BodyCode("IT-34"), "Costa")),
        proposals=tuple(Ref(f"R{number}") for number in range(columns)),
        cells=((Cause.SILENT,) * columns, (Cause.NO_AGREEMENT,) * columns),
    )


def sums() -> SilenceSums:
    line = SilenceLine(
        body=BodyCode("IT-57"),
        name="Monteverde",
        session="XV",
        not_disseminated=1,
        not_addressed=2,
        by_state={DeliveryState.SILENT: 7},
    )
    return SilenceSums(frame=FRAME, lines=(line,))


def money(years: int = 1) -> Residuals:
    accounts = dict.fromkeys(Account, 0) | {
        Account.PAID: 12_345_67,
        Account.AVAILABLE: 87_654_33,
    }
    return Residuals(
        frame=FRAME,
        years=tuple(
            Residual(
                agreement=AgreementNumber(f"AP-{number % 2}"),
                body=BodyCode("IT-57"),
                year=2000 + number // 2,
                budget=100_000_00,
                accounts=accounts,
            )
            for number in range(years)
        ),
    )


def sessions(*known: Session) -> Rhythm:
    given = known or (
        session(14, "IT", day(2008, 10)),
        session(15, "IT", day(2009, 12), SessionState.COLLECTING),
    )
    return rhythm(FRAME, given, "Europe/Rome")


def every(language: Language) -> list[Document]:
    return [
        response_times_document(bodies(), language),
        silence_document(silence(), language),
        silence_sums_document(sums(), language),
        residuals_document(money(), language),
        rhythm_document(sessions(), language),
    ]


def numbers(document: Document) -> list[object]:
    return [
        cell
        for table in document.tables
        for row in (*table.rows, table.total or ())
        for cell in row
        if isinstance(cell, int)
    ]


@pytest.mark.parametrize("place", range(5))
def test_report_has_the_same_numbers_in_every_language(place):
    italian, russian, english = (every(language)[place] for language in Language)

    assert numbers(italian) == numbers(russian) == numbers(english) != []
    assert len({italian.title, russian.title, english.title}) == 3


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("place", range(5))
def test_report_is_printed_with_period_and_watermark(place, language):
    document = every(language)[place]
    said = text(document)

    assert SIMULATION in said
    assert report_head(FRAME, language) in said
    assert document.title in said


def test_times_tell_median_ninth_tenth_and_share():
    steps, answers = response_times_document(bodies(), Language.IT).tables

    assert answers.rows == (("IT-57", "Monteverde", 3, 2, 0, 1, 3, 11, 3_333),)
    assert answers.total == ("Totale", "", 3, 2, 0, 1, 3, 11, 3_333)
    assert steps.rows == (
        ("Valutazione (segreteria)", 1, 2, 0, 4, 4, 5_000),
        ("Risposte ai quesiti (segreteria)", 0, 0, 0, None, None, None),
    )


def test_chart_of_times_shows_what_was_measured_only():
    [chart] = response_times_document(bodies(), Language.IT).charts

    assert chart.categories == ("Valutazione (segreteria)",)
    assert [one.values for one in chart.series] == [(4,), (4,)]


def test_small_matrix_says_every_cause_in_words():
    document = silence_document(silence(ACROSS), Language.IT)
    summary, matrix = document.tables

    assert [len(table.columns) for table in (summary, matrix)] == [4, 1 + ACROSS]
    assert matrix.rows[0] == ("IT-57", *["silenzio"] * ACROSS)
    assert document.sheets == document.tables
    assert summary.rows == (
        ("IT-57", "Monteverde", ACROSS, 0),
        ("IT-34", "Costa", 0, ACROSS),
    )


def test_large_matrix_is_codes_under_numbers_on_pages():
    many = 2 * CODED + 2
    document = silence_document(silence(many), Language.IT)
    pages = [one for one in document.printed if isinstance(one, Table)]
    _, legend, numbers, *parts = pages

    assert legend.rows == (
        ("S", "silenzio", many),
        ("a", "non indirizzata: nessun accordo", many),
    )
    listed = [cell for row in numbers.rows for cell in row if cell]
    assert sorted(listed[::2]) == sorted(str(n) for n in range(1, many + 1))
    assert numbers.rows[0] == ("1", "R0", "25", "R24", "49", "R48")
    assert [len(one.columns) - 1 for one in parts] == [24, 24, 22]
    assert parts[0].columns[1].heading == "1"
    assert parts[-1].columns[-1].heading == str(many)
    assert parts[1].rows == (("IT-57", *["S"] * 24), ("IT-34", *["a"] * 24))


def test_large_matrix_is_written_out_in_sheets():
    many = WHOLE + 3
    document = silence_document(silence(many), Language.EN)
    summary, *whole = document.sheets

    assert [len(one.columns) - 1 for one in whole] == [WHOLE, 3]
    assert whole[0].rows[0] == ("IT-57", *["silent"] * WHOLE)
    assert summary.rows[1] == ("IT-34", "Costa", 0, many)
    assert "XLSX and CSV" in text(silence_document(silence(40), Language.EN))


@pytest.mark.parametrize("language", list(Language))
def test_every_cause_has_a_code_of_its_own(language):
    causes = tuple(Cause)
    whole = silence(len(causes)).model_copy(
        update={"bodies": ((BodyCode("IT-57"), "M"),), "cells": (causes,)}
    )
    _, legend, *_ = silence_document(whole, language).tables

    assert len({code for code, *_ in legend.rows}) == len(Cause)


@pytest.mark.parametrize("language", list(Language))
def test_every_cause_has_its_words(language):
    whole = SilenceMatrix(
        frame=FRAME,
        bodies=((BodyCode("IT-57"), "M"),),
        proposals=tuple(Ref(cause) for cause in Cause),
        cells=(tuple(Cause),),
    )
    [chart] = silence_document(whole, language).charts

    assert len({*chart.categories}) == len(Cause)


def test_sums_stand_beside_body_and_session():
    [table] = silence_sums_document(sums(), Language.EN).tables

    assert table.rows == (("IT-57", "Monteverde", "XV", 1, 2, 0, 0, 0, 0, 7, 0),)


def test_residuals_sum_to_the_budget():
    [table] = residuals_document(money(2), Language.EN).tables

    for row in (*table.rows, table.total or ()):
        budget, *accounts = [cell for cell in row if isinstance(cell, int)]
        assert sum(accounts) == budget
    assert "€12,345.67" in text(residuals_document(money(), Language.EN))


def test_bars_of_many_agreements_are_summed_by_year():
    [few] = residuals_document(money(2), Language.EN).charts
    [many] = residuals_document(money(62), Language.EN).charts
    [most] = residuals_document(money(130), Language.EN).charts

    assert few.categories == ("AP-0 · 2000", "AP-1 · 2000")
    assert many.categories == tuple(map(str, range(2000, 2031)))
    assert most.categories == tuple(map(str, range(2005, 2065)))
    assert many.series[0].values[0] == 2 * 12_345_67


def test_cadence_points_out_the_same_host_in_its_language():
    for language, said in (
        (Language.IT, "stesso Paese ospitante della XIV"),
        (Language.RU, "та же принимающая страна, что у XIV"),
        (Language.EN, "same host country as XIV"),
    ):
        table, years = rhythm_document(sessions(), language).tables
        assert table.rows[1][-1] == said
        assert [row[1:] for row in years.rows] == [(1, 1, 0, 2), (0, 0, 1, 2)]


@pytest.mark.parametrize("language", list(Language))
def test_every_oddity_of_the_cadence_has_words(language):
    odd = sessions(
        session(10, "IT", day(2005, 10)),
        session(11, "RU", day(2009, 3)),
        session(12, "IT", day(2009, 5)),
        session(13, "IT", day(2009, 4)),
        session(14, "RU", None, SessionState.POSTPONED),
    )
    table = rhythm_document(odd, language).tables[0]

    remarks = "; ".join(str(row[-1]) for row in table.rows)
    assert "{" not in remarks
    assert table.rows[-1][1] is None
    assert {one.unusual for sitting in odd.sittings for one in sitting.findings} == {
        "crowded-year", "gap", "order", "same-host",
    }  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        residuals_document(Residuals(frame=FRAME, years=()), Language.IT),
        silence_sums_document(SilenceSums(frame=FRAME, lines=()), Language.IT),
        silence_document(silence(0), Language.IT),
        response_times_document(
            bodies().model_copy(update={"bodies": (), "all_bodies": times([])}),
            Language.IT,
        ),
    ],
)
def test_report_without_data_says_so(document):
    assert Note(text="Nessun dato nel periodo.") in document.blocks
    assert "Nessun dato nel periodo." in text(document)
