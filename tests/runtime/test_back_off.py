from datetime import timedelta

from activities.batch_time import back_off
from activities.letters import GIVE_UP

FIRST = timedelta(minutes=5)


def test_back_off_doubles_up_to_the_longest():
    assert [wait.total_seconds() / 60 for wait in back_off(FIRST, 6)] == [
        *(5, 10, 20, 40),
        *(68, 68),
    ]


def test_letter_is_given_up_after_five_days_of_trying_and_not_before():
    """However often it was tried: the fortieth attempt once overflowed."""
    tried = next(
        n for n in range(1, 500) if sum(back_off(FIRST, n), timedelta()) > GIVE_UP
    )

    assert tried == 109
    assert len(back_off(FIRST, 10_000)) == 10_000
