"""What every report begins and ends with, whatever it tells."""

from collections.abc import Iterable

from documents.values import long_date, month
from documents.words import word
from models.document import Block, Document, Language, Line, Note
from models.report_scope import ReportFrame


def report_page(
    frame: ReportFrame, language: Language, kind: str, blocks: Iterable[Block]
) -> Document:
    """A report of one kind: `kind` names its title and explanation in the words."""
    head = report_head(frame, language)
    told = word(language, f"{kind}.explained")
    basis = word(language, "report.basis", day=long_date(frame.dated, language))
    return Document(
        title=word(language, f"{kind}.title"),
        languages=(language,),
        dated=frame.dated,
        head=head,
        blocks=(Line(text=head), *blocks, Note(text=told), Note(text=basis)),
        simulated=frame.simulated,
        wide=True,
    )


def report_head(frame: ReportFrame, language: Language) -> str:
    period = frame.period
    head = word(
        language,
        "report.head",
        corridor=frame.corridor,
        first=month(period.first.first_day, language),
        last=month(period.last.first_day, language),
    )
    if not frame.session:
        return head
    return f"{head} · {word(language, 'report.session', roman=frame.session)}"
