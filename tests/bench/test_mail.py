"""The bench of mail runs, says what it compared with, and leaves nothing behind."""

import json
from pathlib import Path

import pytest

from bench import mail_apply, mail_out
from bench.mail import Options, Part, main, measure
from bench.mail_mix import mix
from store.engine import build
from tests.store import cluster

TINY = 0.02  # times the usual work


async def test_bench_measures_letters_out_beside_every_sender_that_is_here():
    postfix = mail_out.Postfix.found(None)

    found = await measured(Part.OUT)

    expected = ["smtp-source", "smtplib"] if postfix else ["smtplib"]
    assert [one["against"] for one in found["comparisons"]] == expected
    assert found["done"]["letters"] == 20
    assert bool(found["notes"]) == (postfix is None)


async def test_bench_without_postfix_says_so(tmp_path: Path):
    found = await measured(Part.OUT, postfix=tmp_path)

    assert [one["against"] for one in found["comparisons"]] == ["smtplib"]
    assert found["done"]["sink"] == "bench.mail_sink"
    assert found["notes"] == [mail_out.WITHOUT_POSTFIX]


async def test_bench_measures_the_reading_of_each_kind_and_of_all():
    found = await measured(Part.READ)

    assert [one["what"] for one in found["comparisons"]] == [
        "messages read, all kinds",
        "– all but the PDF",
        *(f"– {name}" for name in mix(0)),
    ]
    assert found["done"]["mails"].keys() == mix(0).keys()


async def test_bench_measures_messages_applied():
    found = await measured(Part.APPLY)

    [one] = found["comparisons"]
    assert (one["what"], one["against"]) == ("messages applied, SQLite", "bare effects")
    assert one["ratio"] < 1


async def test_bench_applies_on_a_database_of_its_own_and_drops_it():
    with cluster.cluster() as home:
        server = cluster.url(home, "postgres")
        before = await databases(server)

        found = await mail_apply.measure(2, 1, postgresql=server)

        assert await databases(server) == before
    assert [one.what for one in found.comparisons] == [
        "messages applied, SQLite",
        "messages applied, PostgreSQL",
    ]


def test_bench_refuses_to_measure_nothing(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["read", "--size", "0"])

    assert "nothing to measure" in capsys.readouterr().err


def test_bench_prints_the_parts_asked_for(capsys: pytest.CaptureFixture[str]):
    main(["read", "--size", str(TINY), "--rounds", "1", "--json"])

    report = json.loads(capsys.readouterr().out)
    assert report["parts"].keys() == {"read"}


def test_bench_prints_a_table_with_a_row_for_each_comparison(
    capsys: pytest.CaptureFixture[str],
):
    main(["read", "--size", str(TINY), "--rounds", "1"])

    lines = capsys.readouterr().out.splitlines()
    assert sum("stdlib email" in line for line in lines) == 2 + len(mix(0))


async def measured(part: Part, *, postfix: Path | None = None):
    options = Options((part,), size=TINY, rounds=2, postfix=postfix)
    report = json.loads((await measure(options)).as_json())
    [found] = report["parts"].values()
    for one in found["comparisons"]:
        ratios = sorted(each["ours"] / each["theirs"] for each in one["rounds"])
        assert len(ratios) == 2
        assert [one["ratio_lowest"], one["ratio_highest"]] == ratios
        assert one["ratio"] == pytest.approx(sum(ratios) / 2)
    return found


async def databases(server: str) -> list[str]:
    engine = build(server, connections=1)
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT datname FROM pg_database")
        found = sorted(row[0] for row in rows)
    await engine.dispose()
    return found
