"""Letters to one host leave at its pace; other hosts do not wait for it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DomainError
from models.pace import Pace, host_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_pace_lets_a_burst_go_and_then_one_at_a_time():
    pace = Pace(per_minute=6, burst=3)

    waits = []
    for _ in range(5):
        ready = pace.ready_at("it.example", NOW)
        waits.append((ready - NOW) / SECOND)
        pace.left("it.example", ready)

    assert waits == [0, 0, 0, 10, 20]


def test_pace_of_one_host_leaves_the_others_alone():
    pace = Pace(per_minute=1)
    pace.left("IT.example", NOW)

    assert pace.ready_at("it.EXAMPLE", NOW) == NOW + 60 * SECOND
    assert pace.ready_at("ru.example", NOW) == NOW


def test_pace_forgets_hosts_at_rest():
    pace = Pace(per_minute=60)
    for number in range(10_001):
        pace.left(f"h{number}.example", NOW + number * SECOND)

    assert len(pace._full_until) == 1


@given(
    st.integers(1, 100),
    st.integers(1, 20),
    st.lists(st.integers(0, 30_000), max_size=60),
)
def test_no_minute_sees_more_than_its_share(per_minute, burst, pauses):
    pace, now, gone = Pace(per_minute, burst), NOW, []
    for pause in pauses:
        now = pace.ready_at("h", now + timedelta(milliseconds=pause))
        pace.left("h", now)
        gone.append(now)

    for first in gone:
        in_minute = [at for at in gone if first <= at < first + 60 * SECOND]
        assert len(in_minute) <= per_minute + burst


@pytest.mark.parametrize(("per_minute", "burst"), [(0, 1), (1, 0)])
def test_pace_of_nothing_is_refused(per_minute, burst):
    with pytest.raises(DomainError, match="pace"):
        Pace(per_minute, burst)


def test_host_is_the_domain_of_the_recipient():
    assert host_of("Ufficio@Comune.EXAMPLE") == "comune.example"
