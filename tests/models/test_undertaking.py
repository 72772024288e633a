"""Undertakings of the sides: both reports are kept, and what is open comes again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.ids import Actor, SessionId
from models.two_sides import Agreement, Side
from models.undertaking import (
    Promise,
    Settlement,
    Undertaking,
    UndertakingError,
    UndertakingReport,
    UndertakingState,
    reopened_for,
    undertaking_id,
)

NOW = datetime(2028, 3, 2, 9, tzinfo=UTC)
DUE = date(2028, 3, 1)
NEXT = SessionId("it-ru/30")
BY = Actor("secretariat:o1")


def undertaking(number=1, *reports, session="it-ru/29", due=DUE):
    return Undertaking(
        undertaking=undertaking_id(SessionId(session), number),
        session=SessionId(session),
        item=1,
        promise=Promise(side=Side.A, text={"it": "Dati", "ru": "Данные"}, due=due),
        reports=reports,
    )


def report(side, state, hours=0, **known):
    return UndertakingReport(
        side=Side(side),
        state=UndertakingState(state),
        text=f"{side} says {state}",
        at=NOW + timedelta(hours=hours),
        by=BY,
        **known,
    )


KEPT_A, BROKEN_B = report("a", "kept"), report("b", "broken", 1)


def test_undertaking_is_open_until_somebody_reports():
    assert undertaking().state is UndertakingState.OPEN
    assert undertaking().agreement is Agreement.SILENT
    assert undertaking().reported(KEPT_A).state is UndertakingState.KEPT
    assert undertaking().reported(KEPT_A).agreement is Agreement.ONE_SIDED


def test_sides_that_differ_leave_it_disputed_with_both_texts():  # X17
    one = undertaking().reported(KEPT_A).reported(BROKEN_B)

    assert one.disputed
    assert one.state is UndertakingState.OPEN
    assert (one.text_of(Side.A), one.text_of(Side.B)) == (
        "a says kept",
        "b says broken",
    )


def test_later_word_of_a_side_ends_the_dispute_and_the_earlier_stays():
    one = undertaking(1, KEPT_A, BROKEN_B).reported(report("b", "kept", 2))

    assert (one.disputed, one.state) == (False, UndertakingState.KEPT)
    assert len(one.reports) == 3


def test_co_chairs_settle_it():
    word = Settlement(state=UndertakingState.BROKEN, note="Sentiti", at=NOW, by=BY)
    one = undertaking(1, KEPT_A, BROKEN_B).model_copy(update={"settlement": word})

    assert (one.disputed, one.state) == (False, UndertakingState.BROKEN)
    with pytest.raises(UndertakingError, match="is settled"):
        one.reported(KEPT_A)
    with pytest.raises(ValidationError, match="settled as kept or broken"):
        Settlement(state=UndertakingState.OPEN, note="x", at=NOW, by=BY)


def test_moved_day_counts_unless_the_other_side_contradicts():
    later = date(2028, 6, 1)
    moved = report("a", "moved", moved_to=later)

    assert undertaking(1, moved).due == later
    assert undertaking(1, moved, BROKEN_B).due == DUE
    assert undertaking(1, moved, report("b", "moved", moved_to=later)).due == later
    other = report("b", "moved", moved_to=date(2028, 7, 1))
    assert undertaking(1, moved, other).disputed


@pytest.mark.parametrize(
    ("state", "day"), [("moved", None), ("kept", date(2028, 6, 1))]
)
def test_moved_and_only_moved_has_a_day(state, day):
    with pytest.raises(ValidationError, match="moved has a new day"):
        report("a", state, moved_to=day)


def test_move_to_an_earlier_day_is_refused():
    with pytest.raises(UndertakingError, match="moves to a later day only"):
        undertaking().reported(report("a", "moved", moved_to=DUE))


def test_next_session_sees_what_is_not_settled_most_urgent_first():
    later = date(2028, 9, 1)
    settled = Settlement(state=UndertakingState.BROKEN, note="x", at=NOW, by=BY)
    every = [
        undertaking(1, KEPT_A, report("b", "kept")),
        undertaking(2, KEPT_A),
        undertaking(3, due=later),
        undertaking(4),
        undertaking(5, report("a", "broken")),
        undertaking(6, KEPT_A, BROKEN_B),
        undertaking(7, report("a", "moved", moved_to=later)),
        undertaking(8).model_copy(update={"settlement": settled}),
        undertaking(9, due=NOW.date()),
        undertaking(1, session="it-ru/30"),
        undertaking(1, session="it-ru/9"),
    ]

    listed = reopened_for(every, NEXT, NOW.date())

    assert [(row.undertaking.undertaking, row.why) for row in listed] == [
        ("it-ru/29/u/6", "the two sides report differently; the co-chairs decide"),
        ("it-ru/29/u/5", "reported as not kept; say what follows"),
        (
            "it-ru/29/u/4",
            "was due on 2028-03-01 and is not reported as kept; ask the side",
        ),
        (
            "it-ru/9/u/1",
            "was due on 2028-03-01 and is not reported as kept; ask the side",
        ),
        ("it-ru/29/u/9", "is due today; ask the side"),
        ("it-ru/29/u/3", "runs until 2028-09-01; note how far it is"),
        ("it-ru/29/u/7", "runs until 2028-09-01; note how far it is (moved)"),
        ("it-ru/29/u/2", "one side calls it kept, the other is silent; ask it"),
    ]


REPORTS = st.lists(
    st.builds(
        report,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["open", "kept", "broken"]),
        st.integers(0, 5),
    ),
    max_size=6,
)


@given(REPORTS)
def test_disputed_exactly_when_the_last_words_differ(reports):
    one = undertaking(1, *reports)
    last = {each.side: each.state for each in sorted(reports, key=lambda r: r.at)}

    assert one.disputed is (len(set(last.values())) > 1)
    assert one.reports == tuple(reports)
    done = set(last.values()) == {UndertakingState.KEPT} and len(last) == 2
    assert (reopened_for([one], NEXT, NOW.date()) == ()) is done
