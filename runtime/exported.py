"""The form of an export: what lies where, and the manifest that names it all."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from models.errors import DomainError
from models.frozen import Frozen
from runtime.backup import MANIFEST, Copied, Say, sha256

TABLES: Final = "tables"
SCHEMA: Final = "schema.json"
FIRST: Final = "README.txt"
LETTERS, MESSAGES, PAPERS = "letters", "messages", "papers"
MAILS: Final = {"letter": ("raw", LETTERS), "message": ("message", MESSAGES)}
"""Tables with a column that names a mail, and the folder it lies in."""

WORDS: Final = """\
The whole record of an installation of Staffetta, as it stood at one moment.

manifest.json       every file with its SHA-256, and how many rows each table has
schema.json         every table: what a row is, its columns, keys and references
tables/NAME.jsonl   the rows, one JSON object a line, in the order of their keys; JSON
                    columns are the stored text itself
tables/NAME.csv     the same for a spreadsheet: a cell that would run as a formula
                    begins with an apostrophe, long ones are cut. To look at, not to
                    import
letters/, messages/ letters and mails as they went and came, to the byte, under their
                    SHA-256
papers/             every other text and file, likewise

tables/event.jsonl holds the acts, each chained by its hash to the one before it in its
stream; tables/chronicle.jsonl every change of every row, in one chain;
tables/personal.jsonl what the chronicle holds of people as keyed hashes only;
tables/seal.jsonl the signed seals.

It tells of people: keep it where only those may read it who may read the record.
No private key is in it. `starter.py import-archive DIR` puts it into an empty
installation, checks it whole, and shows the same histories. To go on as the same desk,
bring mail.key, desk.key and seal.key from the old data folder before the new one
first runs: without them, replies to old letters are not known again, nobody enters the
web desk, and no seal can be made.
"""


class ExportError(DomainError):
    """The folder does not hold what its manifest says."""


class Exported(Frozen):
    """`head` is the hash of the chronicle's last record, number `records`.

    `layout` is the version of the tables; `papers` counts mails as well.
    """

    form: Literal["staffetta-export/1"] = "staffetta-export/1"
    layout: str
    made_at: datetime
    records: int
    head: str
    rows: dict[str, int]
    papers: int
    files: tuple[Copied, ...]


def manifest_of(source: Path) -> str:
    """The hash by which an export is known."""
    return sha256(source / MANIFEST)


def checked(source: Path, *, say: Say) -> Exported:
    """What an export holds, once every file is as the manifest says, and no other.

    Raises:
        ExportError: it is not; files are named.
    """
    try:
        found = Exported.model_validate_json((source / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise ExportError(
            f"{source} is no complete export: its {MANIFEST} is missing or damaged."
        ) from error
    named = {one.name: one.sha256 for one in found.files}
    wrong = sorted(_wrong(source, named, say))
    wrong += sorted({*_present(source)} - {*named, MANIFEST})
    if wrong:
        more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise ExportError(
            f"Not as they were exported: {', '.join(wrong[:_NAMED])}{more}. Nothing "
            "was imported: export again, or fetch another copy."
        )
    return found


_NAMED = 10  # files of a sentence


def _wrong(source: Path, named: dict[str, str], say: Say) -> Iterator[str]:
    for number, (name, expected) in enumerate(named.items()):
        if number % 1000 == 0:
            say(f"checking file {number + 1} of {len(named)}")
        file = source / name
        if not file.is_file() or sha256(file) != expected:
            yield name


def _present(source: Path) -> Iterator[str]:
    for file in source.rglob("*"):
        if not file.is_dir():
            yield file.relative_to(source).as_posix()
