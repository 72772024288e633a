"""When a corrected text may replace the one that was sent, and what time it gives."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from activities.deadlines import Terms, close_deadlines, running
from activities.dossier import Dossier
from activities.extension import end_round_at
from activities.letter_sheet import sheet
from activities.ports import Names
from activities.unit_of_work import UnitOfWork
from models.compliance import ScreeningResult
from models.deadlines import TermName
from models.errors import DomainError
from models.proposal import ProposalForm
from models.round import Round

_LANGUAGES = ("it", "ru", "en")


class CorrectionError(DomainError):
    """A text that may not replace the one that was sent."""


def judge_text(
    names: Names, dossier: Dossier, form: ProposalForm, *, material: bool
) -> None:
    """A correction is the same proposal, said rightly.

    Raises:
        CorrectionError: it is another proposal, reads as before, or changes what an
            answer rests on without being called material.
    """
    before = dossier.form
    if form.proposer != before.proposer or form.region != before.region:
        raise CorrectionError(
            "The corrected form names another proposer or region: that is another"
            " proposal. Withdraw this one, and submit the other anew."
        )
    if not _reads_otherwise(names, dossier, form):
        raise CorrectionError(
            "Nothing that the bodies were sent reads otherwise in this form: correct"
            " the fields that were wrong, or leave the text as it is."
        )
    if not material and _rests_on(form) != _rests_on(before):
        raise CorrectionError(
            "The form changes how many partners are taken, or the accompanying"
            " actions: that may change a body's answer. Give --material."
        )


def refuse_hits(
    hits: Collection[object], result: ScreeningResult, *, cleared: bool
) -> None:
    """Nothing unscreened goes out (method I4).

    Raises:
        CorrectionError: no list could be read, or a hit nobody has judged.
    """
    if result is ScreeningResult.UNAVAILABLE:
        raise CorrectionError(
            "No screening list could be read, so no text goes out: load one, then"
            " approve again."
        )
    if hits and not cleared:
        raise CorrectionError(
            f"{len(hits)} parties of the corrected text resemble a listed name:"
            " compare them, then approve with --clear and the reason, or --drop."
        )


class _Full(NamedTuple):
    """A whole term: its reminders and its end."""

    reminders: tuple[datetime, ...]
    deadline: datetime


class RoundClock:
    """Starts a round's clock again, in full and for all alike (I6)."""

    def __init__(self, *, terms: Terms) -> None:
        self._terms = terms

    async def full(
        self, unit: UnitOfWork, dossier: Dossier, at: datetime
    ) -> _Full | None:
        """The whole term from now; None when the round runs longer already (I7).

        Raises:
            CorrectionError: it would pass the wall.
        """
        [*_, standing] = await running(unit, dossier.case.case, TermName.INTEREST)
        corridor, wall = dossier.corridor, standing.deadline.wall
        whole = self._terms.due(corridor, TermName.INTEREST, at)
        if wall is not None and whole > wall.at:
            raise CorrectionError(
                f"The clock would start again in full and end on {whole:%Y-%m-%d}, but"
                f" nothing passes {wall.at:%Y-%m-%d} before session {wall.session}:"
                " postpone the session first, or withdraw the proposal."
            )
        if standing.ends_at is not None and whole <= standing.ends_at:
            return None
        names = (TermName.INTEREST_REMINDER_1, TermName.INTEREST_REMINDER_2)
        dues = [self._terms.due(corridor, name, at) for name in names]
        return _Full(tuple(due for due in dues if due < whole), whole)

    async def restart(
        self, unit: UnitOfWork, after: Dossier, current: Round, at: datetime
    ) -> Round:
        """The new clock may be moved as any other (I7)."""
        clock = await self.full(unit, after, at)
        if clock is None:
            return current
        case, corridor, name = after.case, after.corridor, TermName.INTEREST
        [*_, standing] = await running(unit, case.case, name)
        await close_deadlines(unit, case.case, at, name)
        wall = standing.deadline.wall
        deadline = await self._terms.start(unit, case, corridor, name, at, wall=wall)
        return await end_round_at(
            unit,
            self._terms,
            after,
            current,
            deadline,
            reminders=clock.reminders,
            extensions=0,
        )


def _rests_on(form: ProposalForm) -> tuple[object, ...]:
    return form.exclusive, form.partner_max, form.accompanying_actions


def _reads_otherwise(names: Names, dossier: Dossier, form: ProposalForm) -> bool:
    """Whether a letter would say anything else, in any language."""
    after = dossier.model_copy(update={"form": form})
    return any(
        sheet(names, dossier, language, {}) != sheet(names, after, language, {})
        for language in _LANGUAGES
    )
