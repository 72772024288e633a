"""The reports of a house with a known story say what a person would have counted."""

import re
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from documents.pdf import pdf
from documents.sheet import xlsx
from documents.words import SIMULATION
from models.case import Outcome
from models.document import Document, Language, Table
from models.ids import AgreementNumber, BodyCode
from models.ledger import Account
from models.office_steps import OfficeStep
from models.report import Funnel, Synthesis
from models.residuals import Residuals
from models.response_times import ResponseTimes
from models.rhythm import Rhythm
from models.round import DeliveryState
from models.silence_matrix import Cause, SilenceMatrix, SilenceSums
from runtime.reports import Reports, Told, asked
from store.calendars import HolidayCalendars
from store.engine import build
from store.reference import load_reference
from store.reports import SqlReports
from tests.documents.samples import Workbook
from tests.flow import stories
from tests.flow.house import ITALY, House, house
from tests.flow.samples import sample
from tests.flow.wait import until
from tests.models.calendar_samples import worked_between

FOUR_DAYS = timedelta(days=4)


class Desk:
    """Tells reports of a house, until its story ends."""

    def __init__(self, here: House) -> None:
        self._here = here
        engine = build(here.wired.settings.database_url)
        self._reports = Reports(
            SqlReports(engine), load_reference(), HolidayCalendars().country
        )

    async def tell(
        self, kind: str, language: str = "it", cut: str = "region", **of: str
    ) -> Told:
        wanted = asked(kind, of, Language(language), cut)
        return await self._reports.tell(wanted, now=await self._here.now())


async def about(here: House, body: str, ref: str) -> EmailMessage:
    """The only letter a body got about a proposal, once it has."""

    def found() -> list[EmailMessage]:
        letters = here.letters(f"accordi@{body}.example")
        return [one for one in letters if ref in str(one["Subject"])]

    async def there() -> int:
        return len(found())

    await until(there, want=1)
    return found()[0]


async def answered_late_in_the_round(here: House) -> tuple[str, int]:
    """Two bodies answer by mail after four days, one never; then it is withdrawn.

    Returns the number, and the working days the two answers took.
    """
    ref = await stories.disseminated(here)
    await here.nothing_waits()
    yes, no = await about(here, "it-57", ref), await about(here, "it-45", ref)
    asked_on = (await here.now()).date()
    await here.sleep(FOUR_DAYS)
    await here.reply(yes, "Siamo interessati.\n")
    await here.reply(no, "We are not interested.\n")
    await until(here.answers, ref, {"IT-57": "interested", "IT-45": "declined"})
    took = worked_between(ITALY, asked_on, (await here.now()).date())
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "the plant was sold")
    await until(here.phase, ref, "closed")
    return ref, took


async def told(here: House) -> tuple[str, str, str, int]:
    """One proposal presented, one withdrawn after answers, one before validation."""
    first = await stories.ready(here)
    second, took = await answered_late_in_the_round(here)
    third = (await here.submit(sample(1))).ref
    await until(here.phase, third, "validation")
    await here.o1.withdraw(third, "sent by mistake")
    await until(here.phase, third, "closed")
    soon = await here.now() + timedelta(days=3)  # before its money lapses
    await here.o1.postpone("IT-RU/XXIX", soon, "the hall is free sooner")
    await until(here.phase, first, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, first, "presented")
    await here.o1.record_outcome(
        first, Outcome.MEMORANDUM, "letter of intent", value=2_500_000_00
    )
    await until(here.phase, first, "closed")
    await here.nothing_waits()
    return first, second, third, took


