"""The staff's own texts of letters: tried, kept version by version, and taken back."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from activities.unit_of_work import UnitOfWork, Units
from mail.letter_samples import sample
from mail.letter_source import shipped_text
from mail.template_check import check
from mail.wording import LOCALES
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import Actor, register_stream
from models.letter import LetterKind, Template

LANGUAGES = tuple(LOCALES)
"""In which there are letters."""
SHIPPED = 0
"""The version of a text that came with the product."""


class Text(Frozen):
    """What a letter says in one language; version 0 is the shipped text."""

    kind: LetterKind
    language: str
    version: int
    source: str
    written_at: datetime | None = None
    by: Actor | None = None

    @property
    def own(self) -> bool:
        return self.version != SHIPPED


class Preview(Frozen):
    """A letter with invented facts, as its reader would get it."""

    subject: str
    plain: str
    html: str
    raw: bytes


class Templates:
    """A text is kept only when nothing is wrong with it, in all its languages."""

    def __init__(self, *, units: Units, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def in_use(self) -> Sequence[Text]:
        async with self._units.read() as unit:
            return [
                await _in_use(unit, kind, language)
                for kind in LetterKind
                for language in LOCALES
            ]

    async def text(
        self, kind: LetterKind, language: str, version: int | None = None
    ) -> Text:
        """The text in use, or any version of it.

        Raises:
            DomainError: there is no such language or version.
        """
        _require(language)
        if version == SHIPPED:
            return _shipped(kind, language)
        async with self._units.read() as unit:
            if version is None:
                return await _in_use(unit, kind, language)
            for one in await unit.templates.versions(kind, language):
                if one.version == version:
                    return _of(one)
        raise DomainError(
            f"Letter {kind} has no version {version} in {language}: see them with"
            " `starter.py templates list`; 0 is the shipped text."
        )

    async def versions(self, kind: LetterKind, language: str) -> Sequence[Text]:
        """The staff's own texts, the first first.

        Raises:
            DomainError: there is no such language.
        """
        _require(language)
        async with self._units.read() as unit:
            return [_of(one) for one in await unit.templates.versions(kind, language)]

    async def problems(
        self, kind: LetterKind, sources: Mapping[str, str]
    ) -> Sequence[str]:
        """What is wrong with these texts, beside those in use in other languages."""
        for language in sources:
            _require(language)
        async with self._units.read() as unit:
            return check(kind, await _together(unit, kind, sources))

    async def keep(
        self,
        kind: LetterKind,
        sources: Mapping[str, str],
        *,
        reason: str,
        now: datetime,
    ) -> Sequence[Template]:
        """Use these texts from now on; what is in use already gets no new version.

        Raises:
            DomainError: something is wrong with a text; nothing has changed.
        """
        for language in sources:
            _require(language)
        _require_reason(reason)
        async with self._units.write() as unit:
            problems = check(kind, await _together(unit, kind, sources))
            if problems:
                raise DomainError("\n".join(problems))
            return [
                await self._add(unit, kind, language, source, reason, now)
                for language, source in sources.items()
                if (await _in_use(unit, kind, language)).source != source
            ]

    async def back(
        self,
        kind: LetterKind,
        languages: Collection[str] | None = None,
        *,
        reason: str,
        now: datetime,
    ) -> Sequence[Template]:
        """Use the shipped text again; the versions written since stay on record.

        Args:
            kind: which letter.
            languages: in which languages; None means in all.
            reason: why; it stays on record.
            now: when, UTC.

        Raises:
            DomainError: the texts left in the other languages would say another thing.
        """
        languages = LOCALES if languages is None else languages
        for language in languages:
            _require(language)
        _require_reason(reason)
        async with self._units.write() as unit:
            shipped = {language: shipped_text(kind, language) for language in languages}
            problems = check(kind, await _together(unit, kind, shipped))
            if problems:
                raise DomainError("\n".join(problems))
            return [
                await self._add(unit, kind, language, "", reason, now)
                for language in languages
                if (await _in_use(unit, kind, language)).own
            ]

    async def _add(
        self,
        unit: UnitOfWork,
        kind: LetterKind,
        language: str,
        source: str,
        reason: str,
        now: datetime,
    ) -> Template:
        versions = await unit.templates.versions(kind, language)
        added = Template(
            kind=kind,
            language=language,
            version=len(versions) + 1,
            source=source,
            written_at=now,
            by=self._actor,
        )
        await unit.templates.add(added)
        await unit.events.append(
            stream=register_stream("template", f"{kind}/{language}"),
            kind=EventKind.TEMPLATE_KEPT,
            actor=self._actor,
            at=now,
            reason=reason,
            body={
                "version": added.version,
                "sha256": hashlib.sha256(source.encode()).hexdigest(),
            },
        )
        return added


def preview(kind: LetterKind, language: str, source: str) -> Preview:
    """The letter in this text, with invented facts.

    Raises:
        DomainError: something is wrong with the text.
    """
    _require(language)
    if problems := check(kind, {language: source}):
        raise DomainError("\n".join(problems))
    shown = sample(kind, language, source)
    return Preview(
        subject=shown.composed.subject,
        plain=shown.plain,
        html=shown.html,
        raw=shown.composed.raw,
    )


async def _together(
    unit: UnitOfWork, kind: LetterKind, sources: Mapping[str, str]
) -> Mapping[str, str]:
    """With the texts in use where none is given: one letter, in every language."""
    others = {
        language: (await _in_use(unit, kind, language)).source
        for language in LOCALES
        if language not in sources
    }
    return {**sources, **others}


async def _in_use(unit: UnitOfWork, kind: LetterKind, language: str) -> Text:
    own = await unit.templates.current(kind, language)
    return _of(own) if own and own.source else _shipped(kind, language)


def _of(template: Template) -> Text:
    """A version that only went back shows what it went back to."""
    source = template.source or shipped_text(template.kind, template.language)
    return Text.model_validate({**template.model_dump(), "source": source})


def _shipped(kind: LetterKind, language: str) -> Text:
    source = shipped_text(kind, language)
    return Text(kind=kind, language=language, version=SHIPPED, source=source)


def _require(language: str) -> None:
    if language not in LOCALES:
        raise DomainError(
            f"There are no letters in the language {language!r}; choose one of"
            f" {', '.join(LOCALES)}."
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("Say why the letter changes: give --reason.")
