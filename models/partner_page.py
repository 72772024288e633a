"""The page behind a signed link: what a partner sees there, and what it says there."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from models.frozen import Frozen
from models.ids import LetterId, MessageHash
from models.inbound import Disposition
from models.letter import Attachment, LetterKind
from models.message import ActKind

PAGE: Final = "page"
"""The door by which an answer given there comes in (`InboundMessage.source`)."""


class AskedState(StrEnum):
    """Whether a proposal still waits for this body's answer."""

    OPEN = "open"
    GRACE = "grace"  # admitted, and marked as late
    OVER = "over"
    RECALLED = "recalled"
    NOT_ASKED = "not-asked"  # the letter was about something else


ANSWERED_HERE: Final = frozenset({AskedState.OPEN, AskedState.GRACE})


class AskedItem(Frozen):
    """One proposal of the page; `act` is the answer of the body that stands."""

    position: int
    ref: str
    title: str
    state: AskedState
    deadline: datetime | None = None
    act: ActKind | None = None
    answered_at: datetime | None = None
    contribution: int | None = None  # cents


class SentLetter(Frozen):
    letter: LetterId
    kind: LetterKind
    subject: str
    written_at: datetime
    text: str


class HeardMessage(Frozen):
    """What came back to us, and what became of it."""

    message: MessageHash
    received_at: datetime
    disposition: Disposition
    text: str


class PartnerPage(Frozen):
    """`older`: we have written again since the letter that the link came with.

    `shown` is the letter an answer given now is an answer to.
    """

    party: str
    language: str
    items: tuple[AskedItem, ...]
    letters: tuple[SentLetter, ...]
    heard: tuple[HeardMessage, ...]
    link_of: datetime
    older: bool
    shown: LetterId

    @property
    def may_answer(self) -> bool:
        return any(one.state in ANSWERED_HERE for one in self.items)


class ItemAnswer(Frozen):
    position: int
    ref: str
    act: ActKind


class PageAnswer(Frozen):
    """What somebody entered: the acts, the sums as typed, and words of their own."""

    acts: tuple[ItemAnswer, ...] = ()
    contribution: str = ""
    private: str = ""
    notes: str = ""
    name: str = ""
    files: tuple[Attachment, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.acts or self.notes.strip() or self.files)
