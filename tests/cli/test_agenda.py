"""The commands on agendas and undertakings as a clerk types them."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import YEAR, Starter, until

NAME = "IT-RU/XXIX"
DAY = f"{YEAR + 1}-06-10"
SECOND = ("--as", "secretariat:o2")
Phase = Callable[[str, str], None]


def sheet(folder: Path, hour: int) -> str:
    file = folder / "tables.toml"
    file.write_text(
        f'[[table]]\nkey = "a"\nroom = "Sala 1"\n[[table.opening]]\n'
        f"starts = {DAY}T{hour:02}:00:00\nminutes = 240\n"
    )
    return str(file)


def ready(ref: str, starter: Starter, phase: Phase) -> None:
    phase(ref, "validation")
    done = starter("validate", ref, *SECOND, "--accept", "--scores", "4,3,4,3")
    assert done.code == 0, done.err
    phase(ref, "open")
    for words in (("IT-MV", "--interested"), ("IT-CN", "--declined")):
        assert starter("answer", ref, *words, "--reason", "phone").code == 0
    phase(ref, "ready")


def agenda(starter: Starter) -> dict[str, tuple[str, str, bool]]:
    shown = starter("session", "show", NAME, "--json").json["agenda"]
    return {
        one["ref"]: (one["table"], one["starts_at"], one["by_hand"]) for one in shown
    }


def test_tables_are_laid_and_an_item_is_moved(
    submitted: str, starter: Starter, phase: Phase, tmp_path: Path
) -> None:
    ready(submitted, starter, phase)
    laid = starter("session", "tables", NAME, sheet(tmp_path, 10))
    assert laid.code == 0, laid.err
    until(lambda: submitted in agenda(starter), want=True)
    before = agenda(starter)[submitted]
    to = ("--table", "a", "--at", f"{DAY}T13:00")

    dry = starter("session", "move", NAME, submitted, *to, "--dry-run")
    assert (dry.code, agenda(starter)[submitted]) == (0, before)
    moved = starter("session", "move", NAME, submitted, *to)
    assert moved.code == 0, moved.err

    assert agenda(starter)[submitted] == ("a", f"{DAY}T11:00:00Z", True)
    assert "placed by hand" in starter("session", "show", NAME).out
    closed = starter("session", "move", NAME, submitted, *to[:3], f"{DAY}T20:00")
    assert closed.code == 1
    assert "does not sit" in closed.err
    assert "--note" in closed.err
    early = starter("session", "add-late", NAME, submitted)
    assert "only while it is frozen" in early.err
    off = starter("session", "remove", NAME, submitted, "--reason", "asked for it")
    assert off.code == 0, off.err
    assert submitted not in agenda(starter)
    assert "taken off by hand" in starter("session", "show", NAME).out
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_sheet_of_tables_with_a_fault_is_refused(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    wrong = sheet(tmp_path, 10)
    Path(wrong).write_text(Path(wrong).read_text().replace(DAY, "2001-01-01"))

    done = starter("session", "tables", NAME, wrong)

    assert done.code == 1
    assert "opens outside the session" in done.err


def test_nothing_is_told_or_promised_before_the_sitting(
    furnished: Path, starter: Starter
) -> None:
    assert starter("session", "releases", NAME, "--json").json == []
    assert starter("session", "undertakings", "it-ru", "--json").json == []
    told = ("--side", "a", "--state", "kept", "--text", "Inviati")
    unknown = starter("undertaking", "report", f"{NAME}/1", *told)
    assert unknown.code == 1
    assert "There is no undertaking IT-RU/XXIX/1" in unknown.err
