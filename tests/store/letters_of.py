"""The letters of a stream, for tests: the product asks for them by what is due."""

from models.letter import Letter
from store.letter import SqlLetters
from store.mail_tables import LetterTable
from store.unit_of_work import SqlUnitOfWork


async def letters_of(unit: SqlUnitOfWork, stream: str) -> list[Letter]:
    """The oldest first."""
    rows = await unit.letters._transaction.rows(
        SqlLetters.sheet.select.where(LetterTable.stream == stream).order_by(
            LetterTable.written_at, LetterTable.letter
        ),
        after=SqlLetters.sheet.table,
    )
    return [SqlLetters.sheet.read(row) for row in rows]
