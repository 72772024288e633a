"""Settings: read once in main(), passed on as values."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from mail.pec_sending import Receipt
from models.body import Channel
from models.errors import DomainError
from models.frozen import Frozen
from models.oidc import Provider

REFERENCE = Path(__file__).parent.parent / "reference"


class Settings(Frozen):
    """Where everything is. Paths are absolute; URLs name servers and databases."""

    folder: Path
    database_url: str
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "default"
    queue: str = "staffetta"
    smtp_url: str = "smtp://127.0.0.1:2525"
    lmtp_host: str = "127.0.0.1"
    lmtp_port: int = 2424
    mail_domain: str = "staffetta.example"
    screening_list: Path = REFERENCE / "screening" / "demo.csv"
    settle_after: timedelta = timedelta(minutes=5)
    first_retry: timedelta = timedelta(minutes=5)
    letters_per_minute: int = 60  # to one recipient's host, after a burst
    imap_url: str = ""  # a mailbox to read besides the LMTP door
    pec_imap_url: str = ""  # the certified mailbox
    pec_smtp_url: str = ""  # its way out; empty: no certified letter leaves
    pec_mailbox: str = ""  # its address
    pec_receipt: Receipt = Receipt.COMPLETE
    pec_anchors: Path | None = None  # PEM: who certifies the providers
    imap_poll: timedelta = timedelta(seconds=60)
    web_port: int = 0  # where partners' pages are served on loopback; 0: nowhere
    feed_port: int = 0  # where programs follow the acts on loopback; 0: nowhere
    desk_port: int = 0  # where the desk is served on loopback; 0: nowhere
    desk_url: str = ""  # where a browser reaches it; empty: on loopback
    local_mail: bool = False  # the mailboxes lie on this machine: the desk shows them
    totp: bool = True  # one-time codes beside the password are a must
    oidc_issuer: str = ""  # who vouches for officers; empty: passwords alone
    oidc_client_id: str = ""
    oidc_secret_file: Path | None = None
    oidc_claim: str = "preferred_username"  # names the account in an ID token
    oidc_only: bool = False  # no passwords at all
    public_url: str = ""  # where partners reach us by HTTPS; empty: nowhere
    authserv_id: str = ""  # the name our mail server signs its checks with
    dns: bool = False  # verify DKIM ourselves
    seal_key: Path | None = None  # the key of the seals; else seal.key in the folder
    tsa_url: str = ""  # a time stamping authority (RFC 3161); empty: no time stamps
    tsa_certificates: Path | None = None  # PEM: whose time stamps we believe

    @property
    def channels(self) -> frozenset[Channel]:
        """Those by which letters leave."""
        return frozenset({Channel.PEO, *([Channel.PEC] if self.pec_smtp_url else [])})

    @property
    def seal_key_file(self) -> Path:
        return self.seal_key or self.folder / "seal.key"

    @property
    def published_seals(self) -> Path:
        return self.folder / "seals.jsonl"

    @property
    def secret_file(self) -> Path:
        return self.folder / "mail.key"

    def mail_secret(self) -> bytes:
        """The key that signs reply addresses: made once, readable by us alone."""
        return _kept(
            self.secret_file,
            secrets.token_bytes(32),
            "restore it from the backup, or replies to letters already sent cannot be "
            "recognised.",
        )

    @property
    def feed_token_file(self) -> Path:
        return self.folder / "feed.key"

    def feed_token(self) -> str:
        """Who holds it may follow the acts: made once, readable by us alone."""
        kept = _kept(
            self.feed_token_file,
            secrets.token_urlsafe(32).encode(),
            "delete it, start again, and give the new one to those who follow.",
        )
        return kept.decode().strip()

    def oidc_provider(self) -> Provider | None:
        """Who vouches for officers by OpenID Connect, if anybody does.

        Raises:
            DomainError: its settings are not whole.
        """
        if not self.oidc_issuer:
            if self.oidc_only:
                raise DomainError(
                    "STAFFETTA_OIDC_ONLY is set and nobody vouches: set "
                    "STAFFETTA_OIDC_ISSUER, or let passwords in."
                )
            return None
        if not self.oidc_client_id or self.oidc_secret_file is None:
            raise DomainError(
                "STAFFETTA_OIDC_ISSUER is set: give STAFFETTA_OIDC_CLIENT_ID and "
                "STAFFETTA_OIDC_SECRET_FILE as well, as the provider gave them."
            )
        try:
            secret = self.oidc_secret_file.read_text("utf-8").strip()
        except OSError as error:
            raise DomainError(
                f"STAFFETTA_OIDC_SECRET_FILE cannot be read: {error.strerror}."
            ) from error
        return Provider(
            issuer=self.oidc_issuer,
            client_id=self.oidc_client_id,
            secret=secret,
            claim=self.oidc_claim,
        )

    @property
    def desk_key_file(self) -> Path:
        return self.folder / "desk.key"

    def desk_secret(self) -> bytes:
        """The key of forms, passwords and one-time links: made once, ours alone."""
        return _kept(
            self.desk_key_file,
            secrets.token_bytes(32),
            "restore it from the backup, or delete it, start again, and give everybody "
            "a new link: passwords and one-time codes are of no use without it.",
        )


def _kept(file: Path, new: bytes, remedy: str) -> bytes:
    """What a key file holds; the new key, where there was none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as made:
            file.chmod(0o600)  # before there is anything to read
            made.write(new)
    except FileExistsError:
        pass
    kept = file.read_bytes()
    if len(kept) < 32:  # noqa: PLR2004  (bytes, as written above)
        raise DomainError(f"The key {file} is damaged: {remedy}")
    return kept


def from_environment(environ: Mapping[str, str]) -> Settings:
    """STAFFETTA_… variables over the defaults of one machine.

    Raises:
        DomainError: a variable that cannot be read, named with its rule.
    """
    folder = Path(environ.get("STAFFETTA_FOLDER", "var")).absolute()
    values: dict[str, object] = {
        "folder": folder,
        "database_url": f"sqlite+aiosqlite:///{folder / 'staffetta.db'}",
    }
    for name in Settings.model_fields:
        given = environ.get(f"STAFFETTA_{name.upper()}")
        if given is not None and name != "folder":
            values[name] = given
    try:
        return Settings.model_validate(values)
    except ValueError as error:
        raise DomainError(f"A STAFFETTA_ variable cannot be read: {error}") from error
