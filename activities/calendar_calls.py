"""Calls to a slot of a session, as the calendars of those invited read them."""

from datetime import datetime, timedelta
from typing import Protocol

from activities.dossier import Dossier
from activities.letter_sheet import said_in
from models.agenda_release import Entry, Release
from models.compliance import LegalStatus
from models.document import Language
from models.frozen import Frozen
from models.hours import in_both
from models.ids import SessionId
from models.invitation import Invitation, InvitationMethod, Party
from models.timetable import Texts, Timetable


class Call(Frozen):
    """A slot in one release, whoever is called to it."""

    session: SessionId
    release: int
    released_at: datetime
    method: InvitationMethod
    starts_at: datetime
    minutes: int
    zone: str
    where: Texts


class Guest(Protocol):
    """Whom a letter is to."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def language(self) -> str: ...


def call(
    release: Release,
    entry: Entry,
    timetable: Timetable | None,
    method: InvitationMethod = InvitationMethod.REQUEST,
) -> Call:
    return Call(
        session=release.session,
        release=release.number,
        released_at=release.at,
        method=method,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        zone=release.zone,
        where=where(entry, timetable),
    )


def where(entry: Entry, timetable: Timetable | None) -> Texts:
    """Table and room in every language the table is called in."""
    table = timetable.table(entry.table) if timetable else None
    titles = table.title if table else {"en": entry.table}
    return {
        language: ", ".join(filter(None, (title, entry.room)))
        for language, title in titles.items()
    }


def invitation(
    call: Call, dossier: Dossier, guest: Guest, organizer: Party
) -> Invitation:
    """One guest's entry: known by the session, the case and the guest's code."""
    title = said_in(dossier.form.title, guest.language)
    session, corridor = dossier.session, dossier.corridor
    place = "" if session.remote else session.place  # the room says it all
    places = (said_in(call.where, guest.language), place)
    about = said_in(dossier.form.summary, guest.language)
    if session.remote:
        hours = in_both(call.starts_at, corridor.zone_a, corridor.zone_b)
        about = f"{hours}\n\n{about}"
    return Invitation(
        session=call.session,
        subject=f"{dossier.case.case}/{guest.code}",
        release=call.release,
        released_at=call.released_at,
        method=call.method,
        starts_at=call.starts_at,
        ends_at=call.starts_at + timedelta(minutes=call.minutes),
        zone=call.zone,
        language=Language(guest.language),
        summary=f"[{dossier.case.ref}] {title}",
        description=about,
        location=", ".join(filter(None, places)),
        organizer=organizer,
        recipient=Party(name=guest.name, address=guest.address),
        simulated=dossier.corridor.legal_status is LegalStatus.SIMULATION,
    )
