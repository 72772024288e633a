"""What is said of a command that is not written as it should be."""

from pydantic import ValidationError
from typer import BadParameter, TyperException

from models.proposal_review import sentences


def misused(wrong: TyperException) -> str:
    """Which part is wrong, and where the help is; empty when that was shown instead."""
    if isinstance(wrong, BadParameter) and isinstance(wrong.__cause__, ValidationError):
        wrong.message = " ".join(sentences(wrong.__cause__, "value"))
    words = " ".join(wrong.format_message().split())
    context = getattr(wrong, "ctx", None)
    of = context.command_path if context else "starter.py"
    end = "" if words.endswith((".", "?")) else "."
    return f"{words}{end} See `{of} --help`." if words else ""
