"""The staff's own texts of letters, every version of them."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.letter import LetterKind, Template
from store.mail_tables import TemplateTable
from store.rows import SqlRows
from store.sheet import Asked, Sheet

_SHEET = Sheet(Template, TemplateTable)
_VERSIONS = Asked(
    _SHEET.select.where(
        TemplateTable.kind == bindparam("of"),
        TemplateTable.language == bindparam("in"),
    ).order_by(TemplateTable.version)
)


class SqlTemplates(SqlRows[Template, tuple[LetterKind, str, int]]):
    sheet = _SHEET
    thing = "template"

    async def current(self, kind: LetterKind, language: str) -> Template | None:
        """The latest version, whose `source` is empty when the shipped text counts."""
        versions = await self.versions(kind, language)
        return versions[-1] if versions else None

    async def versions(self, kind: LetterKind, language: str) -> Sequence[Template]:
        """Every version, the first first; in a writing unit, locked."""
        return await self._some_locked(_VERSIONS, {"of": kind, "in": language})
