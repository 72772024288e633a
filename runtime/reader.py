"""The reader port: the pure functions of mail/, with our signature to check."""

from collections.abc import Sequence

from mail.address import Purpose, read_token, token_in
from mail.identity import MailIdentity
from mail.intent import judge
from mail.matching import match
from mail.reading import read
from models.message import Judgement, Match, Reading


class MailReader:
    def __init__(self, identity: MailIdentity) -> None:
        self._identity = identity

    def read(self, raw: bytes) -> Reading:
        return read(raw)

    def judge(self, reading: Reading) -> Judgement:
        return judge(reading)

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
