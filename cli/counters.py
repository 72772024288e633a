"""The counters of completeness: nothing that came in or went out is missing."""

import typer

from cli.command import Json, counted, euro, run, show, table
from models.counters import Line
from runtime.client import Access

app = typer.Typer()


@app.command()
def counters(*, json: Json = False) -> None:
    """Whether the record is complete: mails, letters, deadlines, money, events.

    Each line shows both sides; what does not agree is named, with what to do; exit 1.
    The engine is asked for its timers if it answers, and is not needed.
    """

    async def work(opened: Access) -> tuple[Line, ...]:
        from runtime.counting import EngineTimers, counted  # noqa: PLC0415  (--help)

        return await counted(opened.units, EngineTimers(opened.client))

    lines = run(work, patience=None)
    shown = table(
        counted(len(lines), "counter"),
        ("what", "on one side", "on the other", "beside", "judged"),
        (
            (line.name, _whole(line), _parts(line, line.parts), *_rest(line))
            for line in lines
        ),
    )
    told = [{**line.model_dump(mode="json"), "judged": line.judged} for line in lines]
    show(told, shown, as_json=json)
    ill = [line for line in lines if not line.well]
    if ill and not json:
        show(
            None,
            "\n".join(sentence for one in ill for sentence in _said(one)),
            as_json=False,
        )
    if ill:
        raise typer.Exit(1)


def _whole(line: Line) -> str:
    return f"{_number(line, line.whole)} {line.of}"


def _parts(line: Line, parts: dict[str, int]) -> str:
    return " + ".join(f"{_number(line, n)} {name}" for name, n in parts.items())


def _rest(line: Line) -> tuple[str, str]:
    beside = ", ".join(f"{n} {name}" for name, n in line.beside.items())
    return beside, line.judged


def _said(line: Line) -> list[str]:
    apart = line.whole - sum(line.parts.values())
    gap = f"{line.name}: the sides differ by {_number(line, apart)}." if apart else ""
    faults = [f"{line.name}: {one}." for one in line.faults]
    return [*filter(None, (gap, *faults)), f"What to do: {line.remedy}."]


def _number(line: Line, number: int) -> str:
    return euro(number) if line.money else str(number)
