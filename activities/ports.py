"""What the activities need of the world, named without naming who provides it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from models.acts import Watched
from models.adhesion_parts import TaxNumber
from models.compliance import ScreeningEntry
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.follow_up_form import FollowUpTold
from models.ids import (
    CaseId,
    SessionId,
)
from models.invitation import Invitation, Party
from models.letter import Attachment, ComposedLetter, Dispatch, LetterDraft
from models.message import (
    Authentication,
    DigestItem,
    Judgement,
    Match,
    PecFacts,
    Reading,
)
from models.resending import Preface
from models.screening_acts import StandStill
from models.working_calendar import WorkingCalendar


class Calendars(Protocol):
    def for_term(
        self, corridor: Corridor, side: CalendarSide, around: datetime
    ) -> WorkingCalendar:
        """The calendar of side `a`, `b` or `joint`, with years enough ahead."""


class ScreeningList(Protocol):
    def entries(self) -> Sequence[ScreeningEntry] | None:
        """None: no list could be read, and nothing passes."""
        ...

    def there(self) -> bool:
        """Whether there is anything to read."""
        ...


class Names(Protocol):
    """Names of codes in a language: regions, sectors."""

    def region(self, code: str, language: str) -> str: ...
    def sector(self, key: str, language: str) -> str: ...


class TaxNumbers(Protocol):
    """The arithmetic of the registers that number organisations."""

    def holds(self, number: TaxNumber) -> bool:
        """Whether its check digits are right."""
        ...


class Composer(Protocol):
    """Puts a letter into words and bytes. Pure: the same draft, the same bytes."""

    def compose(self, draft: LetterDraft) -> ComposedLetter: ...

    def again(
        self, draft: LetterDraft, subject: str, raw: bytes, preface: Preface
    ) -> ComposedLetter:
        """The text and files of `raw`, below a preface and under a new head."""


class CalendarFiles(Protocol):
    """Invitations as files. Pure: the same invitation, the same bytes."""

    def organizer(self, language: str, conversation: int) -> Party:
        """Who invites: what a calendar answers comes back to the conversation."""

    def file(self, invitation: Invitation) -> Attachment: ...


class Reader(Protocol):
    """Reads what came in. Pure and total."""

    def read(self, raw: bytes, sent: Sequence[bytes] = ()) -> Reading:
        """What a mail says; `sent` are letters of ours that it may quote."""
        ...

    def replied_to(self, raw: bytes) -> Sequence[str]:
        """The ids of the letters a mail says it answers; cheap."""
        ...

    def assess(self, raw: bytes, reading: Reading) -> Authentication:
        """Who vouches for the sender; may ask DNS, never raises."""
        ...

    def attested(self, facts: PecFacts, source: str) -> bool:
        """Whether a provider's word stands behind what certified mail says.

        By its signature; where no authority is known, by the door it came in.
        """
        ...

    def judge(self, reading: Reading) -> Judgement: ...
    def follow_up(self, reading: Reading, *, asked: bool) -> FollowUpTold | None:
        """A filled questionnaire; `asked`: the mail answers one, so quotes count."""
        ...

    def judge_each(
        self, reading: Reading, items: Sequence[DigestItem]
    ) -> Sequence[Judgement]:
        """One judgement for each proposal of a digest, in their order."""
        ...

    def verified(self, tokens: Sequence[str]) -> Sequence[int]:
        """Conversation numbers of those tokens that carry our signature."""

    def verified_in(self, addresses: Sequence[str]) -> Sequence[int]:
        """The same for addresses of ours that carry a token."""
        ...

    def muting(self, addresses: Sequence[str]) -> Sequence[int]:
        """Conversations whose signed unsubscribe address is among these."""
        ...

    def match(
        self,
        reading: Reading,
        *,
        verified: Sequence[int],
        known: dict[str, int],
        by_code: dict[str, Sequence[int]],
        by_sender: Sequence[int],
    ) -> Match: ...


class Mailer(Protocol):
    """Talks to the wire.

    Raises LetterDeferredError, LetterRejectedError, or LetterDoubtfulError when the
    server may have taken the letter.
    """

    async def send(self, dispatch: Dispatch) -> str: ...


class Peers(Protocol):
    """Tells workflows to look again, and starts them; safe to repeat."""

    async def poke_case(self, case: CaseId) -> None: ...
    async def poke_session(self, session: SessionId) -> None: ...
    async def poke_money(self, case: CaseId) -> None: ...
    async def poke_watch(self, watched: Watched) -> None: ...
    async def poke_post(self) -> None: ...
    async def stand_still(self, act: StandStill) -> None: ...
