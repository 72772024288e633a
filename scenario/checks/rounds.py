"""Rounds: who is written to, what all are told, what counts as an answer, and when."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from models.case import Outcome
from models.deadline_acts import BY_RULE, MOST_EXTENSIONS
from models.deadlines import in_time
from models.event import EventKind
from models.interest import InterestState
from models.letter import LetterKind, LetterState
from models.message import ActKind
from models.question import QuestionState
from models.round import DeliveryState
from scenario.facts import Facts, case_of
from store.fixed import Row

_YES = frozenset({ActKind.INTERESTED, ActKind.CONDITIONAL})


def in_force_and_fitting(facts: Facts) -> Iterator[str]:
    """Every body that fits is in, nobody else, and its agreement is kept (I5)."""
    agreements = {row["number"]: row for row in facts["agreement"]}
    for key, current in facts.rounds.items():
        case, on = facts.cases[key[0]], current["opened_at"].date()
        fitting = {
            row["body"]: row["number"]
            for row in agreements.values()
            if _covers(facts.bodies[row["body"]], row, case, on)
        }
        rows = {row["body"]: row for row in facts.deliveries.get(key, [])}
        for body in sorted({*fitting, *rows}):
            yield _belongs(f"{key[0]} {body}", body, rows, fitting)


def _covers(body: Row, agreement: Row, case: Row, on: date) -> bool:
    wanted = set(case["sectors"])
    return (
        body["corridor"] == case["corridor"]
        and agreement["valid_from"] <= on <= agreement["valid_to"]
        and all(
            not own or wanted & set(own)
            for own in (agreement["sectors"], body["sectors"])
        )
    )


def _belongs(
    name: str, body: str, rows: Mapping[str, Row], fitting: Mapping[str, str]
) -> str:
    if body not in rows:
        return f"{name} fits, and was left out"
    if body not in fitting:
        return f"{name} was chosen without an agreement in force that fits"
    kept = rows[body]["agreement"]
    return "" if kept == fitting[body] else f"{name} has kept {kept} as its agreement"


def equal_treatment(facts: Facts) -> Iterator[str]:
    """The same text to all of a round, but for whom it is to; and nobody left out."""
    for (case, number), rows in facts.deliveries.items():
        written = {row["body"] for row in rows if row["first_letter"]}
        asked = facts.letters_to(case, LetterKind.DISSEMINATION)
        yield from _same(facts, case, asked, written)
        staying = {row["body"] for row in rows if row["state"] != DeliveryState.BOUNCED}
        for kind, acts in _told_to_all(facts, case, number).items():
            yield from _same(facts, case, facts.letters_to(case, kind), staying, acts)


def _told_to_all(facts: Facts, case: str, number: int) -> Mapping[LetterKind, int]:
    moved = facts.story(case, EventKind.DEADLINE_MOVED)
    answered = [
        row
        for row in facts["question"]
        if (row["case"], row["round"]) == (case, number)
        and row["state"] == QuestionState.ANSWERED
    ]
    counted = {
        LetterKind.DEADLINE_MOVED: len(list(moved)),
        LetterKind.QUESTION_ANSWERED: len(answered),
    }
    return {kind: acts for kind, acts in counted.items() if acts}


def _same(
    facts: Facts, case: str, letters: Sequence[Row], readers: set[str], acts: int = 1
) -> Iterator[str]:
    """One letter for each act to each reader; in one language all read the same."""
    read: dict[str, list[str]] = {body: [] for body in sorted(readers)}
    languages: dict[str, str] = {}
    for letter in letters:
        body = letter["body"]
        if body in readers and not _to_one(letter):
            name = facts.bodies[body]["name"]
            said = facts.texts[letter["raw"]].replace("\n", " ").replace(name, "")
            read[body].append(said)
            languages[body] = letter["language"]
    usual: dict[str, list[str]] = {}
    for body, texts in read.items():
        texts.sort()
        if len(texts) != acts:
            yield f"{case}: {body} was told {len(texts)} times, not {acts}"
        elif texts != usual.setdefault(languages[body], texts):
            yield f"{case}: {body} was told something else than others"
        else:
            yield ""


def _to_one(letter: Row) -> bool:
    """An answer that only its asker gets is written in the answer's own effect."""
    return "/write-" not in letter["letter"]


def moved_by_the_rules(facts: Facts) -> Iterator[str]:
    last: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for event in facts.happened(EventKind.DEADLINE_MOVED):
        case, body = case_of(event["stream"]), event["body"]
        last[case, body["round"]].append(event)
        yield _moved(event, facts.rounds[case, body["round"]])
    for key, current in facts.rounds.items():
        acts = [one for one in last[key] if one["body"].get("requester") != BY_RULE]
        if current["extensions"] != len(acts) or len(acts) > MOST_EXTENSIONS:
            said = current["extensions"]
            yield f"{key[0]} was extended {len(acts)} times, not {said}"
        else:
            yield ""


