"""What a body is told of an adhesion: recorded, incomplete, late, decided."""

from collections.abc import Sequence
from datetime import datetime

from activities.session_letters import SessionLetters
from activities.unit_of_work import UnitOfWork
from models.adhesion import Admission
from models.adhesion_labels import LABELS, Line
from models.adhesion_record import AdhesionRecord
from models.body import Body
from models.ids import BodyCode
from models.letter import LetterKind
from models.reply_form import Language
from models.session import Session

_RULES = {
    Admission.IN_TIME: "",
    Admission.LATE: "late",
    Admission.ADMITTED_LATE: "admitted",
    Admission.REFUSED_LATE: "refused",
}


async def receipt(  # noqa: PLR0913  (what a receipt says)
    unit: UnitOfWork,
    letters: SessionLetters,
    session: Session,
    record: AdhesionRecord,
    *,
    key: str,
    at: datetime,
    how: Admission,
    reason: str = "",
) -> int:
    """To the body that leads and those told besides; how many letters were written."""
    corridor = await unit.corridors.get(session.corridor)
    written = 0
    for code in (record.body, *record.copied):
        body = await unit.bodies.get(BodyCode(code))
        if letters.why_not(corridor, body):
            continue
        await letters.to_body(
            unit,
            session,
            body,
            LetterKind.ADHESION_RECEIPT,
            key=f"{key}/receipt",
            at=at,
            recorded=recorded_lines(record, language_of(body)),
            received_at=record.received_at,
            deadline=letters.wall(corridor, session),
            late=how is not Admission.IN_TIME,
            late_rule=_RULES[how],
            reason=reason,
        )
        written += 1
    return written


async def confirmed(  # noqa: PLR0913  (what a receipt says)
    unit: UnitOfWork,
    letters: SessionLetters,
    session: Session,
    body: Body,
    records: Sequence[AdhesionRecord],
    *,
    key: str,
    at: datetime,
) -> int:
    """Its adhesions stand, as it said; one letter names them all."""
    corridor = await unit.corridors.get(session.corridor)
    if letters.why_not(corridor, body):
        return 0
    await letters.to_body(
        unit,
        session,
        body,
        LetterKind.ADHESION_RECEIPT,
        key=f"{key}/confirmed",
        at=at,
        recorded=tuple(map(named, records)),
        received_at=at,
        late_rule="confirmed",
    )
    return 1


async def incomplete(  # noqa: PLR0913  (what a receipt says)
    unit: UnitOfWork,
    letters: SessionLetters,
    session: Session,
    body: Body,
    gaps: Sequence[str],
    *,
    key: str,
    at: datetime,
) -> int:
    """Nothing was recorded, and why, line by line."""
    corridor = await unit.corridors.get(session.corridor)
    await letters.to_body(
        unit,
        session,
        body,
        LetterKind.ADHESION_RECEIPT,
        key=f"{key}/incomplete",
        at=at,
        gaps=tuple(gaps),
        received_at=at,
        deadline=letters.wall(corridor, session),
    )
    return 1


def named(record: AdhesionRecord) -> str:
    """One line on an adhesion; its people are not in it."""
    return f"{record.adhesion}: {record.form.organisation.name}"


def language_of(body: Body) -> Language:
    """The language it is written to in; English when there are no letters in it."""
    known = {one.value for one in Language}
    return Language(body.language) if body.language in known else Language.ENGLISH


def recorded_lines(record: AdhesionRecord, language: Language) -> tuple[str, ...]:
    """Letters are kept for ever: who the delegates are is not said in them."""
    form, labels = record.form, LABELS[language]
    said = {
        Line.ORGANISATION: form.organisation.name,
        Line.TAX: form.organisation.tax.value,
        Line.REGION: form.organisation.region,
        Line.PERSON: str(len(form.participants)),
        Line.TABLES: ", ".join(form.tables),
        Line.PROJECTS: ", ".join(form.projects),
        Line.THEMES: form.themes or "",
        Line.COUNTERPART: "; ".join(
            one.name or one.profile or one.region or "" for one in form.counterparts
        ),
    }
    lines = (f"{labels[line].name}: {value}" for line, value in said.items() if value)
    return (record.adhesion, *lines)
