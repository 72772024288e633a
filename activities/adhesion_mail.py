"""A reply about taking part in a session: a form, a confirmation, or for the desk."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from activities.adhesion import OVER, AdhesionBook, AdhesionError, GivenForm
from activities.adhesion_acts import ConfirmAdhesion, confirm_adhesion
from activities.adhesion_receipts import confirmed, incomplete, language_of
from activities.doubts import doubt_of_writer
from activities.effects import Effect
from activities.filing import MessageRead, ask, filed
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from models.adhesion import AdhesionForm, tax_problem
from models.adhesion_fields import read_attached
from models.adhesion_labels import Line
from models.adhesion_parts import SignedBy
from models.adhesion_problems import problem_of, problems_in
from models.adhesion_record import AdhesionThread
from models.adhesion_routing import RoutingError
from models.adhesion_text import FilledForm, given, read_adhesion, read_confirmation
from models.ids import BodyCode, body_actor
from models.inbound import Disposition
from models.letter import LetterKind
from models.message import ActKind, ReadingKind
from models.reply_form import Language
from models.session import SessionState

_SEVERAL: Final = (
    "{} adhesion forms are attached: a mail holds one. Enter each with `starter.py"
    " adhesion add`."
)


async def thread_of(unit: UnitOfWork, understood: Understood) -> AdhesionThread | None:
    """The thread about a session that a mail belongs to, if it is one."""
    conversation = understood.conversation
    if conversation is None or conversation.case is not None:
        return None
    return await unit.adhesion_threads.by_conversation(conversation.number)


async def take_adhesion(
    unit: UnitOfWork,
    book: AdhesionBook,
    understood: Understood,
    thread: AdhesionThread,
    request: Effect,
) -> MessageRead:
    """Take down a filled form; what is no form is a confirmation, or is looked at."""
    if doubt := doubt_of_writer(understood):
        return await ask(unit, understood, request, doubt)
    body = await unit.bodies.get(thread.body)
    forms = _forms(understood, book)
    if not forms:
        return await _without_form(unit, book, understood, thread, request)
    if len(forms) > 1:
        return await ask(unit, understood, request, _SEVERAL.format(len(forms)))
    [form] = forms
    if why := await _unlike_a_form(unit, thread):
        return await ask(unit, understood, request, why)
    language = language_of(body)
    problems = _problems(form, understood, thread, book, language)
    if isinstance(problems, AdhesionForm):
        return await _record(unit, book, understood, problems, request)
    session = await unit.sessions.get(thread.session)
    letters = await incomplete(
        unit,
        book.letters,
        session,
        body,
        problems,
        key=request.key,
        at=understood.message.received_at,
    )
    done = await filed(
        unit,
        understood.message,
        request,
        f"An adhesion form with {len(problems)} gaps: the body was told which.",
    )
    return done.model_copy(update={"letters": letters})


def _forms(understood: Understood, book: AdhesionBook) -> tuple[FilledForm, ...]:
    """What was written; in an answer to the notice, also between its quoted lines.

    Else what is attached: one file an organisation.
    """
    reading, answered = understood.reading, understood.answered
    found = read_adhesion(reading.new_text, book.regions)
    quoted = answered is None or answered.kind is LetterKind.ADHESION_NOTICE
    if found is None and quoted:
        found = read_adhesion(reading.text, book.regions)
    return (found,) if found else read_attached(reading.forms, book.regions)


async def _unlike_a_form(unit: UnitOfWork, thread: AdhesionThread) -> str:
    session = await unit.sessions.get(thread.session)
    if session.state in OVER:
        return f"It is a form for session {session.roman}, which is {session.state}."
    return ""


def _problems(
    form: FilledForm,
    understood: Understood,
    thread: AdhesionThread,
    book: AdhesionBook,
    language: Language,
) -> AdhesionForm | Sequence[str]:
    """The form as it may be taken down, or what is wrong with it."""
    certified = understood.reading.kind is ReadingKind.PEC_ENVELOPE
    signed = certified or form.one(Line.SIGNATURE)
    missing = [] if signed else [problem_of(Line.SIGNATURE, language, "missing")]
    said = given(form) | {
        "session": thread.session,
        "body": thread.body,
        "signature": {
            "by": SignedBy.PEC if certified else SignedBy.E_SIGNATURE,
            "at": understood.message.received_at,
        },
    }
    try:
        found = AdhesionForm.model_validate(said)
    except ValidationError as error:
        return [*problems_in(error, language), *missing]
    if tax_problem(found, book.taxes.holds):
        missing.insert(0, problem_of(Line.TAX, language))
    return missing or found


async def _record(
    unit: UnitOfWork,
    book: AdhesionBook,
    understood: Understood,
    form: AdhesionForm,
    request: Effect,
) -> MessageRead:
    message = understood.message
    try:  # refused before anything is written
        done = await book.record(
            unit,
            GivenForm(
                key=request.key,
                form=form,
                through=form.body,
                at=request.at,
                received_at=message.received_at,
                actor=body_actor(form.body),
                message=message.message,
            ),
        )
    except (AdhesionError, RoutingError) as error:
        return await ask(unit, understood, request, str(error))
    await unit.messages.save(
        message.model_copy(
            update={"disposition": Disposition.ACT, "detail": f"Adhesion, {done.body}."}
        )
    )
    return MessageRead(
        stamp=done.stamp,
        letters=done.letters,
        poke_watches=done.poke_watches,
        disposition=Disposition.ACT,
    )


async def _without_form(
    unit: UnitOfWork,
    book: AdhesionBook,
    understood: Understood,
    thread: AdhesionThread,
    request: Effect,
) -> MessageRead:
    answered, reading = understood.answered, understood.reading
    session = await unit.sessions.get(thread.session)
    if session.state is SessionState.CANCELLED:
        why = (
            f"{thread.body} writes about session {session.roman}, which is cancelled:"
            " answer it; nothing can be recorded for it."
        )
        return await ask(unit, understood, request, why)
    asked = answered is not None and answered.kind is LetterKind.ADHESION_CONFIRM
    stands = _stands(understood) if asked else None
    if stands:
        return await _confirm(unit, book, understood, thread, request)
    if stands is None and not reading.new_text.strip():
        return await filed(unit, understood.message, request, "An empty reply.")
    if stands is False:
        why = (
            f"{thread.body} says that its adhesions no longer stand as they are: ask"
            " which, and take those out with `starter.py adhesion withdraw`."
        )
        return await ask(unit, understood, request, why)
    why = (
        f"{thread.body} writes about taking part in {thread.session}, without a form"
        " that can be read: answer it, or enter the form with `starter.py adhesion"
        " add`."
    )
    return await ask(unit, understood, request, why)


def _stands(understood: Understood) -> bool | None:
    """By the one line of the letter; else by plain words."""
    said = read_confirmation(understood.reading.new_text)
    if said is None:
        said = read_confirmation(understood.reading.text)
    if said is not None:
        return said
    act = understood.judgement.act
    if act is ActKind.INTERESTED:
        return True
    return False if act in {ActKind.DECLINED, ActKind.WITHDRAWN} else None


async def _confirm(
    unit: UnitOfWork,
    book: AdhesionBook,
    understood: Understood,
    thread: AdhesionThread,
    request: Effect,
) -> MessageRead:
    """All that the body has in the session; with none there is nothing to confirm."""
    message = understood.message
    own = [
        one
        for one in await unit.adhesions.of(thread.session)
        if one.body == thread.body and one.withdrawn_at is None
    ]
    if not own:
        why = (
            f"{thread.body} confirms, and has no adhesion to {thread.session} that"
            " stands: ask what it means, or enter its form with `starter.py adhesion"
            " add`."
        )
        return await ask(unit, understood, request, why)
    stamp = None
    for one in own:
        done = await confirm_adhesion(
            unit,
            ConfirmAdhesion(
                key=f"{request.key}/{one.adhesion}",
                at=message.received_at,
                actor=body_actor(BodyCode(thread.body)),
                adhesion=one.adhesion,
            ),
        )
        stamp = done.stamp
    await unit.messages.save(
        message.model_copy(
            update={
                "disposition": Disposition.ACT,
                "detail": f"{len(own)} adhesions confirmed.",
            }
        )
    )
    letters = await confirmed(
        unit,
        book.letters,
        await unit.sessions.get(thread.session),
        await unit.bodies.get(thread.body),
        own,
        key=request.key,
        at=message.received_at,
    )
    return MessageRead(stamp=stamp, letters=letters, disposition=Disposition.ACT)
