"""The invariants of the method (4.3) and of the design (5), checked on the record."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from models.frozen import Frozen
from scenario.checks import cycles, evidence, gates, money, post, rounds, totals
from scenario.facts import Facts

_SHOWN = 10  # sentences of an invariant that is broken


class Invariant(NamedTuple):
    """`check` gives a sentence for each row it looks at; an empty one is well."""

    name: str
    rule: str
    check: Callable[[Facts], Iterator[str]]


INVARIANTS = (
    Invariant("I1", "ordinals rise, none is used twice", cycles.ordinals_rise),
    Invariant("I2", "programmes follow one another", cycles.programmes_follow),
    Invariant("I3", "one session at a time", cycles.one_session_at_a_time),
    Invariant("I4", "screened and validated first", gates.screened_and_validated),
    Invariant("I5", "agreement in force, and kept", rounds.in_force_and_fitting),
    Invariant("I6", "equal treatment in a round", rounds.equal_treatment),
    Invariant("I7", "deadlines move by the rules", rounds.moved_by_the_rules),
    Invariant("I8", "the receipt is what counts", rounds.counted_at_receipt),
    Invariant("I9", "interest through a body", rounds.through_a_body),
    Invariant("I10", "budgets hold at every instant", money.budgets_hold),
    Invariant("I11", "half at most, and the body's own", money.half_at_most),
    Invariant("I12", "whole cents", money.whole_cents),
    Invariant("I13", "one partner when exclusive", rounds.one_partner_when_exclusive),
    Invariant("I14", "agendas fit", cycles.agendas_fit),
    Invariant("I15", "screened again on the eve", cycles.screened_on_the_eve),
    Invariant("I16", "what is closed stays closed", cycles.closed_stays_closed),
    Invariant("I17", "the same text in both languages", gates.both_languages),
    Invariant("I18", "no person told to the other side", gates.no_person_told),
    Invariant("I19", "chains hold, and are guarded", evidence.chains_hold),
    Invariant("I20", "timers fire, and once", rounds.timers_fire_once),
    Invariant("I21", "deadlines keep their calendar", evidence.deadlines_recount),
    Invariant("I22", "a withdrawal is told to all", rounds.recalled),
    Invariant("I23", "four eyes", gates.four_eyes),
    Invariant("I24", "a simulation stays inside", gates.simulated),
    Invariant("dispositions", "each mail has one", post.one_disposition),
    Invariant("arrivals", "mails sent to us came in", post.mails_came_in),
    Invariant("letters", "sent, pending, refused: all", post.letters_add_up),
    Invariant("receipts", "each answer has one", post.answers_have_receipts),
    Invariant("mailboxes", "what left has arrived", post.letters_arrived),
    Invariant(
        "files", "files say what ledgers hold", money.files_say_what_ledgers_hold
    ),
    Invariant("papers", "papers are what they were", evidence.papers_are_theirs),
    Invariant("people", "events name nobody", evidence.events_name_nobody),
    Invariant("report", "the synthesis agrees", totals.report_agrees),
)


class Finding(Frozen):
    """What one invariant came to."""

    name: str
    rule: str
    rows: int
    """How many rows were looked at."""
    broken: int
    sentences: tuple[str, ...] = ()
    """The first few that are not well."""

    @property
    def holds(self) -> bool:
        return not self.broken


def examine(facts: Facts) -> tuple[Finding, ...]:
    """Every invariant, looked for in the whole record."""
    return tuple(_finding(one, facts) for one in INVARIANTS)


def _finding(invariant: Invariant, facts: Facts) -> Finding:
    rows, said = 0, []
    for sentence in invariant.check(facts):
        rows += 1
        if sentence:
            said.append(sentence)
    return Finding(
        name=invariant.name,
        rule=invariant.rule,
        rows=rows,
        broken=len(said),
        sentences=tuple(islice(said, _SHOWN)),
    )
