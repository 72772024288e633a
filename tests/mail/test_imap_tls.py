"""Reading a mailbox over TLS."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mail.mailbox import MailboxRefusedError
from tests.mail.imap_reading import (
    FakeStore,
    mail,
    reading,
    running,
    serving,
    until,
    url_of,
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for loopback: its file with the key, and who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    issued = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        issued.public_bytes(pem)
        + key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return file


def server_tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_mail_comes_over_tls_and_is_heard_at_once(certificate):
    trust = ssl.create_default_context(cafile=certificate)
    async with serving(tls=server_tls(certificate)) as server:
        await server.add(mail(1))
        store = FakeStore()
        async with (
            reading(
                server,
                store,
                url=url_of(server, scheme="imaps"),
                poll=timedelta(minutes=10),
                tls=trust,
            ) as reader,
            running(reader),
        ):
            await until(lambda: b"IDLE" in server.said)
            await asyncio.sleep(0.1)
            await server.add(mail(2))
            await until(lambda: len(store.raws) == 2, seconds=5)


async def test_server_nobody_vouches_for_needs_a_person(certificate):
    async with serving(tls=server_tls(certificate)) as server:
        url = url_of(server, scheme="imaps")
        async with reading(server, FakeStore(), url=url) as reader:
            with pytest.raises(MailboxRefusedError, match="certificate"):
                await reader.fetch_new()

        assert server.said == b""