def words(document: Document) -> str:
    pages = PdfReader(BytesIO(pdf(document))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def numbers(document: Document) -> list[list[object]]:
    """The numbers of all tables, without the words between them."""
    return [
        [cell for cell in row if isinstance(cell, int)]
        for table in document.tables
        for row in (*table.rows, table.total or ())
    ]


def row(table: Table, first: str) -> tuple[object, ...]:
    return next(one for one in table.rows if one[0] == first)


async def test_reports_say_what_happened(tmp_path: Path):
    async with house(tmp_path) as here:
        await here.furnish()
        first, second, third, took = await told(here)
        desk = Desk(here)

        await funnels_count_every_stage(desk)
        await times_are_those_that_passed(desk, took)
        await matrix_has_a_cause_everywhere(desk, (first, second, third))
        await money_stands_where_the_ledger_says(desk)
        await synthesis_sums_the_period(desk, first)
        await sessions_are_told_with_their_state(desk)
        await every_report_is_the_same_in_every_language(desk)
        await an_empty_period_has_a_report_too(desk)
        await nobody_is_named(desk)


async def funnels_count_every_stage(desk: Desk) -> None:
    found = await desk.tell("funnel")
    assert isinstance(found.facts, Funnel)
    document = found.document

    counts, shares = document.tables
    assert counts.total == ("Totale", 3, 2, 2, 2, 2, 1, 1, 1)
    assert [cells[2] for cells in shares.rows] == [
        *(10_000, 6_666, 6_666, 6_666, 6_666),
        *(3_333, 3_333, 3_333),
    ]
    assert "66,66 %" in words(document).replace("\xa0", " ")
    by_district = (await desk.tell("funnel", cut="district")).document.tables[0]
    assert row(by_district, "partner di distretto preferito")[1:4] == (2, 2, 2)
    assert row(by_district, "distretto: non indicato")[1:4] == (1, 0, 0)
    by_sector = (await desk.tell("funnel", cut="sector")).document.tables[0]
    assert by_sector.total == counts.total
    by_body = (await desk.tell("funnel", cut="body")).document.tables[0]
    assert by_body.rows == (
        ("IT-34 Regione IT-34", 2, 0, 0, 0, 0, 0),
        ("IT-45 Regione IT-45", 2, 0, 0, 0, 0, 0),
        ("IT-57 Regione IT-57", 2, 2, 2, 1, 1, 1),
    )


async def times_are_those_that_passed(desk: Desk, took: int) -> None:
    facts = (await desk.tell("times")).facts
    assert isinstance(facts, ResponseTimes)

    bodies = {one.body: one.times for one in facts.bodies}
    assert (bodies[BodyCode("IT-34")].done, bodies[BodyCode("IT-34")].silent) == (1, 1)
    assert bodies[BodyCode("IT-34")].share == 5_000
    by_mail = bodies[BodyCode("IT-57")]
    assert (by_mail.done, by_mail.median, by_mail.ninth) == (2, 0, took)
    assert by_mail.share == 10_000
    assert (facts.all_bodies.done, facts.all_bodies.silent) == (5, 1)
    steps = {one.step: one.times for one in facts.steps}
    assert steps[OfficeStep.COMPLETENESS].done == 2
    assert steps[OfficeStep.VALIDATION].done == 2
    assert steps[OfficeStep.VALIDATION].share == 10_000
    assert steps[OfficeStep.DISSEMINATION].done == 2
    assert steps[OfficeStep.RECEIPT].done == 3 + 5  # forms handed in, answers


async def matrix_has_a_cause_everywhere(desk: Desk, refs: tuple[str, str, str]) -> None:
    facts = (await desk.tell("silence", session="IT-RU/XXIX")).facts
    assert isinstance(facts, SilenceMatrix)

    at = [facts.proposals.index(ref) for ref in refs]
    cells = {
        body: [cells[place] for place in at]
        for (body, _), cells in zip(facts.bodies, facts.cells, strict=True)
    }
    assert cells == {
        "IT-34": [Cause.DECLINED, Cause.SILENT, Cause.NOT_DISSEMINATED],
        "IT-45": [Cause.DECLINED, Cause.DECLINED, Cause.NOT_DISSEMINATED],
        "IT-57": [Cause.INTERESTED, Cause.INTERESTED, Cause.NOT_DISSEMINATED],
    }
    sums = (await desk.tell("silence")).facts
    assert isinstance(sums, SilenceSums)
    answered, silent = DeliveryState.ANSWERED, DeliveryState.SILENT
    assert [
        (one.session, one.not_disseminated, one.not_addressed, one.by_state)
        for one in sums.lines
    ] == [
        ("XXIX", 1, 0, {answered: 1, silent: 1}),
        ("XXIX", 1, 0, {answered: 2}),
        ("XXIX", 1, 0, {answered: 2}),
    ]


async def money_stands_where_the_ledger_says(desk: Desk) -> None:
    facts = (await desk.tell("residuals")).facts
    assert isinstance(facts, Residuals)

    held = stories.COST // 2
    [paid_for] = [one for one in facts.years if one[Account.RESERVED]]
    assert paid_for.agreement == AgreementNumber("AP-IT-57")
    assert paid_for[Account.RESERVED] == held
    assert paid_for[Account.AVAILABLE] == paid_for.budget - held
    assert len(facts.years) == 3


async def synthesis_sums_the_period(desk: Desk, presented: str) -> None:
    found = await desk.tell("synthesis")
    assert isinstance(found.facts, Synthesis)

    figures = {one.name.en: one.value for one in found.facts.figures}
    assert figures["Proposals collected"] == 3
    assert figures["Proposals validated"] == 2
    assert figures["Proposals presented"] == 1
    assert figures["Proposals with a result"] == 1
    assert figures["Expressions of interest"] == 2
    assert figures["Refusals"] == 3
    assert figures["Deliveries to bodies"] == 6
    reserved = "Co-financing reserved, not yet committed"
    assert figures[reserved] == stories.COST // 2
    [result] = found.facts.results
    assert result.text.it.startswith(f"{presented}: ")
    assert result.value_cents == 2_500_000_00
    said = words(found.document)
    assert "memorandum d’intesa" in said
    assert presented in said
    assert SIMULATION in said


async def sessions_are_told_with_their_state(desk: Desk) -> None:
    facts = (await desk.tell("cadence", last="2090-12")).facts
    assert isinstance(facts, Rhythm)

    [sitting] = facts.sittings
    assert (sitting.roman, sitting.country, sitting.held) == ("XXIX", "IT", True)
    assert sum(one.total for one in facts.years) == 1


KINDS = ("synthesis", "funnel", "times", "silence", "residuals", "cadence")


async def every_report_is_the_same_in_every_language(desk: Desk) -> None:
    for kind in KINDS:
        italian, russian, english = [
            (await desk.tell(kind, language)).document
            for language in ("it", "ru", "en")
        ]
        assert numbers(italian) == numbers(russian) == numbers(english)
        assert italian.title != russian.title
        for table in italian.tables:
            held = Workbook(xlsx(italian))
            assert any(len(held.rows(name)) > len(table.rows) for name in held.names)


async def an_empty_period_has_a_report_too(desk: Desk) -> None:
    for kind in KINDS:
        empty = (await desk.tell(kind, first="2003-01", last="2003-02")).document
        assert "gennaio 2003" in words(empty) or "2003-01" in words(empty)


async def nobody_is_named(desk: Desk) -> None:
    """No address, no officer, no proposer's contact."""
    for kind in KINDS:
        document = (await desk.tell(kind)).document
        said = document.model_dump_json()
        assert re.findall(r"\w@\w|secretariat:|Voronezhskaya", said) == []
