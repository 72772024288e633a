"""Signatures of seals: Ed25519 (RFC 8032), keys and signatures in hex."""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from models.errors import DomainError


class KeyFileError(DomainError):
    """A key that cannot be read, or is none of Ed25519."""


class SigningKey:
    """A private key; it never shows itself but in `pem`."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw().hex()

    @classmethod
    def new(cls) -> "SigningKey":
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes) -> "SigningKey":
        """From an unencrypted PKCS #8 file.

        Raises:
            KeyFileError: it holds no such key.
        """
        try:
            key = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KeyFileError(
                "The key of the seals cannot be read: restore the file from the backup."
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyFileError("The key of the seals is of another kind than Ed25519.")
        return cls(key)

    def pem(self) -> bytes:
        return self._key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )

    def sign(self, message: bytes) -> str:
        return self._key.sign(message).hex()


def signed_by(public: str, message: bytes, signature: str) -> bool:
    """Whether the key signed the message; whatever is no key or signature did not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    # One spelling only: hex in capitals would be another row with the same meaning.
    return (public, signature) == (public.lower(), signature.lower())
