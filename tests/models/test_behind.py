"""Where a case goes on, read off its record."""

from datetime import UTC, datetime, timedelta

import pytest

from models import behind as past
from models.case import Case, Phase
from models.event import Event, EventKind
from models.ids import SYSTEM, CaseId, PaperId
from models.screening import Standstill

DAY = timedelta(days=1)
MORNING = datetime(2027, 3, 1, 9, tzinfo=UTC)
STREAM = "proposal/it-ru/29/0007"
REMINDERS = (MORNING + 10 * DAY, MORNING + 20 * DAY)


def event(kind: EventKind, day: int = 0, **body: object) -> Event:
    return Event.model_validate(
        {
            "stream": STREAM,
            "seq": day + 1,
            "kind": kind,
            "actor": SYSTEM,
            "at": MORNING + day * DAY,
            "body": body,
            "prev_hash": "",
            "hash": "",
        }
    )


def case(phase: Phase) -> Case:
    return Case.model_validate(
        {
            "case": "it-ru/29/0007",
            "ref": "IT-RU/2027-2029/XXIX/LIP/0007",
            "corridor": "IT-RU",
            "programme": "2027-2029",
            "session": "it-ru/29",
            "fingerprint": "f",
            "form": "p",
            "phase": phase,
            "registrar": "secretariat:o1",
            "region": "RU-LIP",
            "sectors": ["ENV"],
            "exclusive": False,
            "partner_max": 3,
            "interests": 2,
            "opened_at": MORNING,
        }
    )


def test_numbered_takes_the_highest_of_each_verb_and_no_act():
    keys = [
        f"{STREAM}/screen/2",
        f"{STREAM}/screen/10",
        f"{STREAM}/write-reminder/1/IT-57",
        f"{STREAM}/extend/0123456789abcdef0123456789abcdef",
        f"{STREAM}/extend/01234567890123456789012345678901",
        f"{STREAM}/recover/20270301T090000000000",
    ]

    assert past.numbered(keys, STREAM) == {"screen": 10, "write-reminder": 1}


@pytest.mark.parametrize(
    ("key", "own"),
    [
        (f"{STREAM}/screen/1", True),
        (f"{STREAM}0/screen/1", False),
        (f"{STREAM}/condition#20270301T0900/dealt-with", False),
        (f"{STREAM}/notice/1", False),
        (f"{STREAM}/adhesion/1", False),
    ],
)
def test_own_leaves_out_what_a_desk_does(key, own):
    assert past.own(key, STREAM) == own


@pytest.mark.parametrize(
    ("sent_on", "today", "left"),
    [
        ([], 0, REMINDERS),
        ([10], 11, REMINDERS[1:]),
        ([10, 20], 21, ()),
        ([], 12, REMINDERS),  # late by two days: sent now
        ([], 25, REMINDERS[1:]),  # both are late: one letter
        ([15], 16, REMINDERS[1:]),  # the first went out late
    ],
)
def test_to_be_sent_leaves_each_reminder_once(sent_on, today, left):
    events = [
        event(EventKind.LETTERS_WRITTEN, day, purpose="reminder") for day in sent_on
    ]
    events.append(event(EventKind.LETTERS_WRITTEN, 30, purpose="question-answered"))

    found = past.to_be_sent(REMINDERS, events, "reminder", MORNING + today * DAY)

    assert found == left


@pytest.mark.parametrize(
    ("phase", "done", "funded"),
    [
        (Phase.READY, (), True),
        (Phase.SCHEDULED, (), True),
        (Phase.OPEN, (), False),
        (Phase.COFINANCING, (), False),
        (Phase.COFINANCING, (EventKind.COFINANCING_CHECKED,), False),
        (Phase.COFINANCING, (EventKind.MONEY_RESERVED,), True),
        (
            Phase.COFINANCING,
            (EventKind.MONEY_RESERVED, EventKind.COFINANCING_CHECKED),
            False,
        ),
    ],
)
def test_funded_asks_what_was_done_last_about_the_money(phase, done, funded):
    events = [event(kind, day) for day, kind in enumerate(done)]

    assert past.funded(case(phase), events) == funded


@pytest.mark.parametrize(
    ("choice", "funded"), [("go-without", True), ("accept-partial", False)]
)
def test_funded_without_money_when_that_was_decided(choice, funded):
    events = [event(EventKind.COFINANCING_DECIDED, choice=choice)]

    assert past.funded(case(Phase.COFINANCING), events) == funded


def test_recalls_only_what_nothing_has_overtaken():
    counts = past.numbered(
        [f"{STREAM}/screen/1", f"{STREAM}/check/2", f"{STREAM}/end-follow-up/1"],
        STREAM,
    )
    checked = [event(EventKind.COFINANCING_CHECKED)]
    short = [*checked, event(EventKind.MONEY_SHORT, 1)]

    def asked(phase: Phase, events: list[Event], *, hit: bool = False):
        return past.recalls(case(phase), events, counts, hit=hit)

    assert asked(Phase.SCREENING, [], hit=True) == ("screen",)
    assert asked(Phase.SCREENING, []) == ()
    assert asked(Phase.COFINANCING, checked) == ("check",)
    assert asked(Phase.COFINANCING, short) == ()
    assert asked(Phase.WAITING_LIST, short) == ("check",)
    assert asked(Phase.PRESENTED, short) == ("end-follow-up",)


def test_later_by_gives_back_what_each_halt_took():
    """The first checkpoint had passed when the second halt began."""
    halts = [halt(5, 8), halt(15, 17), halt(40, None)]

    moved = past.later_by([MORNING + day * DAY for day in (2, 10, 30)], halts)

    assert moved == tuple(MORNING + day * DAY for day in (2, 13, 35))


def halt(since: int, ended: int | None) -> Standstill:
    return Standstill(
        case=CaseId("it-ru/29/0007"),
        since=MORNING + since * DAY,
        matches=PaperId("m"),
        review_at=MORNING + 50 * DAY,
        ended_at=None if ended is None else MORNING + ended * DAY,
    )


def test_handed_in_waits_until_it_is_judged():
    waits = event(EventKind.TEXT_HANDED_IN)

    assert past.handed_in([waits]) == waits
    assert past.handed_in([waits, event(EventKind.TEXT_DROPPED, 1)]) is None
    assert past.handed_in([waits, event(EventKind.ROUND_CLOSED, 1)]) is None
