"""Programmes follow each other without a gap, are signed in time, and hand over."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.corridor import Programme
from models.ids import CorridorCode, PaperId, SessionId
from models.programme import (
    SIGNATURE_REMINDER,
    Guideline,
    ProgrammeError,
    ProgrammeState,
    Prolongation,
    Signature,
    WorkProgramme,
    check_programme,
    programme_on,
    refuse_cycle,
    signature_due,
    work_programme,
)
from models.programme_content import (
    BalanceLine,
    Destination,
    OpenItem,
    Progress,
    SubjectKind,
    balance,
    hand_over,
)
from models.programme_steps import (
    abandon,
    agree,
    close,
    end,
    prolong,
    sign,
    signed_late,
    start,
)

NOTES = PaperId("ab" * 32)


def work(first=2010, last=2012, *, corridor="IT-RU", guidelines=2, **known):
    programme = Programme(
        corridor=CorridorCode(corridor),
        code=f"{first}-{last}",
        start=date(first, 1, 1),
        end=date(last, 12, 31),
        guidelines=tuple(f"Line {n}" for n in range(1, guidelines + 1)),
    )
    return work_programme(programme).model_copy(update=known)


def notes(until):
    return Prolongation(until=until, agreed_on=date(2009, 12, 1), document=NOTES)


SIGNED = Signature(on=date(2009, 12, 11), document=NOTES, session=SessionId("it-ru/15"))


def test_plain_programme_becomes_a_work_programme():
    assert [(one.number, one.title) for one in work().guidelines] == [
        (1, {"en": "Line 1"}),
        (2, {"en": "Line 2"}),
    ]
    assert WorkProgramme.model_validate_json(work().model_dump_json()) == work()


def test_programmes_that_follow_each_other_are_accepted():
    assert check_programme([work(2007, 2009), work(2013, 2015)], work()) == ()
    assert check_programme([], work()) == ()
    assert check_programme([work(2010, 2012, corridor="IT-KZ")], work()) == ()


def test_overlap_is_refused():  # I2
    assert check_programme([work(2007, 2010)], work()) == (
        (
            "Programme 2010-2012 overlaps 2007-2010: programmes of a corridor follow"
            " each other. Correct its dates."
        ),
    )
    assert check_programme([work()], work()) == (
        "Programme 2010-2012 exists; change that one.",
    )


def test_gap_needs_a_prolongation():  # I2
    gap = (
        (
            "Between 2008-12-31 and 2010-01-01 no programme runs: prolong 2006-2008 by"
            " an exchange of notes, or correct the dates of 2010-2012."
        ),
    )
    earlier = work(2006, 2008)

    assert check_programme([earlier], work()) == gap
    closed = earlier.model_copy(update={"prolongations": (notes(date(2009, 12, 31)),)})
    assert check_programme([closed], work()) == ()
    short = earlier.model_copy(update={"prolongations": (notes(date(2009, 12, 30)),)})
    assert len(check_programme([short], work())) == 1


def test_gap_after_the_new_programme_is_seen_too():
    assert check_programme([work(2014, 2016)], work()) == (
        (
            "Between 2012-12-31 and 2014-01-01 no programme runs: prolong 2010-2012 by"
            " an exchange of notes, or correct the dates of 2010-2012."
        ),
    )


@pytest.mark.parametrize(
    ("dates", "code", "sentence"),
    [
        (
            (date(2010, 1, 1), date(2012, 12, 30)),
            "2010-2012",
            (
                "Programme 2010-2012 runs 2010-01-01 to 2012-12-30; a programme has"
                " whole calendar years, 1 January to 31 December. Correct its dates."
            ),
        ),
        (
            (date(2010, 1, 1), date(2011, 12, 31)),
            "2010-2011",
            (
                "Programme 2010-2011 has 2 years for 3; correct its dates, or its"
                " length."
            ),
        ),
        (
            (date(2012, 1, 1), date(2010, 12, 31)),
            "2012-2010",
            "Programme 2012-2010 ends before it starts; correct its dates.",
        ),
        (
            (date(2010, 1, 1), date(2012, 12, 31)),
            "2010-2013",
            "Programme 2010-2013 is called by its years; call it 2010-2012.",
        ),
    ],
)
def test_years_are_whole_and_named(dates, code, sentence):
    programme = Programme(
        corridor=CorridorCode("IT-RU"), code=code, start=dates[0], end=dates[1]
    )

    assert check_programme([], work_programme(programme)) == (sentence,)


def test_length_may_be_configured():
    assert check_programme([], work(2010, 2011, years=2)) == ()


def test_abandoned_drafts_leave_their_years_free():
    assert check_programme([abandon(work())], work()) == ()


def test_prolongation_that_adds_nothing_is_named():
    prolonged = work(prolongations=(notes(date(2012, 6, 30)),))

    assert check_programme([], prolonged) == (
        (
            "Programme 2010-2012 runs until 2012-12-31 anyway; its prolongation until"
            " 2012-06-30 adds nothing. Correct its day."
        ),
    )


@given(st.lists(st.tuples(st.integers(2000, 2020), st.integers(1, 3)), max_size=8))
def test_accepted_programmes_never_share_a_day(rows):
    accepted: list[WorkProgramme] = []
    for first, years in rows:
        new = work(first, first + years - 1, years=years)
        if not check_programme(accepted, new):
            accepted.append(new)

    spans = sorted((one.programme.start, one.programme.end) for one in accepted)
    for (_, ended), (begun, _) in itertools.pairwise(spans):
        assert begun - ended == timedelta(days=1)


def test_guidelines_are_numbered_from_one_and_twenty_at_most():
    def numbered(*numbers):
        lines = [Guideline(number=n, title={"it": "x"}) for n in numbers]
        given_ = {"programme": work().programme, "guidelines": tuple(lines)}
        return WorkProgramme.model_validate(given_)

    assert len(numbered(*range(1, 21)).guidelines) == 20
    with pytest.raises(ValidationError, match="without a gap"):
        numbered(1, 3)
    with pytest.raises(ValidationError):
        work(guidelines=21)


def test_signature_is_due_before_the_start():
    assert signature_due(work()) == (date(2009, 12, 31), SIGNATURE_REMINDER)
    assert str(SIGNATURE_REMINDER) == "60 wd joint"
    assert signature_due(sign(agree(work()), SIGNED)) is None


def test_programme_lives_through_its_states():
    signed = sign(agree(work()), SIGNED)
    running = start(signed, date(2010, 1, 1))
    longer = prolong(running, notes(date(2013, 6, 30)))
    closing = end(longer, date(2013, 7, 1))

    assert [one.state for one in (signed, running, closing)] == [
        *(ProgrammeState.SIGNED, ProgrammeState.IN_FORCE, ProgrammeState.CLOSING)
    ]
    assert close(closing, ()).state is ProgrammeState.CLOSED
    assert not signed_late(signed)
    late = SIGNED.model_copy(update={"on": date(2010, 1, 1)})
    assert signed_late(sign(agree(work()), late))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: agree(work(guidelines=0)), "has no guideline"),
        (lambda: sign(work(), SIGNED), "is drafting; after that comes agreed"),
        (
            lambda: sign(
                agree(work()), SIGNED.model_copy(update={"on": date(2013, 1, 1)})
            ),
            "cannot be signed on 2013-01-01",
        ),
        (lambda: start(work(), date(2009, 12, 31)), "begins on 2010-01-01"),
        (lambda: start(work(), date(2010, 1, 1)), "is drafting"),
        (lambda: prolong(work(), notes(date(2013, 6, 30))), "only one in force"),
        (
            lambda: prolong(
                work(state=ProgrammeState.IN_FORCE), notes(date(2012, 12, 31))
            ),
            "runs until 2012-12-31 already",
        ),
        (
            lambda: end(work(state=ProgrammeState.IN_FORCE), date(2012, 12, 31)),
            "closes after that",
        ),
        (
            lambda: close(work(state=ProgrammeState.CLOSING), ("it-ru/15/0001",)),
            "without a successor: it-ru/15/0001",
        ),
        (lambda: abandon(agree(work())), "is agreed; after that comes signed"),
        (lambda: agree(work(state=ProgrammeState.CLOSED)), "after that comes nothing"),
    ],
)
def test_step_out_of_order_is_refused(act, said):
    with pytest.raises(ProgrammeError, match=said):
        act()


def test_programme_on_a_day_is_the_signed_one_else_the_prolonged():  # X19
    old = work(
        2007,
        2009,
        state=ProgrammeState.IN_FORCE,
        prolongations=(notes(date(2010, 6, 30)),),
    )
    draft, signed = work(), work(state=ProgrammeState.SIGNED)

    def code(programmes, day):
        found = programme_on(programmes, day)
        return found and found.code

    assert code([old, draft], date(2009, 12, 31)) == "2007-2009"
    assert code([old, draft], date(2010, 6, 30)) == "2007-2009"
    assert code([old, draft], date(2010, 7, 1)) == "2010-2012"
    assert code([old, signed], date(2010, 1, 1)) == "2010-2012"
    assert code([old, draft], date(2013, 1, 1)) is None
    assert refuse_cycle([old, draft], date(2010, 6, 30)) is None
    assert refuse_cycle([old, draft], date(2010, 7, 1)) == (
        "Programme 2010-2012 is drafting, not signed: sign it, or prolong the one"
        " before it by an exchange of notes."
    )
    assert refuse_cycle([], date(2010, 7, 1)) == (
        "No programme covers 2010-07-01; enter it, or prolong the last one."
    )


def test_hand_over_says_where_each_item_goes():  # X18
    items = [
        OpenItem(kind=SubjectKind.PROPOSAL, item="p1", guideline=1, what="follow-up"),
        OpenItem(kind=SubjectKind.PROPOSAL, item="p2", guideline=1, what="ready"),
        OpenItem(kind=SubjectKind.PROPOSAL, item="p3", guideline=2, what="ready"),
        OpenItem(kind=SubjectKind.UNDERTAKING, item="c1", what="customs contact"),
        OpenItem(kind=SubjectKind.AGREEMENT_YEAR, item="A/2012", what="not settled"),
    ]
    decided = {
        "p1": Destination(programme="2013-2015", guideline=2),
        "p2": Destination(closed_because="no partner left"),
        "c1": Destination(programme="2013-2015"),
    }

    listed = hand_over(items, decided, work(2013, 2015))

    assert [line.sentence for line in listed.lines] == [
        "A/2012: closed, closed in the books of its agreement",
        "p1: goes to 2013-2015, guideline 2",
        "p2: closed, no partner left",
        "p3: undecided; the co-chairs decide",
        "c1: goes to 2013-2015",
    ]
    assert listed.problems == ()
    assert listed.undecided == ("p3",)


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        (
            Destination(programme="2013-2015", guideline=9),
            "p1 needs a guideline of 2013-2015; choose one.",
        ),
        (
            Destination(programme="2016-2018", guideline=1),
            "p1 goes to 2016-2018, which is not the next programme.",
        ),
        (Destination(), "p1 is closed without a reason; write it."),
    ],
)
def test_decision_that_cannot_be_carried_out_decides_nothing(to, problem):
    item = OpenItem(kind=SubjectKind.PROPOSAL, item="p1", guideline=1, what="ready")

    listed = hand_over([item], {"p1": to}, work(2013, 2015))

    assert listed.problems == (problem,)
    assert listed.undecided == ("p1",)


def test_decision_on_what_is_not_open_is_named():
    listed = hand_over([], {"p9": Destination(closed_because="x")}, None)

    assert listed.problems == (
        "p9 is decided but is no open item; remove the decision.",
    )


def test_balance_counts_promised_presented_and_signed_apart():
    plan = work().model_copy(
        update={
            "guidelines": tuple(
                Guideline(number=n, title={"it": "x"}, promised=10 * n) for n in (1, 2)
            )
        }
    )
    progress = [
        Progress(case="p1", guideline=1, presented=True, signed=False),
        Progress(case="p1", guideline=1, presented=True, signed=True),
        Progress(case="p2", guideline=1, presented=True, signed=False),
        Progress(case="p3", guideline=2, presented=False, signed=False),
        Progress(case="p5", guideline=2, presented=False, signed=True),
        Progress(case="p4", guideline=3, presented=True, signed=False),
    ]

    assert balance(plan, progress) == (
        {
            1: BalanceLine(10, 2, 1),
            2: BalanceLine(20, 1, 1),
            3: BalanceLine(0, 1, 0),
        },
        BalanceLine(30, 4, 2),
    )
