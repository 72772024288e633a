"""What of a case's road lies behind it, read off its record alone (decision 0024)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from models.acts import CofinancingChoice
from models.case import Case, Phase
from models.event import Event, EventKind
from models.frozen import Frozen
from models.ids import Actor, PaperId
from models.screening import Standstill
from models.screening_acts import StandStill
from models.task import TaskKind
from models.text_acts import CorrectText


class Behind(Frozen):
    """Where a case goes on whose procedure begins again; empty for a new one.

    `counts` are the business keys used so far, by their verb. The last answer to each
    verb of `recalls` stands: it is read again, not asked for again. All instants are
    UTC, and lie where they were announced.
    """

    phase: Phase = Phase.DRAFT
    counts: Mapping[str, int] = {}
    recalls: tuple[str, ...] = ()
    registrars: tuple[Actor, ...] = ()
    screened: bool = False  # its parties are clear: it is validated, or was
    validated: bool = False
    stale_at: datetime | None = None
    reminded: int = 0  # how often the desk was, in this validation
    returns: int = 0
    grounds: PaperId | None = None
    noticed_by: Actor | None = None
    completeness_due: datetime | None = None
    validation_due: datetime | None = None
    reminders: tuple[datetime, ...] = ()  # still to be sent
    until: datetime | None = None  # the end of what is waited for
    round: int = 0  # the one its bodies were told of
    interests: int | None = None  # None: the round is not closed
    funded: bool = False
    checkpoints: tuple[datetime, ...] = ()  # of its follow-up
    money_due: datetime | None = None
    correction: CorrectText | None = None
    halted: StandStill | None = None


_DESKS: Final = frozenset({"adhesion", "notice"})
"""Verbs of effects that a desk does on a session's stream, beside its procedure."""
_MOST_DIGITS: Final = 9  # of a number of ours; the id of an act is longer
_ROUND_OVER: Final = (
    *(Phase.CHOICE, Phase.COFINANCING, Phase.WAITING_LIST),
    *(Phase.READY, Phase.SCHEDULED, Phase.PRESENTED),
)
_MONEY: Final = (
    EventKind.COFINANCING_CHECKED,
    EventKind.COFINANCING_DECIDED,
    EventKind.MONEY_RESERVED,
    EventKind.MONEY_SHORT,
)
_NEEDS_NO_MONEY: Final = (CofinancingChoice.GO_WITHOUT,)


def own(key: str, stream: str) -> bool:
    """Whether an effect is one of its procedure's, and not a desk's."""
    if not key.startswith(f"{stream}/") or "#" in key:
        return False
    return key.removeprefix(f"{stream}/").partition("/")[0] not in _DESKS


def numbered(keys: Iterable[str], stream: str) -> Counter[str]:
    """The highest number used in a stream's keys, by verb."""
    found: Counter[str] = Counter()
    for key in keys:
        verb, _, rest = key.removeprefix(f"{stream}/").partition("/")
        number = rest.partition("/")[0]
        if number.isdecimal() and len(number) <= _MOST_DIGITS:
            found[verb] = max(found[verb], int(number))
    return found


def registrars(case: Case, events: Sequence[Event]) -> tuple[Actor, ...]:
    """Whoever handed in a text of it: they do not validate it (method I4)."""
    handed_in = [one.actor for one in events if one.kind is EventKind.RESUBMITTED]
    corrected = [
        Actor(str(one.body["corrector"]))
        for one in events
        if one.kind is EventKind.TEXT_CORRECTED
    ]
    return tuple(dict.fromkeys((case.registrar, *handed_in, *corrected)))


def validated(events: Sequence[Event]) -> bool:
    return any(one.kind is EventKind.VALIDATED for one in events)


def screened(case: Case, events: Sequence[Event]) -> bool:
    return case.phase is not Phase.SCREENING or validated(events)


