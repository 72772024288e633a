"""Notices, threads and adhesions, on both databases."""

from datetime import UTC, datetime

import pytest

from models.adhesion import AdhesionForm, LateDecision, adhesion_id
from models.adhesion_parts import TaxNumber, TaxScheme
from models.adhesion_record import (
    AdhesionRecord,
    AdhesionThread,
    Notice,
    without_contacts,
)
from models.ids import Actor, BodyCode
from store.tax_numbers import StdnumTaxNumbers
from store.unit_of_work import SqlUnits
from tests.models.test_adhesion import PASSPORT, given_form, person
from tests.store.samples import BODIES, NOW, SESSION, world

BODY = BodyCode(BODIES[1])
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def record(serial: int = 1) -> AdhesionRecord:
    form = AdhesionForm.model_validate(
        given_form(
            session=SESSION,
            body=BODY,
            participants=[person(needs_visa=True, passport=PASSPORT)],
        )
    )
    return AdhesionRecord(
        adhesion=adhesion_id(SESSION, BODY, serial),
        session=SESSION,
        body=BODY,
        serial=serial,
        form=form,
        received_at=NOW,
        recorded_by=Actor("secretariat:o1"),
        decision=LateDecision(
            admitted=True, reason="почему", by=Actor("secretariat:o2"), at=AT
        ),
        copied=(BODIES[0],),
    )


async def test_adhesion_is_kept_whole_and_changed(units: SqlUnits) -> None:
    await world(units)
    first = record()
    async with units.write() as unit:
        assert await unit.adhesions.next_serial(SESSION) == 1
        await unit.adhesions.add(first)
        assert await unit.adhesions.next_serial(SESSION) == 2

    erased = first.model_copy(
        update={"form": without_contacts(first.form), "erased_at": AT}
    )
    async with units.write() as unit:
        assert await unit.adhesions.get(first.adhesion) == first
        await unit.adhesions.save(erased)

    async with units.read() as unit:
        [kept] = await unit.adhesions.of(SESSION)
    assert kept == erased
    assert not kept.holds_passports


async def test_serial_is_used_once_a_session(units: SqlUnits) -> None:
    await world(units)
    twin = record().model_copy(
        update={"adhesion": adhesion_id(SESSION, BodyCode(BODIES[2]), 1)}
    )

    async with units.write() as unit:
        await unit.adhesions.add(record())

    with pytest.raises(Exception, match=r"(?i)unique"):
        async with units.write() as unit:
            await unit.adhesions.add(twin)


async def test_notice_and_thread_are_found_again(units: SqlUnits) -> None:
    await world(units)
    notice = Notice(
        session=SESSION,
        number=1,
        text={"it": "Temi", "ru": "Темы"},
        deadline=AT,
        published_at=NOW,
        published_by=Actor("secretariat:o1"),
    )
    async with units.write() as unit:
        await unit.notices.add(notice)
        opened = await unit.conversations.for_digest(BODY, ())
        thread = AdhesionThread(session=SESSION, body=BODY, conversation=opened.number)
        await unit.adhesion_threads.add(thread)

    async with units.read() as unit:
        assert await unit.notices.of(SESSION) == [notice]
        assert await unit.adhesion_threads.find((SESSION, BODY)) == thread
        found = unit.adhesion_threads.by_conversation
        assert await found(opened.number) == thread
        assert await found(opened.number + 1) is None


@pytest.mark.parametrize(
    ("scheme", "value", "holds"),
    [
        (TaxScheme.IT_VAT, "00743110157", True),
        (TaxScheme.IT_VAT, "00743110158", False),
        (TaxScheme.IT_CF, "RCCMNL83S18D969H", True),
        (TaxScheme.IT_CF, "RCCMNL83S18D969I", False),
        (TaxScheme.IT_CF, "00743110157", True),
        (TaxScheme.RU_INN, "7707083893", True),
        (TaxScheme.RU_INN, "7707083894", False),
        (TaxScheme.RU_OGRN, "1022200525819", True),
        (TaxScheme.RU_OGRN, "1022200525810", False),
        (TaxScheme.OTHER, "whatever", True),
    ],
)
def test_check_digits_are_judged_by_their_register(scheme, value, holds):
    number = TaxNumber(scheme=scheme, value=value)

    assert StdnumTaxNumbers().holds(number) is holds
