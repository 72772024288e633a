"""Bodies are invited to join a session, and asked again when it moves."""

from collections.abc import Sequence
from datetime import datetime

from activities.adhesion_receipts import language_of
from activities.agenda import SessionEffect
from activities.effects import Done, reason_text
from activities.session_letters import SessionLetters
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.adhesion import Admission, admission
from models.adhesion_record import AdhesionRecord, Notice
from models.body import Body
from models.corridor import Corridor
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, session_workflow_id
from models.letter import LetterKind
from models.session import Session, SessionState
from models.task import TaskKind

_COLLECTS = frozenset({SessionState.COLLECTING, SessionState.FROZEN})
_ANSWERED = frozenset({Admission.REFUSED_LATE})


class PublishNotice(SessionEffect):
    """`text` by language, as the staff wrote it."""

    text: dict[str, str]


class Published(Done):
    number: int
    bodies: int
    deadline: datetime


async def publish_notice(
    unit: UnitOfWork, letters: SessionLetters, request: PublishNotice
) -> Published:
    """Number a notice, and write it to every body of the corridor that can be reached.

    Raises:
        DomainError: the session has no date, its adhesions are over, or the notice
            lacks a language of the corridor.
    """
    session = await unit.sessions.get(request.session)
    corridor = await unit.corridors.get(session.corridor)
    wall = _open_until(letters, corridor, session, request)
    earlier = await unit.notices.of(request.session)
    notice = Notice(
        session=request.session,
        number=1 + len(earlier),
        text=request.text,
        deadline=wall,
        published_at=request.at,
        published_by=request.actor,
    )
    await unit.notices.add(notice)
    reached, left = await _reach(unit, letters, corridor)
    for body in reached:
        await letters.to_body(
            unit,
            session,
            body,
            LetterKind.ADHESION_NOTICE,
            key=request.key,
            at=request.at,
            notice=notice.number,
            reason=notice.text[language_of(body)],
            deadline=wall,
        )
    event = await unit.events.append(
        stream=session_workflow_id(request.session),
        kind=EventKind.NOTICE_PUBLISHED,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={
            "number": notice.number,
            "deadline": wall.isoformat(),
            "bodies": [body.code for body in reached],
            "not_reached": [body.code for body, _ in left],
        },
    )
    await _tell_unreached(unit, request, left)
    return Published(
        stamp=event.stamp,
        letters=len(reached),
        number=notice.number,
        bodies=len(reached),
        deadline=wall,
    )


async def tell_cancelled(
    unit: UnitOfWork,
    letters: SessionLetters,
    session: Session,
    request: SessionEffect,
    reason: str,
) -> int:
    """Whoever was invited to join, or has joined, learns that it is over (X12)."""
    corridor = await unit.corridors.get(session.corridor)
    of_body: dict[str, list[AdhesionRecord]] = {}
    for one in await unit.adhesions.of(session.session):
        if one.withdrawn_at is None:
            of_body.setdefault(one.body, []).append(one)
    invited = await unit.notices.of(session.session)
    every = await unit.bodies.of_corridor(corridor.code) if invited else ()
    known = {body.code for body in every} | {BodyCode(code) for code in of_body}
    written, left = 0, []
    for code in sorted(known):
        body = await unit.bodies.get(code)
        if why := letters.why_not(corridor, body):
            left += [(body, why)] if code in of_body else []
            continue
        await letters.to_body(
            unit,
            session,
            body,
            LetterKind.ADHESION_CANCELLED,
            key=f"{request.key}/adhesions",
            at=request.at,
            recorded=tuple(_named(one) for one in of_body.get(code, ())),
            starts_at=None,
            previous_starts_at=session.starts_at,
            reason=reason,
        )
        written += 1
    await _tell_unreached(unit, request, left)
    return written


