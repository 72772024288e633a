"""The commands put together, and how the program ends.

A command's module is imported when the command is called: all of them together take
two seconds. Until then its name and one line of help stand for it (`NAMES`, `NOUNS`).
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from cli.command import PLACE, WANTED, Place, refuse, unexpected
from cli.usage import misused
from models.errors import DomainError
from runtime.names import TYPED

PROGRAM: Final = "starter.py"
Command = TyperCommand | TyperGroup
HELP = "Staffetta: cooperation proposals, run by e-mail and kept on record."

NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "system": {
        "up": "Start everything on this machine, and keep it running until Ctrl-C.",
        "demo": (
            "Play a whole season in a minute, with partners who answer by real e-mail."
        ),
        "doctor": (
            "Whether engine, database, worker and mail can be reached, and their "
            "versions."
        ),
    },
    "submission": {
        "submit": "Register a form as a new proposal.",
        "revise": "Hand in the completed form of a proposal that was returned.",
    },
    "proposals": {
        "list": "The proposals, by number.",
        "show": "One proposal: where it stands, who answered, what waits for a person.",
        "history": (
            "Every event in order: who, when, why, and the letters and mails behind it."
        ),
        "extend": (
            "Approve that a round ends later, for all bodies alike, or a completion "
            "does."
        ),
        "outcome": "Record what came of a presented proposal, and close its file.",
        "withdraw": (
            "Take a proposal back, at any stage; everybody who knows of it is told."
        ),
    },
    "validation": {
        "validate": (
            "Accept a proposal, return it for completion, or give notice of rejection."
        ),
    },
    "texts": {
        "correct": (
            "Correct a text that was sent out: FORM hands it in, --approve lets it go."
        ),
    },
    "interest": {
        "answer": "Enter on behalf of a body what it said by phone or paper.",
        "recipients": (
            "Who a proposal would be sent to now, and who would not receive it."
        ),
        "choose": (
            "Record whom the proposer of an exclusive proposal has chosen: one, or a "
            "group."
        ),
        "admit": "Take in a yes that came after the round, by reasoned decision.",
    },
    "deadlines": {
        "deadlines": "Every deadline of a proposal, and why it ends when it ends.",
        "stop": "Stop our own clocks on a proposal: somebody else is waited for.",
        "resume": "Let the stopped clocks run again; the days between do not count.",
    },
    "letters": {
        "letters": "The letters, the newest first.",
        "letter": "One letter, to the byte as it was sent; or as its reader sees it.",
    },
    "messages": {
        "messages": (
            "The mails that came in, the newest first, and what became of each."
        ),
        "message": "One mail, to the byte as it came in; or as it was read.",
        "inject": "Hand a mail in at the door by which all mail comes.",
        "mailbox": "The local mailboxes; with an address, the mails in it.",
    },
    "body_names:proposer": {
        "rename-proposer": (
            "The proposer has another name: its open proposals carry it, and all are "
            "told."
        ),
    },
    "counters": {
        "counters": (
            "Whether the record is complete: mails, letters, deadlines, money, events."
        ),
    },
    "engine": {
        "reconcile": (
            "Compare every open procedure with the record, as every night at 01:00 UTC."
        ),
    },
    "verify": {
        "verify": (
            "Check the whole record: acts, rows, what is kept of people, papers, seals."
        ),
    },
    "dossier": {
        "dossier": (
            "Write all about a proposal into a ZIP that a stranger checks offline."
        ),
    },
    "disaster": {
        "backup": "Copy engine, record, keys and settings while everything works.",
        "restore": (
            "Bring a backup back, once every file in it is what its manifest says."
        ),
        "rehydrate": (
            "Begin every procedure again that the engine has lost, from the record "
            "alone."
        ),
    },
    "layout": {
        "migrate": (
            "Bring the database to the newest layout, as the user that owns its tables."
        ),
    },
    "leaving": {
        "export": "Write the whole record into a folder, in open formats.",
        "import-archive": (
            "Put an export into an empty installation, and check it whole."
        ),
    },
    "duplicates": {
        "duplicate": (
            "Say whether two proposals are one project; without OTHER, what is "
            "suspected."
        ),
    },
}
"""Commands and their help by their module, and the Typer in it if that is not `app`."""

NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "session": ("sessions", "Sessions and their agendas."),
    "undertaking": ("undertakings", "What the sides promised in sessions."),
    "follow-up": ("follow_ups", "What both sides tell of a presented proposal."),
    "agreement": ("agreement", "Agreements and their yearly budgets."),
    "cofinance": (
        "cofinancing",
        "Co-financing: `cofinance REF --wait …` decides, `check` looks again.",
    ),
    "money": ("money", "Money under an agreement: committed, paid, settled."),
    "corridor": ("corridor", "Corridors between two countries."),
    "programme": ("programmes programme_report", "Programmes of whole calendar years."),
    "adhesion": ("adhesions counterparts", "Who takes part in a session."),
    "calendar": ("deadlines:calendars", "Calendars deadlines count in."),
    "body": ("bodies body_names", "The bodies proposals are sent to."),
    "task": ("tasks", "What waits for a person."),
    "templates": ("templates", "The texts of letters, and their check."),
    "outage": ("outages", "When nothing could be received."),
    "question": ("questions", "What bodies ask about a proposal."),
    "post": ("letters:post", "Letters held, stopped, let go, sent again."),
    "screening": ("screening", "Lists of restrictive measures."),
    "seal": ("seals", "The signed seals of the record."),
    "archive": ("archive", "What the engine remembered of ended procedures."),
    "webhook": ("webhooks", "Programs that are sent every act, signed."),
    "account": ("accounts", "Who may enter the web desk."),
    "invitation": ("invitations", "Authorities that hand in by a link."),
    "person": ("people", "People the record tells of."),
    "auditor": ("auditors", "Who is sent every seal of the record."),
    "audit": ("audit", "Samples and findings of auditors, and the answers."),
    "report": (
        "reports",
        "Reports on any period, in three languages, as PDF, XLSX, CSV or SVG.",
    ),
}
"""Nouns with commands of their own; where two modules are named, both have some."""


def command_of(name: str) -> Command:
    """A command or a noun, imported, behind the gate for auditors."""
    from cli.reading import guarded  # noqa: PLC0415  (not for --help)

    found = _imported(name)
    guarded(name, found)
    return found


def _imported(name: str) -> Command:
    if name not in NOUNS:
        place = next(place for place, names in NAMES.items() if name in names)
        return cast(TyperCommand, group_at(place).commands[name])
    noun, *others = (group_at(place) for place in NOUNS[name][0].split())
    for other in others:
        noun.commands.update(other.commands)
    return noun


def group_at(place: str) -> TyperGroup:
    """All commands of a Typer, as in `letters` or `letters:post`."""
    module, _, name = place.partition(":")
    return get_group(getattr(import_module(f"cli.{module}"), name or "app"))


class _Later(TyperGroup):
    """Knows its commands by name and help; one is imported when it is called."""

    def __init__(self, **settings: Any) -> None:
        lines = {name: line for names in NAMES.values() for name, line in names.items()}
        lines |= {noun: line for noun, (_, line) in NOUNS.items()}
        known = {name: TyperCommand(name, help=line) for name, line in lines.items()}
        super().__init__(**{**settings, "commands": known})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and command_of(name), rest


app = typer.Typer(
    cls=_Later,
    help=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="The data folder; else STAFFETTA_FOLDER, or var."),
]


@app.callback(help=HELP)
def staffetta(*, folder: Folder = None) -> None:
    PLACE.set(Place(environ=PLACE.get().environ, folder=folder))


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """0 done, 1 refused with a sentence, 2 wrongly used."""
    PLACE.set(Place(environ=environ))
    TYPED.set(tuple(arguments))
    WANTED.set(None)
    as_json = "--json" in arguments
    try:
        left = app(args=[*arguments], prog_name=PROGRAM, standalone_mode=False)
        return left if isinstance(left, int) else 0
    except typer.TyperException as wrong:
        if said := misused(wrong):
            refuse(said, as_json=as_json)
        return wrong.exit_code
    except SystemExit as leaving:  # nobody reads what is printed any more
        return leaving.code if isinstance(leaving.code, int) else 0
    except DomainError as refusal:
        refuse(str(refusal), as_json=as_json)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
    except Exception as error:  # noqa: BLE001  (no traceback reaches a clerk)
        unexpected(error, as_json=as_json)
    return 1
