"""One reply to a letter of several proposals: which answer belongs to which of them.

A number counts only where a number of a proposal would stand, and only beside words
that are an answer. Whatever is not mentioned so is left to a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mail.digest_mentions import ARTICLE, NOUN, Mention, mentions, titled
from mail.form_items import item_lines
from mail.forms import MONEY, answer, form_lines
from mail.phrase_text import Sentence, fold, sentences
from mail.phrases import findings
from models.message import ActKind, DigestItem
from models.money import names_sum

_LONGEST = 8_000
_MOST_SENTENCES = 200
_LONGEST_SENTENCE = 1_000
_SHORT = {
    ActKind.INTERESTED: re.compile(
        r"(?:si|ok|okay|yes|да|interessat[ieoa]|interested|интересно|интересна"
        r"|интересны"
        r"|заинтересованы|согласны|участвуем|aderiamo|partecipiamo|favorevol[ei]|за"
        r"|ci siamo"
        r"|ci stiamo|va bene|we are in|in)(?:\W+(?:grazie|thanks|thank you|спасибо|per"
        r" noi|for us|siamo interessati|we are interested|мы за))?"
    ),
    ActKind.DECLINED: re.compile(
        r"(?:no|нет|non interessat[ieoa]|not interested|не интересно|не интересна"
        r"|не интересны|не интересует|не участвуем|not for us|non fa per noi"
        r"|non per noi"
        r"|non ci interessano?|не наше|отказ|не заинтересованы|non aderiamo)"
        r"(?:\W+(?:grazie|thanks|thank you|спасибо|per noi|for us))?"
    ),
}
# An option as our letter prints it decides; what follows it is a remark.
_OPTIONS = {
    ActKind.CONDITIONAL: re.compile(
        r"(?:con condizioni|с условиями|conditional|with conditions)\b.*", re.DOTALL
    ),
    ActKind.QUESTION: re.compile(
        r"(?:domanda|вопрос|question)(?:\s*[:,–—-].*)?", re.DOTALL
    ),
}
_YES = frozenset({ActKind.INTERESTED, ActKind.CONDITIONAL})
_WITH_SUM = "a yes with a sum, which a person records"
# Loose on purpose: whatever may undo an answer, a person reads.
_UNDO = re.compile(
    r"\b(?:annull(?:a|are|ate|i|iamo|o|amento)|cancell(?:a|are|ate|i|iamo|o|azione)"
    r"|revoc(?:a|are|ate|hiamo|o)|отмен(?:а|у|ить|ите|яем|яю|им|ю)|аннулир\w+"
    r"|cancel|cancellation|undo|revert|disregard)\b"
)
_UNDOES = "asks to undo what was recorded"
_OPEN = re.compile(
    r"\b(?:da approfondire|da valutare|da vedere|vedremo|forse|maybe|perhaps|подумаем"
    r"|возможно|под вопросом|in sospeso|to be (?:discussed|seen)|tbd|позже)\b"
)
_EDGES = " \t\n\x02,.;:!–—-()•*>="


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What the reply says of one proposal; no act, and why, where in doubt."""

    act: ActKind | None = None
    span: str = ""
    why: str = "not mentioned"
    by_form: bool = False


@dataclass(slots=True)
class _Draft:
    """Answers found so far, by position in the list; several are no answer."""

    text: str
    items: Sequence[DigestItem]
    found: dict[int, list[ItemAnswer]] = field(default_factory=dict)
    strangers: set[int] = field(default_factory=set)
    at_large: bool = False
    open: bool = False
    undo: bool = False
    money: bool = False

    def put(self, positions: Sequence[int], given: ItemAnswer) -> None:
        for position in positions:
            self.found.setdefault(position, []).append(given)


def item_answers(text: str, items: Sequence[DigestItem]) -> list[ItemAnswer]:
    """One answer for each of `items`, in their order."""
    if len(text) > _LONGEST:
        return [ItemAnswer(why="too long to be judged by its words") for _ in items]
    draft = _Draft(text, items)
    _read_lines(draft)
    for sentence in sentences(_without_forms(text))[:_MOST_SENTENCES]:
        _read_sentence(draft, sentence)
    return [_settled(draft, item.position) for item in items]


def _settled(draft: _Draft, position: int) -> ItemAnswer:
    given = draft.found.get(position, [])
    acts = {one.act for one in given}
    if draft.undo:
        settled = ItemAnswer(why=_UNDOES)
    elif not given:
        why = "an answer, but to which proposal?" if draft.at_large else "not mentioned"
        settled = ItemAnswer(why=why)
    elif len(acts) > 1:
        settled = ItemAnswer(why="two answers to one proposal")
    elif draft.open and not given[0].by_form:
        settled = ItemAnswer(why="the decision is still open")
    elif draft.money and given[0].act in _YES:
        settled = ItemAnswer(why="a sum, but for which proposal?")
    else:
        settled = given[0]
    if not draft.strangers:
        return settled
    numbers = ", ".join(map(str, sorted(draft.strangers)))
    why = f"{settled.why}; not in the list: {numbers}"
    return ItemAnswer(settled.act, settled.span, why, settled.by_form)


# ── form lines ───────────────────────────────────────────────────────────────────


