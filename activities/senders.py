"""Who is written to as the proposer: the sender, and those of merged proposals."""

from activities.dossier import Dossier, read_form
from activities.unit_of_work import UnitOfWork
from models.ids import PROPOSER, BodyCode, of_auditor
from models.proposal_parts import Contact


async def senders(unit: UnitOfWork, dossier: Dossier) -> list[tuple[str, Contact]]:
    """The party's code in conversations, and whom to write to; each address once."""
    found = [(str(PROPOSER), dossier.form.contact)]
    for merged in await unit.duplicates.merged_into(dossier.case.case):
        case = await unit.cases.find(merged)
        if case is None:
            continue
        contact = (await read_form(unit, case.form)).contact
        known = {one.email.casefold() for _, one in found}
        if contact.email.casefold() not in known:
            found.append((f"{PROPOSER}/{merged}", contact))
    return found


def of_proposer(party: str) -> bool:
    """Whether a party of a conversation is a sender of the proposal."""
    return party.partition("/")[0] == PROPOSER


def body_of(party: str) -> BodyCode | None:
    """The body that a party of a conversation is; None for others we write to."""
    return None if of_proposer(party) or of_auditor(party) else BodyCode(party)
