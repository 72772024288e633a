"""Who may call a command: officers each, auditors those that only read.

The gate stands before every command, so that none has to think of it. What an auditor
reads is noted before it is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cli.command import PLACE, WANTED, now, run
from models.event import Stamp
from models.officer import auditor_of, reader, reads_only
from models.refusal import Wanted, ids_in, words_in
from runtime.client import Access

ENVIRONMENT: Final = "STAFFETTA_ACTOR"

READS: Final = frozenset(
    {
        *("list", "show", "history", "recipients", "deadlines", "verify", "doctor"),
        *("counters", "dossier", "letters", "letter", "messages", "message", "mailbox"),
        *("session releases", "session undertakings", "session plan"),
        *("session agenda", "session dossier", "session protocol", "session show"),
        *("session list", "follow-up list", "follow-up show", "agreement show"),
        *("agreement statement", "cofinance check", "money show", "corridor list"),
        *("programme list", "programme show", "adhesion form", "adhesion list"),
        *("adhesion export", "adhesion counterparts", "calendar list", "body list"),
        *("body names", "task list", "templates list", "templates show"),
        *("templates preview", "templates check", "outage list", "question list"),
        *("question show", "screening list", "screening show", "screening register"),
        *("seal list", "seal show", "seal verify", "auditor list", "audit findings"),
        *("audit log", "audit redraw", "audit refused", "person find"),
        *("archive list", "archive show", "webhook list", "webhook deliveries"),
        *("account list", "invitation list"),
        *("report synthesis", "report funnel", "report times", "report silence"),
        *("report residuals", "report cadence"),
    }
)
"""Commands that change nothing. What stands neither here nor in OWN is an act."""

OWN: Final = frozenset({"audit sample", "audit find", "audit close"})
"""Commands of auditors alone: they note themselves what was done."""

_READER: Final = "reader"

Reader = Annotated[
    str | None,
    typer.Option(
        "--as",
        envvar=ENVIRONMENT,
        help="An auditor, as in auditor:court: the reading is noted.",
        callback=lambda code: code and reader(code),
    ),
]


def guarded(words: str, command: TyperCommand | TyperGroup) -> None:
    """Put the gate before a command, or before each command of a noun."""
    for name, leaf in _leaves(words, command):
        if name in READS:
            _note_reading(name, leaf)
        elif name not in OWN:
            _act(name, leaf)


def _leaves(
    words: str, command: TyperCommand | TyperGroup
) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for verb, leaf in command.commands.items():
            if isinstance(leaf, TyperCommand):
                yield f"{words} {verb}", leaf
    else:
        yield words, command


def _act(name: str, leaf: TyperCommand) -> None:
    """Whoever the terminal says is an auditor acts under no other name either.

    An officer's act is known before it is done: if it is refused, that is noted.
    """
    work = _work_of(leaf)
    own = _own_option(leaf)

    @wraps(work)
    def called(**given: Any) -> Any:
        known = PLACE.get().environ.get(ENVIRONMENT, "")
        if auditor_of(known):
            raise reads_only(known)
        if own and not given.get("dry_run"):
            asked = {key: value for key, value in given.items() if key != own}
            WANTED.set(
                Wanted(
                    actor=given[own],
                    act=name,
                    asked=ids_in(asked),
                    ref=given.get("ref"),
                    words=words_in(asked),
                )
            )
        return work(**given)

    leaf.callback = called


def _note_reading(name: str, leaf: TyperCommand) -> None:
    """A command that knows its reader itself is asked who it is."""
    work = _work_of(leaf)
    own = _own_option(leaf)
    if own is None:
        leaf.params.append(_reader_option())

    @wraps(work)
    def called(**given: Any) -> Any:
        who = given[own] if own else given.pop(_READER)
        if who and auditor_of(who):
            asked = {key: value for key, value in given.items() if key != own}
            run(lambda opened: _noted(opened, who, name, ids_in(asked)))
        return work(**given)

    leaf.callback = called


async def _noted(
    opened: Access, auditor: str, name: str, asked: Mapping[str, str]
) -> Stamp:
    return await opened.reading_room(auditor).reads(name, asked, now=now())


def _own_option(leaf: TyperCommand) -> str | None:
    """What a command calls the one who is at it, if it asks."""
    return next((str(one.name) for one in leaf.params if "--as" in one.opts), None)


def _work_of(leaf: TyperCommand) -> Callable[..., Any]:
    assert leaf.callback is not None  # noqa: S101  (every command of ours does something)
    return leaf.callback


def _reader_option() -> Any:
    """Made as Typer makes it for a command that has it."""
    only = typer.Typer(add_completion=False)

    @only.command()
    def _read(*, reader: Reader = None) -> None: ...

    return next(one for one in get_command(only).params if one.name == _READER)
