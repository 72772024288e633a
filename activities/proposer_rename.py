"""The proposer has another name: its open proposals carry it, and all are told."""

import json
from typing import Final

from activities.body_history import successor_of
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.screening import ListsInUse, noted
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Case, Phase
from models.compliance import ScreeningResult
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.name_match import name_words
from models.proposal import ProposalForm
from models.round import DeliveryState

_READERS: Final = (
    DeliveryState.WRITTEN,
    DeliveryState.ANSWERED,
    DeliveryState.SILENT,
)
_OPEN: Final = tuple(
    phase for phase in Phase if phase not in {Phase.DRAFT, Phase.CLOSED}
)


class RenameProposer(CaseEffect):
    """`case` is any open proposal of the proposer; the others follow."""

    name: str
    email: str | None = None


class ProposerRenamed(Done):
    cases: tuple[CaseId, ...]
    refs: tuple[str, ...]


class ProposerRenaming:
    """The form of each open proposal gets the new name; its version stays."""

    def __init__(
        self,
        *,
        effects: EffectRunner,
        writer: LetterWriter,
        terms: Terms,
        lists: ListsInUse,
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms
        self._lists = lists

    async def rename(self, request: RenameProposer) -> ProposerRenamed:
        """Bodies that were written to are told, unless the name is kept from them.

        Raises:
            DomainError: it is called so already, or the new name is on a list, or no
                list could be read: then nothing changes.
        """

        async def work(unit: UnitOfWork) -> ProposerRenamed:
            dossier = await open_dossier(unit, request.case)
            before = dossier.form.proposer.name
            if before == request.name:
                raise DomainError(f"The proposer is called {before} already.")
            letters = 0
            cases = await self._of_the_same(unit, dossier.case, before)
            for case in cases:
                letters += await self._rename(unit, case, request)
            event = await unit.events.of(proposal_workflow_id(request.case))
            return ProposerRenamed(
                stamp=event[-1].stamp,
                letters=letters,
                cases=tuple(case.case for case in cases),
                refs=tuple(case.ref for case in cases),
            )

        return await self._effects.once(request, ProposerRenamed, work)

    async def _of_the_same(
        self, unit: UnitOfWork, named: Case, name: str
    ) -> list[Case]:
        """Open proposals whose proposer has that name, whatever the spelling."""
        words, found = name_words(name), []
        for case in await unit.cases.in_phase(named.corridor, _OPEN):
            form = (await open_dossier(unit, case.case)).form
            if name_words(form.proposer.name) == words:
                found.append(await unit.cases.get(case.case))
        return found

    async def _rename(
        self, unit: UnitOfWork, case: Case, request: RenameProposer
    ) -> int:
        dossier = await open_dossier(unit, case.case)
        before = dossier.form.proposer.name
        paper = await unit.papers.get(case.form)
        content = _with_name(paper, request.name, request.email)
        form = ProposalForm.model_validate_json(content)
        found = (await self._lists.book(unit)).screen(form.parties())
        if found.result is not ScreeningResult.CLEAR:
            raise DomainError(
                f"{case.ref}: with the new name the screening is {found.result}, so "
                "nothing was changed. Ask the compliance officer."
            )
        after = case.model_copy(update={"form": await unit.papers.put(content)})
        await unit.cases.save(after)
        reason = await reason_text(unit, request)
        stream = proposal_workflow_id(case.case)
        valid_until = self._terms.due(
            dossier.corridor, TermName.SCREENING_FRESHNESS, request.at
        )
        told = await noted(unit, found, valid_until=valid_until)
        await unit.events.append(
            stream=stream,
            kind=EventKind.SCREENED,
            actor=request.actor,
            at=request.at,
            body={"result": found.result, "cause": "renamed", **told},
        )
        await unit.events.append(
            stream=stream,
            kind=EventKind.PARTY_CHANGED,
            actor=request.actor,
            at=request.at,
            reason=reason,
            body={"party": "proposer", "from": case.form, "to": after.form},
        )
        dossier = dossier.model_copy(update={"case": after, "form": form})
        facts: dict[str, object] = {
            "previous_name": before,
            "new_name": request.name,
            "reason": reason,
        }
        key = f"{request.key}/{case.case}"
        await self._writer.to_proposer(
            unit, dossier, LetterKind.PARTY_CHANGED, key=key, at=request.at, **facts
        )
        letters, current = 1, await unit.rounds.current(case.case)
        if current is None or form.proposer_hidden:
            return letters
        last = None
        while page := await unit.deliveries.page(
            case.case, current.number, states=_READERS, after=last
        ):
            for delivery in page:
                code = await successor_of(unit, delivery.body)
                body = await unit.bodies.get(code)
                await self._writer.to_body(
                    unit,
                    dossier,
                    body,
                    LetterKind.PARTY_CHANGED,
                    key=key,
                    at=request.at,
                    **facts,
                )
                letters += 1
            last = page[-1].body
        return letters


def _with_name(paper: bytes, name: str, email: str | None) -> bytes:
    """The form as it was handed in, with what is new."""
    fields = json.loads(paper)
    fields["proposer"] = {**fields["proposer"], "name": name}
    if email:
        fields["contact"] = {**fields["contact"], "email": email}
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()
