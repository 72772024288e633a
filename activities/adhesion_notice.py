"""Bodies are invited to join a session, and asked again when it moves."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

from activities.adhesion_receipts import named
from activities.agenda import SessionEffect
from activities.effects import Done, reason_text
from activities.notice_letters import is_through, told
from activities.session_letters import SessionLetters
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.adhesion import Admission, admission
from models.adhesion_record import AdhesionRecord, Notice, NoticeText
from models.body import Body
from models.corridor import Corridor
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, session_workflow_id
from models.letter import LetterKind
from models.proposal_review import sentences
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
    published_at: datetime


async def publish_notice(
    unit: UnitOfWork, letters: SessionLetters, request: PublishNotice
) -> Published:
    """Number a notice to every body of the corridor that can be reached.

    `write_notice` writes it to them; one that a crash left half written is gone on with
    when it is published again.

    Raises:
        DomainError: the session has no date, its adhesions are over, or the notice
            lacks a language of the corridor, is too long, or says what the last did.
    """
    session = await unit.sessions.get(request.session)
    corridor = await unit.corridors.get(session.corridor)
    wall = _open_until(letters, corridor, session, request)
    earlier = await unit.notices.of(request.session)
    text = _text(request)
    if earlier and not await is_through(unit, earlier[-1]):
        return await _gone_on_with(unit, earlier[-1], text)
    _refuse_repeated(earlier, text, wall)
    notice = Notice(
        session=request.session,
        number=1 + len(earlier),
        text=text,
        deadline=wall,
        published_at=request.at,
        published_by=request.actor,
    )
    await unit.notices.add(notice)
    reached, left = await _reach(unit, letters, corridor)
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
        number=notice.number,
        bodies=len(reached),
        deadline=wall,
        published_at=request.at,
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
    of_body = await _joined(unit, session)
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
            recorded=tuple(named(one) for one in of_body.get(code, ())),
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
    of_body = await _joined(unit, session)
    written = 0
    for code, records in sorted(of_body.items()):
        body = await unit.bodies.get(BodyCode(code))
        if not letters.why_not(corridor, body):
            recorded = tuple(named(one) for one in records)
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
            recorded=tuple(named(one) for one in records),
            previous_starts_at=before.starts_at,
            reason=await reason_text(unit, request),
        )
        written += 1
    return written


async def _joined(
    unit: UnitOfWork, session: Session
) -> dict[str, list[AdhesionRecord]]:
    """What is not withdrawn, by the body through which it came."""
    of_body: dict[str, list[AdhesionRecord]] = {}
    for one in await unit.adhesions.of(session.session):
        if one.withdrawn_at is None:
            of_body.setdefault(one.body, []).append(one)
    return of_body


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


def _text(request: PublishNotice) -> dict[str, str]:
    try:
        return dict(NoticeText(text=request.text).text)
    except ValidationError as error:
        raise DomainError("\n".join(sentences(error, "notice"))) from error


async def _gone_on_with(
    unit: UnitOfWork, half: Notice, text: dict[str, str]
) -> Published:
    if half.text != text:
        raise DomainError(
            f"Notice {half.number} has not been written to all its bodies: publish the"
            " same text again, and it is; then publish this one."
        )
    return Published(
        number=half.number,
        bodies=len(await told(unit, half)),
        deadline=half.deadline,
        published_at=half.published_at,
    )


def _refuse_repeated(
    earlier: Sequence[Notice], text: dict[str, str], wall: datetime
) -> None:
    """An act whose answer was lost is tried again: nobody is written to twice."""
    last = max(earlier, key=lambda one: one.number, default=None)
    if last and (last.text, last.deadline) == (text, wall):
        raise DomainError(
            f"Notice {last.number} says the same, and went out on"
            f" {last.published_at:%Y-%m-%d}: change the text to publish another."
        )


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
