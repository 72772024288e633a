"""The mail: nothing that came in or went out is lost, doubled, or left lying."""

from collections import Counter
from collections.abc import Iterator

from models.body import AddressHealth
from models.event import EventKind
from models.inbound import Disposition
from models.letter import DIGESTS, LetterKind, LetterState
from scenario.facts import Facts, case_of

_GOOD = AddressHealth.GOOD
_PENDING = frozenset({LetterState.READY, LetterState.DEFERRED, LetterState.BUNDLED})
_ENDED = frozenset(
    {
        *(LetterState.ACCEPTED, LetterState.REJECTED),
        *(LetterState.REFUSED, LetterState.RECALLED),
    }
)


def one_disposition(facts: Facts) -> Iterator[str]:
    """Every mail became an act of a body or was filed, once, and says so."""
    filed = Counter(
        event["body"]["message"] for event in facts.happened(EventKind.MESSAGE_FILED)
    )
    acted = {
        event["body"]["message"]
        for event in facts["event"]
        if event["kind"] != EventKind.MESSAGE_FILED and event["body"].get("message")
    }
    for row in facts["message"]:
        name, end = f"message {row['message'][:12]}", row["disposition"]
        if end == Disposition.ACT:
            yield "" if row["message"] in acted else f"{name} is no act of anybody"
        elif end == Disposition.FILED:
            once = filed[row["message"]] == 1
            yield "" if once else f"{name} was filed {filed[row['message']]} times"
        else:
            yield f"{name} is still {end}"


def letters_add_up(facts: Facts) -> Iterator[str]:
    """Each letter left, was refused or recalled, or is not due yet; digests agree."""
    now = max(event["at"] for event in facts["event"])
    known = {row["letter"]: row for row in facts["letter"]}
    for row in facts["letter"]:
        name, state = row["letter"], row["state"]
        digest = known.get(row["bundle"])
        if row["bundle"] and (digest is None or digest["kind"] not in DIGESTS):
            yield f"{name} left in a digest that is none"
        elif digest and state != digest["state"]:
            yield f"{name} is {state}, and its digest {digest['state']}"
        elif state in _PENDING and row["next_at"] < now:
            yield f"{name} was due on {row['next_at']} and is {state}"
        elif state not in _PENDING | _ENDED:
            yield f"{name} is left {state}"
        elif (state == LetterState.ACCEPTED) != (row["accepted_at"] is not None):
            yield f"{name} is {state}, and left at {row['accepted_at']}"
        else:
            yield ""


def answers_have_receipts(facts: Facts) -> Iterator[str]:
    """One mail is one answer to a proposal; each answer has its act and its receipt."""
    doubled = Counter(
        (row["message"], row["case"]) for row in facts["answer"] if row["message"]
    )
    given = Counter(
        (row["case"], row["body"]) for row in facts["answer"] if row["cancels"] is None
    )
    for event in facts.happened(EventKind.LATE_ADMITTED):  # confirmed once more
        given[case_of(event["stream"]), event["body"]["body"]] += 1
    told = Counter(
        (case_of(row["stream"]), row["body"])
        for row in facts["letter"]
        if row["kind"] == LetterKind.ANSWER_RECEIPT
    )
    for (message, case), times in doubled.items():
        once = times == 1
        yield "" if once else f"{case}: {message[:12]} was recorded {times} times"
    for case, body in sorted({*given, *told}):
        answers, receipts = given[case, body], told[case, body]
        fine = answers == receipts
        yield "" if fine else f"{case} {body}: {answers} answers, {receipts} receipts"


def letters_arrived(facts: Facts) -> Iterator[str]:
    """What left is proved by the server's copy, and lies in one mailbox outside.

    What came back from an address lies in none.
    """
    journal = {row["message_id"] for row in facts["journal"]}
    bouncing = _bouncing(facts)
    for row in facts["letter"]:
        if row["bundle"] or row["state"] != LetterState.ACCEPTED:
            continue
        times = facts.beside.delivered.get(row["message_id"], 0)
        if row["message_id"] not in journal:
            yield f"{row['letter']} left without a copy in the journal"
        elif times != (row["to_address"] not in bouncing):
            yield f"{row['letter']} lies in {times} mailboxes"
        else:
            yield ""


def mails_came_in(facts: Facts) -> Iterator[str]:
    """As many mails as partners sent and as came back to us, each once."""
    bouncing = _bouncing(facts)
    returned = sum(
        row["state"] == LetterState.ACCEPTED
        and not row["bundle"]
        and row["to_address"] in bouncing
        for row in facts["letter"]
    )
    sent, taken = facts.beside.sent + returned, len(facts["message"])
    yield "" if sent == taken else f"{sent} mails were sent to us, {taken} taken in"
    copies = Counter(row["content_key"] for row in facts["message"])
    for key, times in copies.items():
        yield "" if times == 1 else f"mail {key[:12]} is stored {times} times"


def _bouncing(facts: Facts) -> set[str]:
    return {row["email"] for row in facts["body"] if row["health"] != _GOOD}
