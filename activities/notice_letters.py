"""The letters of a session's notice: to the bodies its event names, chunk by chunk."""

from datetime import datetime

from activities.adhesion_receipts import language_of
from activities.agenda import SessionEffect
from activities.effects import Done, EffectRunner
from activities.round_letters import CHUNK
from activities.session_letters import SessionLetters
from activities.unit_of_work import UnitOfWork
from models.adhesion_record import Notice
from models.event import EventKind
from models.ids import BodyCode, LetterId, SessionId, session_workflow_id
from models.letter import LetterKind


class WriteNotice(SessionEffect):
    """One chunk of a notice's letters, after body `after` in body order."""

    number: int
    after: BodyCode | None = None


class NoticeWritten(Done):
    """`last` is None when the notice is through."""

    last: BodyCode | None


async def write_notice(
    effects: EffectRunner,
    letters: SessionLetters,
    session: SessionId,
    number: int,
    *,
    at: datetime,
) -> int:
    """How many letters a notice published `at` then is; written once, however often."""
    written, after = 0, None
    while True:
        request = WriteNotice(
            key=f"{_key(session, number)}/letters/{after or ''}",
            at=at,
            session=session,
            number=number,
            after=after,
        )
        done = await _write(effects, letters, request)
        written, after = written + done.letters, done.last
        if after is None:
            return written


async def is_through(unit: UnitOfWork, notice: Notice) -> bool:
    """Whether all its letters are written: a crash may have left some."""
    codes = await told(unit, notice)
    if not codes:
        return True
    last = LetterId(f"{_key(notice.session, notice.number)}/{codes[-1]}")
    return await unit.letters.find(last) is not None


async def _write(
    effects: EffectRunner, letters: SessionLetters, request: WriteNotice
) -> NoticeWritten:
    async def work(unit: UnitOfWork) -> NoticeWritten:
        notice = await unit.notices.get((request.session, request.number))
        codes = await told(unit, notice)
        left = [code for code in codes if code > (request.after or "")]
        page = left[:CHUNK]
        if not page:
            return NoticeWritten(last=None)
        written = [await _letter(unit, letters, notice, code) for code in page]
        event = await unit.events.append(
            stream=session_workflow_id(request.session),
            kind=EventKind.LETTERS_WRITTEN,
            actor=request.actor,
            at=request.at,
            body={"notice": request.number, "letters": [*written]},
        )
        return NoticeWritten(
            stamp=event.stamp,
            letters=len(page),
            last=page[-1] if len(left) > CHUNK else None,
        )

    return await effects.once(request, NoticeWritten, work)


async def _letter(
    unit: UnitOfWork, letters: SessionLetters, notice: Notice, code: BodyCode
) -> LetterId:
    body = await unit.bodies.get(code)
    letter = await letters.to_body(
        unit,
        await unit.sessions.get(notice.session),
        body,
        LetterKind.ADHESION_NOTICE,
        key=_key(notice.session, notice.number),
        at=notice.published_at,
        notice=notice.number,
        reason=notice.text[language_of(body)],
        deadline=notice.deadline,
    )
    return letter.letter


async def told(unit: UnitOfWork, notice: Notice) -> list[BodyCode]:
    """In body order, the bodies it was published to."""
    for event in await unit.events.of(session_workflow_id(notice.session)):
        known = event.kind is EventKind.NOTICE_PUBLISHED
        codes = event.body.get("bodies")
        if known and event.body["number"] == notice.number and isinstance(codes, list):
            return sorted(BodyCode(str(code)) for code in codes)
    return []


def _key(session: SessionId, number: int) -> str:
    return f"{session_workflow_id(session)}/notice/{number}"
