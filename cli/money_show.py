"""A proposal's money as a table."""

from collections.abc import Sequence

from rich.table import Table

from cli.command import euro, table
from runtime.case_money import CaseMoney


def drawn(ref: str, found: CaseMoney) -> Table:
    return table(f"Money of {ref}", _COLUMNS, [*_reserved(found), *_promised(found)])


_COLUMNS = (
    "agreement",
    "year",
    "number",
    "state",
    "euro",
    "signed",
    "report due",
    "owed back",
)


def _reserved(found: CaseMoney) -> Sequence[Sequence[object]]:
    return [
        (one.agreement, one.year, "", "reserved", euro(one.cents), "", "", "")
        for one in found.reserved
    ]


def _promised(found: CaseMoney) -> Sequence[Sequence[object]]:
    return [
        (
            *(one.agreement, one.year, one.number, one.state, euro(one.cents)),
            one.signed_on,
            f"{one.report_due_at:%d.%m.%Y}" if one.report_due_at else "no end given",
            euro(one.to_recover) if one.to_recover else "",
        )
        for one in found.commitments
    ]
