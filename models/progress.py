"""How far a piece of work is that takes longer than one waits for a page."""

from models.frozen import Frozen


class Progress(Frozen):
    """`ended`: it is over, done or not; nothing more will be told."""

    done: int
    all: int
    ended: bool
