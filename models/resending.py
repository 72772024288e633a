"""A letter sent once more: how it is named, and what it says besides."""

from datetime import datetime
from typing import Final

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import LetterId
from models.letter import Letter, LetterKind

_AGAIN: Final = "/again/"
LONGEST_PREFACE: Final = 500
"""Characters: a line or two, no second letter."""


class Preface(Frozen):
    """The officer's words above a letter that goes out again.

    `first_at`: when the letter was written first, UTC. `zone`: of its dates.
    """

    words: str
    first_at: datetime
    zone: str


def again_id(letter: LetterId, act: str) -> LetterId:
    """The name of a letter sent again, always after the one that was first."""
    return LetterId(f"{first_id(letter)}{_AGAIN}{act}")


def first_id(letter: LetterId) -> LetterId:
    """The letter that was sent first; itself, if it was."""
    return LetterId(letter.partition(_AGAIN)[0])


def sent_again(letter: LetterId) -> bool:
    return _AGAIN in letter


def invites(letter: Letter) -> bool:
    """Whether a body counts as asked by this letter; one sent again asks nobody new."""
    return letter.kind is LetterKind.DISSEMINATION and not sent_again(letter.letter)


def preface_words(given: str) -> str:
    """On one line.

    Raises:
        DomainError: nothing, or more than a preface may say.
    """
    words = " ".join(given.split())
    if not words:
        raise DomainError("Say in a line why the letter comes again: give --preface.")
    if len(words) > LONGEST_PREFACE or not words.isprintable():
        raise DomainError(
            f"A preface has at most {LONGEST_PREFACE} characters, and no marks that "
            "cannot be printed: shorten --preface."
        )
    return words
