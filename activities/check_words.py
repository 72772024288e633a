"""A check of co-financing in its event and in its task: blocks apart from warnings."""

from pydantic import JsonValue

from activities.money_answer import Answered
from models.cofinancing import Outcome
from models.cofinancing_facts import called
from models.errors import InsufficientFundsError
from models.ids import Ref
from models.money import euro


def told(answered: Answered) -> dict[str, JsonValue]:
    """A check in its event: what blocks stands apart from what only warns."""
    applied = answered.answer.applied
    lines: dict[Outcome, list[JsonValue]] = {
        outcome: [one.rule for one in applied if one.outcome is outcome]
        for outcome in (Outcome.REFUSED, Outcome.LIMITED, Outcome.WARNED)
    }
    return {
        "request": answered.request.model_dump(mode="json"),
        "result": answered.answer.model_dump(mode="json"),
        "blocked_by": lines[Outcome.REFUSED],
        "limited_by": lines[Outcome.LIMITED],
        "warned_by": lines[Outcome.WARNED],
        "waiting_before": answered.before,
    }


def short_detail(answered: Answered) -> str:
    answer = answered.answer
    warned = [one.rule for one in answer.applied if one.outcome is Outcome.WARNED]
    sentences = [
        (
            f"The check ended {answer.status}: the ministry can add "
            f"{euro(answer.ministry)}, {euro(answer.gap)} are missing."
        ),
        answer.why,
    ]
    if answered.before:
        sentences.append(
            f"Before it in rank wait {answered.before} for the same money."
        )
    missing = dict.fromkeys(
        f"{called(fact)} ({one.rule})" for one in answer.applied for fact in one.missing
    )
    if missing:
        sentences.append(
            f"Not known: {', '.join(missing)}. State it with `starter.py cofinance"
            " facts`."
        )
    if warned:
        sentences.append(f"Only warned by {', '.join(warned)}: that decides nothing.")
    sentences.append(
        "Decide with `starter.py cofinance REF --accept-partial | --go-without | "
        "--wait | --close`."
    )
    return " ".join(filter(None, sentences))


def refuse_nothing(ref: Ref, answered: Answered) -> None:
    """Where there is no part to accept, accepting it would only be asked again.

    Raises:
        InsufficientFundsError: the ministry has nothing for the case now.
    """
    if not (answered.enough or answered.some):
        raise InsufficientFundsError(
            f"The ministry has nothing to give to {ref} now, so that --accept-partial "
            "accepts no part. Let it wait (--wait), go on without the ministry "
            "(--go-without), or close it (--close)."
        )
