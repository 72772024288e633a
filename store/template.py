"""The staff's own texts of letters, every version of them."""

from collections.abc import Sequence

from models.letter import LetterKind, Template
from store.mail_tables import TemplateTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlTemplates(SqlRows[Template, tuple[LetterKind, str, int]]):
    sheet = Sheet(Template, TemplateTable)
    thing = "template"

    async def current(self, kind: LetterKind, language: str) -> Template | None:
        """The latest version, whose `source` is empty when the shipped text counts."""
        versions = await self.versions(kind, language)
        return versions[-1] if versions else None

    async def versions(self, kind: LetterKind, language: str) -> Sequence[Template]:
        """Every version, the first first; in a writing unit, locked."""
        return await self._all_locked(
            self.sheet.select.where(
                TemplateTable.kind == kind, TemplateTable.language == language
            ).order_by(TemplateTable.version)
        )
