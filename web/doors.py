"""Every address of the desk: what it does, and who may go through it.

Nothing is served that does not stand here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from models.account import OFFICERS, Role
from web import (
    agenda,
    agreements,
    as_of,
    board,
    bodies,
    calendar,
    entering,
    findings,
    home,
    importing,
    inbox,
    invitations,
    letters,
    mailbox,
    many_letters,
    minutes,
    offer,
    offer_hand_in,
    oidc,
    papers,
    people,
    programmes,
    progress,
    proposals,
    record,
    reports,
    rules,
    sampling,
    saved_filters,
    sessions,
    submitting,
    tables,
    tasks,
    templates,
    undertakings,
    verifying,
    versions,
)
from web.acting import Decision, asks, takes
from web.agenda_acts import AGENDA_ACTS, LAY
from web.body_acts import BODY_ACTS, BOOK_ACTS
from web.case_offers import ALL_CASE_ACTS
from web.desk import Endpoint
from web.finding_acts import FIND, FINDING_ACTS
from web.invitation_acts import INVITATION_ACTS
from web.letter_acts import LETTER_ACTS
from web.opening import OPEN
from web.session_acts import SESSION_ACTS
from web.task_acts import TASK_ACTS
from web.template_acts import TEMPLATE_ACTS
from web.undertaking_acts import UNDERTAKING_ACTS

_CASE: Final = "/proposals/{corridor}/{ordinal}/{serial}"
_FINDING: Final = "/findings/{corridor}/{ordinal}/{serial}/{number}"

_SESSION: Final = "/sessions/{corridor}/{ordinal}"
_UNDERTAKING: Final = "/undertakings/{corridor}/{ordinal}/{number}"
EVERYBODY: Final = frozenset(Role)


@dataclass(frozen=True)
class Door:
    """`roles` None: also who has not entered."""

    method: str
    path: str
    does: Endpoint
    roles: frozenset[Role] | None


def _decided(path: str, acts: Sequence[Decision[Any]]) -> Iterator[Door]:
    """Two doors for each decision: its form, and what is done with it."""
    for act in acts:
        here, roles = f"{path}/{act.name}", frozenset(act.roles)
        yield Door("GET", here, asks(act), roles)
        yield Door("POST", here, takes(act), roles)


READERS: Final = frozenset({Role.SECRETARIAT, Role.AUDITOR})
SECRETARIAT: Final = frozenset({Role.SECRETARIAT})
AUDITORS: Final = frozenset({Role.AUDITOR})
JUDGES: Final = frozenset({Role.SECRETARIAT, Role.VALIDATOR, Role.AUDITOR})
"""Who reads what the proposer wrote, with its contact."""
ADMIN: Final = frozenset({Role.ADMIN})

DOORS: Final[Sequence[Door]] = (
    Door("GET", "/enter", entering.show, None),
    Door("POST", "/enter", entering.enter, None),
    Door("GET", "/enter/oidc", oidc.depart, None),
    Door("GET", oidc.BACK, oidc.arrive, None),
    Door("POST", "/leave", entering.leave, EVERYBODY),
    Door("GET", "/link/{token}", entering.show_link, None),
    Door("POST", "/link/{token}", entering.follow_link, None),
    Door("GET", "/language/{language}", entering.speak, None),
    Door("GET", "/", home.show, EVERYBODY),
    Door("GET", "/submit", submitting.show, SECRETARIAT),
    Door("POST", "/submit", submitting.take, SECRETARIAT),
    Door("GET", "/import", importing.show, SECRETARIAT),
    Door("POST", "/import", importing.take, SECRETARIAT),
    Door("POST", "/import/samples", importing.take_samples, SECRETARIAT),
    Door("GET", "/import/{file}", importing.look, SECRETARIAT),
    Door("POST", "/import/{file}", importing.register, SECRETARIAT),
    Door("GET", "/progress/verify", progress.of_verification, EVERYBODY),
    Door("GET", "/progress/import/{file}", progress.of_import, SECRETARIAT),
    Door("GET", f"/progress{_CASE}", progress.of_case, EVERYBODY),
    Door("GET", "/invitations", invitations.show, EVERYBODY),
    Door("POST", "/invitations", invitations.add, SECRETARIAT),
    Door("GET", "/invitations/{offer}", invitations.show_one, EVERYBODY),
    Door("GET", "/invitations/{offer}/file/{number}", invitations.take, EVERYBODY),
    Door("POST", "/invitations/{offer}/link", invitations.link, SECRETARIAT),
    *_decided("/invitations/{offer}", INVITATION_ACTS),
    Door("GET", "/offer/{token}", offer.show, None),
    Door("POST", "/offer/{token}", offer.save, None),
    Door("POST", "/offer/{token}/check", offer.check, None),
    Door("POST", "/offer/{token}/auto", offer.auto, None),
    Door("GET", "/offer/{token}/file/{number}", offer.file, None),
    Door("GET", "/offer/{token}/hand-in", offer_hand_in.look, None),
    Door("POST", "/offer/{token}/hand-in", offer_hand_in.hand_in, None),
    Door("GET", "/proposals", proposals.show_all, EVERYBODY),
    Door("GET", board.HERE, board.show, EVERYBODY),
    Door("POST", saved_filters.KEEP, saved_filters.keep, OFFICERS),
    Door("POST", saved_filters.DROP, saved_filters.drop, OFFICERS),
    Door("GET", "/proposals/file/{ending}", proposals.take_list, EVERYBODY),
    Door("GET", _CASE, proposals.show, EVERYBODY),
    Door("POST", f"{_CASE}/dossier", proposals.take_dossier, READERS),
    Door("GET", f"{_CASE}/versions", versions.show, JUDGES),
    *_decided(_CASE, ALL_CASE_ACTS),
    *_decided(_CASE, [FIND]),
    Door("GET", f"{_CASE}/as-of", as_of.show, EVERYBODY),
    Door("GET", "/calendar/{token}.ics", calendar.take, None),
    Door("GET", "/sessions", sessions.show_all, EVERYBODY),
    *_decided("/sessions", (OPEN,)),
    Door("GET", "/programmes", programmes.show_all, EVERYBODY),
    Door("GET", _SESSION, sessions.show, EVERYBODY),
    Door("GET", f"{_SESSION}/file/{{paper}}.pdf", papers.take, EVERYBODY),
    Door("GET", f"{_SESSION}/matrix", sessions.show_matrix, EVERYBODY),
    *_decided(_SESSION, SESSION_ACTS),
    Door("GET", f"{_SESSION}/agenda", agenda.show, EVERYBODY),
    *_decided(_SESSION, AGENDA_ACTS),
    Door("GET", f"{_SESSION}/tables", tables.show, SECRETARIAT),
    Door("POST", f"{_SESSION}/tables", tables.take, SECRETARIAT),
    Door("POST", f"{_SESSION}/{LAY.name}", takes(LAY), SECRETARIAT),
    Door("GET", f"{_SESSION}/minutes", minutes.show, SECRETARIAT),
    Door("POST", f"{_SESSION}/minutes", minutes.take, SECRETARIAT),
    Door("GET", "/undertakings", undertakings.show_all, EVERYBODY),
    Door("GET", _UNDERTAKING, undertakings.show, EVERYBODY),
    *_decided(_UNDERTAKING, UNDERTAKING_ACTS),
    Door("GET", "/task", tasks.show, EVERYBODY),
    *_decided("/task", TASK_ACTS),
    Door("GET", "/inbox", inbox.show_all, EVERYBODY),
    Door("GET", "/inbox/{message}", inbox.show, EVERYBODY),
    Door("GET", "/inbox/{message}/raw", inbox.take_raw, EVERYBODY),
    Door("GET", "/inbox/{message}/file/{sha256}", inbox.take_file, EVERYBODY),
    Door("GET", "/letters", letters.show_all, EVERYBODY),
    Door("POST", "/letters/many", many_letters.take, SECRETARIAT),
    Door("GET", "/letter", letters.show, EVERYBODY),
    *_decided("/letter", LETTER_ACTS),
    Door("GET", "/bodies", bodies.show_all, EVERYBODY),
    *_decided("/bodies/book", BOOK_ACTS),
    Door("GET", "/bodies/{code}", bodies.show, EVERYBODY),
    *_decided("/bodies/{code}", BODY_ACTS),
    Door("GET", "/templates", templates.show_all, EVERYBODY),
    Door("GET", "/template", templates.show, EVERYBODY),
    Door("GET", "/template/text", templates.show_one, EVERYBODY),
    Door("GET", "/template/edit", templates.edit, SECRETARIAT),
    Door("POST", "/template/edit", templates.take, SECRETARIAT),
    *_decided("/template", TEMPLATE_ACTS),
    Door("GET", "/agreements", agreements.show_all, EVERYBODY),
    Door("GET", "/agreements/{number:path}", agreements.show, EVERYBODY),
    Door("GET", "/reports", reports.show, EVERYBODY),
    Door("GET", "/reports/file/{ending}", reports.take, EVERYBODY),
    Door("GET", "/record", record.show, EVERYBODY),
    Door("GET", "/record/verify", verifying.show, EVERYBODY),
    Door("POST", "/record/verify", verifying.begin, READERS),
    Door("GET", "/record/seals/{number}", verifying.show_seal, EVERYBODY),
    Door("GET", "/record/seals/{number}/file/line", verifying.take_seal, EVERYBODY),
    Door("GET", "/record/sample", sampling.show, AUDITORS),
    Door("POST", "/record/sample", sampling.draw, AUDITORS),
    Door("GET", "/record/sample/{number}", sampling.show_again, AUDITORS),
    Door("GET", "/findings", findings.show_all, EVERYBODY),
    Door("GET", _FINDING, findings.show, EVERYBODY),
    *_decided(_FINDING, FINDING_ACTS),
    Door("GET", "/rules", rules.show, EVERYBODY),
    Door("GET", "/mailbox", mailbox.show_all, OFFICERS),
    Door("GET", "/mailbox/{address}", mailbox.show, OFFICERS),
    Door("GET", "/mailbox/{address}/{number}", mailbox.open_mail, OFFICERS),
    Door("POST", "/mailbox/{address}/{number}", mailbox.answer, OFFICERS),
    Door("GET", "/people", people.show, ADMIN),
    Door("POST", "/people", people.add, ADMIN),
    Door("POST", "/people/{account}/keep", people.keep, ADMIN),
    Door("POST", "/people/{account}/link", people.link, ADMIN),
    Door("POST", "/people/{account}/close", people.close, ADMIN),
    Door("GET", "/{nowhere:path}", entering.nowhere, None),
)
