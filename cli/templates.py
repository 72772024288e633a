"""Commands on the texts of letters: read, tried out, kept, and taken back."""

import re
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from cli.command import (
    CLERK,
    As,
    Json,
    Reason,
    clock,
    content,
    counted,
    now,
    run,
    show,
    table,
)
from models.errors import DomainError
from models.ids import Actor
from models.letter import LetterKind, Template
from runtime.client import Access
from runtime.templates import SHIPPED, Preview, Templates, Text, preview
from runtime.written import save

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True, help="The texts of letters, and their check.")
Kind = Annotated[LetterKind, typer.Argument(metavar="KIND", help="As in `list`.")]
Language = Annotated[str, typer.Argument(metavar="LANG", help="it, ru or en.")]
Given = Annotated[
    list[str],
    typer.Argument(metavar="LANG=FILE…", help="As in it=mine.txt; one or several."),
]
_LANGUAGE = re.compile(r"(\w+)(?:,|:| has )")
Into = Annotated[Path | None, typer.Option(help="Write it there.")]


@app.command("list")
def list_(*, json: Json = False) -> None:
    """Which text every letter has, in each language."""
    rows = _with_templates(lambda templates: templates.in_use())
    shown = table(
        counted(len(rows), "text"),
        ("kind", "language", "version", "written", "by"),
        (
            (
                *(one.kind, one.language, one.version if one.own else "shipped"),
                *(clock(one.written_at), one.by),
            )
            for one in rows
        ),
    )
    show([_without_source(one) for one in rows], shown, as_json=json)


@app.command("show")
def show_(
    kind: Kind,
    language: Language,
    *,
    version: Annotated[
        int | None, typer.Option(min=0, help="Else the one in use; 0 is shipped.")
    ] = None,
    json: Json = False,
) -> None:
    """The text itself, to be copied into a file and changed."""
    found = _with_templates(lambda one: one.text(kind, language, version))
    if json:
        show(found, "", as_json=True)
    else:
        sys.stdout.write(found.source.rstrip("\n") + "\n")


@app.command("preview")
def preview_(
    kind: Kind,
    language: Language,
    *,
    file: Annotated[Path | None, typer.Option(help="Else the text in use.")] = None,
    html: Into = None,
    eml: Into = None,
    json: Json = False,
) -> None:
    """The letter with invented facts, as its reader would see it."""
    source = (
        _text_in(file)
        if file is not None
        else _with_templates(lambda one: one.text(kind, language)).source
    )
    with _naming({language: file} if file else {}):
        letter = preview(kind, language, source)
    for path, what in ((html, letter.html.encode()), (eml, letter.raw)):
        if path is not None:
            save(what, path)
    if json:
        show(_parts(letter), "", as_json=True)
    else:
        sys.stdout.write(f"{letter.subject}\n\n{letter.plain}")


@app.command()
def check(kind: Kind, files: Given, *, json: Json = False) -> None:
    """Say what is wrong with texts, without keeping them."""
    paths = _files(files)
    sources = {language: _text_in(path) for language, path in paths.items()}
    found = _with_templates(lambda one: one.problems(kind, sources))
    if found and not json:
        raise DomainError("\n".join(_in_file(one, paths) for one in found))
    said = f"Nothing is wrong: keep it with `starter.py templates keep {kind} …`."
    show({"kind": kind, "problems": found}, said, as_json=json)
    if found:
        raise typer.Exit(1)


@app.command()
def keep(
    kind: Kind,
    files: Given,
    *,
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Use these texts from now on; letters already written keep theirs."""
    paths = _files(files)
    sources = {language: _text_in(path) for language, path in paths.items()}
    with _naming(paths):
        kept = _with_templates(
            lambda one: one.keep(kind, sources, reason=reason, now=now()), officer
        )
    show([_event(one) for one in kept], _told(kind, kept), as_json=json)


@app.command()
def back(
    kind: Kind,
    *,
    language: Annotated[
        list[str] | None, typer.Option(help="Repeat it; none means every language.")
    ] = None,
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Use the shipped text again."""
    kept = _with_templates(
        lambda one: one.back(kind, language, reason=reason, now=now()), officer
    )
    show([_event(one) for one in kept], _told(kind, kept), as_json=json)


def _with_templates(
    work: Callable[[Templates], Awaitable[T]], officer: str = CLERK
) -> T:
    def inside(opened: Access) -> Awaitable[T]:
        return work(Templates(units=opened.units, actor=Actor(officer)))

    return run(inside)


def _files(given: Sequence[str]) -> Mapping[str, Path]:
    """`it=FILE`, or a file that is named for its language, as `it.txt`."""
    files: dict[str, Path] = {}
    for one in given:
        language, named, file = one.partition("=")
        path = Path(file if named else one)
        language = language if named else path.stem.rpartition(".")[2]
        if language in files:
            raise DomainError(f"Two texts are given for {language}: give one.")
        files[language] = path
    return files


@contextmanager
def _naming(files: Mapping[str, Path]) -> Iterator[None]:
    """Say of each problem in which file it is."""
    try:
        yield
    except DomainError as error:
        lines = str(error).split("\n")
        said = "\n".join(_in_file(line, files) for line in lines)
        raise DomainError(said) from error


def _in_file(problem: str, files: Mapping[str, Path]) -> str:
    """A problem begins with the language of the text it is in."""
    language = _LANGUAGE.match(problem)
    file = files.get(language[1]) if language else None
    return f"{file}: {problem}" if file else problem


def _text_in(file: Path) -> str:
    try:
        return content(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(
            f"The file {file} is no UTF-8 text: save it as plain text in UTF-8."
        ) from error


def _without_source(text: Text) -> dict[str, object]:
    return text.model_dump(mode="json", exclude={"source"})


def _parts(letter: Preview) -> dict[str, object]:
    return {**letter.model_dump(exclude={"raw"}), "eml": letter.raw.decode("ascii")}


def _event(kept: Template) -> dict[str, object]:
    return kept.model_dump(mode="json", exclude={"source"})


def _told(kind: LetterKind, kept: Sequence[Template]) -> str:
    if not kept:
        return "Nothing changed: these texts are in use already."
    named = ", ".join(
        f"{one.language} version {one.version}"
        + ("" if one.source else f" (the shipped text, {SHIPPED})")
        for one in kept
    )
    return f"Kept: {kind}, {named}. Letters written from now on use it."