def stale_at(events: Sequence[Event]) -> datetime | None:
    """Until when the last screening that was clear holds (method I4)."""
    found = [
        str(one.body["valid_until"])
        for one in events
        if one.kind is EventKind.SCREENED
        and one.body.get("result") == "clear"
        and one.body.get("valid_until")
    ]
    return datetime.fromisoformat(found[-1]) if found else None


def reminded(events: Sequence[Event]) -> int:
    """How often the desk was reminded to validate the version it has before it."""
    asked = [
        one
        for one in since(events, EventKind.SUBMITTED, EventKind.RESUBMITTED)
        if one.kind is EventKind.TASK_OPENED
        and one.body.get("kind") == TaskKind.VALIDATION_DUE
    ]
    return len(asked)


def returns(events: Sequence[Event]) -> int:
    return sum(one.kind is EventKind.RETURNED for one in events)


def since(events: Sequence[Event], *kinds: EventKind) -> Sequence[Event]:
    """From the last event of these kinds on; all, where there is none."""
    places = [place for place, one in enumerate(events) if one.kind in kinds]
    return events[places[-1] :] if places else events


def last(events: Sequence[Event], *kinds: EventKind) -> Event | None:
    found = [one for one in events if one.kind in kinds]
    return found[-1] if found else None


def to_be_sent(
    reminders: Sequence[datetime], events: Sequence[Event], name: str, now: datetime
) -> tuple[datetime, ...]:
    """Those that were not sent yet; of several that are late, one."""
    sent = [
        one.at
        for one in events
        if one.kind is EventKind.LETTERS_WRITTEN
        and name in {one.body.get("purpose"), one.body.get("kind")}
    ]
    left = [at for at in reminders if not any(at <= one for one in sent)]
    late = [at for at in left if at <= now]
    return (*late[-1:], *(at for at in left if at > now))


def interests(case: Case) -> int | None:
    return case.interests if case.phase in _ROUND_OVER else None


def funded(case: Case, events: Sequence[Event]) -> bool:
    """Whether its money is settled, as far as its own procedure goes."""
    if case.phase in {Phase.READY, Phase.SCHEDULED}:
        return True
    done = last(events, *_MONEY)
    if case.phase is not Phase.COFINANCING or done is None:
        return False
    decided = done.kind is EventKind.COFINANCING_DECIDED
    return done.kind is EventKind.MONEY_RESERVED or (
        decided and done.body.get("choice") in _NEEDS_NO_MONEY
    )


def recalls(
    case: Case, events: Sequence[Event], counts: Mapping[str, int], *, hit: bool
) -> tuple[str, ...]:
    """What the record has answered, and nothing has overtaken since.

    `hit`: the last screening of its own procedure was not clear.
    """
    money = last(events, *_MONEY)
    checked = money is not None and money.kind is EventKind.COFINANCING_CHECKED
    standing = {
        "screen": case.phase is Phase.SCREENING and hit,
        "check": case.phase is Phase.WAITING_LIST
        or (case.phase is Phase.COFINANCING and checked),
        "end-follow-up": case.phase is Phase.PRESENTED,
    }
    return tuple(verb for verb, stands in standing.items() if stands and counts[verb])


def later_by(
    instants: Sequence[datetime], halts: Sequence[Standstill]
) -> tuple[datetime, ...]:
    """Checkpoints, where the days a case stood still were given back (X21)."""
    moved = list(instants)
    for halt in sorted(halts, key=lambda one: one.since):
        lost = halt.ended_at - halt.since if halt.ended_at else timedelta()
        moved = [at + lost if at > halt.since else at for at in moved]
    return tuple(moved)


def handed_in(events: Sequence[Event]) -> Event | None:
    """The corrected text that waits for a colleague, if one does (X24)."""
    found = last(
        events,
        EventKind.TEXT_HANDED_IN,
        EventKind.TEXT_DROPPED,
        EventKind.TEXT_CORRECTED,
        EventKind.ROUND_CLOSED,
    )
    return found if found and found.kind is EventKind.TEXT_HANDED_IN else None
