"""A body's question, made anonymous, answered once, and told to all (method X7)."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, BodyCode, CaseId, MessageHash, PaperId
from models.proposal_review import sentences

LONGEST: Final = 2_000
"""Characters of a question, and of an answer (method 4.1)."""

_ADDRESS: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")
_LEAST_NAME: Final = 4
"""Shorter names are words: to find one proves nothing."""


class QuestionError(DomainError):
    """A question cannot be answered so; the sentence says what to do."""


class QuestionState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"  # told to every body of the round
    PRIVATE = "private"  # answered to the asker alone, with a reason
    REFUSED = "refused"


class Question(Frozen):
    """`body` asked, and nobody but the desk learns it. `number` counts in the case."""

    case: CaseId
    number: int
    round: int
    body: BodyCode
    asked_at: datetime
    message: MessageHash | None = None
    state: QuestionState = QuestionState.ASKED
    text: PaperId | None = None  # what was told, once it was: an Answering
    answered_at: datetime | None = None
    answered_by: Actor | None = None


class Answering(Frozen):
    """The question as all may read it, and its answer, in each language."""

    question: dict[str, str] = Field(min_length=1)
    answer: dict[str, str] = Field(min_length=1)

    @field_validator("question", "answer")
    @classmethod
    def _short_enough(cls, texts: dict[str, str]) -> dict[str, str]:
        for language, text in texts.items():
            if not text.strip():
                raise ValueError(f"The text in {language} is empty; write it.")
            if len(text) > LONGEST:
                raise ValueError(
                    f"The text in {language} has {len(text)} characters; the most is"
                    f" {LONGEST}."
                )
        return {language: text.strip() for language, text in texts.items()}

    def refuse_gaps(self, languages: Iterable[str]) -> None:
        """Every reader must find the same text in his language (methods I6, I17).

        Raises:
            QuestionError: a language is missing, or its text has other paragraphs.
        """
        for name, texts in (("question", self.question), ("answer", self.answer)):
            missing = sorted(set(languages) - set(texts))
            if missing:
                raise QuestionError(
                    f"The {name} is missing in {', '.join(missing)}: bodies of this"
                    " round read it; add it to the file."
                )
            counts = {len(_paragraphs(text)) for text in texts.values()}
            if len(counts) > 1:
                raise QuestionError(
                    f"The {name} has not the same paragraphs in every language; make"
                    " them equal, so that all are told the same."
                )

    def refuse_identifying(self, names: Iterable[str]) -> None:
        """What goes to all must not tell who asked.

        Args:
            names: everything the asker is known by: name, code, mailbox.

        Raises:
            QuestionError: a name of the asker, or any e-mail address, stands in it.
        """
        for text in (*self.question.values(), *self.answer.values()):
            if found := _ADDRESS.search(text):
                raise QuestionError(
                    f"The text holds the address {found[0]}: take it out, for it goes"
                    " to every body of the round."
                )
            plain = text.casefold()
            for name in names:
                if len(name) >= _LEAST_NAME and name.casefold() in plain:
                    raise QuestionError(
                        f"The text names {name}, who asked: make it anonymous, or"
                        " answer with --private and a reason."
                    )


def read_answering(content: bytes) -> Answering:
    """An answering from its paper.

    Raises:
        QuestionError: a field breaks a rule; the sentence names it.
    """
    try:
        return _ANSWERING.validate_json(content)
    except ValidationError as error:
        raise QuestionError(" ".join(sentences(error, "file"))) from error


_ANSWERING: Final = TypeAdapter(Answering)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]