def _read_lines(draft: _Draft) -> None:
    known = {item.position for item in draft.items}
    for position, value, line in item_lines(draft.text):
        if not value:
            continue
        if position not in known:
            draft.strangers.add(position)
            continue
        act = answer(value)
        why = "the answer on the form" if act else "the form's answer is not clear"
        given = ItemAnswer(act, line, why, by_form=True)
        draft.put([position], _checked(given, fold(value)))
    # A sum on a line of its own: that form is for one proposal only.
    lines = form_lines(draft.text)
    draft.money |= any(one.name in MONEY and one.value for one in lines)


def _without_forms(text: str) -> str:
    """As long as `text`: lines of a form offer every answer at once."""
    lines = [line for _, _, line in item_lines(text)]
    lines += [text[one.start : one.end] for one in form_lines(text)]
    for line in lines:
        text = text.replace(line, " " * len(line))
    return text


# ── words ────────────────────────────────────────────────────────────────────────


def _read_sentence(draft: _Draft, sentence: Sentence) -> None:
    if len(sentence.folded) > _LONGEST_SENTENCE:
        draft.open = True
        return
    found = mentions(sentence.folded, draft.items)
    draft.strangers |= {number for one in found for number in one.strangers}
    if found:
        _read_mentions(draft, sentence, found)
        return
    words = sentence.folded
    only = titled(words, draft.items)
    if only is None:
        draft.undo |= _UNDO.search(words) is not None
        draft.money |= names_sum(words)
    act, why = _act_of(words)
    start, stop = sentence.place
    given = ItemAnswer(act, draft.text[start:stop], why)
    checked = _checked(given, words)
    if only is not None and (act is not None or checked is not given):
        draft.put([only], checked)
    elif act not in (None, ActKind.QUESTION) or _short(words.strip(_EDGES)):
        draft.at_large = True
    elif why == "the decision is still open":
        draft.open = True


def _read_mentions(draft: _Draft, sentence: Sentence, found: list[Mention]) -> None:
    """Answers stand either all before or all after the numbers they belong to."""
    words = sentence.folded
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), len(words)]
    pieces = [words[end:start] for end, start in zip(ends, starts, strict=True)]
    lead, trail = _act_of(pieces[0])[0], _act_of(pieces[-1])[0]
    leads = lead is not None
    if leads and trail not in (None, lead):
        every = [position for one in found for position in one.positions]
        draft.put(every, ItemAnswer(why="two answers in one sentence"))
        return
    taken: list[int] = []
    act: ActKind | None = None
    why = ""
    for index, mention in enumerate(found):
        if mention.excepted:
            continue
        piece = index if leads else _next_piece(found, index)
        if pieces[piece].strip(_EDGES) or not leads:
            act, why = _act_of(pieces[piece])
        chosen = _positions(draft, found, index, taken)
        taken += chosen
        first = sentence.start + (ends[piece] if leads else mention.start)
        last = sentence.start + (mention.end if leads else starts[piece])
        span = draft.text[first:last].strip(" \t\n,;")
        # A sum may stand on the other side of the number as well.
        beside = pieces[piece] + " " + pieces[index + 1 if leads else 0]
        draft.put(chosen, _checked(ItemAnswer(act, span, why), beside))


def _next_piece(found: list[Mention], index: int) -> int:
    """What follows a mention, past the exceptions to it."""
    after = index + 1
    while after < len(found) and found[after].excepted:
        after += 1
    return after


def _positions(
    draft: _Draft, found: list[Mention], index: int, taken: list[int]
) -> list[int]:
    mention = found[index]
    if mention.kind == "some":
        return list(mention.positions)
    every = [item.position for item in draft.items]
    if mention.kind == "rest":
        return [one for one in every if one not in {*taken, *draft.found}]
    after = found[index + 1 : _next_piece(found, index)]
    excepted = {position for one in after for position in one.positions}
    return [one for one in every if one not in excepted]


def _act_of(words: str) -> tuple[ActKind | None, str]:
    """An answer in the few words beside a number, or by the rules for sentences."""
    bare = " ".join(words.strip(_EDGES).split())
    if not bare:
        return None, "no answer beside the number"
    short = _short(bare)
    if short:
        return short, "explicit words"
    option = next((act for act, led in _OPTIONS.items() if led.fullmatch(bare)), None)
    if option:
        return option, "the option the letter offers, and a remark"
    if _OPEN.search(bare):
        return None, "the decision is still open"
    found = findings(words.strip(" \t\n\x02,;:–—-"))
    if found.doubt or len(found.acts) != 1:
        return None, found.doubt or "no answer beside the number"
    (act,) = found.acts
    return act, "explicit words"


def _checked(given: ItemAnswer, words: str) -> ItemAnswer:
    """No act where its words undo one, or where money would be lost with it."""
    if _UNDO.search(words):
        return ItemAnswer(why=_UNDOES, by_form=given.by_form)
    if given.act is not ActKind.DECLINED and names_sum(words):
        return ItemAnswer(why=_WITH_SUM, by_form=given.by_form)
    return given if given.act else replace(given, span="")


def _short(bare: str) -> ActKind | None:
    """`sì`, `no, grazie`, `interessati a`: the whole of it, prepositions aside."""
    trimmed = _PREPOSITION.sub("", bare).strip(_EDGES)
    return next((act for act, all_ in _SHORT.items() if all_.fullmatch(trimmed)), None)


_PREPOSITION = re.compile(
    r"\b(?:siamo|sono|we are|мы|invece|rispondiamo|diciamo)\s+(?=interess|интерес"
    r"|заинт|sol)"
    rf"|(?:\s+(?:{ARTICLE}|{NOUN}|in|в)\W*)+$"
)
