"""Money: every cent in one account, no more promised than allowed, and whole cents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.errors import LedgerError
from models.ledger import Account, Entry, balances
from scenario.facts import Facts

_SUMS: Mapping[str, tuple[str, ...]] = {
    "entry": ("cents",),
    "agreement_year": ("budget", "project_cap"),
    "proposal": ("reserved",),
    "answer": ("contribution", "private"),
    "interest": ("contribution", "private"),
    "claim": ("cents",),
    "commitment": ("cents", "reported", "to_recover"),
}
"""Every column that holds money."""


def budgets_hold(facts: Facts) -> Iterator[str]:
    """The accounts of a year sum to its budget, none below zero at any instant."""
    entries = facts.by("entry", "agreement", "year")
    for row in facts["agreement_year"]:
        key = row["agreement"], row["year"]
        moves = [
            Entry.model_construct(
                debit=Account(one["debit"]),
                credit=Account(one["credit"]),
                cents=one["cents"],
                cause=one["cause"],
            )
            for one in sorted(entries.get(key, []), key=lambda one: one["id"])
        ]
        try:
            total = sum(balances(moves, row["budget"]).values())
        except LedgerError as error:
            yield f"{key[0]}, {key[1]}: {error}"
            continue
        yield "" if total == row["budget"] else f"{key[0]}, {key[1]}: {total} in all"


def files_say_what_ledgers_hold(facts: Facts) -> Iterator[str]:
    held: dict[str, int] = defaultdict(int)
    reserving = {Account.RESERVED, Account.COMMITTED, Account.PAID}
    for entry in facts["entry"]:
        if entry["case"]:
            held[entry["case"]] += entry["cents"] * (
                (entry["debit"] in reserving) - (entry["credit"] in reserving)
            )
    for case, row in facts.cases.items():
        same = held[case] == row["reserved"]
        yield "" if same else f"{case} says {row['reserved']}, ledgers {held[case]}"


def half_at_most(facts: Facts) -> Iterator[str]:
    """Under an agreement never more than its body gives, in all never over half."""
    agreements = {row["number"]: row["body"] for row in facts["agreement"]}
    given = {(one["case"], one["body"]): one for one in facts["interest"]}
    reserved: dict[tuple[str, str], int] = defaultdict(int)
    in_all: dict[str, int] = defaultdict(int)
    for entry in facts["entry"]:
        if entry["case"] and entry["debit"] == Account.RESERVED:
            reserved[entry["case"], entry["agreement"]] += entry["cents"]
            in_all[entry["case"]] += entry["cents"]
    for (case, agreement), cents in reserved.items():
        interest = given.get((case, agreements[agreement]))
        own = (interest["contribution"] or 0) if interest else 0
        cost = sum(one.cost for one in facts.form(case).accompanying_actions)
        if cents > own:
            yield f"{case}: {cents} under {agreement}, whose body gives {own}"
        elif 2 * in_all[case] > cost:
            yield f"{case}: {in_all[case]} is more than half of {cost}"
        else:
            yield ""


def whole_cents(facts: Facts) -> Iterator[str]:
    for table, columns in _SUMS.items():
        for row in facts[table]:
            for name in columns:
                whole = row[name] is None or type(row[name]) is int
                yield "" if whole else f"{table}.{name} holds {row[name]!r}"
