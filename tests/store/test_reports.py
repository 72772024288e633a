"""What the reports are drawn from, counted in the same way by both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from models.case import Outcome, Phase
from models.event import EventKind
from models.ids import Actor, proposal_workflow_id
from models.interest import Interest, InterestState
from models.ledger import Account, Movement, entry
from models.letter import LetterKind, LetterState
from models.message import ActKind
from models.question import Question
from models.report import Month, Period, Stage
from models.report_scope import ReportScope
from models.round import DeliveryState
from models.silence_matrix import Put, Sent
from store.reports import SqlReports
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    BODIES,
    CASE,
    CORRIDOR,
    DAY,
    NOW,
    SESSION,
    STREAM,
    case,
    change_case,
    corridor,
    delivery,
    letter,
    round_,
    world,
)
from tests.store.test_interest import answer

MARCH = Month(year=2026, month=3)
SCOPE = ReportScope(
    corridor=CORRIDOR, zone="Europe/Rome", period=Period(first=MARCH, last=MARCH)
)
APRIL = SCOPE.model_copy(
    update={
        "period": Period(
            first=Month(year=2026, month=4), last=Month(year=2026, month=4)
        )
    }
)
FIRST, SECOND, THIRD = BODIES


@pytest.fixture
def reports(engine: AsyncEngine) -> SqlReports:
    return SqlReports(engine)


async def acts(units: SqlUnits, *kinds: EventKind, stream: str = STREAM) -> None:
    async with units.write() as unit:
        for number, kind in enumerate(kinds):
            await unit.events.append(
                stream=stream,
                kind=kind,
                actor=Actor("system"),
                at=NOW + number * DAY,
            )


async def story(units: SqlUnits) -> None:
    """One proposal presented with two interests and money; another only handed in."""
    talk = await world(units)
    await acts(
        units,
        EventKind.SUBMITTED,
        EventKind.VALIDATED,
        EventKind.DISSEMINATED,
        EventKind.PRESENTED,
    )
    other = case(2)
    async with units.write() as unit:
        await unit.cases.add(other.model_copy(update={"phase": Phase.VALIDATION}))
        for body, state in (
            (FIRST, InterestState.ACCEPTED),
            (SECOND, InterestState.RESERVE),
        ):
            await unit.interests.add(
                Interest(case=CASE, body=body, received_at=NOW, state=state)
            )
        await unit.interests.record(answer(1, body=FIRST))
        await unit.interests.record(answer(1, body=SECOND, act=ActKind.DECLINED))
        await unit.interests.record(answer(2, body=SECOND, cancels=1))
        await unit.interests.record(answer(3, body=SECOND))
        left = NOW + timedelta(hours=2)
        await unit.letters.add(
            letter("first", talk, state=LetterState.ACCEPTED, accepted_at=left)
        )
        await unit.agreements.post(
            AGREEMENT, 2026, CASE, [entry(Movement.RESERVED, 700, cause="C")], at=NOW
        )
        answered = {"state": DeliveryState.ANSWERED, "first_letter": "first"}
        for body in (FIRST, SECOND):
            await unit.deliveries.save(delivery(body).model_copy(update=answered))
        silent = {"state": DeliveryState.SILENT, "first_letter": "first"}
        await unit.deliveries.save(delivery(THIRD).model_copy(update=silent))
    await acts(units, EventKind.SUBMITTED, stream=proposal_workflow_id(other.case))
    await change_case(
        units, phase=Phase.CLOSED, outcome=Outcome.CONTRACT, closed_at=NOW + 4 * DAY
    )


async def test_proposals_came_as_far_as_their_acts_say(units, reports):
    await story(units)

    found = await reports.funnel(SCOPE, districts=True)

    assert [(one.case, one.stages) for one in found.proposals] == [
        (CASE, frozenset(Stage)),
        (case(2).case, frozenset({Stage.COLLECTED})),
    ]
    assert found.districts == {CASE: False, case(2).case: False}
    assert (await reports.funnel(APRIL, districts=True)).proposals == []


async def test_drafts_are_not_collected(units, reports):
    await world(units)

    assert (await reports.funnel(SCOPE, districts=False)).proposals == []


async def test_bodies_have_a_part_in_what_they_were_accepted_for(units, reports):
    await story(units)

    found = await reports.bodies_reached(SCOPE)

    assert [(one.body, one.stages) for one in found] == [
        (
            FIRST,
            {
                Stage.DISSEMINATED: 1,
                Stage.INTEREST: 1,
                Stage.ACCEPTED: 1,
                Stage.COFINANCED: 1,
                Stage.PRESENTED: 1,
                Stage.OUTCOME: 1,
            },
        ),
        (SECOND, {Stage.DISSEMINATED: 1, Stage.INTEREST: 1}),
        (THIRD, {Stage.DISSEMINATED: 1}),
    ]


async def test_times_begin_when_the_invitation_left(units, reports):
    await story(units)
    async with units.write() as unit:
        await unit.questions.add(
            Question(case=CASE, number=1, round=1, body=FIRST, asked_at=NOW)
        )

    found = await reports.times(SCOPE)

    assert {one.since for one in found.answers} == {NOW + timedelta(hours=2)}
    assert [(one.body, one.number, one.cancels) for one in found.answers] == [
        (FIRST, 1, None),
        (SECOND, 1, None),
        (SECOND, 2, 1),
        (SECOND, 3, None),
    ]
    assert [(one.body, one.fate, one.deliveries) for one in found.asked] == [
        (FIRST, DeliveryState.ANSWERED, 1),
        (SECOND, DeliveryState.ANSWERED, 1),
        (THIRD, DeliveryState.SILENT, 1),
    ]
    assert [len(one.acts) for one in found.worked] == [3, 1]
    [question] = found.questions
    assert (question.asked_at, question.answered_at) == (NOW, None)
    assert (await reports.times(APRIL)).asked == []


async def test_letter_in_a_digest_left_with_it(units, reports):
    await story(units)
    async with units.write() as unit:
        talk = await unit.conversations.with_party(CASE, THIRD)
        left = NOW + 3 * DAY
        digest = letter("digest", talk.number, accepted_at=left)
        bundled = letter("second", talk.number, bundle="digest")
        await unit.letters.add(digest)
        await unit.letters.add(bundled)
        await unit.deliveries.save(
            delivery(FIRST).model_copy(
                update={"state": DeliveryState.ANSWERED, "first_letter": "second"}
            )
        )

    found = await reports.times(SCOPE)

    assert {one.since for one in found.answers if one.body == FIRST} == {left}


async def test_receipts_wait_until_they_leave(units, reports):
    await story(units)
    async with units.write() as unit:
        talk = (await unit.conversations.with_party(CASE, THIRD)).number
        kind = LetterKind.ANSWER_RECEIPT
        await unit.letters.add(letter("a", talk, kind=kind, accepted_at=NOW + DAY))
        await unit.letters.add(letter("b", talk, kind=kind))
        await unit.letters.add(letter("c", talk, kind=kind, state=LetterState.REJECTED))

    found = await reports.times(SCOPE)

    assert {(one.since, one.left) for one in found.receipts} == {
        (NOW, NOW + DAY),
        (NOW, None),
    }
    assert len(found.receipts) == 2


@pytest.mark.parametrize(
    ("closed", "fates"),
    [
        (NOW, [DeliveryState.ANSWERED, DeliveryState.ANSWERED, DeliveryState.SILENT]),
        (
            None,
            [DeliveryState.ANSWERED, DeliveryState.ANSWERED, DeliveryState.RECALLED],
        ),
    ],
)
async def test_recall_does_not_undo_what_a_body_did(units, reports, closed, fates):
    await story(units)
    async with units.write() as unit:
        standing = await unit.rounds.get((CASE, 1))
        await unit.rounds.save(standing.model_copy(update={"closed_at": closed}))
        for body in BODIES:
            recalled = {"state": DeliveryState.RECALLED, "first_letter": "first"}
            await unit.deliveries.save(delivery(body).model_copy(update=recalled))

    matrix = await reports.silence_matrix(SCOPE, corridor())
    times = await reports.times(SCOPE)

    assert [one.state for one in matrix.sent] == fates
    assert [one.fate for one in times.asked] == fates


async def test_matrix_tells_the_day_of_a_round_at_the_secretariat(units, reports):
    await story(units)
    night = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    async with units.write() as unit:
        late = round_(2).model_copy(update={"opened_at": night})
        await unit.rounds.add(late)

    found = await reports.silence_matrix(SCOPE, corridor())

    assert found.proposals[0].on == date(2027, 1, 1)


async def test_matrix_tells_the_last_word_of_the_last_round(units, reports):
    await story(units)
    async with units.write() as unit:
        again = round_(2).model_copy(update={"opened_at": NOW + 9 * DAY})
        await unit.rounds.add(again)
        later = {"round": 2, "state": DeliveryState.WRITTEN, "first_letter": "first"}
        await unit.deliveries.add(delivery(SECOND).model_copy(update=later))

    found = await reports.silence_matrix(SCOPE, corridor())

    accepted = LetterState.ACCEPTED
    assert found.sent == [
        Sent(CASE, SECOND, DeliveryState.WRITTEN, accepted, ActKind.INTERESTED)
    ]
    assert [one.on for one in found.proposals] == [(NOW + 9 * DAY).date(), None]
    assert found.proposals[0] == Put(
        CASE, case().ref, frozenset({"wood"}), (NOW + 9 * DAY).date()
    )
    assert [one.code for one in found.bodies] == [*BODIES]


async def test_sums_count_every_proposal_of_a_session(units, reports):
    await story(units)

    found = await reports.silence_sums(SCOPE, corridor())

    [session] = found.sessions
    assert session == (SESSION, "XV", 2, 1)
    assert sorted((one.body, one.fate, one.deliveries) for one in found.fates) == [
        (FIRST, DeliveryState.ANSWERED, 1),
        (SECOND, DeliveryState.ANSWERED, 1),
        (THIRD, DeliveryState.SILENT, 1),
    ]


async def test_money_is_summed_by_year(units, reports):
    await story(units)
    async with units.write() as unit:
        more = [
            entry(Movement.RESERVED, 100, cause="D"),
            entry(Movement.COMMITTED, 300, cause="D"),
        ]
        await unit.agreements.post(AGREEMENT, 2026, CASE, more, at=NOW + 60 * DAY)

    found = await reports.residuals(SCOPE)
    synthesis = await reports.synthesis(SCOPE)

    [budget] = found.budgets
    assert (budget.agreement, budget.year, budget.cents) == (AGREEMENT, 2026, 1_000_00)
    assert sorted((one.debit, one.credit, one.cents) for one in found.moves) == [
        (Account.COMMITTED, Account.RESERVED, 300),
        (Account.RESERVED, Account.AVAILABLE, 800),
    ]
    assert synthesis.standing[Account.RESERVED] == 700  # as the period ended
    assert synthesis.standing[Account.COMMITTED] == 0


async def test_synthesis_counts_what_was_done_in_the_period(units, reports):
    await story(units)

    found = await reports.synthesis(SCOPE)

    assert found.numbers.proposals == {
        EventKind.SUBMITTED: 2,
        EventKind.VALIDATED: 1,
        EventKind.DISSEMINATED: 1,
        EventKind.PRESENTED: 1,
    }
    assert found.numbers.deliveries == 3
    assert found.numbers.answers == {ActKind.INTERESTED: 2}
    [result] = found.results
    assert (result.ref, result.outcome) == (case().ref, Outcome.CONTRACT)
    assert result.title == {"it": "Segheria", "ru": "Лесопилка"}
    [programme] = found.programmes
    assert programme.code == "2025-2027"
    assert (await reports.synthesis(APRIL)).numbers.proposals == {}


async def test_record_begins_with_its_first_proposal(units, reports):
    assert await reports.begins(CORRIDOR) is None

    await world(units)

    assert await reports.begins(CORRIDOR) == NOW
    assert [one.code for one in await reports.corridors()] == [CORRIDOR]


async def test_session_narrows_a_report_to_its_own(units, reports):
    await story(units)
    other = SCOPE.model_copy(update={"session": "it-ru/16"})
    own = SCOPE.model_copy(update={"session": SESSION})

    assert len((await reports.funnel(own, districts=False)).proposals) == 2
    assert (await reports.funnel(other, districts=False)).proposals == []
    assert (await reports.silence_matrix(other, corridor())).sent == []
