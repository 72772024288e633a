"""The bench of the record measures both sides, and a record that is whole."""

from bench.ledger import OF_CASE, Options, measure


async def test_every_figure_is_measured():
    measured = await measure(Options(units=20, rounds=2, acts=150))

    assert measured.done == {
        "units": 20,
        "writers": 4,
        "acts_of_others": 150,
        "acts_of_the_case": OF_CASE,
    }
    assert [one.what for one in measured.comparisons] == [
        "units, SQLite",
        "history page, SQLite",
    ]
    assert all(len(one.rounds) == 2 for one in measured.comparisons)
    # The warm-up's units are verified too: one record each, of effect, act and task.
    assert measured.notes[1].startswith("SQLite: 90 records and 270 rows verified in")
