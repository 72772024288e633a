"""What the record of a corridor cannot know: origins, aims, method, lines of work."""

from models.document import Said
from models.frozen import Frozen
from models.report import ActivityLine, Aim, Fact


class CorridorFacts(Frozen):
    """Kept as data beside the corridor, for its synthesis."""

    frame: tuple[Fact, ...] = ()
    aims: tuple[Aim, ...] = ()
    method: tuple[Said, ...] = ()
    lines: tuple[ActivityLine, ...] = ()
    sources: tuple[Said, ...] = ()
