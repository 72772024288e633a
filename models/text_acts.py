"""A wrong text was sent out: what a person may do about it (method X24)."""

from models.acts import Act, Scores
from models.ids import PaperId


class TextAct(Act):
    """One hands the right text in, another validates it."""


class CorrectText(TextAct):
    """`material`: it may change a body's answer, so the round's clock starts again."""

    form: PaperId
    material: bool = False


class JudgeText(TextAct):
    """`scores` replace those of the text before; `cleared`: a hit was judged false."""

    approved: bool
    scores: Scores | None = None
    cleared: bool = False
