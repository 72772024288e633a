"""What a reply decides: the form first, then explicit words; in doubt, nothing.

A missed answer costs a clerk a minute; an invented one costs a body its word. So
every doubt is an abstention, and each act shows the words it rests on.
"""

from collections.abc import Sequence
from dataclasses import replace

from mail.digest_answers import ItemAnswer, item_answers
from mail.forms import Filled, answer, form_lines, read_fields, read_form
from mail.free_money import contribution
from mail.phrase_cancels import cancel_request
from mail.phrases import RULE_VERSION, Finding, findings
from models.message import ActKind, DigestItem, Judgement, Reading, ReadingKind

_JUDGED = (ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE)
_BY_FORM = 0.99
_BY_PHRASE = 0.9
_BY_QUESTION = 0.8

_DISAGREE = "two forms give different answers"
_YES = (ActKind.INTERESTED, ActKind.CONDITIONAL)
_NO = (ActKind.DECLINED, ActKind.WITHDRAWN)


def judge(reading: Reading, offered: Sequence[ActKind] = tuple(ActKind)) -> Judgement:
    """The act a reply declares, if it is one of those `offered`.

    Only the sender's new words count: our own letter says "interested" too.
    """
    if reading.kind not in _JUDGED:
        return _abstain(f"a mail of kind {reading.kind} decides nothing")
    text = reading.new_text
    form, problems = _forms(reading)
    if _DISAGREE in problems:
        return _abstain(_DISAGREE)
    undone = "" if form and form.act else cancel_request(text)
    if undone:
        return _cancels(undone)
    found = _free_words(text)
    judged = _by_form(form, found) if form and form.act else _by_phrase(found)
    if judged.act is not None and judged.act not in offered:
        judged = _abstain(f"{judged.act} is not open to this party now")
    return _because(_with_money(judged, form, text), problems)


def judge_each(reading: Reading, items: Sequence[DigestItem]) -> tuple[Judgement, ...]:
    """What a reply to a letter of several proposals decides of each, in their order."""
    if len(items) == 1:
        return (judge(reading),)
    if reading.kind not in _JUDGED:
        why = f"a mail of kind {reading.kind} decides nothing"
        return tuple(_abstain(why) for _ in items)
    return tuple(_of_item(one) for one in item_answers(reading.new_text, items))


def _of_item(found: ItemAnswer) -> Judgement:
    if found.act is None:
        return _abstain(found.why)
    return _recorded(found.act, found.span, by_form=found.by_form, why=found.why)


def _abstain(why: str) -> Judgement:
    return Judgement(rule_version=RULE_VERSION, why=why)


def _cancels(span: str) -> Judgement:
    return Judgement(
        span=span,
        confidence=_BY_PHRASE,
        by="phrase",
        rule_version=RULE_VERSION,
        why="asks to undo what was recorded last",
        cancels=True,
    )


def _recorded(act: ActKind, span: str, *, by_form: bool, why: str) -> Judgement:
    by_words = _BY_QUESTION if act is ActKind.QUESTION else _BY_PHRASE
    return Judgement(
        act=act,
        span=span,
        confidence=_BY_FORM if by_form else by_words,
        by="form" if by_form else "phrase",
        rule_version=RULE_VERSION,
        why=why,
    )


# ── forms ────────────────────────────────────────────────────────────────────────


def _forms(reading: Reading) -> tuple[Filled | None, tuple[str, ...]]:
    """The one form of a reply, in its body or attached, and what is wrong with it."""
    written = read_form(reading.new_text)
    attached = [read_fields(one.fields) for one in reading.forms]
    unread = any(not one.fields for one in reading.forms)
    problems = ("the attached form has no field that can be read",) if unread else ()
    filled = [one for one in (written, *attached) if one]
    if len({one.act for one in filled if one.act}) > 1:
        return None, (*problems, _DISAGREE)
    best = next((one for one in filled if one.act), next(iter(filled), None))
    if best and best is not written:  # its words are not in the text to be shown
        best = _shown(best, reading.new_text)
    return best, problems


def _shown(form: Filled, text: str) -> Filled:
    return form if form.span in text else _respanned(form)


def _respanned(form: Filled) -> Filled:
    return Filled(
        act=form.act,
        contribution_cents=form.contribution_cents,
        private_cents=form.private_cents,
        notes=form.notes,
        problems=form.problems,
    )


def _by_form(form: Filled, found: Finding) -> Judgement:
    act = form.act
    if act in _YES and found.acts & set(_NO):
        return _abstain("the form says yes and the words say no")
    if act in _NO and found.acts & {*_YES, ActKind.WITHDRAWN}:
        return _abstain("the form says no and the words say otherwise")
    if act is ActKind.INTERESTED and ActKind.CONDITIONAL in found.acts:
        return _abstain("the form says yes and the words set a condition")
    if act is None:
        return _abstain("the form gives no answer")
    return _recorded(act, form.span, by_form=True, why="the answer on the form")


def _free_words(text: str) -> Finding:
    """What the words beside the form say; quoted as they stand in the mail."""
    free = _without_form(text)
    found = findings(free)
    first = free.find(found.span)
    return replace(found, span=text[first : first + len(found.span)])


def _without_form(text: str) -> str:
    """Only free words, for labels offer every answer at once. As long as `text`."""
    pieces: list[str] = []
    position = 0
    for line in form_lines(text):
        stop = line.end
        unread = line.name == "answer" and line.value and answer(line.value) is None
        if line.value and (line.name == "notes" or unread):
            stop = max(text.rfind(line.value, line.start, line.end), line.start)
        pieces += [text[position : line.start], " " * (stop - line.start)]
        position = stop
    return "".join([*pieces, text[position:]])


# ── words ────────────────────────────────────────────────────────────────────────


def _by_phrase(found: Finding) -> Judgement:
    if found.doubt:
        return _abstain(found.doubt)
    if len(found.acts) != 1:
        return _abstain("two answers at once" if found.acts else "no explicit answer")
    (act,) = found.acts
    asked = act is ActKind.QUESTION
    why = "a question and no answer" if asked else "explicit words"
    judged = _recorded(act, found.span, by_form=False, why=why)
    return judged.model_copy(
        update={"confidence": min(judged.confidence, found.confidence)}
    )


def _with_money(judged: Judgement, form: Filled | None, text: str) -> Judgement:
    if judged.act not in _YES:
        return _because(judged, form.problems if form else ())
    if form is None or judged.by == "phrase":
        cents, why = contribution(text)
        private = None
        if form and form.contribution_cents is not None:
            cents, private, why = form.contribution_cents, form.private_cents, ""
    else:
        cents, private, why = form.contribution_cents, form.private_cents, ""
    noted = _because(judged, (*(form.problems if form else ()), why))
    return noted.model_copy(
        update={"contribution_cents": cents, "private_cents": private}
    )


def _because(judged: Judgement, reasons: Sequence[str]) -> Judgement:
    why = "; ".join(filter(None, (judged.why, *reasons)))
    return judged.model_copy(update={"why": why})
