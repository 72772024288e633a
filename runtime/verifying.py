"""The record and its seals checked in one go: by the command, by whoever restores."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.time_stamp import Authorities
from audit.verify_all import Counted, Progress, verify_all
from audit.verify_case import CaseVerdict, verify_case
from audit.verify_seal import Finding
from models.ids import SYSTEM, CaseId
from runtime.seal_desk import SealDesk
from store.unit_of_work import SqlUnits
from store.whole_record import whole_record


class Verified(NamedTuple):
    """No findings: all is as it was written. `key` is the one that seals now."""

    counted: Counted
    seals: int
    key: str
    findings: tuple[Finding, ...]


async def verified(
    units: SqlUnits,
    copies: Sequence[tuple[str, bytes]],
    authorities: Authorities | None,
    told: Progress,
) -> Verified:
    """The chains, rows and papers; then the seals, with copies of the published file.

    Args:
        units: the record; it may be garbled in any way.
        copies: each with what it is called.
        authorities: whose time stamps count.
        told: is called with the name of each step as it begins.
    """
    async with whole_record(units.engine) as whole:
        record = await verify_all(whole, told)
    told("seals")
    try:
        seals = await SealDesk(units=units, actor=SYSTEM).verify(copies, authorities)
    except (ValueError, TypeError, LookupError) as error:
        garbled = Finding(
            name="seals",
            told=f"they cannot be read any more ({type(error).__name__})",
        )
        return Verified(record.counted, 0, "", (*record.findings, garbled))
    findings = (*record.findings, *seals.findings)
    return Verified(record.counted, seals.checked, seals.key, findings)


async def case_verified(units: SqlUnits, case: CaseId) -> CaseVerdict:
    """One case alone: its chain of acts, as far as the last seal is over it."""
    async with units.read() as unit:
        seal = await unit.seals.last()
        sheet = await unit.papers.get(seal.leaves) if seal else b""
    async with whole_record(units.engine) as record:
        return await verify_case(record, case, seal, sheet)
