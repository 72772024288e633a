"""The end of the year: the report written, every invariant looked at, and told."""

import json
from pathlib import Path

from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from scenario.facts import Beside, facts, in_mailboxes
from scenario.invariants import Finding, examine
from scenario.report import write_report, written_report
from scenario.year import Played, mail_of
from store.engine import build

INVARIANTS_FILE = "invariants.json"


async def judge(played: Played, folder: Path) -> tuple[Finding, ...]:
    engine = build(played.database_url)
    try:
        await write_report(engine, folder, now=played.ended)
        findings = await findings_of(engine, beside(played.sent, folder))
    finally:
        await engine.dispose()
    told = [one.model_dump(mode="json") for one in findings]
    (folder / INVARIANTS_FILE).write_text(json.dumps(told, indent=1))
    return findings


async def findings_of(engine: AsyncEngine, known: Beside) -> tuple[Finding, ...]:
    return examine(await facts(engine, known))


def beside(sent: int, folder: Path) -> Beside:
    """What lies in the folder besides the record."""
    return Beside(
        delivered=in_mailboxes(mail_of(folder)),
        sent=sent,
        report=written_report(folder),
    )


def problems(findings: tuple[Finding, ...], *, whole: bool) -> tuple[str, ...]:
    """One sentence for each invariant that is broken.

    In a whole year, one that found nothing to look at proves nothing, and is told too.
    """
    broken = [
        f"{one.name} ({one.rule}) is broken {one.broken} times: {one.sentences[0]}."
        for one in findings
        if one.broken
    ]
    unseen = [
        f"{one.name} ({one.rule}) looked at nothing: the year has no such case."
        for one in findings
        if whole and not one.rows
    ]
    return (*broken, *unseen)


def table(findings: tuple[Finding, ...]) -> Table:
    shown = Table(title="Invariants")
    shown.add_column("name")
    shown.add_column("rule")
    shown.add_column("rows", justify="right")
    shown.add_column("found")
    for one in findings:
        found = f"{one.broken} broken: {one.sentences[0]}" if one.broken else "all well"
        shown.add_row(one.name, one.rule, str(one.rows), found)
    return shown
