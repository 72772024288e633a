"""The minutes of a session as they are taken down: a sheet of TOML.

opening = { it = "…", ru = "…" }

[[delegate]]                           # who took part; each side has one co-chair
side = "a"
name = "…"
role = { it = "…", ru = "…" }
chair = true

[[item]]                               # numbered in this order
proposal = "IT-RU/2026-2028/XXIX/LIP/0007"   # none: a matter that is no proposal
treatment = "treated"                  # not-treated · postponed · withdrawn
# title = { it = "…", ru = "…" }       # of what is no proposal
participants = 12
said = { it = "…", ru = "…" }

[[item.decision]]
it = "…"
ru = "…"

[[item.promise]]
side = "a"
body = "IT-57"
due = 2028-03-01
text = { it = "…", ru = "…" }

[closing]
it = "…"
ru = "…"
"""

from datetime import date
from typing import Final

from pydantic import Field, ValidationError

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import SessionId
from models.minutes import Minutes
from models.proposal_review import sentences
from models.reference_number import case_named
from models.sheet import read_sheet

Faces = dict[str, str]
_CALLED: Final = {"items": "item", "delegates": "delegate"}


class MinutesError(DomainError):
    """A sheet of minutes that cannot be read."""


class _Promise(Frozen):
    side: str
    due: date
    text: Faces
    body: str | None = None


class _Delegate(Frozen):
    side: str
    name: str
    role: Faces
    chair: bool = False


class _Item(Frozen):
    treatment: str
    title: Faces = Field(default_factory=dict)
    said: Faces = Field(default_factory=dict)
    proposal: str | None = None
    participants: int = 0
    decision: tuple[Faces, ...] = ()
    promise: tuple[_Promise, ...] = ()


class _Sheet(Frozen):
    opening: Faces = Field(default_factory=dict)
    delegate: tuple[_Delegate, ...] = ()
    item: tuple[_Item, ...] = ()
    closing: Faces = Field(default_factory=dict)


def read_minutes(
    content: bytes, session: SessionId, languages: tuple[str, str]
) -> Minutes:
    """The minutes a sheet holds; whether they may be signed is another question.

    Raises:
        MinutesError: with every fault, in words.
    """
    try:
        sheet = _Sheet.model_validate(read_sheet(content, "The sheet of minutes"))
        return Minutes.model_validate(
            {
                "session": session,
                "languages": languages,
                "opening": sheet.opening,
                "delegates": tuple(dict(one) for one in sheet.delegate),
                "items": tuple(
                    _item(number, one) for number, one in enumerate(sheet.item, start=1)
                ),
                "closing": sheet.closing,
            }
        )
    except ValidationError as error:
        raise MinutesError(" ".join(sentences(error, "sheet", _CALLED))) from error


def _item(number: int, given: _Item) -> dict[str, object]:
    """Not judged yet: a fault is told with the number of its item."""
    return {
        "number": number,
        "case": case_named(given.proposal) if given.proposal else None,
        "treatment": given.treatment,
        "title": given.title,
        "said": given.said,
        "decisions": tuple({"text": one} for one in given.decision),
        "promises": tuple(dict(one) for one in given.promise),
        "participants": given.participants,
    }
