"""The addresses of things, built in one place."""

from urllib.parse import quote, urlencode

from models.case_filter import CaseFilter
from models.finding import Finding
from models.ids import (
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    LetterId,
    SessionId,
    TaskId,
)
from models.letter import LetterKind
from models.undertaking import UndertakingId

PROPOSALS = "/proposals"
SESSIONS = "/sessions"
BODIES = "/bodies"
AGREEMENTS = "/agreements"
PROGRAMMES = "/programmes"
TEMPLATES = "/templates"


def case_path(case: CaseId) -> str:
    return f"{PROPOSALS}/{case}"


def money_path(case: CaseId) -> str:
    return f"{case_path(case)}/money"


def body_path(body: BodyCode) -> str:
    return f"{BODIES}/{body}"


def agreement_path(number: AgreementNumber) -> str:
    """A number may have slashes, and they stay."""
    return f"{AGREEMENTS}/{quote(number)}"


def programme_path(corridor: CorridorCode, code: str) -> str:
    return f"{PROGRAMMES}/{corridor}/{code}"


def finding_path(finding: Finding) -> str:
    return f"/findings/{finding.case}/{finding.number}"


def task_path(task: TaskId) -> str:
    """A task's id has slashes and signs: it stands behind the question mark."""
    return f"/task?{urlencode({'id': task})}"


def letter_path(letter: LetterId) -> str:
    return f"/letter?{urlencode({'id': letter})}"


def template_path(kind: LetterKind, page: str = "", **asked: object) -> str:
    """The texts of one letter, or a page under them."""
    return f"/template{page}?{urlencode({'kind': kind, **asked})}"


def session_path(session: SessionId) -> str:
    return f"{SESSIONS}/{session}"


def agenda_path(session: SessionId) -> str:
    return f"{session_path(session)}/agenda"


def adhesions_path(session: SessionId) -> str:
    return f"{session_path(session)}/adhesions"


def undertaking_path(undertaking: UndertakingId) -> str:
    return f"/undertakings/{undertaking.replace('/u/', '/')}"


def list_path(
    wanted: CaseFilter, *, overdue: bool, number: int = 1, file: str = ""
) -> str:
    """The list under a filter, at a page of it, or as a file."""
    given = {
        name: str(value)
        for name, value in wanted
        if value is not None and name != "overdue_at"
    }
    more = ({"overdue": "1"} if overdue else {}) | (
        {"page": str(number)} if number > 1 else {}
    )
    asked = urlencode(given | more)
    return f"{PROPOSALS}{file}?{asked}" if asked else f"{PROPOSALS}{file}"
