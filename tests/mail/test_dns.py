"""Looking up TXT records, at a name server of our own on loopback."""

import socket
import threading
import time
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from mail.dns import DnsTexts

NAME = "s1._domainkey.body.example."
RECORDS = {
    NAME: ['"v=DKIM1; k=rsa; " "p=AB"', '"other"'],
    "long.example.": [" ".join(f'"{"x" * 250}"' for _ in range(8))],
}


@contextmanager
def name_server(*, answers=True):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.settimeout(0.05)
        stop = threading.Event()
        asked = []

        def serve():
            while not stop.is_set():
                try:
                    wire, client = listening.recvfrom(4096)
                except TimeoutError:
                    continue
                query = dns.message.from_wire(wire)
                asked.append(query.question[0].name.to_text())
                if answers:
                    listening.sendto(reply(query).to_wire(), client)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1], asked
        finally:
            stop.set()
            thread.join()


def reply(query):
    answer = dns.message.make_response(query)
    name = query.question[0].name.to_text()
    if name in RECORDS:
        answer.answer.append(
            dns.rrset.from_text(name, 300, "IN", "TXT", *RECORDS[name])
        )
    elif name != "empty.example.":
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer


def test_records_are_joined_and_kept_apart():
    with name_server() as (port, _):
        texts = DnsTexts(["127.0.0.1"], port=port)

        found = texts("s1._domainkey.body.example")

    assert sorted(found) == [b"other", b"v=DKIM1; k=rsa; p=AB"]


@pytest.mark.parametrize(
    "name", ["nobody.example", "empty.example", "a..example", "x" * 64 + ".example"]
)
def test_name_without_records_has_none(name):
    with name_server() as (port, _):
        assert DnsTexts(["127.0.0.1"], port=port)(name) == ()


def test_answer_is_remembered():
    with name_server() as (port, asked):
        texts = DnsTexts(["127.0.0.1"], port=port)

        texts(NAME)
        texts(NAME)

    assert asked == [NAME]


def test_silent_server_is_not_waited_for():
    with name_server(answers=False) as (port, _):
        began = time.monotonic()

        with pytest.raises(TimeoutError):
            DnsTexts(["127.0.0.1"], port=port, seconds=0.3)(NAME)

    assert time.monotonic() - began < 20
