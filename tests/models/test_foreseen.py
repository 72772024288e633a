"""What an act would set off, said on the secretariat's clock."""

from datetime import UTC, datetime

from models.foreseen import Foreseen, ForeseenDeadline, ForeseenLetters
from models.letter import LetterKind

WINTER = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
SUMMER = datetime(2027, 7, 12, 22, 30, tzinfo=UTC)


def test_instants_are_told_on_the_clock_of_the_zone_which_is_named() -> None:
    seen = Foreseen(
        zone="Europe/Rome",
        letters=(
            ForeseenLetters(
                kind=LetterKind.REMINDER,
                language="it",
                count=2,
                first_at=WINTER,
                last_at=SUMMER,
            ),
        ),
        deadlines=(
            ForeseenDeadline(about="a", name="grace", before=WINTER, after=SUMMER),
            ForeseenDeadline(about="b", name="grace", before=SUMMER, after=None),
            ForeseenDeadline(about="c", name="grace", before=None, after=SUMMER),
        ),
    )

    begins, ends = "2027-01-11 10:30 Europe/Rome", "2027-07-13 00:30 Europe/Rome"
    assert [*seen.sentences()] == [
        f"2 letters reminder in it, leaving {begins} to {ends}",
        f"deadline grace of a: moves from {begins} to {ends}",
        f"deadline grace of b: stops, was to end {ends}",
        f"deadline grace of c: begins, ends {ends}",
    ]
