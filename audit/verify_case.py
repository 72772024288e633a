"""The acts of one case against their own hashes, and against the last seal."""

from audit.verify_record import EventsCheck
from audit.verify_seal import Finding
from models.frozen import Frozen
from models.ids import CaseId, proposal_workflow_id
from models.seal import Head, Seal, heads_on
from store.whole_record import WholeRecord


class CaseVerdict(Frozen):
    """`sealed`: the last of its acts that the seal is over, 0 where none is."""

    acts: int
    seal: int
    sealed: int
    findings: tuple[Finding, ...]


async def verify_case(
    record: WholeRecord, case: CaseId, seal: Seal | None, sheet: bytes
) -> CaseVerdict:
    """Follow the chain of a case from its first act to its head.

    Args:
        record: one moment of it.
        case: whose acts.
        seal: the last one.
        sheet: its leaves.

    Raises:
        LeavesError: the sheet is not one.
    """
    stream = proposal_workflow_id(case)
    name = f"event/{stream}"
    leaf = next((head for head in heads_on(sheet) if head.name == name), None)
    acts = EventsCheck(await record.heads(stream))
    findings = await acts.read(record.acts_told(stream))
    hashes = {one.seq: one.hash for one in await record.acts(stream)}
    if seal and leaf and hashes.get(leaf.seq) != leaf.hash:
        findings.append(_unlike(leaf, seal))
    return CaseVerdict(
        acts=acts.seen,
        seal=seal.number if seal else 0,
        sealed=leaf.seq if leaf else 0,
        findings=tuple(findings),
    )


def _unlike(leaf: Head, seal: Seal) -> Finding:
    told = f"it is not the act that seal {seal.number} stands for"
    return Finding(name=leaf.name, seq=leaf.seq, told=told)
