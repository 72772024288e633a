"""Whatever happens to a deadline: stops only lengthen it, extensions only delay it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.counting import Clock
from models.deadline import begin, end
from models.deadline_acts import extend, resume, suspend
from models.deadline_words import explain
from models.deadlines import Term, TermUnit, due, end_of
from tests.models.calendar_samples import BOTH, ITALY, ROME, on
from tests.models.deadline_samples import extended, last_day, running, stopped

WD, CD, *_ = TermUnit
OFFICE = Clock.OFFICE

bases = st.dates(date(2027, 1, 12), date(2027, 6, 30)).map(str)
amounts = st.integers(0, 40)
units = st.sampled_from([WD, CD])
clocks = st.sampled_from(Clock)


@given(bases, amounts, units)
def test_office_clock_without_acts_is_a_plain_term(base, amount, unit):
    clock = running(amount, unit, base, clock=OFFICE)

    assert end(clock, ITALY) == due(clock.term, clock.base, ITALY, ROME)


@given(bases, st.integers(1, 40), units, clocks, st.integers(0, 40), st.integers(0, 9))
def test_suspension_never_shortens(base, amount, unit, clock, after, lasting):
    before = running(amount, unit, base, calendar=BOTH, clock=clock)
    last = last_day(before, BOTH)
    first = before.day(before.base)
    since = first.fromordinal(min(first.toordinal() + after, last.toordinal()))
    until = first.fromordinal(since.toordinal() + lasting)

    later = stopped(before, str(since), str(until), BOTH)

    assert last_day(later, BOTH) >= last
    assert last_day(later, BOTH) > until


@given(bases, amounts, units, clocks)
def test_forward_end_is_a_day_on_which_a_term_may_end(base, amount, unit, clock):
    day = last_day(running(amount, unit, base, calendar=BOTH, clock=clock), BOTH)

    assert BOTH.is_working(day)
    assert clock is OFFICE or BOTH.blackout(day) is None


@given(bases, st.integers(1, 40), clocks, st.integers(0, 30), st.integers(0, 6))
def test_extension_only_moves_later_and_stops_push_it_on(
    base, amount, clock, more, lasting
):
    before = running(amount, WD, base, clock=clock)
    last = last_day(before)
    until = ITALY.open_at_or_after(last.fromordinal(last.toordinal() + 1 + more))

    moved = extended(before, until, base)
    pushed = stopped(
        moved, str(last), str(last.fromordinal(last.toordinal() + lasting))
    )

    assert last_day(moved) == until > last
    assert last_day(pushed) >= until


names = st.text(st.characters(categories=("L", "P", "Zs")), min_size=1, max_size=30)


@given(
    st.sampled_from(["it", "ru", "en"]),
    st.sampled_from(Clock),
    st.integers(1, 30),
    st.integers(0, 20),
    st.booleans(),
    names.map(lambda name: f"x{name}x"),
)
def test_every_act_is_mentioned(language, clock, amount, more, is_stopped, who):
    deadline = begin(
        Term(amount=amount, unit=WD), on("2027-03-01"), BOTH, ROME, clock=clock
    )
    last = deadline.day(end(deadline, BOTH))
    until = BOTH.open_at_or_after(date.fromordinal(last.toordinal() + 1 + more))
    deadline = extend(
        deadline,
        BOTH,
        until=end_of(until, ROME),
        requester=who,
        approver="Boris",
        reason="a fair",
        at=on("2027-03-01"),
    )
    deadline = suspend(deadline, BOTH, party="Region X", reason="y", at=on(str(last)))
    if not is_stopped:
        deadline = resume(deadline, at=on(str(until)))

    text = explain(deadline, BOTH, language)

    for words in (" ".join(who.split()), "Boris", "a fair", "Region X", "it-1+ru-1"):
        assert words in text
    assert text.endswith(".")
    assert "\n" not in text
    assert text == explain(deadline, BOTH, language)
