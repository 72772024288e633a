"""Texts of letters as versions: kept whole, in all languages, or not at all."""

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mail.letter_source import shipped_text
from mail.wording import LOCALES
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, register_stream
from models.letter import LetterKind
from runtime.templates import SHIPPED, Templates, preview
from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits

KIND = LetterKind.REMINDER
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OFFICER = Actor("secretariat:o1")
TEXTS = {language: shipped_text(KIND, language) for language in LOCALES}
REWORDED = TEXTS["it"].replace("Vi ricordiamo", "Vi rammentiamo")
RESTRUCTURED = {one: f"{text}\n[if session] +\n" for one, text in TEXTS.items()}


@pytest.fixture
async def units(tmp_path: Path) -> AsyncIterator[SqlUnits]:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    await upgrade(url)
    engine = build(url)
    yield SqlUnits(engine)
    await engine.dispose()


@pytest.fixture
def templates(units: SqlUnits) -> Templates:
    return Templates(units=units, actor=OFFICER)


async def events(units: SqlUnits, language: str) -> list[tuple[object, ...]]:
    async with units.read() as unit:
        found = await unit.events.of(register_stream("template", f"{KIND}/{language}"))
    return [(one.kind, one.actor, one.at, one.reason, one.body) for one in found]


def kept(version: int, source: str, reason: str) -> tuple[object, ...]:
    digest = hashlib.sha256(source.encode()).hexdigest()
    body = {"version": version, "sha256": digest}
    return (EventKind.TEMPLATE_KEPT, OFFICER, NOW, reason, body)


async def test_kept_text_is_a_version_and_an_event(
    units: SqlUnits, templates: Templates
) -> None:
    done = await templates.keep(KIND, {"it": REWORDED}, reason="softer", now=NOW)

    assert [(one.language, one.version, one.by) for one in done] == [("it", 1, OFFICER)]
    assert (await templates.text(KIND, "it")).source == REWORDED
    assert (await templates.text(KIND, "it", SHIPPED)).source == TEXTS["it"]
    assert (await templates.text(KIND, "ru")).version == SHIPPED
    assert await events(units, "it") == [kept(1, REWORDED, "softer")]
    assert await events(units, "ru") == []


async def test_same_text_again_is_no_new_version(
    units: SqlUnits, templates: Templates
) -> None:
    await templates.keep(KIND, {"it": REWORDED}, reason="softer", now=NOW)

    again = await templates.keep(
        KIND, {**TEXTS, "it": REWORDED}, reason="again", now=NOW
    )

    assert again == []
    assert await events(units, "it") == [kept(1, REWORDED, "softer")]


async def test_structure_changes_in_all_languages_or_in_none(
    units: SqlUnits, templates: Templates
) -> None:
    with pytest.raises(DomainError, match="change all of them together"):
        await templates.keep(KIND, {"it": RESTRUCTURED["it"]}, reason="x", now=NOW)
    before = [one.version for one in await templates.in_use() if one.kind is KIND]

    await templates.keep(KIND, RESTRUCTURED, reason="a line more", now=NOW)
    after = [one.version for one in await templates.in_use() if one.kind is KIND]

    assert (before, after) == ([SHIPPED] * 3, [1] * 3)
    assert await events(units, "en") == [kept(1, RESTRUCTURED["en"], "a line more")]


async def test_one_bad_text_keeps_the_others_from_being_kept(
    units: SqlUnits, templates: Templates
) -> None:
    bad = {**RESTRUCTURED, "ru": f"{RESTRUCTURED['ru']}\n{{{{ no_such }}}}\n"}

    with pytest.raises(DomainError, match=r"ru, line \d+: \{\{ no_such \}\}"):
        await templates.keep(KIND, bad, reason="x", now=NOW)

    async with units.read() as unit:
        assert [await unit.templates.current(KIND, one) for one in LOCALES] == [
            None
        ] * 3
    assert [await events(units, one) for one in LOCALES] == [[], [], []]


async def test_going_back_is_a_version_without_text(
    units: SqlUnits, templates: Templates
) -> None:
    await templates.keep(KIND, {"it": REWORDED}, reason="softer", now=NOW)

    done = await templates.back(KIND, reason="as before", now=NOW)
    again = await templates.back(KIND, reason="as before", now=NOW)

    assert [(one.language, one.version, one.source) for one in done] == [("it", 2, "")]
    assert again == []
    in_use = await templates.text(KIND, "it")
    assert (in_use.version, in_use.source) == (SHIPPED, TEXTS["it"])
    assert await events(units, "it") == [
        kept(1, REWORDED, "softer"),
        kept(2, "", "as before"),
    ]


async def test_going_back_in_one_language_only_is_refused_when_blocks_differ(
    templates: Templates,
) -> None:
    await templates.keep(KIND, RESTRUCTURED, reason="a line more", now=NOW)

    with pytest.raises(DomainError, match="change all of them together"):
        await templates.back(KIND, ["it"], reason="x", now=NOW)

    assert (await templates.text(KIND, "it")).version == 1


async def test_text_kept_after_going_back_gets_the_next_version(
    templates: Templates,
) -> None:
    await templates.keep(KIND, {"it": REWORDED}, reason="softer", now=NOW)
    await templates.back(KIND, ["it"], reason="as before", now=NOW)

    [done] = await templates.keep(KIND, {"it": REWORDED}, reason="softer", now=NOW)

    assert done.version == 3
    assert (await templates.text(KIND, "it", 2)).source == TEXTS["it"]


async def test_what_cannot_be_named_is_refused(templates: Templates) -> None:
    with pytest.raises(DomainError, match="no letters in the language 'de'"):
        await templates.keep(KIND, {"de": REWORDED}, reason="x", now=NOW)
    with pytest.raises(DomainError, match="no letters in the language 'de'"):
        await templates.back(KIND, ["de"], reason="x", now=NOW)
    with pytest.raises(DomainError, match="has no version 5 in it"):
        await templates.text(KIND, "it", 5)
    with pytest.raises(DomainError, match="Say why"):
        await templates.keep(KIND, {"it": REWORDED}, reason=" ", now=NOW)


def test_preview_shows_the_given_text() -> None:
    shown = preview(KIND, "it", REWORDED)

    assert "Vi rammentiamo" in shown.plain
    assert "Vi rammentiamo" in shown.html
    assert shown.raw.startswith(b"From: ")
    with pytest.raises(DomainError, match="no_such"):
        preview(KIND, "it", f"{REWORDED}\n{{{{ no_such }}}}\n")
