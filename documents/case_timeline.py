"""The timeline of a case: a document to print, and a page that opens alone."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from documents.text import clean
from documents.words import SIMULATION, word
from models.case_timeline import CaseTimeline, Entry, Way
from models.document import Block, Column, Document, Note, Table

_LONGEST: Final = 1000
_SHORT: Final = 12
_COLUMNS: Final = (("when", 16), ("who", 16), ("what", 18), ("why", 40), ("proof", 22))
_STYLE: Final = """
body{font:16px/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;\
color:#111;background:#fff}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:bold;padding:.5rem 0}
th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}
th{background:#eee}
@media print{body{font-size:9pt;margin:0;max-width:none}\
thead{display:table-header-group}tr{break-inside:avoid}}
"""


def timeline_document(paper: CaseTimeline) -> Document:
    return Document(
        title=_word(paper, "title", ref=paper.ref),
        languages=(paper.language,),
        dated=paper.dated,
        head=paper.ref,
        blocks=tuple(_blocks(paper)),
        simulated=paper.simulated,
        wide=True,
    )


def timeline_page(paper: CaseTimeline) -> bytes:
    """HTML that asks for nothing outside itself."""
    title = escape(_word(paper, "title", ref=paper.ref))
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in _heads(paper))
    rows = "".join(_row(paper, one) for one in paper.entries)
    notes = "".join(f"<p>{escape(one)}</p>" for one in _notes(paper))
    simulated = f"<p><strong>{SIMULATION}</strong></p>" if paper.simulated else ""
    caption = escape(_word(paper, "entries"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{paper.language}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{simulated}{notes}\n<table>\n<caption>{caption}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()


def _blocks(paper: CaseTimeline) -> Iterator[Block]:
    for note in _notes(paper):
        yield Note(text=note)
    yield Table(
        caption=_word(paper, "entries"),
        columns=tuple(
            Column(heading=head, weight=weight)
            for head, (_, weight) in zip(_heads(paper), _COLUMNS, strict=True)
        ),
        rows=tuple(_cells(paper, one) for one in paper.entries),
    )


def _notes(paper: CaseTimeline) -> Iterator[str]:
    yield _word(paper, "note")
    if paper.erased:
        yield _word(paper, "erased", count=paper.erased)


def _heads(paper: CaseTimeline) -> list[str]:
    return [_word(paper, name, zone=paper.zone) for name, _ in _COLUMNS]


def _row(paper: CaseTimeline, entry: Entry) -> str:
    when, *others = _cells(paper, entry)
    at = entry.at.isoformat()
    cells = "".join(f"<td>{escape(one)}</td>" for one in others)
    return f'<tr><td><time datetime="{at}">{escape(when)}</time></td>{cells}</tr>\n'


def _cells(paper: CaseTimeline, entry: Entry) -> tuple[str, ...]:
    proof = entry.file
    if entry.number is not None:
        number = _word(paper, "event", number=entry.number)
        proof = f"{number} · {entry.hash[:_SHORT]}"
    who = entry.who
    if entry.way is not Way.HERE:
        who = _word(paper, entry.way.value, who=who)
    told = (who, entry.what, entry.why[:_LONGEST], proof)
    return (_clock(entry.at, paper.zone), *map(clean, told))


def _clock(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%d.%m.%Y %H:%M:%S}"


def _word(paper: CaseTimeline, key: str, /, **values: object) -> str:
    return word(paper.language, f"timeline.{key}", **values)
