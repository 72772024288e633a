"""What follows a session, as a clerk types it: papers, both sides, the decision."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import PROGRAMME, YEAR, Starter, until
from tests.cli.test_agenda import ready

NAME = "IT-RU/XXXV"
Phase = Callable[[str, str], None]


def words(file: Path) -> str:
    pages = PdfReader(BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def presented(
    starter: Starter, form: Callable[..., Path], phase: Phase, folder: Path
) -> str:
    opened = starter(
        *("session", "open", NAME, "--programme", PROGRAMME, "--country", "IT"),
        *("--place", "Costa Nuova", "--capacity", "90"),
        *("--date", f"{YEAR + 1}-11-11T10:30"),
    )
    assert opened.code == 0, opened.err
    file = form(keywords=["follow-up"], target_session="XXXV")
    ref = str(starter("submit", str(file), "--session", NAME, "--json").json["ref"])
    ready(ref, starter, phase)

    def placed() -> bool:
        shown = starter("session", "show", NAME, "--json").json["agenda"]
        return ref in [one["ref"] for one in shown]

    until(placed, want=True)
    paper = folder / "provisional.pdf"
    printed = starter("session", "agenda", NAME, "-o", str(paper), "--json")
    assert (printed.code, printed.json["draft"]) == (0, True), printed.err
    begins = datetime.now(UTC) + timedelta(seconds=3)
    sooner = ("--until", begins.isoformat(), "--reason", "the hall is free")
    assert starter("session", "postpone", NAME, *sooner).code == 0
    phase(ref, "scheduled")
    until(lambda: datetime.now(UTC) > begins, want=True)
    return ref


def test_a_session_is_printed_and_its_sides_are_heard(  # noqa: PLR0915  (one story)
    furnished: Path,
    starter: Starter,
    form: Callable[..., Path],
    phase: Phase,
    tmp_path: Path,
) -> None:
    ref = presented(starter, form, phase, tmp_path)
    for kind, title in (("agenda", "Agenda della"), ("dossier", "Fascicolo della")):
        files = [tmp_path / f"{kind}-{number}.pdf" for number in (1, 2)]
        for file in files:
            done = starter("session", kind, NAME, "-o", str(file), "--release", "1")
            assert done.code == 0, done.err
        assert files[0].read_bytes() == files[1].read_bytes()
        assert title in words(files[0])
    refused = starter("session", "agenda", NAME, "-o", str(tmp_path / "a.txt"))
    assert (refused.code, refused.err) == (1, "a.txt is no PDF: end it in .pdf.\n")

    sheet = tmp_path / "minutes.toml"
    sheet.write_text(
        f'[[item]]\nproposal = "{ref}"\ntreatment = "treated"\nparticipants = 9\n'
        'said = { it = "Si è discusso.", ru = "" }\n'
    )
    draft = tmp_path / "draft.pdf"
    done = starter(
        *("session", "protocol", NAME, "--minutes", str(sheet)),
        *("-o", str(draft), "--json"),
    )
    assert done.json["differing"] == ["item 1, text"]
    assert "BOZZA / ПРОЕКТ" in words(draft)
    assert starter("session", "hold", NAME, "--minutes", str(sheet)).code == 1
    sheet.write_text(sheet.read_text().replace('ru = ""', 'ru = "Обсудили."'))
    held = starter("session", "hold", NAME, "--minutes", str(sheet))
    assert held.code == 0, held.err
    phase(ref, "presented")
    final = tmp_path / "protocol.pdf"
    done = starter("session", "protocol", NAME, "-o", str(final), "--json")
    assert (done.code, done.json["draft"]) == (0, False), done.err
    assert "Firme" in words(final)

    behalf = ("--on-behalf-of", "its letter of 3 May")
    told = ("follow-up", "answer", ref)
    dry = starter(*told, "--side", "a", "--outcome", "contract", *behalf, "--dry-run")
    assert "1 letter follow-up-receipt in it" in dry.out, dry.err
    for words_ in (
        ("--side", "a", "--outcome", "contract", "--value", "1200000", "--jobs", "40"),
        ("--side", "b", "--outcome", "contact", "--text", "ждём"),
    ):
        done = starter(*told, *words_, *behalf)
        assert done.code == 0, done.err
    [listed] = starter("follow-up", "list", "--disputed", "--json").json
    assert (listed["ref"], listed["agreement"]) == (ref, "disputed")
    shown = starter("follow-up", "show", ref)
    assert "IT-MV contract, 1,200,000.00 EUR, 40 jobs" in " ".join(shown.out.split())
    assert "proposer contact (ждём)" in " ".join(shown.out.split())

    refused = starter("outcome", ref, "contract", "--reason", " ")
    assert (refused.code, "The reason is blank" in refused.err) == (1, True)
    decided = ("outcome", ref, "contract", "--value", "900000", "--reason", "note 4")
    done = starter(*decided)
    assert done.code == 0, done.err
    phase(ref, "closed")
    assert starter("follow-up", "list", "--disputed", "--json").json == []
    after = starter("follow-up", "show", ref, "--json").json
    assert (after["outcome"], after["value"], len(after["answers"])) == (
        "contract",
        90_000_000,
        2,
    )
    history = starter("history", ref).out
    assert history.count("follow-up.answered") == 2
