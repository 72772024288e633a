"""The desk's commands on mail that waits, addresses that fail, and paper."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Starter, until

SECOND = ("--as", "secretariat:o2")
Phase = Callable[[str, str], None]


def opened(ref: str, starter: Starter, phase: Phase) -> str:
    phase(ref, "validation")
    done = starter("validate", ref, *SECOND, "--accept", "--scores", "4,3,4,3")
    assert done.code == 0, done.err
    phase(ref, "open")
    return ref


def receives(starter: Starter, ref: str) -> dict[str, bool]:
    rows = starter("recipients", ref, "--json").json
    return {row["body"]: row["receives"] for row in rows}


def remarks(starter: Starter, ref: str) -> dict[str, str]:
    rows = starter("recipients", ref, "--json").json
    return {row["body"]: row["remark"] for row in rows}


def test_bodies_without_an_agreement_are_listed_with_the_reason(
    submitted: str, starter: Starter
) -> None:
    known = remarks(starter, submitted)
    for code, sector in (("IT-NO", ()), ("IT-OL", ()), ("IT-BI", ("--sector", "BIO"))):
        mail = f"a@{code.lower()}.example"
        added = starter("body", "add", code, "--name", code, "--email", mail, *sector)
        assert added.code == 0, added.err
    old = ("--valid-from", "2001-01-01", "--valid-to", "2002-12-31")
    assert starter("agreement", "add", "AP-OL", "IT-OL", *old).code == 0

    found = remarks(starter, submitted)

    assert {code: why for code, why in found.items() if code not in known} == {
        "IT-NO": "left out: it has no agreement",
        "IT-OL": "left out: agreement AP-OL is in force from 2001-01-01 to 2002-12-31",
        "IT-BI": "left out: it deals with BIO only",
    }
    assert not any(receives(starter, submitted)[code] for code in ("IT-NO", "IT-OL"))
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_bodies_that_would_not_receive_are_listed(
    submitted: str, starter: Starter
) -> None:
    both = {**receives(starter, submitted), "IT-CN": True, "IT-MV": True}
    assert receives(starter, submitted) == both

    bad = starter("body", "health", "IT-CN", "bad", "--reason", "told by phone")
    assert bad.code == 0, bad.err
    assert receives(starter, submitted) == both | {"IT-CN": False}
    assert "bounce" in starter("recipients", submitted).out

    assert starter("body", "health", "IT-CN", "good", "--reason", "mended").code == 0
    assert receives(starter, submitted) == both
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_answer_on_paper_is_kept_with_its_scan(
    submitted: str, starter: Starter, phase: Phase, tmp_path: Path
) -> None:
    ref = opened(submitted, starter, phase)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 signed on paper")

    missing = starter(
        *("answer", ref, "IT-MV", "--interested", "--reason", "by post"),
        *("--scan", str(tmp_path / "nothing.pdf")),
    )
    done = starter(
        *("answer", ref, "IT-MV", "--interested", "--reason", "by post"),
        *("--scan", str(scan)),
    )

    assert (missing.code, done.code) == (1, 0), done.err
    items = starter("history", ref, "--json").json
    (answer,) = [one for one in items if one.get("kind") == "proposal.answered"]
    assert len(answer["body"]["scan"]) == 64
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_unmatched_mail_is_filed_by_its_guess(
    submitted: str, starter: Starter, phase: Phase, tmp_path: Path
) -> None:
    ref = opened(submitted, starter, phase)
    mail = tmp_path / "stray.eml"
    mail.write_bytes(
        b"From: accordi@monteverde.example\r\nTo: progetti@staffetta.example\r\n"
        b"Subject: Adesione\r\nMessage-ID: <9@monteverde.example>\r\n\r\n"
        b"Siamo interessati.\r\n"
    )
    assert starter("inject", str(mail)).code == 0

    def waiting() -> list[str]:
        found = starter("messages", "--json").json
        return [
            one["message"]
            for one in found
            if one["disposition"] == "task" and "monteverde" in one["mail_from"]
        ]

    until(lambda: len(waiting()), 1)
    (name,) = waiting()
    told = next(
        task["detail"]
        for task in starter("task", "list", "--json").json
        if task["stream"] == f"message/{name}"
    )
    assert "IT-MV" in told
    none = starter("task", "resolve", name, "--interested", "--guess", "9", *REASON)
    assert (none.code, "guess" in none.err) == (1, True)
    done = starter("task", "resolve", name, "--interested", "--guess", "1", *REASON)
    assert done.code == 0, done.err
    until(lambda: len(waiting()), 0)
    assert starter("withdraw", ref, "--reason", "end").code == 0


REASON = ("--reason", "it is clear")


def test_letter_that_has_left_cannot_be_stopped(
    submitted: str, starter: Starter
) -> None:
    def left() -> list[str]:
        found = starter("letters", "--ref", submitted, "--json").json
        return [one["letter"] for one in found if one["state"] == "accepted"]

    until(lambda: len(left()), 1)
    (letter,) = left()

    for words in (
        ("recall", letter),
        ("release", letter),
        ("hold", letter, "--until", "2099-01-01"),
    ):
        done = starter("post", *words, *REASON)
        assert done.code == 1
        assert "only one that waits" in done.err
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_unclear_mail_is_filed_by_its_only_guess(
    submitted: str, starter: Starter, phase: Phase, tmp_path: Path
) -> None:
    ref = opened(submitted, starter, phase)
    mail = tmp_path / "unclear.eml"
    mail.write_bytes(
        b"From: accordi@monteverde.example\r\nTo: progetti@staffetta.example\r\n"
        b"Subject: " + ref.encode() + b"\r\nMessage-ID: <7@monteverde.example>\r\n\r\n"
        b"Va bene, grazie.\r\n"
    )
    assert starter("inject", str(mail)).code == 0

    def waiting() -> list[tuple[str, list[str]]]:
        return [
            (one["message"], [guess["ref"] for guess in one["guesses"]])
            for one in starter("messages", "--json").json
            if one["disposition"] == "task" and one["reading"]["subject"] == ref
        ]

    until(lambda: len(waiting()), 1)
    ((name, refs),) = waiting()

    ruling = ("task", "resolve", name, "--conditional", "--guess", "1", *REASON)
    dry = starter(*ruling, "--dry-run")
    assert "1 letter answer-receipt in it" in dry.out, dry.err
    assert "interest of IT-MV" not in starter("show", ref).out

    done = starter(*ruling)

    assert refs == [ref]
    assert done.code == 0, done.err
    shown = starter("show", ref).out
    assert "interest of IT-MV" in shown
    assert "on condition: see its reason" in " ".join(shown.split())
    assert starter("withdraw", ref, "--reason", "end").code == 0
