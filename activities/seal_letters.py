"""Letters to the auditors: each seal, to keep where none of us can reach it."""

from datetime import datetime

from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter, Party
from models.compliance import LegalStatus
from models.corridor import house_status
from models.deadlines import CalendarSide
from models.ids import SEAL_STREAM, LetterId, auditor_party
from models.letter import Attachment, LetterFacts, LetterKind
from models.seal import Seal

_LINES = "application/jsonl"


class SealLetters:
    """They leave at once, at any hour: a copy is worth most while it is fresh."""

    def __init__(self, *, writer: LetterWriter) -> None:
        self._writer = writer

    async def tell(
        self, unit: UnitOfWork, seal: Seal, before: Seal | None, at: datetime
    ) -> int:
        """How many letters were written."""
        auditors = await unit.auditors.told()
        if not auditors:
            return 0
        status = house_status(await unit.corridors.all())
        facts = LetterFacts(
            ref=seal.named,
            seal=seal,
            made_up=seal.day is not None and seal.at.date() > seal.day,
            key_changed=before is not None and before.key != seal.key,
            zone="UTC",
            simulation=status is LegalStatus.SIMULATION,
        )
        attached = (_attached(seal),)
        for one in auditors:
            party = auditor_party(one.auditor)
            await self._writer.put(
                unit,
                Party(party, one.name, one.email, one.language, CalendarSide.A),
                LetterKind.SEAL,
                letter=LetterId(f"seal/{seal.number}/{one.auditor}"),
                stream=SEAL_STREAM,
                conversation=one.conversation,
                at=at,
                next_at=at,
                facts=facts,
                attachments=attached,
            )
        return len(auditors)


def _attached(seal: Seal) -> Attachment:
    """The line as it is published, to be compared with the record one day."""
    return Attachment(
        name=f"seal-{seal.number}.jsonl",
        content_type=_LINES,
        content=seal.line + b"\n",
    )
