"""A proposal and its history as they were on record at an instant."""

from datetime import datetime, timedelta

from tests.cli.conftest import Starter


def test_proposal_is_shown_as_it_was(starter: Starter, submitted: str) -> None:
    acts = starter("history", submitted, "--json").json
    first = next(one for one in acts if one.get("kind") == "proposal.submitted")
    now = (datetime.fromisoformat(acts[-1]["at"]) + timedelta(minutes=1)).isoformat()

    then = starter("show", submitted, "--as-of", first["at"], "--json").json
    words = starter("show", submitted, "--as-of", first["at"])
    lately = starter("history", submitted, "--as-of", now, "--json").json
    early = starter("history", submitted, "--as-of", first["at"], "--json").json

    [proposal] = then["rows"]["proposal"]
    assert (proposal["phase"], proposal["ref"]) == ("screening", submitted)
    assert [act["kind"] for act in then["acts"]] == ["proposal.submitted"]
    assert then["text"]["title"]
    assert (words.code, "screening" in words.out) == (0, True)
    assert [one["seq"] for one in early if "seq" in one] == [1]
    known = [one["seq"] for one in acts if "seq" in one]
    assert [one["seq"] for one in lately if "seq" in one][: len(known)] == known


def test_instant_before_the_proposal_is_refused(
    starter: Starter, submitted: str
) -> None:
    before = starter("show", submitted, "--as-of", "2001-05-03")
    bad = starter("history", submitted, "--as-of", "yesterday")

    assert (before.code, "was not on record at" in before.err) == (1, True)
    assert (bad.code, "--as-of" in bad.err) == (1, True)