def _moved(event: Row, current: Row) -> str:
    before, after = (datetime.fromisoformat(event["body"][k]) for k in ("from", "to"))
    case = case_of(event["stream"])
    if not in_time(event["at"], before):
        return f"{case}: its deadline was moved after it had passed"
    if after <= before or (current["wall"] and after > current["wall"]):
        return f"{case}: its deadline was moved to {after:%d.%m.%Y}, which may not be"
    if event["body"]["requester"] == event["actor"]:
        return f"{case}: {event['actor']} asked for an extension and approved it"
    return ""


def counted_at_receipt(facts: Facts) -> Iterator[str]:
    """When we received it is when it was said; late is after the last second."""
    received = {row["message"]: row["received_at"] for row in facts["message"]}
    for answer in facts["answer"]:
        name = f"{answer['case']} {answer['body']}"
        current = facts.rounds[answer["case"], answer["round"]]
        at, message = answer["received_at"], answer["message"]
        closed = _closed_at(facts, current)
        over = not in_time(at, current["deadline"]) or (closed and at >= closed)
        if message and received[message] != at:
            yield f"{name}: received {received[message]}, counted as of {at}"
        elif answer["late"] != bool(over):
            yield f"{name}: received {at}, and late is {answer['late']}"
        else:
            yield ""


def _closed_at(facts: Facts, current: Row) -> datetime | None:
    """When a round ended: closed, or with its proposal."""
    ends = [current["closed_at"], facts.cases[current["case"]]["closed_at"]]
    return min(filter(None, ends), default=None)


def through_a_body(facts: Facts) -> Iterator[str]:
    """Who is interested was asked, and said yes."""
    asked = {(row["case"], row["round"], row["body"]) for row in facts["delivery"]}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for answer in facts["answer"]:
        said[answer["case"], answer["body"]].add(answer["act"])
        known = (answer["case"], answer["round"], answer["body"]) in asked
        yield "" if known else f"{answer['case']}: {answer['body']} was never asked"
    for interest in facts["interest"]:
        key = interest["case"], interest["body"]
        yield "" if said[key] & _YES else f"{key[0]}: {key[1]} never said yes"


def one_partner_when_exclusive(facts: Facts) -> Iterator[str]:
    for (case,), interests in facts.by("interest", "case").items():
        row, of_state = facts.cases[case], defaultdict(list)
        for interest in interests:
            of_state[interest["state"]].append(interest)
        leading = [one for one in of_state[InterestState.ACCEPTED] if not one["lead"]]
        most = 1 if row["exclusive"] else row["partner_max"]
        ranks = [one["rank"] for one in of_state[InterestState.RESERVE]]
        if len(leading) > most:
            yield f"{case} has {len(leading)} partners, and may have {most}"
        elif len({*ranks}) != len(ranks) or 0 in ranks:
            yield f"{case}: its reserves have the ranks {ranks}"
        else:
            yield ""


def timers_fire_once(facts: Facts) -> Iterator[str]:
    now = max(event["at"] for event in facts["event"])
    for (case, number), current in facts.rounds.items():
        ended = [
            event
            for event in facts.story(case, EventKind.ROUND_CLOSED)
            if event["body"]["round"] == number
        ]
        if len(ended) > 1 or bool(ended) != bool(current["closed_at"]):
            yield f"{case}: round {number} was closed {len(ended)} times"
        elif (
            not ended and facts.cases[case]["closed_at"] is None and _past(current, now)
        ):
            yield f"{case}: round {number} ought to be over"
        else:
            yield ""
        yield from _reminders(facts, case, number)
    for row in facts["deadline"]:
        late = row["closed_at"] is None and row["ends_at"] and row["ends_at"] < now
        closed = facts.cases.get(case_of(row["stream"]), {}).get("closed_at")
        yield (
            f"{row['stream']}: {row['name']} never ended" if late and not closed else ""
        )


def _past(current: Row, now: datetime) -> bool:
    return bool(current["grace_end"] < now)


def _reminders(facts: Facts, case: str, number: int) -> Iterator[str]:
    letters = facts.letters_to(case, LetterKind.REMINDER)
    told = Counter(letter["body"] for letter in letters)
    days = Counter((letter["body"], letter["written_at"].date()) for letter in letters)
    for row in facts.deliveries.get((case, number), []):
        twice = any(body == row["body"] and n > 1 for (body, _), n in days.items())
        if told[row["body"]] != row["reminders"] or twice:
            yield f"{case}: {row['body']} was reminded {told[row['body']]} times"
        else:
            yield ""


def recalled(facts: Facts) -> Iterator[str]:
    """Who was written to about a proposal that is withdrawn is told so."""
    letters = {row["letter"]: row for row in facts["letter"]}
    for case, row in facts.cases.items():
        if row["outcome"] != Outcome.WITHDRAWN:
            continue
        told = {one["body"] for one in facts.letters_to(case, LetterKind.RECALL)}
        for delivery in (one for one in facts["delivery"] if one["case"] == case):
            if delivery["state"] == DeliveryState.BOUNCED:
                continue
            first = letters.get(delivery["first_letter"] or "")
            unsent = first is None or first["state"] == LetterState.RECALLED
            done = delivery["state"] == DeliveryState.RECALLED
            known = unsent or delivery["body"] in told
            fine = done and known
            yield "" if fine else f"{case}: {delivery['body']} was not told of its end"
