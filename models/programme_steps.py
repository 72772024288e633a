"""The steps of a programme's life, each with what it asks for."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from models.programme import (
    ProgrammeError,
    ProgrammeState,
    Prolongation,
    Signature,
    WorkProgramme,
)


class Step(StrEnum):
    """What a person does with a programme."""

    AGREE = "agree"
    ABANDON = "abandon"
    SIGN = "sign"
    START = "start"
    PROLONG = "prolong"
    END = "end"


_NEXT: Final = {
    ProgrammeState.DRAFTING: (ProgrammeState.AGREED, ProgrammeState.ABANDONED),
    ProgrammeState.AGREED: (ProgrammeState.SIGNED,),
    ProgrammeState.SIGNED: (ProgrammeState.IN_FORCE,),
    ProgrammeState.IN_FORCE: (ProgrammeState.CLOSING,),
    ProgrammeState.CLOSING: (ProgrammeState.CLOSED,),
    ProgrammeState.CLOSED: (),
    ProgrammeState.ABANDONED: (),
}


def agree(work: WorkProgramme) -> WorkProgramme:
    """Both sides agree on the text.

    Raises:
        ProgrammeError: it is no draft, or has no guideline.
    """
    if not work.guidelines:
        raise ProgrammeError(
            f"Programme {work.code} has no guideline; write one to twenty first."
        )
    return _to(work, ProgrammeState.AGREED)


def abandon(work: WorkProgramme) -> WorkProgramme:
    """Drop a draft. Raises ProgrammeError when it is none."""
    return _to(work, ProgrammeState.ABANDONED)


def sign(work: WorkProgramme, signature: Signature) -> WorkProgramme:
    """Record the signature; a late one is recorded too (see `signed_late`).

    Raises:
        ProgrammeError: the text is not agreed, or the programme is over.
    """
    if signature.on > work.programme.end:
        raise ProgrammeError(
            f"Programme {work.code} ended on {work.programme.end}; it cannot be signed"
            f" on {signature.on}. Correct the day."
        )
    signed = _to(work, ProgrammeState.SIGNED)
    return signed.model_copy(update={"signature": signature})


def signed_late(work: WorkProgramme) -> bool:
    """Whether it was signed after it should have begun (method 46)."""
    signature = work.signature
    return signature is not None and signature.on >= work.programme.start


def start(work: WorkProgramme, today: date) -> WorkProgramme:
    """It comes into force on its first day.

    Raises:
        ProgrammeError: it is not signed, or not yet due.
    """
    if today < work.programme.start:
        raise ProgrammeError(
            f"Programme {work.code} begins on {work.programme.start}; wait for it."
        )
    return _to(work, ProgrammeState.IN_FORCE)


def prolong(work: WorkProgramme, act: Prolongation) -> WorkProgramme:
    """Keep it running past its last day, by a document (method X19).

    Raises:
        ProgrammeError: it is not in force, or the day lies not beyond its last one.
    """
    if work.state is not ProgrammeState.IN_FORCE:
        raise ProgrammeError(
            f"Programme {work.code} is {work.state}; only one in force is prolonged."
        )
    if act.until <= work.until:
        raise ProgrammeError(
            f"Programme {work.code} runs until {work.until} already; give a later day."
        )
    acts = (*work.prolongations, act)
    return work.model_copy(update={"prolongations": acts})


def end(work: WorkProgramme, today: date) -> WorkProgramme:
    """Its last day is over: what is open is handed over.

    Raises:
        ProgrammeError: it is not in force, or still runs.
    """
    if today <= work.until:
        raise ProgrammeError(
            f"Programme {work.code} runs until {work.until}; it closes after that."
        )
    return _to(work, ProgrammeState.CLOSING)


def close(work: WorkProgramme, undecided: Sequence[str]) -> WorkProgramme:
    """The final report is made (method X18).

    Args:
        work: a programme that is closing.
        undecided: items of its hand-over list without a decision.

    Raises:
        ProgrammeError: an item is open without a successor, or it is not closing.
    """
    if undecided:
        raise ProgrammeError(
            f"Programme {work.code} has open items without a successor:"
            f" {', '.join(undecided)}. Hand each over, or close it."
        )
    return _to(work, ProgrammeState.CLOSED)


def _to(work: WorkProgramme, state: ProgrammeState) -> WorkProgramme:
    if state not in _NEXT[work.state]:
        after = ", ".join(_NEXT[work.state]) or "nothing"
        raise ProgrammeError(
            f"Programme {work.code} is {work.state}; after that comes {after}, not"
            f" {state}."
        )
    return work.model_copy(update={"state": state})
