"""Whatever happens in a year, in any order, its accounts sum to its budget."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from models import ledger
from models.commitment import (
    CommitmentAct,
    CostReport,
    commit_by,
    holding,
    pay_instalment,
    recover,
    revoke,
    settle,
)
from models.errors import InsufficientFundsError
from models.ids import AgreementNumber
from models.ledger import Account, balances
from models.statement import Booking, statement

AGREEMENT = AgreementNumber("A1")
DAY = date(2010, 6, 30)
NOON = datetime(2010, 6, 30, 12, tzinfo=UTC)
CASES = st.sampled_from("abc")
SUMS = st.integers(1, 200)


class AgreementYear(RuleBasedStateMachine):
    """Three cases live at once under one agreement; the year may end at any time."""

    @initialize(budget=st.integers(0, 500))
    def open_year(self, budget):
        self.budget = budget
        self.booked = []
        self.acts = {}
        self.runs = True

    def own(self, case):
        return [one.entry for one in self.booked if one.case == case]

    def entries(self):
        return [one.entry for one in self.booked]

    def book(self, case, entries):
        self.booked += [
            Booking(at=NOON, on=DAY, case=case, entry=one) for one in entries
        ]

    @precondition(lambda self: self.runs)
    @rule(case=CASES, cents=SUMS)
    def reserve(self, case, cents):
        available = balances(self.entries(), self.budget)[Account.AVAILABLE]
        try:
            posted = ledger.reserve(self.entries(), self.budget, cents, cause="r")
        except InsufficientFundsError:
            assert cents > available
        else:
            self.book(case, posted)

    @rule(case=CASES)
    def release(self, case):
        held = holding(self.own(case)).reserved
        if held:
            posted = ledger.release(
                self.entries(), self.budget, held, cause="x", same_year=self.runs
            )
            self.book(case, posted)

    @rule(case=CASES, rate=st.sampled_from(["1/2", "3/10", "1/1"]))
    def commit(self, case, rate):
        reserved = holding(self.own(case)).reserved
        if not reserved or case in self.acts:
            return
        act = CommitmentAct(
            agreement=AGREEMENT,
            number=f"act {case}",
            signed_on=DAY,
            cents=reserved,
            rate=rate,
            cup="C11G06000000001",
            companies_benefit=False,
        )
        self.book(case, commit_by(self.own(case), act))
        self.acts[case] = act

    @rule(case=CASES, cents=SUMS)
    def pay(self, case, cents):
        before = holding(self.own(case))
        try:
            self.book(case, pay_instalment(self.own(case), cents, cause="i"))
        except InsufficientFundsError:
            assert cents > before.committed
        else:
            assert holding(self.own(case)).paid == before.paid + cents

    @rule(case=CASES, cost=st.integers(0, 500))
    def settle(self, case, cost):
        act = self.acts.pop(case, None)
        if act is None:
            return
        report = CostReport(cents=cost, action_ended_on=DAY, received_on=DAY)
        settled = settle(self.own(case), act, report, same_year=self.runs)
        self.finish(case, settled, due=min(act.cents, int(act.rate * cost)))

    @rule(case=CASES)
    def revoke(self, case):
        if self.acts.pop(case, None):
            settled = revoke(self.own(case), cause="v", same_year=self.runs)
            self.finish(case, settled, due=0)

    def finish(self, case, settled, *, due):
        self.book(case, settled.entries)
        if settled.to_recover:
            own, back = self.own(case), settled.to_recover
            self.book(case, recover(own, back, cause="b", same_year=self.runs))
        held = holding(self.own(case))
        assert (held.committed, held.paid) == (0, due)
        # The case starts anew; what it was paid for good stays in the year.
        self.booked = [
            one.model_copy(update={"case": f"{case} before"})
            if one.case == case
            else one
            for one in self.booked
        ]

    @rule()
    def close_year(self):
        self.book(None, ledger.close_year(self.entries(), self.budget, cause="31 Dec"))
        self.runs = False

    @invariant()
    def year_adds_up(self):
        written = statement(AGREEMENT, 2010, self.budget, self.booked)
        closing = written.closing
        assert written.check_sum == sum(closing.values()) == self.budget
        assert min(closing.values()) >= 0
        assert closing[Account.RELEASED] == 0
        if not self.runs:
            assert closing[Account.AVAILABLE] == 0


TestAgreementYear = AgreementYear.TestCase
