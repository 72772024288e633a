"""The printed agenda of a session: by day and table, in the session's two languages."""

from collections.abc import Iterator

from documents.values import days, long_date
from documents.words import both, word
from models.agenda_paper import AgendaLine, AgendaPaper, AgendaTable
from models.document import Block, Column, Document, Language, Note, Pair, Table
from models.session_rules import roman

_SEPARATOR = " / "


def agenda_document(paper: AgendaPaper) -> Document:
    """The agenda as content; until the freeze it calls itself provisional."""
    title = _joined(paper, "agenda.title", roman=roman(paper.ordinal))
    state = "agenda.final" if paper.final else "agenda.provisional"
    return Document(
        title=title,
        languages=paper.languages,
        dated=paper.released_at.date(),
        head=_SEPARATOR.join(_release(paper, state, one) for one in paper.languages),
        blocks=tuple(_blocks(paper, state)),
        simulated=paper.simulated,
        wide=True,
    )


def _blocks(paper: AgendaPaper, state: str) -> Iterator[Block]:
    first, last = paper.days[0].day, paper.days[-1].day
    place = [
        word(
            language,
            "agenda.held",
            place=paper.place.readable(language),
            days=days(first, last, language),
        )
        for language in paper.languages
    ]
    if paper.venue:
        place = [f"{one} · {paper.venue}" for one in place]
    yield Pair(left=place[0], right=place[1])
    states = [_release(paper, state, one) for one in paper.languages]
    yield Pair(left=states[0], right=states[1])
    for day in paper.days:
        named = [long_date(day.day, language) for language in paper.languages]
        yield Pair(left=named[0], right=named[1], level=1)
        for table in day.tables:
            titles = [table.title.readable(one) for one in paper.languages]
            yield Pair(left=titles[0], right=titles[1], level=2)
            yield _table(paper, table)
    yield Note(text=_joined(paper, "agenda.zone", zone=paper.zone))


def _table(paper: AgendaPaper, table: AgendaTable) -> Table | Note:
    if not table.lines:
        return Note(text=_joined(paper, "agenda.empty"))
    caption = _joined(paper, "agenda.table", key=table.key)
    if table.room:
        caption += " · " + _joined(paper, "agenda.room", room=table.room)
    return Table(
        caption=caption,
        columns=_columns(paper),
        rows=tuple(_row(paper, line) for line in table.lines),
    )


def _columns(paper: AgendaPaper) -> tuple[Column, ...]:
    first, second = paper.languages
    return (
        Column(heading=_joined(paper, "agenda.time"), weight=9),
        Column(heading=_joined(paper, "agenda.ref"), weight=15),
        Column(heading=word(first, "agenda.subject"), weight=22),
        Column(heading=word(second, "agenda.subject"), weight=22, language=second),
        Column(heading=_joined(paper, "agenda.proposer"), weight=15),
        Column(heading=_joined(paper, "agenda.bodies"), weight=17),
    )


def _row(paper: AgendaPaper, line: AgendaLine) -> tuple[str, ...]:
    return (
        " · ".join(
            filter(None, (f"{line.begins:%H:%M}–{line.ends:%H:%M}", line.elsewhere))
        ),
        line.ref,
        *(line.title.readable(language) for language in paper.languages),
        line.proposer,
        "; ".join(line.bodies),
    )


def _release(paper: AgendaPaper, state: str, language: Language) -> str:
    day = long_date(paper.released_at.date(), language)
    hour = f"{paper.released_at:%H:%M}"
    return word(language, state, release=paper.release, day=day, hour=hour)


def _joined(paper: AgendaPaper, key: str, /, **values: object) -> str:
    return _SEPARATOR.join(both(paper.languages, key, **values))
