"""What a person can do with a proposal, rightly and wrongly; and who does it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from time import time
from typing import Final

from models.acts import CofinancingChoice, Ruling, Verdict
from models.case import Outcome
from models.ids import proposal_workflow_id
from models.message import ActKind
from models.question import QuestionState
from models.reference_number import case_named
from models.two_sides import Side
from runtime.office import Office
from tests.flow.exceptional_stories import RIGHT
from tests.flow.house import GOOD, ITALY
from tests.flow.lists import COMPLIANCE
from tests.flow.rehearsals import Try
from tests.flow.samples import sample

O1, O2 = "secretariat:o1", "secretariat:o2"
PAST = datetime(2020, 1, 7, 9, tzinfo=UTC)
_DAY = ITALY.open_at_or_after(
    datetime.fromtimestamp(time(), UTC).date() + timedelta(days=55)
)
LATER = datetime.combine(_DAY, clock(9), UTC)
FAR = datetime(2099, 1, 7, 9, tzinfo=UTC)
ANSWER = json.dumps(
    {"question": {"it": "Viaggi?", "en": "Travel?"}, "answer": {"it": "Sì", "en": "y"}}
).encode()


def validate(
    verdict: Verdict, reason: str = "pure sale", *, scored: bool = False
) -> Try:
    scores = GOOD if scored else None
    return lambda office, ref: office.validate(
        ref, verdict, scores=scores, reason=reason
    )


def resolve(ruling: Ruling, reason: str = "compared") -> Try:
    async def act(office: Office, ref: str) -> object:
        stream = proposal_workflow_id(case_named(ref))
        return await office.resolve(stream, ruling, reason)

    return act


def cofinance(choice: CofinancingChoice, reason: str = "as agreed") -> Try:
    return lambda office, ref: office.cofinance(ref, choice, reason)


def extend(until_: datetime, requester: str = "body:IT-57") -> Try:
    return lambda office, ref: office.extend(ref, until_, "late", requester=requester)


def answer(body: str, reason: str = "phone") -> Try:
    return lambda office, ref: office.answer(ref, body, ActKind.DECLINED, reason=reason)


def follow_up(outcome: Outcome, reason: str = "phone") -> Try:
    return lambda office, ref: office.answer_follow_up(
        ref, Side.B, outcome, reason=reason
    )


ACTS: Final[Mapping[str, tuple[str, Try]]] = {
    "revise": (O1, lambda o, ref: o.revise(ref, sample(keywords=["n"]), "added")),
    "accept": (O2, validate(Verdict.ACCEPT, "", scored=True)),
    "accept own": (O1, validate(Verdict.ACCEPT, "", scored=True)),
    "accept without scores": (O2, validate(Verdict.ACCEPT, "")),
    "return": (O2, validate(Verdict.RETURN)),
    "return without reason": (O2, validate(Verdict.RETURN, "")),
    "reject": (O2, validate(Verdict.REJECT)),
    "reject in other words": (O2, validate(Verdict.REJECT, "still a sale")),
    "extend": (O1, extend(LATER)),
    "extend past the session": (O1, extend(FAR)),
    "extend into the past": (O1, extend(PAST)),
    "extend at one's own wish": (O1, extend(FAR, O1)),
    "extend for a stranger": (O1, extend(FAR, "body:IT-88")),
    "stop": (O1, lambda o, ref: o.stop_clocks(ref, "the ministry", "asked")),
    "stop without reason": (O1, lambda o, ref: o.stop_clocks(ref, "ministry", "")),
    "resume": (O1, lambda o, ref: o.resume_clocks(ref)),
    "answer": (O1, answer("IT-57")),
    "answer without reason": (O1, answer("IT-57", "")),
    "answer of a stranger": (O1, answer("IT-88")),
    "answer a question": (
        O1,
        lambda o, ref: o.answer_question(
            ref, 1, QuestionState.ANSWERED, text=ANSWER, reason="told"
        ),
    ),
    "refuse a question silently": (
        O1,
        lambda o, ref: o.answer_question(ref, 1, QuestionState.REFUSED),
    ),
    "admit": (O1, lambda o, ref: o.admit_late(ref, "IT-57", "in good faith")),
    "admit without reason": (O1, lambda o, ref: o.admit_late(ref, "IT-57", "")),
    "choose": (O1, lambda o, ref: o.choose(ref, "IT-57", "their letter")),
    "choose a stranger": (O1, lambda o, ref: o.choose(ref, "IT-88", "letter")),
    "take a part": (O1, cofinance(CofinancingChoice.ACCEPT_PARTIAL)),
    "go without": (O1, cofinance(CofinancingChoice.GO_WITHOUT)),
    "wait": (O1, cofinance(CofinancingChoice.WAIT)),
    "close unfunded silently": (O1, cofinance(CofinancingChoice.CLOSE, "")),
    "close unfunded": (O1, cofinance(CofinancingChoice.CLOSE)),
    "outcome": (O1, lambda o, ref: o.record_outcome(ref, Outcome.CONTACT, "met")),
    "outcome that is none": (
        O1,
        lambda o, ref: o.record_outcome(ref, Outcome.WITHDRAWN, "gone"),
    ),
    "follow up": (O1, follow_up(Outcome.CONTACT)),
    "follow up without reason": (O1, follow_up(Outcome.CONTACT, "")),
    "follow up with none": (O1, follow_up(Outcome.WITHDRAWN)),
    "retry": (O2, resolve(Ruling.RETRY)),
    "clear": (O2, resolve(Ruling.CLEAR)),
    "clear own": (O1, resolve(Ruling.CLEAR)),
    "clear again": (COMPLIANCE, resolve(Ruling.CLEAR)),
    "block": (O2, resolve(Ruling.BLOCK)),
    "correct": (O1, lambda o, ref: o.correct(ref, sample(0, summary=RIGHT), "typo")),
    "correct without reason": (O1, lambda o, ref: o.correct(ref, sample(), "")),
    "approve the text": (O2, lambda o, ref: o.judge_text(ref, approved=True)),
    "approve own text": (O1, lambda o, ref: o.judge_text(ref, approved=True)),
    "drop the text": (
        O2,
        lambda o, ref: o.judge_text(ref, approved=False, reason="wrong"),
    ),
    "drop the text silently": (O2, lambda o, ref: o.judge_text(ref, approved=False)),
    "more time to complete": (
        O1,
        lambda o, ref: o.extend_completion(ref, FAR, "late", requester="proposer"),
    ),
    "past time to complete": (
        O1,
        lambda o, ref: o.extend_completion(ref, PAST, "late", requester="proposer"),
    ),
    "withdraw without reason": (O1, lambda o, ref: o.withdraw(ref, "")),
    "withdraw": (O1, lambda o, ref: o.withdraw(ref, "sold")),
}
