"""The funnel out of the record, cut by Region, sector, district or body."""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum

from documents.saying import said
from models.document import Language, Said
from models.report import Counted, Funnel, FunnelGroup, Stage
from models.report_scope import ReportFrame
from store.reference import Reference
from store.report_funnel import Came, Reached
from store.reports import FunnelRecord


class Cut(StrEnum):
    """What the groups of a funnel are."""

    REGION = "region"
    SECTOR = "sector"
    DISTRICT = "district"
    BODY = "body"


_OF_BODIES = (
    *(Stage.DISSEMINATED, Stage.INTEREST, Stage.ACCEPTED),
    *(Stage.COFINANCED, Stage.PRESENTED, Stage.OUTCOME),
)
_NOBODY = FunnelGroup(name=Said(it="–", ru="–", en="–"), reached={})


def funnel(
    record: FunnelRecord, cut: Cut, frame: ReportFrame, reference: Reference
) -> Funnel:
    """Proposals by group; one in several sectors counts in the first it names."""
    groups: dict[str, Counter[Stage]] = {}
    key = _KEYS[cut]
    for one in record.proposals:
        groups.setdefault(key(one, record), Counter()).update(one.stages)
    return _funnel(
        cut,
        frame,
        (
            FunnelGroup(name=_named(cut, name, reference), reached=dict(reached))
            for name, reached in sorted(groups.items())
        ),
    )


def funnel_of_bodies(bodies: Iterable[Reached], frame: ReportFrame) -> Funnel:
    """Deliveries by body: one proposal before one body."""
    found = _funnel(
        Cut.BODY,
        frame,
        (
            FunnelGroup(name=_alike(f"{one.body} {one.name}"), reached=one.stages)
            for one in bodies
        ),
    )
    return found.model_copy(
        update={"counted": Counted.DELIVERIES, "stages": _OF_BODIES}
    )


def _funnel(cut: Cut, frame: ReportFrame, groups: Iterable[FunnelGroup]) -> Funnel:
    return Funnel(
        cycle=frame.session or _months(frame),
        dated=frame.dated,
        cut=said(f"cut.{cut}"),
        groups=(*groups,) or (_NOBODY,),
        simulated=frame.simulated,
    )


def _months(frame: ReportFrame) -> str:
    first, last = frame.period.first.first_day, frame.period.last.first_day
    return f"{frame.corridor} {first:%Y-%m} – {last:%Y-%m}"


def _region(one: Came, _: FunnelRecord) -> str:
    return one.region


def _sector(one: Came, _: FunnelRecord) -> str:
    return one.sectors[0] if one.sectors else ""


def _district(one: Came, record: FunnelRecord) -> str:
    return "preferred" if record.districts.get(one.case) else "not_stated"


_KEYS: dict[Cut, Callable[[Came, FunnelRecord], str]] = {
    Cut.REGION: _region,
    Cut.SECTOR: _sector,
    Cut.DISTRICT: _district,
}


def _named(cut: Cut, key: str, reference: Reference) -> Said:
    if cut is Cut.DISTRICT:
        return said(f"cut.{key}")
    name = reference.sector if cut is Cut.SECTOR else reference.region
    return Said(**{one.value: name(key, one) or "–" for one in Language})


def _alike(name: str) -> Said:
    return Said(it=name, ru=name, en=name)
