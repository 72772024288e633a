"""The dossier of a session: each item's sheet, both languages side by side."""

from collections.abc import Callable, Iterator

from documents.values import cents, days, long_date
from documents.words import both, word
from models.document import (
    Block,
    Column,
    ColumnKind,
    Document,
    Language,
    Note,
    Pair,
    Said,
    Table,
)
from models.session_dossier import DossierItem, SessionDossier, Share
from models.session_rules import roman

_SEPARATOR = " / "


def dossier_document(paper: SessionDossier) -> Document:
    """The dossier as content; until the freeze it calls itself provisional."""
    return Document(
        title=_joined(paper, "title", roman=roman(paper.ordinal)),
        languages=paper.languages,
        dated=paper.dated,
        head=_SEPARATOR.join(_stands(paper, one) for one in paper.languages),
        blocks=tuple(_blocks(paper)),
        simulated=paper.simulated,
    )


def _blocks(paper: SessionDossier) -> Iterator[Block]:
    yield _pair(
        paper,
        lambda one: word(
            one,
            "dossier.held",
            place=paper.place.readable(one),
            days=days(paper.first_day, paper.last_day, one),
        ),
    )
    yield _pair(paper, lambda one: _stands(paper, one))
    if not paper.items:
        yield Note(text=_joined(paper, "empty"))
    for number, item in enumerate(paper.items, start=1):
        yield from _item(paper, number, item)


def _item(paper: SessionDossier, number: int, item: DossierItem) -> Iterator[Block]:
    def headed(one: Language) -> str:
        title = item.title.readable(one)
        return word(one, "dossier.item", number=number, title=title)

    def when(one: Language) -> str:
        day, hour = long_date(item.day, one), f"{item.begins:%H:%M}"
        return word(one, "dossier.when", day=day, hour=hour, table=item.table)

    def proposer(one: Language) -> str:
        name = item.proposer
        if item.hidden:
            name = word(one, "dossier.hidden", name=name)
        return word(one, "dossier.proposer", name=name)

    def sectors(one: Language) -> str:
        names = ", ".join(each.readable(one) for each in item.sectors)
        return word(one, "dossier.sectors", names=names)

    yield _pair(paper, headed, level=1)
    yield Pair(left=item.ref, right=item.ref)
    yield _pair(paper, when)
    yield _pair(paper, proposer)
    yield _pair(
        paper, lambda one: word(one, "dossier.region", name=item.region.readable(one))
    )
    yield _pair(paper, sectors)
    for key, text in (("summary", item.summary), ("description", item.description)):
        yield from _told(paper, key, text)
    yield _pair(paper, lambda one: word(one, "dossier.partner", text=item.partner))
    yield _pair(
        paper, lambda one: word(one, "dossier.cost", cents=cents(item.cost, one))
    )
    yield _bodies(paper, item)
    yield _money(paper, item)


def _told(paper: SessionDossier, key: str, text: Said) -> Iterator[Pair]:
    """A text that one language lacks stands in the other, and says so."""
    if not text.readable(paper.languages[0]).strip():
        return
    yield _pair(paper, lambda one: word(one, f"dossier.{key}"), level=3)
    yield _pair(paper, lambda one: _readable(text, one))


def _readable(text: Said, language: Language) -> str:
    own = text.in_language(language)
    if own:
        return own
    there = next(one for one in Language if text.in_language(one))
    return f"{text.in_language(there)} [{there}]"


def _bodies(paper: SessionDossier, item: DossierItem) -> Table | Note:
    if not item.bodies:
        return Note(text=_joined(paper, "nobody"))
    return Table(
        caption=_joined(paper, "bodies"),
        columns=(
            Column(heading=_joined(paper, "body"), weight=40),
            Column(heading=_joined(paper, "state"), weight=20),
            Column(heading=_joined(paper, "rank"), weight=10, kind=ColumnKind.INTEGER),
            *(
                Column(heading=_joined(paper, key), weight=20, kind=ColumnKind.CENTS)
                for key in ("contribution", "private")
            ),
        ),
        rows=tuple(
            (
                one.name,
                _joined(paper, one.standing),
                one.rank or None,
                one.contribution,
                one.private or None,
            )
            for one in item.bodies
        ),
    )


def _money(paper: SessionDossier, item: DossierItem) -> Table | Note:
    if not item.shares:
        return Note(text=_joined(paper, "nothing"))
    return Table(
        caption=_joined(paper, "money"),
        columns=(
            Column(heading=_joined(paper, "source"), weight=70),
            Column(heading=_joined(paper, "amount"), weight=25, kind=ColumnKind.CENTS),
        ),
        rows=tuple((_source(paper, one), one.cents) for one in item.shares),
        total=(_joined(paper, "total"), sum(one.cents for one in item.shares)),
    )


def _source(paper: SessionDossier, one: Share) -> str:
    return _joined(paper, one.source, name=one.name, agreement=one.name, act=one.act)


def _stands(paper: SessionDossier, language: Language) -> str:
    key = "dossier.basis" if paper.final else "dossier.provisional"
    day = long_date(paper.dated, language)
    return word(language, key, release=paper.release, day=day)


def _pair(
    paper: SessionDossier, say: Callable[[Language], str], *, level: int = 0
) -> Pair:
    left, right = (say(language) for language in paper.languages)
    return Pair(left=left, right=right, level=level)


def _joined(paper: SessionDossier, key: str, /, **values: object) -> str:
    return _SEPARATOR.join(both(paper.languages, f"dossier.{key}", **values))
