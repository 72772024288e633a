"""What every check of co-financing keeps, whatever is asked."""

from hypothesis import assume, given
from hypothesis import strategies as st

from models.cofinancing import (
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    check,
    pro_rata,
)

FULL = CofinancingStatus.FULL
GAP = CofinancingStatus.GAP
EXHAUSTED = CofinancingStatus.BUDGET_EXHAUSTED

money = st.integers(0, 10**9)


@st.composite
def requests(draw):
    residuals = draw(
        st.lists(st.none() | money, min_size=1, max_size=5), label="residuals"
    )
    owners = draw(st.lists(st.integers(0, len(residuals) - 1), max_size=6))
    contributions = tuple(
        Contribution(
            body=f"b{number}",
            agreement=f"a{owner}",
            cents=draw(money),
            residual=residuals[owner],
        )
        for number, owner in enumerate(owners)
    )
    return CofinancingRequest(
        admissible=draw(st.integers(-5, 10**10)),
        contributions=contributions,
        private=draw(money),
        other_public=draw(money),
        commercial=draw(st.booleans()),
        project_cap=draw(st.none() | money),
    )


@given(requests())
def test_ministry_stays_within_every_limit(asked):
    given_ = check(asked)

    assert sum(given_.split) == given_.ministry
    assert len(given_.split) == len(asked.contributions)
    assert given_.ministry * 2 <= max(asked.admissible, 0)  # I11
    assert given_.ministry <= max(asked.need, 0)
    if asked.project_cap is not None:
        assert given_.ministry <= asked.project_cap
    for share, contribution in zip(given_.split, asked.contributions, strict=True):
        assert isinstance(share, int)
        assert 0 <= share <= contribution.cents  # I11
    for agreement in {c.agreement for c in asked.contributions}:
        own = [
            (share, c.residual)
            for share, c in zip(given_.split, asked.contributions, strict=True)
            if c.agreement == agreement
        ]
        residual = own[0][1]
        assert residual is None or sum(share for share, _ in own) <= residual


@given(requests())
def test_gap_and_ministry_make_up_the_need(asked):
    given_ = check(asked)
    refused = given_.status not in {FULL, GAP, EXHAUSTED}

    assert given_.gap == (0 if refused else asked.need - given_.ministry)
    assert (given_.status is FULL) == (not refused and given_.gap == 0)


@given(requests())
def test_exhausted_means_more_money_would_help(asked):
    free = asked.model_copy(
        update={
            "contributions": tuple(
                c.model_copy(update={"residual": None}) for c in asked.contributions
            )
        }
    )

    more = check(free).ministry > check(asked).ministry

    assert more == (check(asked).status is EXHAUSTED)


@given(requests(), money)
def test_a_larger_residual_never_gives_less(asked, extra):
    assume(asked.contributions)
    agreement = asked.contributions[0].agreement
    richer = asked.model_copy(
        update={
            "contributions": tuple(
                c.model_copy(update={"residual": c.residual + extra})
                if c.agreement == agreement and c.residual is not None
                else c
                for c in asked.contributions
            )
        }
    )

    assert check(richer).ministry >= check(asked).ministry


@given(st.lists(money, max_size=8), money)
def test_pro_rata_spends_the_budget_and_no_more(wanted, budget):
    granted = pro_rata(wanted, budget)

    assert sum(granted) == min(sum(wanted), budget)
    assert all(g <= w for g, w in zip(granted, wanted, strict=True))
