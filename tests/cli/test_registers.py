"""Commands on lists, names and duplicates, as a person types them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Starter, until

Phase = Callable[[str, str], None]
Form = Callable[..., Path]


def listing(folder: Path, *names: str) -> str:
    file = folder / "list.csv"
    file.write_text("\n".join(["name", *names]))
    return str(file)


def test_x21_list_is_tried_and_loaded(
    submitted: str, starter: Starter, phase: Phase, tmp_path: Path
) -> None:
    phase(submitted, "validation")
    given = ("--source", "CLI-TEST", "--version", "1")
    harmless = listing(tmp_path, "Nessuno Inventato Al Mondo")

    tried = starter("screening", "load", harmless, *given, "--dry-run")
    assert (tried.code, "No open case resembles" in tried.out) == (0, True)
    assert starter("screening", "list", "--json").json == []
    loaded = starter("screening", "load", harmless, *given, "--json")
    assert loaded.code == 0, loaded.err

    def finished() -> bool:
        [known] = starter("screening", "list", "--json").json
        return known["version"]["finished_at"] is not None

    until(finished, want=True)
    again = starter("screening", "load", harmless, *given)
    assert (again.code, "in the register already" in again.err) == (1, True)
    register = tmp_path / "register.csv"
    assert starter("screening", "register", "-o", str(register)).code == 0
    with register.open() as file:
        lines = [row for row in csv.DictReader(file) if row["ref"] == submitted]
    assert [row["cause"] for row in lines] == ["", "new-list"]
    assert "CLI-TEST 1" in lines[1]["lists"]
    assert starter("screening", "show", "--json").json == []


def test_x21_hit_is_foreseen(
    submitted: str, starter: Starter, form: Form, phase: Phase, tmp_path: Path
) -> None:
    phase(submitted, "validation")
    name = json.loads(form().read_text())["proposer"]["name"]

    tried = starter(
        *("screening", "load", listing(tmp_path, name), "--dry-run"),
        *("--source", "CLI-OTHER", "--version", "1"),
    )

    assert tried.code == 0, tried.err
    assert f"{submitted} would stand still." in tried.out


def test_x22_rename_is_tried_and_done(furnished: Path, starter: Starter) -> None:
    words = ("body", "rename", "IT-CN", "--name", "Costa Nova", "--reason", "statute")

    tried = starter(*words, "--dry-run")
    assert tried.code == 0, tried.err
    assert "Would rename: IT-CN; 0 proposers would be told." in tried.out
    before = starter("body", "names", "IT-CN", "--json").json
    assert [row["name"] for row in before] == ["Costa Nuova"]
    done = starter(*words)
    assert done.code == 0, done.err
    assert "Renamed: IT-CN; 0 proposers told." in done.out
    after = starter("body", "names", "IT-CN", "--json").json
    assert [row["name"] for row in after] == ["Costa Nuova", "Costa Nova"]
    refused = starter("body", "succeed", "IT-CN", "IT-CN", "--reason", "none")
    assert (refused.code, "does not succeed itself" in refused.err) == (1, True)


def test_x3_suspicion_is_shown_and_decided(
    furnished: Path, starter: Starter, form: Form, phase: Phase
) -> None:
    refs = []
    for word in ("primo", "secondo"):
        done = starter("submit", str(form(1, keywords=[word])), "--json")
        refs.append(done.json["ref"])
        phase(refs[-1], "validation")
    first, second = refs

    [pair] = starter("duplicate", second, "--json").json
    assert (pair["percent"], pair["decision"]) == (100, None)
    words = ("duplicate", first, second, "--merge", "--reason", "one plant")
    tried = starter(*words, "--dry-run")
    assert (tried.code, second in tried.out) == (0, True), tried.err
    done = starter(*words)
    assert done.code == 0, done.err
    phase(second, "closed")
    [pair] = starter("duplicate", second, "--json").json
    assert pair["decision"] == "merge"
    unsaid = starter("duplicate", first, second, "--reason", "what")
    assert (unsaid.code, "give exactly one of" in unsaid.err) == (1, True)


def test_x21_ruling_is_tried_before_it_is_done(
    submitted: str, starter: Starter, form: Form, phase: Phase, tmp_path: Path
) -> None:
    phase(submitted, "validation")
    name = json.loads(form().read_text())["presented_by"]["body"]
    loaded = starter(
        *("screening", "load", listing(tmp_path, name)),
        *("--source", "CLI-HIT", "--version", "1"),
    )
    assert loaded.code == 0, loaded.err

    def still() -> list[str]:
        halted = starter("screening", "show", submitted, "--json").json
        return [one["ref"] for one in halted]

    until(still, want=[submitted])
    of = submitted_stream(starter, submitted)
    words = ("task", "resolve", of, "--reason", "same", "--as", "compliance:c1")
    tried = starter(*words, "--block", "--dry-run")
    alone = (tried.code, "Nothing changes until a colleague agrees." in tried.out)
    assert alone == (0, True), tried.err
    refused = starter(*words, "--done", "--dry-run")
    assert (refused.code, "leave out --dry-run" in refused.err) == (1, True)
    assert still() == [submitted]
    assert starter(*words, "--block").code == 0
    assert still() == [submitted]
    again = starter(*words, "--block")
    assert (again.code, "a colleague has to agree" in again.err) == (1, True)
    other = (*words[:-1], "secretariat:o4")
    tried = starter(*other, "--block", "--dry-run")
    assert (tried.code, "closed" in tried.out) == (0, True), tried.err
    assert starter(*other, "--clear").code == 0
    assert still() == [submitted]
    assert starter(*words, "--clear").code == 0  # convinced
    assert still() == []


def submitted_stream(starter: Starter, ref: str) -> str:
    tasks = starter("task", "list", "--json").json
    return next(
        str(one["stream"])
        for one in tasks
        if one["kind"] == "screening" and ref in one["detail"]
    )
