"""A running deadline is stopped, resumed and extended by the rules of method I7."""

from datetime import date, timedelta

import pytest

from models.deadline import begin, end, wall_before
from models.deadline_acts import (
    AdoptionError,
    DeadlineActError,
    ExtensionError,
    SuspensionError,
    adopt,
    extend,
    resume,
    suspend,
)
from models.deadlines import Term, TermUnit, end_of
from tests.models.calendar_samples import ITALY, ROME, RUSSIA, at, on

WD = TermUnit.WORKING_DAYS
WALL = wall_before("XV", on("2027-05-03"), Term(amount=22, unit=WD), ITALY, ROME)
CLOCK = begin(Term(amount=10, unit=WD), on("2027-03-01"), ITALY, ROME, wall=WALL)
"""Runs until Monday 15 March; its wall is Thursday 1 April."""


def extension(**other):
    given = {
        "until": end_of(date(2027, 3, 19), ROME),
        "requester": "Anna",
        "approver": "Boris",
        "reason": "the region was closed",
        "at": on("2027-03-10"),
    }
    return given | other


def stop(deadline=CLOCK, **other):
    given = {"party": "Region X", "reason": "no title", "at": on("2027-03-03")} | other
    return suspend(deadline, ITALY, **given)


def test_the_sample_is_as_described():
    assert end(CLOCK, ITALY) == end_of(date(2027, 3, 15), ROME)
    assert WALL.at == end_of(date(2027, 4, 1), ROME)


def test_extension_records_who_why_and_from_where():
    moved = extend(CLOCK, ITALY, **extension())

    (one,) = moved.extensions
    assert (one.requester, one.approver) == ("Anna", "Boris")
    assert one.reason == "the region was closed"
    assert one.before == end(CLOCK, ITALY)
    assert end(moved, ITALY) == one.until


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"approver": "Anna"}, "four eyes"),
        ({"approver": "  anna "}, "four eyes"),
        ({"until": end_of(date(2027, 3, 12), ROME)}, "may only be moved later"),
        (
            {"until": end_of(date(2027, 3, 15), ROME)},
            "15.03.2027 and may only be moved",
        ),
        (
            {"until": end_of(date(2027, 4, 2), ROME)},
            "22 working days before session XV",
        ),
        ({"at": at("2027-03-15T23:00:00")}, "passed on 15.03.2027: it is moved only"),
        ({"until": end_of(date(2027, 3, 20), ROME)}, "20.03.2027 is a day off, and no"),
        ({"until": end_of(date(2027, 3, 20), ROME)}, "give the 22.03.2027 instead"),
    ],
)
def test_extension_is_refused_with_the_rule_and_the_remedy(other, sentence):
    with pytest.raises(ExtensionError, match=sentence):
        extend(CLOCK, ITALY, **extension(**other))


def test_extension_in_the_last_second_is_in_time():  # D15
    moved = extend(
        CLOCK, ITALY, **extension(at=end(CLOCK, ITALY) + timedelta(milliseconds=999))
    )

    assert len(moved.extensions) == 1


def test_extension_up_to_the_wall_is_allowed():
    assert end(extend(CLOCK, ITALY, **extension(until=WALL.at)), ITALY) == WALL.at


def test_third_extension_is_refused():
    moved = extend(CLOCK, ITALY, **extension())
    moved = extend(moved, ITALY, **extension(until=end_of(date(2027, 3, 23), ROME)))

    with pytest.raises(ExtensionError, match="moved twice, which is the limit"):
        extend(moved, ITALY, **extension(until=end_of(date(2027, 3, 25), ROME)))


def test_extension_may_not_end_in_a_blackout():
    clock = begin(Term(amount=5, unit=WD), on("2027-07-26"), ITALY, ROME)

    with pytest.raises(
        ExtensionError, match=r"in a closed period.*23\.08\.2027 instead"
    ):
        extend(
            clock,
            ITALY,
            **extension(until=end_of(date(2027, 8, 12), ROME), at=on("2027-07-28")),
        )


def test_remedy_for_a_blackout_never_passes_the_wall():
    wall = wall_before("L", on("2027-09-17"), Term(amount=21, unit=WD), ITALY, ROME)
    wall = wall.model_copy(update={"at": end_of(date(2027, 8, 20), ROME)})
    clock = begin(Term(amount=5, unit=WD), on("2027-07-26"), ITALY, ROME, wall=wall)

    with pytest.raises(ExtensionError, match=r"give the 06\.08\.2027 instead"):
        extend(
            clock,
            ITALY,
            **extension(until=end_of(date(2027, 8, 12), ROME), at=on("2027-07-28")),
        )


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"reason": " \n"}, "the reason"),
        ({"requester": ""}, "who asks"),
        ({"approver": "x" * 301}, "who approves"),
    ],
)
def test_extension_needs_its_words(other, what):
    with pytest.raises(DeadlineActError, match=f"Say {what}"):
        extend(CLOCK, ITALY, **extension(**other))


def test_stopped_clock_is_not_extended():
    with pytest.raises(ExtensionError, match="waiting for Region X: resume it first"):
        extend(stop(), ITALY, **extension())


def test_clock_is_stopped_once_at_a_time():
    with pytest.raises(SuspensionError, match="already stands still, waiting for Reg"):
        stop(stop(), at=on("2027-03-04"))


def test_clock_that_is_over_is_not_stopped():
    with pytest.raises(SuspensionError, match=r"ended on 15\.03\.2027"):
        stop(at=on("2027-03-16"))


def test_running_clock_is_not_resumed():
    with pytest.raises(SuspensionError, match="clock is running"):
        resume(CLOCK, at=on("2027-03-04"))


def test_acts_are_recorded_in_order():
    with pytest.raises(DeadlineActError, match=r"last act .* was on 03\.03\.2027"):
        resume(stop(), at=on("2027-03-02"))
    with pytest.raises(DeadlineActError, match=r"was on 01\.03\.2027"):
        stop(at=on("2027-02-26"))
    with pytest.raises(DeadlineActError, match=r"was on 10\.03\.2027"):
        stop(extend(CLOCK, ITALY, **extension()), at=on("2027-03-09"))


def test_stop_needs_a_party_and_a_reason():
    with pytest.raises(DeadlineActError, match="Say the party waited for"):
        stop(party="")
    with pytest.raises(DeadlineActError, match="Say the reason"):
        stop(reason=" ")


def test_acts_leave_the_old_deadline_as_it_was():
    resume(stop(), at=on("2027-03-05"))
    extend(CLOCK, ITALY, **extension())

    assert CLOCK.suspensions == ()
    assert CLOCK.extensions == ()


def test_new_calendar_is_adopted_by_an_act():  # I21, D10
    newer = ITALY.model_copy(
        update={"version": "it-2", "off": ITALY.off | {date(2027, 3, 15)}}
    )

    clock = adopt(CLOCK, newer)

    assert end(clock, newer) == end_of(date(2027, 3, 16), ROME)


def test_other_calendar_is_not_adopted():
    exact = begin(Term(amount=5, unit=TermUnit.HOURS), on("2027-03-01"), None, ROME)

    with pytest.raises(AdoptionError, match="runs on calendar IT, not RU"):
        adopt(CLOCK, RUSSIA)
    with pytest.raises(AdoptionError, match="runs on calendar none, not RU"):
        adopt(exact, RUSSIA)
