"""The names of things: every id, and how one is built from another."""

import re
from typing import NewType

CorridorCode = NewType("CorridorCode", str)  # IT-RU
CaseId = NewType("CaseId", str)  # it-ru/15/0007
Ref = NewType("Ref", str)  # IT-RU/2007-2009/XV/LIP/0007, for people
SessionId = NewType("SessionId", str)  # it-ru/15
BodyCode = NewType("BodyCode", str)  # IT-57
AgreementNumber = NewType("AgreementNumber", str)
LetterId = NewType("LetterId", str)
MessageHash = NewType("MessageHash", str)  # sha256 of the raw bytes, hex
PaperId = NewType("PaperId", str)  # sha256 of a stored text or file, hex
TaskId = NewType("TaskId", str)
Actor = NewType("Actor", str)  # system · secretariat:o1 · body:IT-57 · proposer

SYSTEM = Actor("system")
PROPOSER = Actor("proposer")

POST_SHARD = 0
SEAL_STREAM = "seal"
"""What the seals are told of in the chain of acts; one for the house."""
RECONCILE_STREAM = "reconcile"
"""What the comparisons of engine and record are told of; one for the house."""
ARCHIVE_STREAM = "archive"
"""What the keeping of the engine's histories is told of; one for the house."""


def session_id(corridor: CorridorCode, ordinal: int) -> SessionId:
    return SessionId(f"{corridor.lower()}/{ordinal}")


def case_id(session: SessionId, serial: int) -> CaseId:
    return CaseId(f"{session}/{serial:04d}")


def proposal_workflow_id(case: CaseId) -> str:
    return f"proposal/{case}"


def case_of_stream(stream: str) -> CaseId | None:
    """The case a stream tells of, if it is that of a proposal."""
    kind, _, case = stream.partition("/")
    return CaseId(case) if kind == "proposal" else None


def duplicate_stream(case: CaseId) -> str:
    """Where the question waits whether a proposal is another one over again."""
    return f"duplicate/{case}"


def session_workflow_id(session: SessionId) -> str:
    return f"session/{session}"


def message_workflow_id(message: MessageHash) -> str:
    return f"message/{message}"


def money_workflow_id(case: CaseId) -> str:
    return f"money/{case}"


def screening_workflow_id(file: PaperId) -> str:
    return f"screening/{file}"


def watch_workflow_id(kind: str, name: str) -> str:
    return f"watch/{kind}/{name}"


def post_workflow_id(shard: int = POST_SHARD) -> str:
    return f"post/{shard}"


def feed_workflow_id(webhook: str) -> str:
    return f"feed/{webhook}"


def agreement_stream(number: AgreementNumber, year: int) -> str:
    return f"agreement/{number}/{year}"


def programme_stream(corridor: CorridorCode, code: str) -> str:
    return f"programme/{corridor}/{code}"


def register_stream(kind: str, code: str) -> str:
    """Where changes of a corridor's, body's or agreement's record are remembered."""
    return f"register/{kind}/{code}"


def refusal_stream(actor: Actor) -> str:
    """Where it is remembered what was refused to an officer, of no one case."""
    return f"refused/{actor}"


def audit_stream(auditor: str) -> str:
    """Where it is remembered what an auditor read, and which samples were drawn."""
    return f"audit/{auditor}"


def auditor_party(auditor: str) -> str:
    """An auditor as the party of a conversation."""
    return f"auditor/{auditor}"


def of_auditor(party: str) -> bool:
    return party.startswith("auditor/")


def body_actor(body: BodyCode) -> Actor:
    return Actor(f"body:{body}")


def short_region(region: str) -> str:
    """RU-LIP is LIP in a reference number."""
    return re.sub(r"^[A-Z]{2}-", "", region)
