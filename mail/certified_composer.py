"""Letters for either channel: ordinary as composed, certified as its law wants them."""

from mail.compose import LetterComposer
from mail.pec_sending import PecMailbox, to_pec
from models.body import Channel
from models.letter import ComposedLetter, LetterDraft
from models.resending import Preface


class CertifiedComposer:
    """Without a mailbox a certified letter stays as composed, and is never sent."""

    def __init__(self, composer: LetterComposer, mailbox: PecMailbox | None) -> None:
        self._composer = composer
        self._mailbox = mailbox

    def compose(self, draft: LetterDraft) -> ComposedLetter:
        return self._fit(draft, self._composer.compose(draft))

    def again(
        self, draft: LetterDraft, subject: str, raw: bytes, preface: Preface
    ) -> ComposedLetter:
        return self._fit(draft, self._composer.again(draft, subject, raw, preface))

    def _fit(self, draft: LetterDraft, letter: ComposedLetter) -> ComposedLetter:
        if draft.channel is Channel.PEO or self._mailbox is None:
            return letter
        return to_pec(letter, self._mailbox)
