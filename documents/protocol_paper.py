"""The protocol of a session in two columns, one paragraph beside its translation."""

from collections.abc import Iterator, Mapping
from datetime import date

from documents.values import days, long_date
from documents.words import both, word
from models.document import (
    Block,
    Document,
    Language,
    Pair,
    Said,
    Signatures,
    Signer,
)
from models.protocol_paper import (
    Commitment,
    Delegation,
    ProtocolItem,
    ProtocolPaper,
    ProtocolPerson,
)
from models.session_rules import roman

_SEPARATOR = " / "


def protocol_document(paper: ProtocolPaper) -> Document:
    """The protocol as content.

    Where one language lacks a text, its column says so; until both say the same there
    is no place to sign, and every page says that it is a draft (method X30).
    """
    return Document(
        title=_SEPARATOR.join(
            both(paper.languages, "protocol.title", roman=roman(paper.ordinal))
        ),
        languages=paper.languages,
        dated=paper.last_day,
        head=_SEPARATOR.join(both(paper.languages, "protocol.draft_head"))
        if paper.draft
        else "",
        mark=_SEPARATOR.join(both(paper.languages, "protocol.draft"))
        if paper.draft
        else "",
        blocks=tuple(_Columns(paper).blocks()),
        simulated=paper.simulated,
    )


class _Columns:
    """One protocol as pairs of paragraphs."""

    def __init__(self, paper: ProtocolPaper) -> None:
        self._paper = paper

    def blocks(self) -> Iterator[Block]:
        paper = self._paper
        yield self._fixed(
            "protocol.held",
            roman=roman(paper.ordinal),
            place=self._texts(paper.place),
            days={
                language: days(paper.first_day, paper.last_day, language)
                for language in paper.languages
            },
        )
        yield from self._free(paper.opening)
        yield self._fixed("protocol.participants", level=1)
        for side in paper.sides:
            yield from self._side(side)
        yield self._fixed("protocol.items", level=1)
        for number, item in enumerate(paper.items, start=1):
            yield from self._item(number, item)
        yield from self._free(paper.closing)
        yield from self._end()

    def _side(self, side: Delegation) -> Iterator[Block]:
        yield from self._free(side.side, level=2)
        if side.chair:
            yield self._person("protocol.chair", side.chair)
        for member in side.members:
            yield self._person("protocol.member", member)

    def _person(self, key: str, person: ProtocolPerson) -> Pair:
        return self._fixed(key, name=person.name, role=self._texts(person.role))

    def _item(self, number: int, item: ProtocolItem) -> Iterator[Block]:
        title = self._texts(item.title)
        yield self._fixed("protocol.item", level=2, number=number, title=title)
        if item.ref:
            yield Pair(left=item.ref, right=item.ref)
        outcome = {
            language: word(language, f"protocol.treatment.{item.treatment}")
            for language in self._paper.languages
        }
        yield self._fixed("protocol.outcome", outcome=outcome)
        if item.participants:
            yield self._fixed("protocol.present", count=item.participants)
        yield from self._free(item.text)
        for place, decision in enumerate(item.decisions, start=1):
            told = self._texts(decision)
            yield self._fixed("protocol.decision", number=place, text=told)
        for commitment in item.commitments:
            yield self._commitment(commitment)

    def _commitment(self, one: Commitment) -> Pair:
        what = self._texts(one.what)
        if one.due is not None:
            what = {
                language: f"{text} ({_until(language, one.due)})"
                for language, text in what.items()
            }
        return self._fixed("protocol.commitment", who=self._texts(one.who), what=what)

    def _end(self) -> Iterator[Block]:
        paper = self._paper
        unmatched = paper.unmatched()
        if unmatched:
            yield self._fixed("protocol.unsigned", count=len(unmatched), level=3)
            yield self._fixed("protocol.differs", places="; ".join(unmatched))
        if paper.draft:
            return
        yield self._fixed("protocol.signatures", level=1)
        signs = _SEPARATOR.join(both(paper.languages, "protocol.signs"))
        yield Signatures(
            signers=tuple(
                Signer(
                    name=side.chair.name if side.chair else "",
                    role=signs,
                    side=_SEPARATOR.join(self._texts(side.side).values()),
                )
                for side in paper.sides
            )
        )

    def _free(self, said: Said, *, level: int = 0) -> Iterator[Pair]:
        """A text of the paper itself; none where neither language has one."""
        if len(said.missing(self._paper.languages)) == len(self._paper.languages):
            return
        left, right = self._texts(said).values()
        yield Pair(left=left, right=right, level=level)

    def _fixed(self, key: str, /, *, level: int = 0, **values: object) -> Pair:
        left, right = both(self._paper.languages, key, **values)
        return Pair(left=left, right=right, level=level)

    def _texts(self, said: Said) -> Mapping[Language, str]:
        return {
            language: said.in_language(language) or word(language, "protocol.missing")
            for language in self._paper.languages
        }


def _until(language: Language, day: date) -> str:
    return word(language, "until", day=long_date(day, language))
