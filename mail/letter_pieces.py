"""What each block of a letter's source becomes, once the facts are put in."""

from collections.abc import Mapping

from jinja2 import TemplateError

from mail.layout import Entry, Form, Heading, Items, Numbered, Paragraph, Piece, Rows
from mail.letter_source import FORMS, Block, BlockKind
from mail.said import Said, Value
from mail.wording import Wording
from models import adhesion_labels, follow_up_form
from models.errors import DomainError
from models.letter import LetterKind
from models.reply_form import LABELS, Language

_NOT_FILLED = (LookupError, ValueError, TypeError, ArithmeticError, TemplateError)
"""What a text can do that never went through template_check.py."""


def about(addressee: str, words: Wording, facts: Said) -> list[Piece]:
    named = (("attention", addressee), ("reference", facts.rows["ref"]))
    rows = tuple((words.phrase(key), value) for key, value in named if value)
    return [Rows(rows)] if rows else []


def filled(
    kind: LetterKind, version: int, block: Block, words: Wording, facts: Said
) -> list[Piece]:
    """A block of that version of a letter's text; 0 is the shipped one."""
    try:
        return _piece(block, words, facts) if block.applies(facts) else []
    except _NOT_FILLED as error:
        raise DomainError(
            f"The text of letter {kind}, {words.language}, version {version},"
            f" cannot be filled in at line {block.line} ({error}): mend it with"
            " `starter.py templates keep`, or go back with `templates back`."
        ) from error


def _piece(block: Block, words: Wording, facts: Said) -> list[Piece]:
    """None when all a block would show is empty: no hole, no empty table."""
    pieces: list[Piece]
    match block.kind:
        case BlockKind.HEADING | BlockKind.PARAGRAPH:
            text = block.render(facts)
            heading = block.kind is BlockKind.HEADING
            pieces = [Heading(text) if heading else Paragraph(text)]
        case kind if kind in FORMS:
            pieces = [Form(form_lines(block.kind, words, facts))]
        case BlockKind.NUMBERED:
            pieces = [Numbered(tuple(block.text.split("\n")))]
        case BlockKind.LIST:
            pieces = [Items(facts.lists[block.text])]
        case BlockKind.TEXT:
            pieces = [Paragraph(text) for text in facts.lists[block.text]]
        case BlockKind.ROWS:
            pieces = [_table(block.text.split(), words, facts.rows)]
        case BlockKind.ITEMS:
            pieces = [*_entries(block.text.split(), words, facts)]
    return [piece for piece in pieces if piece]


def form_lines(kind: BlockKind, words: Wording, facts: Said) -> tuple[str, ...]:
    language = Language(words.language)
    labels = LABELS[language]
    if kind is BlockKind.ADHESION_FORM:
        return adhesion_labels.form_lines(language)
    if kind is BlockKind.CONFIRM_FORM:
        return adhesion_labels.confirm_lines(language)
    if kind is BlockKind.FOLLOW_UP_FORM:
        return follow_up_form.LABELS[language].form()
    if kind is BlockKind.FORM:
        return labels.lines()
    return tuple(
        labels.item_line(int(item["position"]), item["ref"]) for item in facts.items
    )


def _entries(keys: list[str], words: Wording, facts: Said) -> list[Entry]:
    return [
        Entry(item["position"], item[keys[0]], _table(keys[1:], words, item))
        for item in facts.items
    ]


def _table(keys: list[str], words: Wording, values: Mapping[str, Value]) -> Rows:
    shown = ((key, values[key]) for key in keys)
    return Rows(
        tuple((words.of("labels", key), value) for key, value in shown if value)
    )
