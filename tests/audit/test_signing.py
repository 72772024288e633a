"""Signatures against the vectors of RFC 8032 §7.1, and what is no signature."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from audit.signing import KeyFileError, SigningKey, signed_by

VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a3"
            "3bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15"
            "996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16"
            "f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_signature_is_that_of_the_vectors(secret, public, message, signature):
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)))

    assert key.public == public
    assert key.sign(bytes.fromhex(message)) == signature
    assert signed_by(public, bytes.fromhex(message), signature)


def test_key_comes_back_from_its_file():
    key = SigningKey.new()

    assert SigningKey.read(key.pem()).public == key.public


def test_nothing_else_is_signed():
    key, other = SigningKey.new(), SigningKey.new()
    signature = key.sign(b"one")

    assert signed_by(key.public, b"one", signature)
    assert not signed_by(key.public, b"two", signature)
    assert not signed_by(other.public, b"one", signature)


@pytest.mark.parametrize("spoiled", ["", "zz", "00", "upper"])
def test_what_is_no_signature_did_not_sign(spoiled):
    key = SigningKey.new()
    signature = key.sign(b"one")

    assert not signed_by(
        key.public, b"one", signature.upper() if spoiled == "upper" else spoiled
    )
    assert not signed_by(
        key.public.upper() if spoiled == "upper" else spoiled, b"one", signature
    )


def test_file_that_is_no_such_key_is_refused():
    of_rsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = of_rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    for content in (b"", b"-----BEGIN PRIVATE KEY-----\n", pem):
        with pytest.raises(KeyFileError):
            SigningKey.read(content)
