"""Small rules and small requests, written so that a table of cases stays readable."""

from datetime import date
from typing import Any

from models.agreement_rules import Outcome
from models.cofinancing import CofinancingRequest
from models.rule_book import RuleBook

PASSED, LIMITED = Outcome.PASSED, Outcome.LIMITED
REFUSED, WARNED, SILENT = Outcome.REFUSED, Outcome.WARNED, Outcome.NOT_APPLICABLE
DAY = date(2010, 5, 1)

Case = tuple[dict[str, Any], CofinancingRequest, Any]
"""A rule, a request, and its outcome: alone, or with cents and missing data."""


def rules(*given):
    """One rule from each dictionary: its parameters, and its scope in capitals."""
    return RuleBook.model_validate(
        {
            "rules": [
                {
                    "id": f"R{number}",
                    "sentence": {"it": "x", "en": "x"},
                    "hardness": one.get("HARDNESS", "hard"),
                    "source": {"document": "x", "grade": "D"},
                    "valid_from": "2000-01-01",
                    "validity": {"document": "x", "grade": "D"},
                    "bodies": one.get("BODIES", ()),
                    "except_bodies": one.get("EXCEPT", ()),
                    "actions": one.get("ACTIONS", ()),
                    "parameters": {k: v for k, v in one.items() if k.islower()},
                }
                for number, one in enumerate(given, 1)
            ]
        }
    ).on(DAY)


def asked(*bodies, admissible=100_00, **others):
    """Bodies are kinds with sums, each under its own agreement."""
    contributions = [
        {"body": f"b{number}", "agreement": f"a{number}", "kind": kind, "cents": cents}
        | more
        for number, (kind, cents, more) in enumerate(bodies)
    ]
    return CofinancingRequest.model_validate(
        {"admissible": admissible, "contributions": contributions} | others
    )


def body(kind="region", cents=50_00, **more):
    return (kind, cents, more)


def actions(**costs):
    return [{"kind": kind, "cents": cents} for kind, cents in costs.items()]


UNI: dict[str, Any] = {"BODIES": ["university"]}
FAIR: dict[str, Any] = {"ACTIONS": ["fair"]}
FAVOURED: dict[str, Any] = {
    "rate": "1/2",
    "favoured_rate": "7/10",
    "BODIES": ["sme-grouping"],
}
