"""The reader port: the functions of mail/, with the keys and authorities we trust."""

from collections.abc import Sequence

from cryptography import x509

from mail import authentication, intent
from mail.address import Purpose, conversation_of, read_token, token_in
from mail.daticert import MESSAGE
from mail.domain_signature import TextLookup
from mail.follow_up_form import no_news, read_follow_up
from mail.identity import MailIdentity
from mail.matching import match
from mail.pec import facts_of
from mail.reading import plain, read, replied_to
from models.follow_up_form import FollowUpTold
from models.message import (
    Authentication,
    DigestItem,
    Judgement,
    Match,
    PecFacts,
    Reading,
    ReadingKind,
)

PEC_DOOR = "pec"
"""The certified mailbox: all that lies in it, its provider put there."""
_CERTIFIED = frozenset({ReadingKind.PEC_ENVELOPE, ReadingKind.PEC_RECEIPT})
_LONGEST_DETAIL = 200


class MailReader:
    """`anchors` certify the providers of certified mail.

    `authserv_id` is how our own server signs its checks, `resolve` looks up keys.
    """

    def __init__(
        self,
        identity: MailIdentity,
        *,
        anchors: Sequence[x509.Certificate] = (),
        authserv_id: str = "",
        resolve: TextLookup | None = None,
    ) -> None:
        self._identity = identity
        self._anchors = anchors
        self._authserv_id = authserv_id
        self._resolve = resolve

    def read(self, raw: bytes, sent: Sequence[bytes] = ()) -> Reading:
        reading = self._traced(read(raw, sent="\n".join(map(plain, sent))))
        if reading.kind not in _CERTIFIED:
            return reading
        facts = facts_of(raw, self._anchors)
        changes: dict[str, object] = {"pec": facts}
        if facts is not None and facts.kind == MESSAGE and facts.sender:
            changes["sender"] = facts.sender
        return reading.model_copy(update=changes)

    def _traced(self, reading: Reading) -> Reading:
        """A report names our letter by the id we sent it under (ENVID, RFC 3461)."""
        if not reading.envelope_ids:
            return reading
        ours = tuple(f"<{one}@{self._identity.domain}>" for one in reading.envelope_ids)
        ids = tuple(dict.fromkeys((*reading.original_message_ids, *ours)))
        return reading.model_copy(update={"original_message_ids": ids})

    def replied_to(self, raw: bytes) -> Sequence[str]:
        return replied_to(raw)

    def judge(self, reading: Reading) -> Judgement:
        return intent.judge(reading)

    def assess(self, raw: bytes, reading: Reading) -> Authentication:
        found = authentication.assess(
            raw,
            authserv_id=self._authserv_id,
            resolve=self._resolve,
            pec=reading.pec,
        )
        inside = reading.kind is ReadingKind.PEC_ENVELOPE
        if not inside or found.by == "pec" or found.verdict == "fail":
            return found
        # Whoever vouches for the envelope's own author says nothing of the one inside.
        return self._uncertified(reading.pec)

    def _uncertified(self, facts: PecFacts | None) -> Authentication:
        if facts is not None and facts.signature == "untrusted" and not self._anchors:
            return Authentication(detail="no authority is set to check its provider")
        said = f"signature {facts.signature}: {facts.detail}" if facts else "unreadable"
        return Authentication(
            verdict="fail", by="pec", detail=said[:_LONGEST_DETAIL].rstrip(": ")
        )

    def attested(self, facts: PecFacts, source: str) -> bool:
        if self._anchors:
            return facts.signature == "verified"
        return source == PEC_DOOR

    def judge_each(
        self, reading: Reading, items: Sequence[DigestItem]
    ) -> Sequence[Judgement]:
        return intent.judge_each(reading, items)

    def follow_up(self, reading: Reading, *, asked: bool) -> FollowUpTold | None:
        told = read_follow_up(reading.new_text)
        if told is None and asked:
            told = no_news(reading.new_text) or read_follow_up(reading.text)
        return told

    def muting(self, addresses: Sequence[str]) -> Sequence[int]:
        found = (
            conversation_of(self._identity, address, Purpose.MUTE)
            for address in addresses
        )
        return tuple(number for number in found if number is not None)

    def verified(self, tokens: Sequence[str]) -> Sequence[int]:
        found = (
            read_token(self._identity, token, purpose)
            for token in tokens
            for purpose in Purpose
        )
        return tuple(dict.fromkeys(number for number in found if number is not None))

    def verified_in(self, addresses: Sequence[str]) -> Sequence[int]:
        return self.verified([token_in(address) or "" for address in addresses])

    def match(
        self,
        reading: Reading,
        *,
        verified: Sequence[int],
        known: dict[str, int],
        by_code: dict[str, Sequence[int]],
        by_sender: Sequence[int],
    ) -> Match:
        return match(
            reading,
            verified=verified,
            known=known,
            by_code=by_code,
            by_sender=by_sender,
        )
