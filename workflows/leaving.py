"""What takes a case off its road, wherever it is: run() recalls and closes it."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.case import Outcome


class LeftError(Exception):
    """`outcome`: how the case ends."""

    outcome: Outcome


class WithdrawnError(LeftError):
    """The proposal was taken back."""

    outcome = Outcome.WITHDRAWN


class BlockedError(LeftError):
    """Compliance has confirmed a hit."""

    outcome = Outcome.BLOCKED


class MergedError(LeftError):
    """Another proposal is the same project, and goes on for both (method X3)."""

    outcome = Outcome.MERGED
