"""Reads a letter's source: one text per kind and language, from which both bodies come.

The first line is the subject; blocks follow, parted by blank lines. A block may begin
with `[if condition]`. It is a paragraph, or one of: `## heading`, `@rows keys`,
`@list key`, `@text key`, `@items keys`, `@form`, `@item-form`, or lines that begin with
`1.` and so on; an adhesion has `@adhesion-form` and `@confirm-form`, a follow-up
`@follow-up-form`. All this is read before any value is put in, so no value can change
it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mail.said import Said
from mail.wording import LETTERS
from models.letter import LetterKind

SUBJECT = "subject:"
_CONDITION = re.compile(r"\[if (?P<condition>[^\]]+)\]\s*")
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"(?P<mark>##|@rows|@list|@text|@items|@item-form|@form|@adhesion-form"
    r"|@confirm-form|@follow-up-form)(?:\s+(?P<rest>.+))?"
)
_REMEMBERED = 1024


class BlockKind(StrEnum):
    PARAGRAPH = ""
    HEADING = "##"
    ROWS = "@rows"
    LIST = "@list"
    TEXT = "@text"
    ITEMS = "@items"
    FORM = "@form"
    ITEM_FORM = "@item-form"
    ADHESION_FORM = "@adhesion-form"
    CONFIRM_FORM = "@confirm-form"
    FOLLOW_UP_FORM = "@follow-up-form"
    NUMBERED = "1."


SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
FORMS = frozenset(
    {
        BlockKind.FORM,
        BlockKind.ITEM_FORM,
        BlockKind.ADHESION_FORM,
        BlockKind.CONFIRM_FORM,
        BlockKind.FOLLOW_UP_FORM,
    }
)


@dataclass(frozen=True)
class Block:
    """`text` is a template for paragraphs and headings, keys for the others."""

    kind: BlockKind
    text: str
    condition: str = ""
    line: int = field(default=0, compare=False)

    @property
    def shape(self) -> tuple[str, ...]:
        """What must be the same in every language (method I17)."""
        if self.kind in SENTENCES:
            return (self.kind, self.condition)
        if self.kind is BlockKind.NUMBERED:
            return (self.kind, self.condition, str(self.text.count("\n")))
        return (self.kind, self.condition, self.text)

    def applies(self, said: Said) -> bool:
        return not self.condition or bool(_test(self.condition)(**said.values))

    def render(self, said: Said) -> str:
        return _compiled(self.text).render(said.values)


@dataclass(frozen=True)
class Part:
    """A piece of a source between blank lines, and where it begins."""

    line: int
    text: str


@dataclass(frozen=True)
class LetterSource:
    subject: str
    blocks: tuple[Block, ...]


@cache
def shipped_text(kind: LetterKind, language: str) -> str:
    return (LETTERS / kind / f"{language}.txt").read_text("utf-8")


def letter_source(kind: LetterKind, language: str) -> LetterSource:
    """The shipped one."""
    return parse_source(shipped_text(kind, language))


@lru_cache(maxsize=_REMEMBERED)
def parse_source(text: str) -> LetterSource:
    """Total: what is no directive is a paragraph; template_check.py complains."""
    subject, *parts = [*parts_of(text)] or [Part(1, "")]
    first, _, rest = subject.text.partition("\n")
    if rest.strip():
        parts.insert(0, Part(subject.line + 1, rest.strip()))
    return LetterSource(
        first.removeprefix(SUBJECT).strip(), tuple(_block(part) for part in parts)
    )


def parts_of(text: str) -> Iterator[Part]:
    start, lines = 0, list[str]()
    for number, line in enumerate((*_lines(text), ""), start=1):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield Part(start, "\n".join(lines).strip())
            lines = []


def _lines(text: str) -> list[str]:
    """As editors on any system write them."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return plain.split("\n")


def _block(part: Part) -> Block:
    condition, text, line = "", part.text, part.line
    if found := _CONDITION.match(text):
        condition, text = found["condition"], text[found.end() :]
    if directive := _DIRECTIVE.fullmatch(text):
        rest = (directive["rest"] or "").strip()
        return Block(BlockKind(directive["mark"]), rest, condition, line)
    if (lines := _NUMBERED.split(text)) and not lines[0] and lines[1:]:
        numbered = "\n".join(map(str.strip, lines[1:]))
        return Block(BlockKind.NUMBERED, numbered, condition, line)
    return Block(BlockKind.PARAGRAPH, " ".join(text.split()), condition, line)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    # One rendering, into plain text; layout.py escapes the whole of it for HTML.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
    )


@lru_cache(maxsize=_REMEMBERED)
def _compiled(text: str) -> Template:
    return environment().from_string(text)


@lru_cache(maxsize=_REMEMBERED)
def _test(condition: str) -> TemplateExpression:
    return environment().compile_expression(condition, undefined_to_none=False)
