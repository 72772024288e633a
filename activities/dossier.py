"""A case with what belongs to it: the form, the corridor, the session."""

from functools import lru_cache

from activities.unit_of_work import UnitOfWork
from models.case import Case
from models.corridor import Corridor
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import CaseId, PaperId
from models.proposal import ProposalForm
from models.session import Session

_REMEMBERED = 256  # forms


class Dossier(Frozen):
    """Everything one effect looks at together."""

    case: Case
    form: ProposalForm
    corridor: Corridor
    session: Session


async def read_form(unit: UnitOfWork, paper: PaperId) -> ProposalForm:
    return _form(await unit.papers.get(paper))


@lru_cache(maxsize=_REMEMBERED)
def _form(content: bytes) -> ProposalForm:
    """A paper never changes, and every letter about a proposal reads its form."""
    return ProposalForm.model_validate_json(content)


async def open_dossier(unit: UnitOfWork, case_id: CaseId) -> Dossier:
    """One case, locked in a writing unit, with what belongs to it."""
    case = await unit.cases.get(case_id)
    # Read without its lock: every case of a session would queue for it.
    session = await unit.sessions.find(case.session)
    if session is None:
        raise DomainError(f"{case.ref} names session {case.session}, which is unknown.")
    return Dossier(
        case=case,
        form=await read_form(unit, case.form),
        corridor=await unit.corridors.get(case.corridor),
        session=session,
    )
