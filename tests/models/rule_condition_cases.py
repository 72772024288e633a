"""Rules that are met or failed: the rule, the request, and what comes of it."""

from tests.models.rule_samples import (
    FAIR,
    PASSED,
    REFUSED,
    SILENT,
    WARNED,
    Case,
    actions,
    asked,
    body,
)

WINDOW = {"apply_from": "07-01", "apply_by": "09-30"}

CONDITION_CASES: dict[str, Case] = {
    "private half": (
        {"private_share": "1/2"},
        asked(body(cents=25_00), private=50_00, commercial=True),
        PASSED,
    ),
    "private short": (
        {"private_share": "1/2"},
        asked(body(cents=25_00), private=49_99, commercial=True),
        REFUSED,
    ),
    "nothing commercial": ({"private_share": "1/2"}, asked(body()), SILENT),
    "private for the commercial action": (
        {"private_share": "1/2"},
        asked(
            body(cents=25_00),
            private=10_00,
            actions=[
                {"kind": "mission", "cents": 20_00, "commercial": True},
                {"kind": "study", "cents": 80_00},
            ],
        ),
        PASSED,
    ),
    "private in another action": (
        {"private_share": "1/2"},
        asked(
            body(cents=25_00),
            private=30_00,
            actions=[
                {"kind": "mission", "cents": 20_00, "commercial": True, "private": 0},
                {"kind": "study", "cents": 80_00, "private": 30_00},
            ],
        ),
        REFUSED,
    ),
    "fair alone": (
        FAIR | {"inside_wider_project": True},
        asked(body(), actions=actions(fair=100_00)),
        REFUSED,
    ),
    "fair among others": (
        FAIR | {"inside_wider_project": True},
        asked(body(), actions=actions(fair=90_00, study=10_00)),
        PASSED,
    ),
    "no fair": (
        FAIR | {"inside_wider_project": True},
        asked(body(), actions=actions(study=100_00)),
        SILENT,
    ),
    "fair unknown": (
        FAIR | {"inside_wider_project": True},
        asked(body()),
        (WARNED, None, "actions"),
    ),
    "entitled": ({"proposers": ["region"]}, asked(body(), body("chamber")), PASSED),
    "not entitled": ({"proposers": ["region"]}, asked(body("chamber")), REFUSED),
    "perhaps entitled": (
        {"proposers": ["region"]},
        asked(body("chamber"), body("")),
        (WARNED, None, "contributions.kind"),
    ),
    "eighteen months": ({"max_months": 18}, asked(body(), months=18), PASSED),
    "nineteen months": ({"max_months": 18}, asked(body(), months=19), REFUSED),
    "months unknown": ({"max_months": 18}, asked(body()), (WARNED, None, "months")),
    "a company": ({"min_companies_a": 1}, asked(body(), companies_a=1), PASSED),
    "no company": ({"min_companies_a": 1}, asked(body(), companies_a=0), REFUSED),
    "no university": (
        {"min_universities_b": 1},
        asked(body(), universities_b=0),
        REFUSED,
    ),
    "both unknown": (
        {"min_companies_a": 1, "min_universities_b": 1},
        asked(body()),
        (WARNED, None, "companies_a", "universities_b"),
    ),
    "one refused, one unknown": (
        {"min_companies_a": 1, "min_universities_b": 1},
        asked(body(), companies_a=0),
        (REFUSED, None, "universities_b"),
    ),
    "last day of the call": (
        WINDOW,
        asked(body(), applied_on="2010-09-30", call_year=2010),
        PASSED,
    ),
    "day after the call": (
        WINDOW,
        asked(body(), applied_on="2010-10-01", call_year=2010),
        REFUSED,
    ),
    "day before the call": (
        WINDOW,
        asked(body(), applied_on="2010-06-30", call_year=2010),
        REFUSED,
    ),
    "early for the next year": (
        {"apply_by": "01-31"},
        asked(body(), applied_on="2010-11-02", call_year=2011),
        PASSED,
    ),
    "which call": (
        {"apply_by": "01-31"},
        asked(body(), applied_on="2010-11-02"),
        (WARNED, None, "call_year"),
    ),
    "when": ({"apply_by": "01-31"}, asked(body()), (WARNED, None, "applied_on")),
    "a priority": (
        {"priorities_only": True},
        asked(body(), in_priorities=True),
        PASSED,
    ),
    "no priority": (
        {"priorities_only": True},
        asked(body(), in_priorities=False),
        REFUSED,
    ),
    "perhaps a priority": (
        {"priorities_only": True},
        asked(body()),
        (WARNED, None, "in_priorities"),
    ),
    "a copy": ({"no_copies": True}, asked(body(), copies_agency=True), REFUSED),
    "no copy": ({"no_copies": True}, asked(body(), copies_agency=False), PASSED),
    "perhaps a copy": (
        {"no_copies": True},
        asked(body()),
        (WARNED, None, "copies_agency"),
    ),
    "commercial grouping": (
        {"no_commercial_for": ["sme-grouping"]},
        asked(body("sme-grouping"), commercial=True),
        REFUSED,
    ),
    "partly commercial grouping": (
        {"no_commercial_for": ["sme-grouping"]},
        asked(
            body("sme-grouping"),
            actions=[
                {"kind": "mission", "cents": 99_99, "commercial": True},
                {"kind": "study", "cents": 1},
            ],
        ),
        PASSED,
    ),
    "commercial region": (
        {"no_commercial_for": ["sme-grouping"]},
        asked(body(), commercial=True),
        PASSED,
    ),
    "perhaps a commercial grouping": (
        {"no_commercial_for": ["sme-grouping"]},
        asked(body(""), commercial=True),
        (WARNED, None, "contributions.kind"),
    ),
}
