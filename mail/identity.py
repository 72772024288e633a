"""Who we are in the mail: the domain, its mailboxes, and the keys that sign."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.errors import DomainError

SHORTEST_SECRET = 16
KEY_NUMBERS = range(256)


@dataclass(frozen=True, kw_only=True)
class MailIdentity:
    """`key` numbers the secret in use; `old_secrets` are still believed.

    `office_name` is one name for all languages, or a name per language.
    """

    domain: str
    secret: bytes = field(repr=False)
    role: str = "progetti"
    bounce: str = "bounce"
    journal: str = "journal"
    mute: str = "mute"
    office_name: str | Mapping[str, str] = "Staffetta"
    key: int = 1
    old_secrets: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise DomainError(
                "The mail secret has fewer than 16 bytes; generate a longer one."
            )
        if self.key not in KEY_NUMBERS or self.key in self.old_secrets:
            raise DomainError(
                "The number of the mail secret is 0 to 255 and no old secret's;"
                " give the new one a free number."
            )

    @property
    def role_address(self) -> str:
        return f"{self.role}@{self.domain}"

    @property
    def journal_address(self) -> str:
        return f"{self.journal}@{self.domain}"

    def secret_of(self, key: int) -> bytes | None:
        return self.secret if key == self.key else self.old_secrets.get(key)

    def office(self, language: str) -> str:
        if isinstance(self.office_name, str):
            return self.office_name
        return self.office_name.get(language) or next(iter(self.office_name.values()))

    def owns(self, address: str) -> bool:
        """Whether an address is in our domain."""
        return address.rpartition("@")[2].casefold() == self.domain.casefold()
