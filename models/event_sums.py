"""Which whole numbers of the record are money, and which only count.

An event's body is plain JSON, so the name says it: a number that an event holds stands
in one of these two lists (the tests look at every event they write).
"""

from typing import Final

SUMS: Final = frozenset(
    {
        *("admissible", "budget", "cents", "contribution", "due", "gap", "given_back"),
        *("left", "ministry", "other_public", "private", "project_cap", "released"),
        *("reserved", "residual", "so_far", "split", "to_pay", "to_recover", "value"),
        *("wanted", "year_total"),
    }
)
"""Cents, also of each entry when the name holds a table or a list."""

COUNTS: Final = frozenset(
    {
        *("advantages", "answer", "call_year", "capacity", "carried", "checkpoint"),
        "after",
        *("clarity", "closed", "companies_a", "compared", "cooperation"),
        *("differences", "entries", "event", "finding"),
        *("guideline", "hits", "kept"),
        *(
            "jobs",
            "joined_told",
            "letters",
            "letters_dropped",
            "matches",
            "minutes",
            "months",
        ),
        *("notice", "number", "off", "opened", "participant", "percent"),
        *("persons", "position"),
        *("presented", "promised", "rank", "rate_denominator", "rate_numerator"),
        *("release", "round", "rules", "screened", "silences", "since", "size"),
        *("template", "times"),
        *("total", "universities_b", "version", "waiting_before", "year", "years"),
    }
)
"""Ordinals, marks, quantities and years."""
