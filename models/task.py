"""What waits for a person: one task, one question, one next action."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from models.frozen import Frozen
from models.ids import Actor, TaskId


class TaskKind(StrEnum):
    SCREENING = "screening"
    VALIDATION_DUE = "validation-due"
    UNCLEAR_MESSAGE = "unclear-message"
    UNMATCHED_MESSAGE = "unmatched-message"
    QUESTION = "question"
    LATE_ANSWER = "late-answer"
    TEXT_DUE = "text-due"
    TEXT_UNCONFIRMED = "text-unconfirmed"
    CHOICE_DUE = "choice-due"
    SHORT_OF_MONEY = "short-of-money"
    RESERVATION_DUE = "reservation-due"
    RESERVATION_LAPSED = "reservation-lapsed"
    COST_REPORT = "cost-report"
    RECOVERY = "recovery"
    PARTNER_FELL = "partner-fell"
    COMMITMENT_STANDS = "commitment-stands"
    ADDRESS_BAD = "address-bad"
    LETTER_REFUSED = "letter-refused"
    LETTER_UNPROVEN = "letter-unproven"
    SESSION_DUE = "session-due"
    AGENDA_CONFLICT = "agenda-conflict"
    UNDERTAKINGS_OPEN = "undertakings-open"
    UNDERTAKING_DISPUTED = "undertaking-disputed"
    FOLLOW_UP_DISPUTED = "follow-up-disputed"
    OUTCOME_DUE = "outcome-due"
    MILESTONE_DUE = "milestone-due"
    BODIES_UNREACHABLE = "bodies-unreachable"
    BODIES_SILENT = "bodies-silent"
    ITEM_UNCLEAR = "item-unclear"
    CONDITION = "condition"
    MONEY_UNREAD = "money-unread"
    MAILBOX_SUSPENDED = "mailbox-suspended"
    PEC_UNCONFIRMED = "pec-unconfirmed"
    PROGRAMME_DUE = "programme-due"
    LATE_ADHESION = "late-adhesion"
    ADHESION_ROUTING = "adhesion-routing"
    BODY_MERGED = "body-merged"
    DUPLICATE = "duplicate"
    SEAL_FAILED = "seal-failed"
    SEAL_UNPUBLISHED = "seal-unpublished"
    SEAL_UNSTAMPED = "seal-unstamped"
    EFFECT_REFUSED = "effect-refused"
    AUDIT_FINDING = "audit-finding"
    RECORD_LOST = "record-lost"
    ENGINE_DIFFERS = "engine-differs"
    WEBHOOK_PAUSED = "webhook-paused"


HARM: Final[tuple[frozenset[TaskKind], ...]] = (
    frozenset(
        {
            *(TaskKind.RECORD_LOST, TaskKind.ENGINE_DIFFERS, TaskKind.SEAL_FAILED),
            *(TaskKind.EFFECT_REFUSED, TaskKind.MAILBOX_SUSPENDED, TaskKind.SCREENING),
        }
    ),
    frozenset(
        {
            *(TaskKind.UNMATCHED_MESSAGE, TaskKind.UNCLEAR_MESSAGE, TaskKind.QUESTION),
            *(TaskKind.ITEM_UNCLEAR, TaskKind.CONDITION, TaskKind.MONEY_UNREAD),
            *(TaskKind.LATE_ANSWER, TaskKind.LATE_ADHESION),
        }
    ),
    frozenset(
        {
            *(TaskKind.ADDRESS_BAD, TaskKind.BODIES_UNREACHABLE),
            *(TaskKind.LETTER_REFUSED, TaskKind.LETTER_UNPROVEN),
            TaskKind.PEC_UNCONFIRMED,
        }
    ),
    frozenset(
        {
            *(TaskKind.VALIDATION_DUE, TaskKind.TEXT_DUE, TaskKind.TEXT_UNCONFIRMED),
            *(TaskKind.CHOICE_DUE, TaskKind.DUPLICATE, TaskKind.SESSION_DUE),
            *(TaskKind.AGENDA_CONFLICT, TaskKind.MILESTONE_DUE),
        }
    ),
    frozenset(
        {
            *(TaskKind.SHORT_OF_MONEY, TaskKind.RESERVATION_DUE, TaskKind.RECOVERY),
            *(TaskKind.RESERVATION_LAPSED, TaskKind.COST_REPORT, TaskKind.PARTNER_FELL),
            TaskKind.COMMITMENT_STANDS,
        }
    ),
    frozenset({TaskKind.AUDIT_FINDING}),
)
"""What does most harm by waiting comes first; whatever stands nowhere comes last.

The house itself in doubt · a partner's word unheard · a partner not reached · a
decision due · money · an auditor's finding · the rest.
"""


AT_RISK: Final = 3
"""Working days before its end from which a term is shown as at risk (our default)."""


def harm(kind: TaskKind) -> int:
    """0 is worst."""
    ranks = (rank for rank, kinds in enumerate(HARM) if kind in kinds)
    return next(ranks, len(HARM))


OUTLASTING = frozenset({TaskKind.AUDIT_FINDING, TaskKind.RECORD_LOST})
"""These still wait when their case is closed."""


class Task(Frozen):
    """`stream` names the case, session or message that waits."""

    task: TaskId
    stream: str
    kind: TaskKind
    opened_at: datetime
    detail: str  # a sentence: what is asked, and how to do it
    closed_at: datetime | None = None
    closed_by: Actor | None = None
