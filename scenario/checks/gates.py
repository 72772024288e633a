"""What must stand before a proposal is put before anybody, and who may decide it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from models.case import Outcome
from models.compliance import LegalStatus, ScreeningResult, may_send
from models.deadlines import DEFAULT_POLICY, TermName, due
from models.event import EventKind
from models.ids import PROPOSER, SYSTEM
from models.language_parity import parity
from models.proposal import ProposalForm
from models.question import QuestionState, read_answering
from runtime.wiring import calendars
from scenario.facts import Facts, case_of
from store.fixed import Row

_ROME = "Europe/Rome"
_OFFICIAL = ("it", "ru")
_WATERMARKS = (
    *("SIMULAZIONE – documento", "СИМУЛЯЦИЯ – документ", "SIMULATION – this document"),
)
_DECIDED_AGAINST = frozenset({Outcome.BLOCKED, Outcome.REJECTED})


def screened_and_validated(facts: Facts) -> Iterator[str]:
    for opened in facts.happened(EventKind.DISSEMINATED):
        case = case_of(opened["stream"])
        before = [
            event
            for event in facts.streams[opened["stream"]]
            if event["seq"] < opened["seq"]
        ]
        yield _screening(case, opened, before) or _validation(
            facts.cases[case], opened, before
        )


def _screening(case: str, opened: Row, before: Sequence[Row]) -> str:
    found = [event for event in before if event["kind"] == EventKind.SCREENED]
    if not found or found[-1]["body"]["result"] != ScreeningResult.CLEAR:
        return f"{case} was disseminated without a clear screening"
    fresh = opened["at"] <= _stale_at(found[-1]["at"])
    return "" if fresh else f"{case} was disseminated on a screening that was stale"


@cache
def _stale_at(screened: datetime) -> datetime:
    term = DEFAULT_POLICY[TermName.SCREENING_FRESHNESS]
    return due(term, screened, calendars().country("IT"), _ROME)


def _validation(case: Row, opened: Row, before: Sequence[Row]) -> str:
    found = [event for event in before if event["kind"] == EventKind.VALIDATED]
    if not found:
        return f"{case['case']} was disseminated before it was validated"
    last = found[-1]
    if last["actor"] in {case["registrar"], SYSTEM, *_handed_in(before)}:
        return f"{case['case']} was validated by {last['actor']}, who registered it"
    if last["body"]["version"] != opened["body"]["version"]:
        return f"{case['case']} was validated in another version than disseminated"
    return ""


def _handed_in(events: Sequence[Row]) -> set[str]:
    entering = {EventKind.SUBMITTED, EventKind.RESUBMITTED}
    people = {event["actor"] for event in events if event["kind"] in entering}
    return people - {PROPOSER}


def four_eyes(facts: Facts) -> Iterator[str]:
    for event in facts.happened(EventKind.REJECTION_NOTIFIED, EventKind.CLOSED):
        against = event["body"].get("outcome", Outcome.REJECTED) in _DECIDED_AGAINST
        if against and event["actor"] != SYSTEM:
            yield _other_hand(facts, event)
    for event in facts.happened(EventKind.SCREENED):
        if event["actor"] != SYSTEM:  # a person cleared what the list had found
            yield _other_hand(facts, event)
    for act in facts["commitment"]:
        alone = act["requested_by"] == act["approved_by"]
        yield f"act {act['number']} was approved by who asked for it" if alone else ""


def _other_hand(facts: Facts, event: Row) -> str:
    case = case_of(event["stream"])
    entered = {
        facts.cases[case]["registrar"],
        *_handed_in(facts.streams[event["stream"]]),
    }
    if event["actor"] in entered:
        return f"{case}: {event['kind']} by {event['actor']}, who registered it"
    return ""


def both_languages(facts: Facts) -> Iterator[str]:
    for opened in facts.happened(EventKind.DISSEMINATED):
        case = case_of(opened["stream"])
        yield _alike(case, _texts(facts.form(case)))
    for question in facts["question"]:
        if question["state"] != QuestionState.ANSWERED:
            continue
        told = read_answering(facts.answerings[question["text"]])
        name = f"{question['case']}, question {question['number']}"
        yield _alike(name, {"question": told.question, "answer": told.answer})


def _texts(form: ProposalForm) -> Mapping[str, Mapping[str, str]]:
    return {
        "title": form.title,
        "summary": form.summary,
        "description": form.description,
    }


def _alike(name: str, texts: Mapping[str, Mapping[str, str]]) -> str:
    problems = [
        problem.sentence
        for where, faces in texts.items()
        for problem in parity(where, faces, _OFFICIAL)
    ]
    return f"{name}: {problems[0]}" if problems else ""


def no_person_told(facts: Facts) -> Iterator[str]:
    """Neither side learns the other's people before somebody releases them."""
    inside = facts.by("digest_item", "conversation")
    mailboxes = {row["email"] for row in facts["body"]}
    for letter in facts["letter"]:
        text = facts.texts.get(letter["raw"], "")
        if letter["body"] is None:
            told = [box for box in mailboxes if box in text]
        else:
            items = inside.get((letter["conversation"],), [])
            cases = [item["case"] for item in items] or [case_of(letter["stream"])]
            told = [
                one for case in cases for one in _people(facts, case) if one in text
            ]
        yield f"{letter['letter']} names {len(told)} people" if told else ""


def _people(facts: Facts, case: str) -> Iterator[str]:
    if case not in facts.cases:  # a letter about a session as a whole
        return
    contact = facts.form(case).contact
    yield from (contact.email, contact.name)


def simulated(facts: Facts) -> Iterator[str]:
    """In a simulation nothing leaves for a real address, or without its mark."""
    (corridor,) = facts["corridor"]
    status = LegalStatus(corridor["legal_status"])
    for letter in facts["letter"]:
        refusal = may_send(status, letter["to_address"])
        text = facts.texts.get(letter["raw"], "")
        marked = any(mark in text for mark in _WATERMARKS)
        if refusal:
            yield f"{letter['letter']} is for an address that may be real"
        elif status is LegalStatus.SIMULATION and not marked:
            yield f"{letter['letter']} does not say that it is a simulation"
        else:
            yield ""
