"""Rules that limit: the rule, the request, and what comes of it."""

from tests.models.rule_samples import (
    FAIR,
    FAVOURED,
    LIMITED,
    PASSED,
    REFUSED,
    SILENT,
    UNI,
    WARNED,
    Case,
    actions,
    asked,
    body,
)

FAIRS = FAIR | {"rate": "1/2", "call_budget": 30}

LIMIT_CASES: dict[str, Case] = {
    "rate met": ({"rate": "1/2"}, asked(body()), PASSED),
    "rate floors": ({"rate": "1/3"}, asked(body()), (LIMITED, 33_33)),
    "favoured": (
        FAVOURED,
        asked(body("sme-grouping", 30_00, favoured=True)),
        PASSED,
    ),
    "not favoured": (
        FAVOURED,
        asked(body("sme-grouping", 30_00, favoured=False)),
        (LIMITED, 50_00),
    ),
    "one of two favoured": (
        FAVOURED,
        asked(
            body("sme-grouping", 15_00, favoured=False),
            body("sme-grouping", 15_00, favoured=True),
        ),
        (LIMITED, 50_00),
    ),
    "favoured unknown": (
        FAVOURED,
        asked(body("sme-grouping", 30_00)),
        (LIMITED, 50_00, "contributions.favoured"),
    ),
    "own share": ({"own_share": "1/1"}, asked(body(cents=40_00)), (LIMITED, 40_00)),
    "half the own share": (
        {"own_share": "1/2"},
        asked(body(cents=40_01)),
        (LIMITED, 20_00),
    ),
    "own share of two": ({"own_share": "1/1"}, asked(body(), body(cents=0)), PASSED),
    "own share of nobody": ({"own_share": "1/1"}, asked(), (LIMITED, 0)),
    "ceiling not reached": (
        {"year_ceiling": 100},
        asked(body(year_total=50_00)),
        PASSED,
    ),
    "ceiling reached": (
        {"year_ceiling": 100},
        asked(body(year_total=50_01)),
        (LIMITED, 49_99),
    ),
    "ceiling passed before": (
        {"year_ceiling": 100},
        asked(body(year_total=200_00)),
        (LIMITED, 0),
    ),
    "ceiling without the year": (
        {"year_ceiling": 100},
        asked(body()),
        (WARNED, None, "contributions.year_total"),
    ),
    "ceiling of another": (
        {"year_ceiling": 10, "BODIES": ["region"]},
        asked(body("chamber")),
        SILENT,
    ),
    "ceiling of one of two": (
        {"year_ceiling": 10, "BODIES": ["region"]},
        asked(body(cents=20_00, year_total=0), body("chamber", 20_00)),
        PASSED,  # the other may give all that is needed
    ),
    "budget": (
        {"year_budget_is_ceiling": True},
        asked(body(residual=20_00)),
        (LIMITED, 20_00),
    ),
    "budget unknown": (
        {"year_budget_is_ceiling": True},
        asked(body()),
        (WARNED, None, "contributions.residual"),
    ),
    "cap": ({"project_cap": 30} | UNI, asked(body("university")), (LIMITED, 30_00)),
    "cap of another": ({"project_cap": 30} | UNI, asked(body()), SILENT),
    "cap of an unknown body": (
        {"project_cap": 30} | UNI,
        asked(body("")),
        (WARNED, None, "contributions.kind"),
    ),
    "cap beside an unknown body": (
        {"project_cap": 30} | UNI,
        asked(body("university", 20_00), body("", 20_00)),
        (LIMITED, 30_00, "contributions.kind"),
    ),
    "rule for all but a kind": (
        {"rate": "1/3", "EXCEPT": ["sme-grouping"]},
        asked(body("sme-grouping")),
        SILENT,
    ),
    "rule for all but a kind, unknown": (
        {"rate": "1/3", "EXCEPT": ["sme-grouping"]},
        asked(body("")),
        (LIMITED, 33_33),
    ),
    "call has enough": (
        {"call_budget": 100} | UNI,
        asked(body("university"), so_far={"R1": 50_00}),
        PASSED,
    ),
    "call is short": (
        {"call_budget": 100} | UNI,
        asked(body("university"), so_far={"R1": 90_00}),
        (LIMITED, 10_00),
    ),
    "call unknown": (
        {"call_budget": 100} | UNI,
        asked(body("university"), so_far={"R2": 90_00}),
        (WARNED, None, "so_far.R1"),
    ),
    "call is short for its actions only": (
        FAIRS,
        asked(
            body(cents=50_00),
            actions=actions(fair=40_00, study=60_00),
            so_far={"R1": 0},
        ),
        PASSED,
    ),
    "call spent for its actions only": (
        FAIRS,
        asked(
            body(cents=50_00),
            actions=actions(fair=40_00, study=60_00),
            so_far={"R1": 25_00},
        ),
        (LIMITED, 35_00),
    ),
    "public whole": (
        {"public_share": "1/1"},
        asked(body(cents=50_00), other_public=20_00),
        PASSED,
    ),
    "public part": (
        {"public_share": "3/4"},
        asked(body(cents=50_00), other_public=20_00),
        (LIMITED, 5_00),
    ),
    "public too much": (
        {"public_share": "3/4"},
        asked(body(cents=50_00), other_public=30_00),
        REFUSED,
    ),
}
