"""What every command of an officer needs: a code, papers kept, an act carried."""

from pydantic_core import from_json

from models.acts import Act
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.ids import CaseId, PaperId, SessionId
from models.officer import officer
from runtime.errands import Errands, given_act
from runtime.foresight import Foresight
from store.unit_of_work import SqlUnits


class OfficerDesk:
    """One officer at work: `actor` is a code, never a name.

    With `foresight`, what an act sets off is found out first and kept with it; with
    `dry` besides, the act itself is not done, and `foreseen` says what it would do.
    """

    def __init__(
        self,
        *,
        errands: Errands,
        units: SqlUnits,
        actor: str,
        foresight: Foresight | None = None,
        dry: bool = False,
    ) -> None:
        self.actor = officer(actor)
        self.foreseen: Foreseen | None = None
        self._errands = errands
        self._units = units
        self._foresight = foresight
        self._dry = dry

    async def _tell(
        self,
        workflow_id: str,
        update: str,
        act: Act,
        *,
        case: CaseId | None = None,
        session: SessionId | None = None,
    ) -> Stamp:
        if given_act() and (stamp := await self._done_before(workflow_id, act)):
            return stamp
        if self._foresight is not None:
            await self._errands.may(workflow_id, update, act)
        act = await self._foretold(act, case, session)
        if self._dry:
            return Stamp(stream=workflow_id, seq=0, hash="")
        return await self._errands.tell(workflow_id, update, act)

    async def _done_before(self, workflow_id: str, act: Act) -> Stamp | None:
        """What the same act came to, where it was sent before."""
        async with self._units.read() as unit:
            for key in await unit.effects.keys(workflow_id):
                if not key.endswith(f"/{act.act}"):
                    continue
                found = await unit.effects.find(key)
                stamp = from_json(found[1]).get("stamp") if found else None
                return Stamp.model_validate(stamp) if stamp else None
        return None

    async def _foretold(
        self, act: Act, case: CaseId | None, session: SessionId | None
    ) -> Act:
        """The act with what it will set off; where that fails, the procedure says."""
        if self._foresight is None:
            return act
        try:
            self.foreseen = await self._foresight.of(act, case=case, session=session)
        except DomainError:
            if self._dry:
                raise
            return act
        if self._dry:
            return act
        paper = await self._paper("\n".join(self.foreseen.sentences()))
        return act.model_copy(update={"foreseen": paper})

    async def _paper(self, text: str) -> PaperId | None:
        return await self._store(text.encode()) if text.strip() else None

    async def _store(self, content: bytes) -> PaperId:
        async with self._units.write() as unit:
            return await unit.papers.put(content)
