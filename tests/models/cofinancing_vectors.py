"""The vectors V1 to V13 of method 2.5, and short ways to write others."""

from models.cofinancing import (
    RULE_VERSION,
    CofinancingCheck,
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    check,
)
from models.money import cents

FULL = CofinancingStatus.FULL
GAP = CofinancingStatus.GAP
EXHAUSTED = CofinancingStatus.BUDGET_EXHAUSTED


def request(admissible, *partners, **others):
    """A request in EUR; a partner is a sum, or a sum and its agreement's residual."""
    contributions = []
    for number, partner in enumerate(partners):
        own, residual = partner if isinstance(partner, tuple) else (partner, None)
        contributions.append(
            Contribution(
                body=f"body-{number}",
                agreement=f"agreement-{number}",
                cents=cents(own),
                residual=None if residual is None else cents(residual),
            )
        )
    cap = others.get("project_cap")
    return CofinancingRequest(
        admissible=cents(admissible),
        contributions=tuple(contributions),
        private=cents(others.get("private", 0)),
        other_public=cents(others.get("other_public", 0)),
        commercial=others.get("commercial", False),
        project_cap=None if cap is None else cents(cap),
    )


def checked(asked):
    """The check's answer without its explanation, which has tests of its own."""
    return check(asked).model_copy(update={"why": "", "applied": ()})


def answer(status, *split, gap=0):
    shares = tuple(map(cents, split))
    return CofinancingCheck(
        status=status,
        ministry=sum(shares),
        split=shares,
        gap=cents(gap),
        rule_version=RULE_VERSION,
    )


VECTORS = {
    "V1": (request(120_000, 60_000), answer(FULL, 60_000)),
    "V2": (
        request(120_000, 40_000, private=20_000),
        answer(GAP, 40_000, gap=20_000),
    ),
    "V3": (
        request(100_000, 25_000, private=45_000, commercial=True),
        answer(CofinancingStatus.PRIVATE_SHARE_TOO_LOW, 0),
    ),
    "V4": (
        request(100_000, 25_000, private=50_000, commercial=True),
        answer(FULL, 25_000),
    ),
    "V5": (request(90_000, 30_000, 15_000), answer(FULL, 30_000, 15_000)),
    "V6": (
        request(90_000, (30_000, 10_000), 15_000),
        answer(EXHAUSTED, 10_000, 15_000, gap=20_000),
    ),
    "V7": (
        request(90_000, (30_000, 10_000), (15_000, 5_000)),
        answer(EXHAUSTED, 10_000, 5_000, gap=30_000),
    ),
    "V8": (
        request("100000.01", "16666.67", "16666.67", "16666.67"),
        answer(FULL, "16666.67", "16666.67", "16666.66"),
    ),
    "V9": (
        request(300_000, 150_000, project_cap=125_000),
        answer(GAP, 125_000, gap=25_000),
    ),
    "V10": (
        request(100_000, 105_000),
        answer(CofinancingStatus.OVERFUNDED, 0),
    ),
    "V11": (request(615_000, "307500"), answer(FULL, 307_500)),
    "V12": (request(100_000, 50_000, other_public=20_000), answer(FULL, 30_000)),
    "V13": (
        request(120_000, (60_000, 40_000)),
        answer(EXHAUSTED, 40_000, gap=20_000),
    ),
    "sample B": (
        request(300_000, 110_000, 40_000, private=25_000, project_cap=125_000),
        answer(FULL, "91666.67", "33333.33"),
    ),
    "sample C": (
        request(100_000, (50_000, 12_000)),
        answer(EXHAUSTED, 12_000, gap=38_000),
    ),
}
