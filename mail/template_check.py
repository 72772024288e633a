"""Whether a letter's text may be used: what is wrong with it, as a clerk would say it.

A text passes when it can be read and filled in, when it keeps what the letter is for,
and when it says the same, block by block, in every language.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from mail.address import Purpose, conversation_of
from mail.letter_pieces import form_lines
from mail.letter_samples import CONVERSATION, IDENTITY, REF, sample, told
from mail.letter_source import (
    FORMS,
    SENTENCES,
    SUBJECT,
    Block,
    BlockKind,
    letter_source,
    parse_source,
    parts_of,
)
from mail.said import Said
from mail.template_grammar import in_condition, in_sentence, names_in
from mail.wording import LOCALES, wording
from models.errors import DomainError
from models.letter import ANSWERABLE, DIGESTS, LetterDraft, LetterKind
from models.reply_form import MARKER

LONGEST_SUBJECT = 120
LONGEST_SOURCE = 20_000
LARGEST_LETTER = 100_000

_COMPULSORY: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.DISSEMINATION: ("title", "deadline"),
    LetterKind.REMINDER: ("title", "deadline"),
    LetterKind.DIGEST: ("ref", "title", "deadline"),
    LetterKind.REMINDER_DIGEST: ("ref", "title", "deadline"),
    LetterKind.DEADLINE_MOVED: ("title", "new_deadline"),
    LetterKind.DEADLINE_STANDS: ("title", "session", "deadline"),
    LetterKind.QUESTION_ANSWERED: ("title", "question", "answer", "deadline"),
    LetterKind.TEXT_CORRECTED: ("title", "changes", "deadline", "act"),
    LetterKind.RETURN_FOR_COMPLETION: ("gaps", "deadline"),
    LetterKind.COMPLETION_REMINDER: ("deadline",),
    LetterKind.TERM_MOVED: ("title", "new_deadline"),
    LetterKind.REJECTION_NOTICE: ("reason", "deadline"),
    LetterKind.REJECTION: ("reason",),
    LetterKind.ANSWER_RECEIPT: ("title", "act", "deadline", "correct_until"),
    LetterKind.CORRECTION_RECEIPT: ("title", "act", "standing", "deadline"),
    LetterKind.MUTE_RECEIPT: ("title", "deadline"),
    LetterKind.RECALL: ("title",),
    LetterKind.RESULT: ("title", "outcome"),
    LetterKind.CONVOCATION: ("title", "starts_at", "slot_at"),
    LetterKind.AGENDA_CHANGED: ("title", "previous_slot", "new_slot"),
    LetterKind.SESSION_MOVED: ("title", "new_starts_at"),
    LetterKind.PARTY_CHANGED: ("title", "previous_name", "new_name"),
    LetterKind.SESSION_CANCELLED: ("title", "session", "next_session"),
    LetterKind.ADHESION_NOTICE: ("session", "deadline", "starts_at"),
    LetterKind.ADHESION_RECEIPT: ("session", "gaps", "recorded"),
    LetterKind.ADHESION_CONFIRM: ("session", "recorded", "new_starts_at"),
    LetterKind.FORMAT_CHANGED: ("session", "recorded", "place", "starts_at"),
    LetterKind.ADHESION_CANCELLED: ("session", "recorded"),
    LetterKind.SEAL: ("seal_at", "seal_hash", "seal_key", "seal_signature"),
}
"""What the reader has a right to be told, whatever the words around it."""

_STRUCTURE = frozenset({*FORMS, BlockKind.ITEMS})
_MARK = re.compile(r"^(?:@|##|\[if\b)")
_STANDING_IN = re.compile(r"[\[\]{}]")
_BRACES = re.compile(r"\{[{%#]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKER_WORDS = tuple(part.strip(" —") for part in MARKER.split("·"))


def check(kind: LetterKind, sources: Mapping[str, str]) -> Sequence[str]:
    """Every problem of the texts of one kind, by language; none is well.

    Args:
        kind: which letter it is.
        sources: the text in each language; the shapes of all given are compared.
    """
    problems: list[str] = []
    for language, source in sources.items():
        if language not in LOCALES:
            problems.append(f"{language}: letters are in {', '.join(LOCALES)}.")
            continue
        found = _of_text(kind, language, source)
        problems += (f"{language}, {problem}." for problem in found)
    return problems or [*_of_shapes(sources)]


def _of_text(kind: LetterKind, language: str, source: str) -> Iterator[str]:
    if len(source) > LONGEST_SOURCE:
        yield f"the text has more than {LONGEST_SOURCE} characters; shorten it"
        return
    facts = told(kind, language)
    parsed = parse_source(source)
    problems = [*_of_head(source), *_of_lines(source)]
    for block in parsed.blocks:
        problems += (_at(block.line, one) for one in _of_block(block, facts))
    # Only what has no fault so far can be filled in without harm.
    yield from problems or _of_whole(kind, language, source)


def _at(line: int, problem: str) -> str:
    return f"line {line}: {problem}"


def _of_head(source: str) -> Iterator[str]:
    head = next(parts_of(source), None)
    if head is None or not head.text.startswith(SUBJECT):
        yield _at(1, f'the text begins with "{SUBJECT}" and the subject')
        return
    subject, _, rest = head.text.partition("\n")
    heading = subject.removeprefix(SUBJECT).strip()
    if rest:
        yield _at(head.line + 1, "leave an empty line after the subject")
    if not heading:
        yield _at(head.line, "the subject is empty; write it")
    if len(heading) > LONGEST_SUBJECT:
        yield _at(head.line, f"the subject has over {LONGEST_SUBJECT} characters")
    if _STANDING_IN.search(heading):
        yield _at(
            head.line,
            "the subject takes no braces and brackets; the number of the proposal and"
            " its title are put in by themselves",
        )
    if len([*parts_of(source)]) == 1:
        yield "the letter has a subject only; write its text below an empty line"


def _of_lines(source: str) -> Iterator[str]:
    for part in parts_of(source):
        for number, line in enumerate(part.text.split("\n"), start=part.line):
            for mark in line.replace("\t", " "):
                if unicodedata.category(mark) in _INVISIBLE:
                    yield _at(number, f"delete the invisible mark U+{ord(mark):04X}")
            if any(words in line for words in _MARKER_WORDS):
                yield _at(
                    number,
                    f'take out "{line.strip()}"; the line to answer above is put in by'
                    " itself",
                )
            if number > part.line and _MARK.match(line.strip()):
                yield _at(number, f"leave an empty line before {line.split()[0]}")


def _of_block(block: Block, facts: Said) -> Iterator[str]:
    if block.condition:
        yield from in_condition(block.condition, facts.values)
    match block.kind:
        case BlockKind.PARAGRAPH | BlockKind.HEADING:
            yield from _of_sentence(block, facts)
        case BlockKind.NUMBERED:
            if _BRACES.search(block.text):
                yield "a numbered list takes no values; put them into a sentence"
        case kind if kind in FORMS:
            if block.text:
                yield f"{block.kind} stands alone on its line; take out {block.text!r}"
        case _:
            yield from _of_keys(block, facts)


def _of_keys(block: Block, facts: Said) -> Iterator[str]:
    known: Mapping[str, object] = facts.lists
    if block.kind is BlockKind.ROWS:
        known = facts.rows
    elif block.kind is BlockKind.ITEMS:
        known = facts.items[0] if facts.items else {}
    elif " " in block.text:
        yield f"{block.kind} takes one name; give each its own line"
    filled = sorted(key for key, value in known.items() if value)
    choice = f"use one of: {', '.join(filled)}" if filled else "take it out"
    if not block.text:
        yield f"{block.kind} names nothing; {choice}"
    for key in block.text.split():
        if key not in filled:
            yield f"{key!r} is never filled in a letter of this kind; {choice}"


def _of_sentence(block: Block, facts: Said) -> Iterator[str]:
    if not block.text:
        yield "the block is empty; write its text or take it out"
    elif _MARK.match(block.text):
        kinds = ", ".join(kind for kind in BlockKind if kind.startswith("@"))
        yield (
            f"{block.text.split()[0]!r} is none of: ## heading, {kinds},"
            " [if condition] text"
        )
    else:
        yield from in_sentence(block.text, facts.values)


def _of_whole(kind: LetterKind, language: str, source: str) -> Iterator[str]:
    blocks = parse_source(source).blocks
    shipped = letter_source(kind, language).blocks
    for structure in _STRUCTURE:
        wanted = sum(block.kind is structure for block in shipped)
        found = [block for block in blocks if block.kind is structure]
        if len(found) != wanted or any(block.condition for block in found):
            yield f"{structure} stands in this letter {_times(wanted)}"
    said = {name for block in blocks for name in _names(block)}
    for name in _COMPULSORY.get(kind, ()):
        if name not in said:
            yield f"the letter does not say {name!r}; put it into a table or a sentence"
    yield from _of_letter(kind, language, source)


def _times(wanted: int) -> str:
    return "exactly once, without condition" if wanted else "never: take it out"


def _names(block: Block) -> set[str]:
    return names_in(block.text) if block.kind in SENTENCES else {*block.text.split()}


def _of_letter(kind: LetterKind, language: str, source: str) -> Iterator[str]:
    """Write the letter, and look for what answers are known by."""
    try:
        letter = sample(kind, language, source)
    except DomainError as error:
        yield str(error).rstrip(".")
        return
    if len(letter.composed.raw) > LARGEST_LETTER:
        yield f"the letter has over {LARGEST_LETTER // 1000} kB; shorten the text"
        return
    head, lines = letter.head, letter.plain.split("\n")
    answers_to = conversation_of(IDENTITY, head["Reply-To"], Purpose.REPLY)
    for what, there in {
        "the number in the subject": kind in DIGESTS or f"[{REF}]" in head["Subject"],
        "the address for answers": answers_to == CONVERSATION,
        "the line to answer above": kind not in ANSWERABLE or lines[:1] == [MARKER],
        "the form": {*_form(letter.draft)} <= {*lines},
    }.items():
        if not there:
            yield f"{what} is lost; begin again from the shipped text"


def _form(draft: LetterDraft) -> Iterator[str]:
    words = wording(draft.language, draft.facts.zone)
    facts = told(draft.kind, draft.language)
    for block in letter_source(draft.kind, draft.language).blocks:
        if block.kind in FORMS:
            yield from form_lines(block.kind, words, facts)


def _of_shapes(sources: Mapping[str, str]) -> Iterator[str]:
    """A reader of any language gets the same letter (method I17)."""
    (first, text), *others = sources.items()
    blocks = parse_source(text).blocks
    for language, other in others:
        theirs = parse_source(other).blocks
        for mine, its in zip(blocks, theirs, strict=False):
            if mine.shape != its.shape:
                yield (
                    f"{first}, line {mine.line} is {_described(mine)}, but {language},"
                    f" line {its.line} is {_described(its)}: languages have the same"
                    " blocks; change all of them together."
                )
                break
        else:
            if len(blocks) != len(theirs):
                yield (
                    f"{first} has {len(blocks)} blocks, {language} {len(theirs)}:"
                    " languages have the same blocks; change all of them together."
                )


def _described(block: Block) -> str:
    condition = f"[if {block.condition}] " if block.condition else ""
    if block.kind is BlockKind.NUMBERED:
        return f"{condition}a list of {block.text.count(chr(10)) + 1} lines"
    named = {BlockKind.PARAGRAPH: "a paragraph", BlockKind.HEADING: "a heading"}
    return condition + named.get(block.kind, f"{block.kind} {block.text}".rstrip())
