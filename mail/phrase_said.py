"""All that a reply says, sentence by sentence, and what it asks."""

from dataclasses import dataclass

from mail.phrase_questions import ASKING, IDLE_QUESTION
from mail.phrase_signals import Says, Signal
from mail.phrase_text import Sentence


@dataclass(frozen=True, slots=True)
class Said:
    """All that a reply says, sentence by sentence."""

    sentences: tuple[Sentence, ...]
    signals: tuple[Signal, ...]

    def of(self, *kinds: Says) -> list[Signal]:
        return [one for one in self.signals if one.says in kinds]


def asked(said: Said) -> tuple[int, int] | None:
    """Where it asks something, if a question is more than a manner of speaking."""
    for sentence in said.sentences:
        if IDLE_QUESTION.search(sentence.folded):
            return None
    for sentence in said.sentences:
        if sentence.asks or ASKING.search(sentence.folded):
            return sentence.place
    return None
