"""What the protocol of a session says: its minutes, with titles, bodies and days."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from activities.dossier import read_form
from activities.session_papers import everywhere, said
from documents.saying import country
from documents.saying import said as worded
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.document import Said
from models.errors import DomainError
from models.minutes import Delegate, ItemMinutes, Minutes
from models.protocol_paper import (
    Commitment,
    Delegation,
    ProtocolItem,
    ProtocolPaper,
    ProtocolPerson,
)
from models.session import Session
from models.session_dossier import paper_languages
from models.session_timetable import zone_of
from models.two_sides import Side
from models.undertaking import Promise
from store.unit_of_work import SqlUnitOfWork


async def protocol_facts(
    unit: SqlUnitOfWork,
    session: Session,
    corridor: Corridor,
    minutes: Minutes,
    *,
    titles: Mapping[str, Said],
    recorded: bool,
) -> ProtocolPaper:
    """The protocol of these minutes.

    Args:
        unit: the transaction.
        session: whose minutes they are.
        corridor: of the session; its languages are the protocol's.
        minutes: as taken down.
        titles: of proposals by number, as the agenda printed them.
        recorded: whether the minutes are on record, or a sheet still.

    Raises:
        DomainError: the session has no date.
    """
    first, last = _days(session, corridor)
    items = [await _item(unit, corridor, one, titles) for one in minutes.items]
    sides = (
        _delegation(corridor.side_a, minutes, Side.A),
        _delegation(corridor.side_b, minutes, Side.B),
    )
    return ProtocolPaper(
        ordinal=session.ordinal,
        place=everywhere(session.place),
        first_day=first,
        last_day=last,
        opening=said(minutes.opening),
        sides=sides,
        items=tuple(items),
        closing=said(minutes.closing),
        languages=paper_languages(corridor.language_a, corridor.language_b),
        simulated=corridor.legal_status is LegalStatus.SIMULATION,
        recorded=recorded,
    )


def _days(session: Session, corridor: Corridor) -> tuple[date, date]:
    """The first and last day, on the host's clocks."""
    if session.starts_at is None:
        raise DomainError(f"Session {session.roman} has no date: nothing to print.")
    place = ZoneInfo(zone_of(session, corridor))
    last = max(session.starts_at, session.ends_at or session.starts_at)
    return session.starts_at.astimezone(place).date(), last.astimezone(place).date()


def _delegation(code: str, minutes: Minutes, side: Side) -> Delegation:
    own = [one for one in minutes.delegates if one.side is side]
    chair = next((one for one in own if one.chair), None)
    return Delegation(
        side=country(code),
        chair=_person(chair) if chair else None,
        members=tuple(_person(one) for one in own if one is not chair),
    )


def _person(one: Delegate) -> ProtocolPerson:
    return ProtocolPerson(name=one.name, role=said(one.role))


async def _item(
    unit: SqlUnitOfWork,
    corridor: Corridor,
    one: ItemMinutes,
    titles: Mapping[str, Said],
) -> ProtocolItem:
    ref, title = await _named(unit, one, titles)
    return ProtocolItem(
        ref=ref,
        title=title,
        treatment=one.treatment,
        text=said(one.said),
        participants=one.participants,
        decisions=tuple(said(decision.text) for decision in one.decisions),
        commitments=tuple(
            [await _commitment(unit, corridor, promise) for promise in one.promises]
        ),
    )


async def _named(
    unit: SqlUnitOfWork, one: ItemMinutes, titles: Mapping[str, Said]
) -> tuple[str, Said]:
    """A proposal's number and title, as its agenda had them; else the matter's own."""
    if one.case is None:
        own = any(face.strip() for face in one.title.values())
        return "", said(one.title) if own else worded("protocol.other")
    case = await unit.cases.find(one.case)
    if case is None:
        raise DomainError(f"There is no proposal {one.case}: correct the minutes.")
    known = titles.get(case.ref)
    return case.ref, known or said((await read_form(unit, case.form)).title)


async def _commitment(
    unit: SqlUnitOfWork, corridor: Corridor, promise: Promise
) -> Commitment:
    who = country(corridor.side_a if promise.side is Side.A else corridor.side_b)
    if promise.body is not None:
        body = await unit.bodies.find(promise.body)
        who = everywhere(body.name if body else promise.body)
    return Commitment(who=who, what=said(promise.text), due=promise.due)
