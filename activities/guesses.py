"""Which proposals a mail may be about, for the person who files it: likeliest first."""

from collections.abc import Sequence

from activities.dossier import read_form
from activities.senders import of_proposer
from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.case import Case
from models.frozen import Frozen
from models.ids import BodyCode, CaseId
from models.inbound import Conversation, Guess
from models.message import Match, Reading
from models.round import DeliveryState
from models.title_match import likeness

_MOST = 5
_MOST_WEIGHED = 50
"""Candidates whose forms are read, the newest; a body has seldom more open."""
_NAMES_TITLE = 0.5  # of its longer words


class _Candidate(Frozen):
    """One proposal and one body: what a clerk may file an act under."""

    conversation: int
    case: CaseId
    party: str


class _Weighed(Frozen):
    guess: Guess
    weight: tuple[bool, float, bool, int]  # the larger, the likelier


async def of_conversation(
    unit: UnitOfWork, conversation: Conversation
) -> tuple[Guess, ...]:
    """A mail that is matched: its proposal, or each of its digest, in their order."""
    found = await _of(unit, conversation)
    cases = [await unit.cases.find(one.case) for one in found]
    return tuple(
        _guess(one, case, "its conversation")
        for one, case in zip(found, cases, strict=True)
        if case is not None
    )


async def of_stray(
    unit: UnitOfWork, match: Match, reading: Reading, senders: Sequence[Body]
) -> tuple[Guess, ...]:
    """A mail that is not: by number and title, then awaited ones, then the newest."""
    candidates: dict[tuple[CaseId, str], _Candidate] = {}
    named = [await unit.conversations.find(number) for number in match.guesses]
    of_sender = await unit.conversations.open_with([body.code for body in senders])
    for conversation in (*named, *of_sender):
        if conversation is not None:
            for one in await _of(unit, conversation):
                candidates.setdefault((one.case, one.party), one)
    weighed = [
        await _weighed(unit, one, reading)
        for one in [*candidates.values()][:_MOST_WEIGHED]
    ]
    ranked = sorted(filter(None, weighed), key=lambda one: one.weight, reverse=True)
    return tuple(one.guess for one in ranked[:_MOST])


async def _of(unit: UnitOfWork, conversation: Conversation) -> list[_Candidate]:
    """The proposer's letters are no act; a digest is as many as it has proposals."""
    if of_proposer(conversation.party):
        return []
    number, party = conversation.number, conversation.party
    cases = (
        [CaseId(conversation.case)]
        if conversation.case
        else await unit.conversations.items(number)
    )
    return [_Candidate(conversation=number, case=case, party=party) for case in cases]


async def _weighed(
    unit: UnitOfWork, one: _Candidate, reading: Reading
) -> _Weighed | None:
    case = await unit.cases.find(one.case)
    if case is None:
        return None
    named = case.ref.upper() in {code.upper() for code in reading.codes}
    form = await read_form(unit, case.form)
    words = f"{reading.subject}\n{reading.new_text}\n{reading.quoted}"
    alike = likeness(words, form.title.values())
    awaited = await _awaited(unit, one)
    reasons = {
        "the mail names its number": named,
        "the mail names its title": alike >= _NAMES_TITLE,
        "its answer is awaited": awaited,
    }
    why = ", ".join(reason for reason, holds in reasons.items() if holds)
    return _Weighed(
        guess=_guess(one, case, why or "it is open with the sender"),
        weight=(named, alike, awaited, one.conversation),
    )


async def _awaited(unit: UnitOfWork, one: _Candidate) -> bool:
    current = await unit.rounds.current(one.case)
    if current is None:
        return False
    key = (one.case, current.number, BodyCode(one.party))
    delivery = await unit.deliveries.find(key)
    return delivery is not None and delivery.state is DeliveryState.WRITTEN


def _guess(one: _Candidate, case: Case, why: str) -> Guess:
    return Guess(
        conversation=one.conversation,
        case=one.case,
        ref=case.ref,
        party=one.party,
        why=why,
    )
