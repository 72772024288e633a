"""Whom one side's participants want to meet: a list for the other co-chair."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple, NewType

from models.adhesion import Adhesion, AdhesionId
from models.adhesion_parts import Wanted, WantedKind
from models.frozen import Frozen
from models.ids import BodyCode
from models.name_match import matches, name_words

CounterpartKey = NewType("CounterpartKey", str)  # a hash: it may be a person's firm

_KEY_LENGTH = 12


class Asker(Frozen):
    """Who asked: the organisation only where it consents to be told to side B (I18)."""

    adhesion: AdhesionId
    body: BodyCode
    organisation: str | None


class Counterpart(Frozen):
    """One wanted party, its spellings as they were written, and who asked."""

    key: CounterpartKey
    kind: WantedKind
    name: str
    spellings: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    region: str | None = None
    asked_by: tuple[Asker, ...]
    perhaps: tuple[CounterpartKey, ...] = ()
    """Others that may be the same: a person decides."""


class _Sameness(NamedTuple):
    kind: WantedKind
    words: frozenset[str]
    region: str
    """Two chambers of one name in two regions are two."""


def counterpart_list(adhesions: Iterable[Adhesion]) -> tuple[Counterpart, ...]:
    """Everybody wanted, once each, the most wanted first.

    Two names are one when their words are the same once script, transliteration,
    accents, order and legal form are set aside. Names that only may be the same stay
    apart and point at each other.

    Args:
        adhesions: those that count.
    """
    groups: dict[_Sameness, list[tuple[Wanted, Asker]]] = {}
    for adhesion in sorted(adhesions, key=lambda one: one.adhesion):
        asker = _asker(adhesion)
        for wanted in adhesion.form.counterparts:
            groups.setdefault(_sameness(wanted), []).append((wanted, asker))
    found = [_counterpart(sameness, group) for sameness, group in groups.items()]
    linked = [_linked(one, found) for one in found]
    return tuple(
        sorted(linked, key=lambda one: (-len(one.asked_by), one.kind, one.name))
    )


def _asker(adhesion: Adhesion) -> Asker:
    form = adhesion.form
    told = form.consents.release_to_side_b
    return Asker(
        adhesion=adhesion.adhesion,
        body=form.body,
        organisation=form.organisation.name if told else None,
    )


def _sameness(wanted: Wanted) -> _Sameness:
    region = wanted.region or ""
    if wanted.kind is WantedKind.REGION and region:
        return _Sameness(wanted.kind, frozenset(), region)
    said = wanted.name or wanted.profile or ""
    words = name_words(said) or frozenset({said.casefold()})
    return _Sameness(wanted.kind, words, region)


def _counterpart(sameness: _Sameness, group: list[tuple[Wanted, Asker]]) -> Counterpart:
    written = [wanted.name for wanted, _ in group if wanted.name]
    profiles = [wanted.profile for wanted, _ in group if wanted.profile]
    spellings = tuple(dict.fromkeys(written))
    name = spellings[0] if spellings else (profiles or [sameness.region])[0]
    content = "/".join((sameness.kind, sameness.region, *sorted(sameness.words)))
    return Counterpart(
        key=CounterpartKey(hashlib.sha256(content.encode()).hexdigest()[:_KEY_LENGTH]),
        kind=sameness.kind,
        name=name,
        spellings=spellings[1:],
        profiles=tuple(dict.fromkeys(profiles)),
        region=sameness.region or None,
        asked_by=_once(asker for _, asker in group),
    )


def _once(askers: Iterable[Asker]) -> tuple[Asker, ...]:
    return tuple(dict.fromkeys(askers))


def _linked(one: Counterpart, everybody: list[Counterpart]) -> Counterpart:
    perhaps = [
        other.key
        for other in everybody
        if other.key != one.key
        and other.kind is one.kind
        and (one.region is None or other.region in {None, one.region})
        and (matches(one.name, other.name) or matches(other.name, one.name))
    ]
    return one.model_copy(update={"perhaps": tuple(sorted(perhaps))})
