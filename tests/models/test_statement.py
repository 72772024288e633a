"""A statement follows from its lines to the cent, or cannot be made."""

from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from models import ledger
from models.errors import LedgerError
from models.ids import AgreementNumber, CaseId
from models.ledger import Account, Entry, Movement
from models.statement import (
    RAISED,
    Addition,
    Booking,
    Statement,
    StatementLine,
    statement,
)

AGREEMENT, CASE = AgreementNumber("A1"), CaseId("it-ru/15/0001")
MARCH, JULY = date(2010, 3, 1), date(2010, 7, 1)


def noon(day):
    return datetime.combine(day, time(12), UTC)


def booked(day, entry, case=None):
    return Booking(at=noon(day), on=day, case=case, entry=entry)


def added(day, cents, act):
    return Addition(at=noon(day), on=day, cents=cents, act=act)


def written():
    posted = [*ledger.reserve([], 100, 60, cause="case 1")]
    posted += [ledger.entry(Movement.COMMITTED, 40, cause="act 1")]
    bookings = [booked(MARCH, one, CASE) for one in posted]
    freed = ledger.release(posted, 100, 20, cause="lapsed")
    closed = ledger.close_year([*posted, *freed], 100, cause="31 December")
    bookings += [booked(JULY, one, CASE) for one in freed]
    bookings += [booked(JULY, one) for one in closed]
    return statement(AGREEMENT, 2010, 100, bookings)


def test_statement_tells_each_move_and_what_is_left():
    def line(on, case, movement, cause, cents, available):
        return StatementLine(
            on=on,
            case=case,
            movement=movement,
            cause=cause,
            cents=cents,
            available=available,
        )

    assert written().lines == (
        line(MARCH, CASE, Movement.RESERVED, "case 1", 60, 40),
        line(MARCH, CASE, Movement.COMMITTED, "act 1", 40, 40),
        line(JULY, CASE, Movement.RESERVATION_RELEASED, "lapsed", 20, 40),
        line(JULY, CASE, Movement.RETURNED, "lapsed", 20, 60),
        line(JULY, None, Movement.UNUSED, "31 December", 60, 0),
    )


def test_statement_opens_with_the_budget_and_closes_with_the_accounts():
    found = written()

    assert (found.opening, found.check_sum) == (100, 100)
    assert found.closing == {
        Account.AVAILABLE: 0,
        Account.RESERVED: 0,
        Account.COMMITTED: 40,
        Account.PAID: 0,
        Account.RELEASED: 0,
        Account.LAPSED: 60,
    }


MAY = date(2010, 5, 1)


def told(found):
    return [(one.movement, one.cause, one.available) for one in found.lines]


def test_raised_budget_is_a_line_and_no_part_of_the_opening():
    [first] = ledger.reserve([], 150, 60, cause="case 1")
    [second] = ledger.reserve([first], 150, 80, cause="case 2")
    bookings = [booked(MARCH, first, CASE), booked(JULY, second, CASE)]

    found = statement(AGREEMENT, 2010, 150, bookings, [added(MAY, 50, "DM 4")])

    assert (found.opening, found.raised, found.check_sum) == (100, 50, 150)
    assert told(found) == [
        (Movement.RESERVED, "case 1", 40),
        (RAISED, "DM 4", 90),
        (Movement.RESERVED, "case 2", 10),
    ]


def test_raise_stands_before_the_move_that_needs_it_whatever_the_clocks_say():
    [move] = ledger.reserve([], 150, 120, cause="case 1")

    found = statement(
        AGREEMENT, 2010, 150, [booked(MARCH, move, CASE)], [added(MAY, 50, "DM 4")]
    )

    assert told(found) == [(RAISED, "DM 4", 150), (Movement.RESERVED, "case 1", 30)]


def test_year_raised_and_not_moved_ends_with_the_raise():
    found = statement(AGREEMENT, 2010, 150, [], [added(MAY, 50, "DM 4")])

    assert (found.opening, told(found)) == (100, [(RAISED, "DM 4", 150)])
    assert Statement.model_validate_json(found.model_dump_json()) == found


def test_more_added_than_there_is_gives_no_statement():
    with pytest.raises(LedgerError, match="yet more was added"):
        statement(AGREEMENT, 2010, 40, [], [added(MAY, 50, "DM 4")])


def test_year_without_moves_is_its_budget():
    found = statement(AGREEMENT, 2010, 100, [])

    assert (found.lines, found.closing[Account.AVAILABLE]) == ((), 100)


def test_statement_is_read_back_as_it_was_written():
    found = written()

    assert Statement.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda said: said.update(opening=99), "says 0.40 EUR are left, but 0.39 EUR"),
        (lambda said: said.update(check_sum=99), "does not follow from its lines"),
        (
            lambda said: said["closing"].update(paid=1, committed=39),
            "does not follow from its lines",
        ),
        (
            lambda said: said["lines"][0].update(cents=61),
            "says 0.40 EUR are left, but 0.39 EUR",
        ),
        (
            lambda said: said["lines"][1].update(cents=61),
            "takes more from reserved",
        ),
        (lambda said: said["lines"].pop(1), "does not follow from its lines"),
    ],
)
def test_statement_that_does_not_add_up_is_refused(damage, sentence):
    said = written().model_dump(mode="json")
    damage(said)

    with pytest.raises(ValidationError, match=sentence):
        Statement.model_validate(said)


def test_damaged_ledger_gives_no_statement():
    overdrawn = Entry(debit=Account.PAID, credit=Account.COMMITTED, cents=1, cause="x")

    with pytest.raises(LedgerError, match="takes more from committed"):
        statement(AGREEMENT, 2010, 100, [booked(MARCH, overdrawn)])
