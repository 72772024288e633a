"""What a body has to say of a proposal, and how it is put into a mail."""

import re
from collections.abc import Mapping, Sequence
from math import prod
from random import Random

from models.frozen import Frozen
from models.ids import BodyCode
from models.message import ActKind
from models.reply_form import LABELS, FormLabels, Language
from runtime.demo_cast import Partner
from runtime.demo_words import UNCLEAR, Manner, outlook, words

WAVES = (0.32, 0.18, 0.13)
"""How many of those who have not answered do so at the first letter, at the first
reminder, at the second."""
_LATE = 0.02
_OTHERS = ((ActKind.QUESTION, 0.03), (None, 0.012))
"""Of the answers: questions, and words that leave it open."""
_CONDITIONAL = 0.2  # of those who say yes
YES = frozenset({ActKind.INTERESTED, ActKind.CONDITIONAL})
_MONEY = 0.4  # of those who say yes
_WANTED = 1.8  # interested bodies of one proposal (method 4.9)
_MOST = 0.6
_SUMS = (10_000, 20_000, 40_000, 60_000)
_QUESTION_TOO = "DOMANDA: quale superficie è disponibile per le prove?"
_ITEM = re.compile(r"^(?P<position>\d{1,2})\. (?P<ref>[A-Z]{2}-[A-Z]{2}/\S+) – .+: *$")


def _share_of_yes(bodies: int) -> float:
    """So that a proposal finds as many interested bodies as in a year on record."""
    silent = prod(1 - share for share in WAVES)
    return min(_MOST, _WANTED / (bodies / 4 * (1 - silent)))


class Word(Frozen):
    """What a body will say, and at which letter; never, when there is no wave."""

    act: ActKind | None
    wave: int | None
    late: bool = False
    contribution: int = 0


class Item(Frozen):
    """A line of a digest that waits for an answer."""

    position: int
    ref: str
    line: str


class Words:
    """The same body says the same of the same proposal, whenever it is asked."""

    def __init__(self, seed: int, bodies: int) -> None:
        self.seed = seed
        self._yes = _share_of_yes(bodies)

    def of(self, body: BodyCode, ref: str) -> Word:
        random = Random(f"{self.seed}/{body}/{ref}")  # noqa: S311  (a play)
        waves = range(len(WAVES))
        wave = next((n for n in waves if random.random() < WAVES[n]), None)
        act = _act(random, self._yes)
        offers = act in YES and random.random() < _MONEY
        paid = random.choice(_SUMS) if offers else 0
        late = wave is None and random.random() < _LATE
        return Word(act=act, wave=0 if late else wave, late=late, contribution=paid)


def _act(random: Random, yes: float) -> ActKind | None:
    if random.random() < yes:
        conditional = random.random() < _CONDITIONAL
        return ActKind.CONDITIONAL if conditional else ActKind.INTERESTED
    at = random.random()
    for act, share in _OTHERS:
        at -= share
        if at < 0:
            return act
    return ActKind.DECLINED


def items_of(text: str) -> tuple[Item, ...]:
    """The lines of a digest that wait for an answer."""
    found = map(_ITEM.match, text.splitlines())
    return tuple(
        Item(position=int(one["position"]), ref=one["ref"], line=one[0].rstrip())
        for one in found
        if one
    )


def of_one(partner: Partner, word: Word, subject: str, letter: str) -> str:
    if word.act is None:
        return UNCLEAR
    text = words(partner.manner, word.act, word.contribution, 0)
    if partner.manner is Manner.OUTLOOK:
        return outlook(text, letter, subject)
    return text


def of_several(
    partner: Partner, items: Sequence[Item], said: Mapping[str, Word]
) -> str:
    """The form of the digest, its lines filled in; money stands on its own line."""
    labels = LABELS[Language(partner.language)]
    lines = [f"{one.line} {_choice(labels, said[one.ref].act)}" for one in items]
    paid = sum(word.contribution for word in said.values())
    if paid:
        lines.append(f"{labels.contribution}: {paid:,}".replace(",", "."))
    return "\n".join(lines) + "\n"


def _choice(labels: FormLabels, act: ActKind | None) -> str:
    if act is ActKind.QUESTION:
        return _QUESTION_TOO
    return dict(labels.choices)[act] if act else "forse"
