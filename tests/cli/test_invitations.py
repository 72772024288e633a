"""Invitations from the terminal: the link is shown once, and closed for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.conftest import Starter

LATER = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()


def test_invitation_is_added_linked_anew_and_closed(
    furnished: Path, starter: Starter
) -> None:
    told = (
        *("--authority", "Region of Prova", "--email", "invest@prova.example"),
        *("--contact", "office@staffetta.example", "--until", LATER),
    )
    added = starter("invitation", "add", "IT-RU/XXIX", *told, "--json")
    code = added.json["invitation"]["offer"]
    anew = starter("invitation", "link", code, "--json")
    listed = starter("invitation", "list")
    closed = starter("invitation", "close", code)
    again = starter("invitation", "close", code)

    links = [added.json["link"], anew.json["link"]]
    assert all("/offer/" in one for one in links)
    assert len({*links}) == 2
    assert "Region of Prova" in listed.out
    assert not any(one in listed.out for one in links)
    assert [one.code for one in (anew, listed, closed)] == [0, 0, 0]
    assert "its draft is destroyed" in closed.out
    assert again.code != 0
    assert f"Invitation {code} is over" in again.err


def test_invitation_to_a_session_that_is_not_there_is_refused(
    furnished: Path, starter: Starter
) -> None:
    refused = starter(
        *("invitation", "add", "IT-RU/XCIX", "--authority", "Prova"),
        *("--email", "a@prova.example", "--contact", "b@staffetta.example"),
        *("--until", LATER),
    )

    assert refused.code != 0
    assert "is not collecting proposals" in refused.err