async def tell_joined(
    unit: UnitOfWork,
    letters: SessionLetters,
    session: Session,
    request: SessionEffect,
    kind: LetterKind,
    **facts: object,
) -> int:
    """A letter to every body through which somebody joins, naming them."""
    corridor = await unit.corridors.get(session.corridor)
    of_body: dict[str, list[AdhesionRecord]] = {}
    for one in await unit.adhesions.of(session.session):
        if one.withdrawn_at is None:
            of_body.setdefault(one.body, []).append(one)
    written = 0
    for code, records in sorted(of_body.items()):
        body = await unit.bodies.get(BodyCode(code))
        if not letters.why_not(corridor, body):
            recorded = tuple(_named(one) for one in records)
            key, at = f"{request.key}/joined", request.at
            await letters.to_body(
                unit, session, body, kind, key=key, at=at, recorded=recorded, **facts
            )
            written += 1
    return written


async def ask_confirmations(
    unit: UnitOfWork,
    letters: SessionLetters,
    before: Session,
    after: Session,
    request: SessionEffect,
) -> int:
    """The session moved: each body says whether its adhesions still stand (X11)."""
    corridor = await unit.corridors.get(after.corridor)
    old_wall = letters.wall(corridor, before)
    of_body: dict[str, list[AdhesionRecord]] = {}
    for one in await unit.adhesions.of(after.session):
        how = admission(one.received(), old_wall) if old_wall else Admission.IN_TIME
        if how not in _ANSWERED and one.withdrawn_at is None:
            of_body.setdefault(one.body, []).append(one)
    written = 0
    for code, records in sorted(of_body.items()):
        body = await unit.bodies.get(BodyCode(code))
        if letters.why_not(corridor, body):
            continue
        await letters.to_body(
            unit,
            after,
            body,
            LetterKind.ADHESION_CONFIRM,
            key=f"{request.key}/confirm",
            at=request.at,
            recorded=tuple(_named(one) for one in records),
            previous_starts_at=before.starts_at,
            reason=await reason_text(unit, request),
        )
        written += 1
    return written


def _named(record: AdhesionRecord) -> str:
    return f"{record.adhesion}: {record.form.organisation.name}"


def _open_until(
    letters: SessionLetters,
    corridor: Corridor,
    session: Session,
    request: PublishNotice,
) -> datetime:
    if session.state is SessionState.CANCELLED:
        raise DomainError(
            f"Session {session.roman} is cancelled: nobody joins it any more. Publish"
            " the notice of the next one."
        )
    wall = letters.wall(corridor, session)
    if wall is None or session.state not in _COLLECTS:
        raise DomainError(
            f"Session {session.roman} is {session.state} and takes no adhesions now:"
            " give it a date first."
        )
    if wall <= request.at:
        raise DomainError(
            f"The adhesions to session {session.roman} ended on {wall:%Y-%m-%d}: a"
            " notice would come too late. Later ones are admitted one by one."
        )
    written = {language for language, text in request.text.items() if text.strip()}
    missing = sorted({corridor.language_a, corridor.language_b, "en"} - written)
    if missing:
        raise DomainError(
            f"The notice lacks the languages {', '.join(missing)}: a body reads its"
            " own; add them."
        )
    return wall


async def _reach(
    unit: UnitOfWork, letters: SessionLetters, corridor: Corridor
) -> tuple[list[Body], list[tuple[Body, str]]]:
    reached: list[Body] = []
    left: list[tuple[Body, str]] = []
    for body in await unit.bodies.of_corridor(corridor.code):
        if why := letters.why_not(corridor, body):
            left.append((body, why))
        else:
            reached.append(body)
    return reached, left


async def _tell_unreached(
    unit: UnitOfWork, request: SessionEffect, left: Sequence[tuple[Body, str]]
) -> None:
    if not left:
        return
    named = "; ".join(f"{body.code}: {why}" for body, why in left)
    await open_task(
        unit,
        stream=session_workflow_id(request.session),
        kind=TaskKind.BODIES_UNREACHABLE,
        at=request.at,
        detail=f"Not written to ({named}). Find their addresses, and tell them another"
        " way.",
    )
