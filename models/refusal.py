"""An act that was refused: who wanted what, and the sentence that stopped it."""

from collections.abc import Mapping

from models.frozen import Frozen
from models.ids import Actor


class Wanted(Frozen):
    """What somebody set out to do.

    `act` is its command, as in `session postpone`; `asked`, the names, dates and sums
    it was given, without words, files and addresses; `ref`, the proposal it is about.
    """

    actor: Actor
    act: str
    asked: Mapping[str, str]
    ref: str | None = None
