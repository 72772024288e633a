"""Reads a letter's source: one file per kind and language, from which both bodies come.

The first line is the subject; blocks follow, parted by blank lines. A block may begin
with `[if condition]`. It is a paragraph, or one of: `## heading`, `@rows keys`,
`@list key`, `@text key`, `@form`, or lines that begin with `1.` and so on. All this
is read before any value is put in, so no value can change it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mail.said import Said
from mail.wording import LETTERS
from models.letter import LetterKind

_CONDITION = re.compile(r"\[if (?P<condition>[^\]]+)\]\s*")
_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?P<mark>##|@rows|@list|@text|@form)(?:\s+(?P<rest>.+))?")


class BlockKind(StrEnum):
    PARAGRAPH = ""
    HEADING = "##"
    ROWS = "@rows"
    LIST = "@list"
    TEXT = "@text"
    FORM = "@form"
    NUMBERED = "1."


@dataclass(frozen=True)
class Block:
    """`text` is a template for paragraphs and headings, keys for the others."""

    kind: BlockKind
    text: str
    condition: str = ""

    @property
    def shape(self) -> tuple[str, ...]:
        """What must be the same in every language (method I17)."""
        if self.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            return (self.kind, self.condition)
        if self.kind is BlockKind.NUMBERED:
            return (self.kind, self.condition, str(self.text.count("\n")))
        return (self.kind, self.condition, self.text)

    def applies(self, said: Said) -> bool:
        return not self.condition or bool(_test(self.condition)(**said.values))

    def render(self, said: Said) -> str:
        return _compiled(self.text).render(said.values)


@dataclass(frozen=True)
class LetterSource:
    subject: str
    blocks: tuple[Block, ...]


@cache
def letter_source(kind: LetterKind, language: str) -> LetterSource:
    text = (LETTERS / kind / f"{language}.txt").read_text("utf-8")
    subject, _, body = text.strip().partition("\n")
    parts = re.split(r"\n\s*\n", body.strip())
    return LetterSource(
        subject.removeprefix("subject:").strip(),
        tuple(_block(part.strip()) for part in parts),
    )


def _block(text: str) -> Block:
    condition = ""
    if found := _CONDITION.match(text):
        condition, text = found["condition"], text[found.end() :]
    if directive := _DIRECTIVE.fullmatch(text):
        return Block(
            BlockKind(directive["mark"]), (directive["rest"] or "").strip(), condition
        )
    if (lines := _NUMBERED.split(text)) and not lines[0] and lines[1:]:
        return Block(
            BlockKind.NUMBERED, "\n".join(map(str.strip, lines[1:])), condition
        )
    return Block(BlockKind.PARAGRAPH, " ".join(text.split()), condition)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # One rendering, into plain text; layout.py escapes the whole of it for HTML.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
    )


@cache
def _compiled(text: str) -> Template:
    return _environment().from_string(text)


@cache
def _test(condition: str) -> TemplateExpression:
    return _environment().compile_expression(condition, undefined_to_none=False)
