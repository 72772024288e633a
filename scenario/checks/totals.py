"""The totals of the synthesis report, counted once more from the record."""

from collections import Counter
from collections.abc import Iterator, Mapping

from documents.saying import said
from models.case import SUCCESSES
from models.event import EventKind
from models.interest import Answer, standing
from models.ledger import Account
from models.message import ActKind
from models.report import Status
from models.session import SessionState
from scenario.facts import Facts, case_of

_ACTS = {
    "submitted": EventKind.SUBMITTED,
    "validated": EventKind.VALIDATED,
    "disseminated": EventKind.DISSEMINATED,
    "presented": EventKind.PRESENTED,
}
_DONE = frozenset({SessionState.HELD, SessionState.CLOSED})


def report_agrees(facts: Facts) -> Iterator[str]:
    """Each figure, the sessions and the results, as the written report has them."""
    told = {one.name.en: one.value for one in facts.beside.report.figures}
    counted = {said(f"figure.{name}").en: n for name, n in _counted(facts).items()}
    for name in sorted({*told, *counted}):
        same = told.get(name) == counted.get(name)
        yield "" if same else f"{name}: {told.get(name)}, counted {counted.get(name)}"
    sessions = {str(one.ordinal): one.status for one in facts.beside.report.sessions}
    for row in facts["session"]:
        status = Status.DONE if row["state"] in _DONE else Status.PLANNED
        same = sessions.get(row["session"].rpartition("/")[2]) == status
        yield "" if same else f"the report says otherwise of {row['session']}"
    results = Counter(one.kind for one in facts.beside.report.results)
    ended = Counter(row["outcome"] for row in facts["proposal"])
    for outcome in sorted(SUCCESSES):
        same = results[outcome] == ended[outcome]
        yield "" if same else f"{outcome}: {results[outcome]}, counted {ended[outcome]}"


def _counted(facts: Facts) -> Mapping[str, int]:
    reached = {
        name: len({case_of(event["stream"]) for event in facts.happened(kind)})
        for name, kind in _ACTS.items()
    }
    interested = {row["case"] for row in facts["interest"]}
    written = [row for row in facts["delivery"] if row["first_letter"]]
    ended = [row for row in facts["proposal"] if row["outcome"] in SUCCESSES]
    return {
        **reached,
        "results": len(ended),
        "share_interest": len(interested),
        "deliveries": len(written),
        **_last_words(facts),
        **_money(facts),
    }


def _last_words(facts: Facts) -> Mapping[str, int]:
    words: Counter[str] = Counter()
    for rows in facts.by("answer", "case").values():
        last = standing(Answer.model_validate(row) for row in rows)
        words.update(one.act for one in last.values())
    acts = (ActKind.INTERESTED, ActKind.CONDITIONAL, ActKind.DECLINED)
    return {act: words[act] for act in acts}


def _money(facts: Facts) -> Mapping[str, int]:
    stands: Counter[str] = Counter()
    for entry in facts["entry"]:
        stands[entry["debit"]] += entry["cents"]
        stands[entry["credit"]] -= entry["cents"]
    accounts = (Account.PAID, Account.COMMITTED, Account.RESERVED)
    return {account: stands[account] for account in accounts}
