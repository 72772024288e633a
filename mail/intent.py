"""What a reply decides: the form first, then explicit words; in doubt, nothing.

A missed answer costs a clerk a minute; an invented one costs a body its word. So
every doubt is an abstention, and each act shows the words it rests on.
"""

from collections.abc import Sequence

from mail.forms import Filled, form_lines, read_form
from mail.phrases import RULE_VERSION, Finding, findings
from models.message import ActKind, Judgement, Reading, ReadingKind

_JUDGED = (ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE)
_BY_FORM = 0.99
_BY_PHRASE = 0.9
_BY_QUESTION = 0.8

_YES = (ActKind.INTERESTED, ActKind.CONDITIONAL)
_NO = (ActKind.DECLINED, ActKind.WITHDRAWN)


def judge(reading: Reading, offered: Sequence[ActKind] = tuple(ActKind)) -> Judgement:
    """The act a reply declares, if it is one of those `offered`.

    Only the sender's new words count: our own letter says "interested" too.
    """
    if reading.kind not in _JUDGED:
        return _abstain(f"a mail of kind {reading.kind} decides nothing")
    text = reading.new_text
    form = read_form(text)
    found = findings(_without_form(text))
    judged = _by_form(form, found) if form and form.act else _by_phrase(found)
    if judged.act is not None and judged.act not in offered:
        judged = _abstain(f"{judged.act} is not open to this party now")
    return _with_money(judged, form)


def _abstain(why: str) -> Judgement:
    return Judgement(rule_version=RULE_VERSION, why=why)


def _by_form(form: Filled, found: Finding) -> Judgement:
    act = form.act
    if act in _YES and found.acts & set(_NO):
        return _abstain("the form says yes and the words say no")
    if act in _NO and found.acts & {*_YES, ActKind.WITHDRAWN}:
        return _abstain("the form says no and the words say otherwise")
    if act is ActKind.INTERESTED and ActKind.CONDITIONAL in found.acts:
        return _abstain("the form says yes and the words set a condition")
    return Judgement(
        act=act,
        span=form.span,
        confidence=_BY_FORM,
        by="form",
        rule_version=RULE_VERSION,
        why="the answer on the form",
    )


def _by_phrase(found: Finding) -> Judgement:
    if found.doubt:
        return _abstain(found.doubt)
    if len(found.acts) != 1:
        return _abstain("two answers at once" if found.acts else "no explicit answer")
    (act,) = found.acts
    asked = act is ActKind.QUESTION
    return Judgement(
        act=act,
        span=found.span,
        confidence=_BY_QUESTION if asked else _BY_PHRASE,
        by="phrase",
        rule_version=RULE_VERSION,
        why="a question and no answer" if asked else "explicit words",
    )


def _with_money(judged: Judgement, form: Filled | None) -> Judgement:
    if form is None:
        return judged
    why = "; ".join((judged.why, *form.problems))
    if judged.act not in _YES:
        return judged.model_copy(update={"why": why})
    return judged.model_copy(
        update={
            "contribution_cents": form.contribution_cents,
            "private_cents": form.private_cents,
            "why": why,
        }
    )


def _without_form(text: str) -> str:
    """Only free words, for labels offer every answer at once. As long as `text`."""
    pieces: list[str] = []
    position = 0
    for line in form_lines(text):
        stop = line.end
        if line.name == "notes" and line.value:
            stop = max(text.rfind(line.value, line.start, line.end), line.start)
        pieces += [text[position : line.start], " " * (stop - line.start)]
        position = stop
    return "".join([*pieces, text[position:]])
