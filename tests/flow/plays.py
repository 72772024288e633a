"""Every way a proposal may go, by name: played, recorded and replayed."""

from collections.abc import Awaitable, Callable

from tests.flow.engine_stories import reconciled
from tests.flow.exceptional_stories import (
    completion_extended,
    session_cancelled,
    text_corrected,
)
from tests.flow.feed_stories import followed_outside
from tests.flow.house import House
from tests.flow.money_stories import (
    committed,
    lapsed_reservation,
    unfunded,
    waiting_for_money,
    without_money,
)
from tests.flow.register_stories import (
    blocked_when_open,
    merged,
    standing_still,
)
from tests.flow.seal_stories import sealed, unsealed
from tests.flow.stories import (
    blocked,
    by_mail,
    carried_over,
    cleared,
    competing,
    competing_by_rule,
    deadline_moved,
    held_up,
    no_interest,
    not_presented,
    postponed,
    presented,
    rejected,
    rejected_after_observations,
    returned,
    ruled_at_the_desk,
    withdrawn_early,
    withdrawn_open,
)
from tests.flow.watch_stories import passports_deleted, programme_dropped

Story = Callable[[House], Awaitable[str]]

STORIES: dict[str, Story] = {
    story.__name__.replace("_", "-"): story
    for story in (
        presented,
        by_mail,
        returned,
        rejected,
        rejected_after_observations,
        blocked,
        cleared,
        no_interest,
        competing,
        competing_by_rule,
        without_money,
        waiting_for_money,
        unfunded,
        withdrawn_early,
        withdrawn_open,
        deadline_moved,
        carried_over,
        postponed,
        not_presented,
        ruled_at_the_desk,
        lapsed_reservation,
        committed,
        held_up,
        session_cancelled,
        text_corrected,
        completion_extended,
        programme_dropped,
        passports_deleted,
        standing_still,
        blocked_when_open,
        merged,
        sealed,
        unsealed,
        reconciled,
        followed_outside,
    )
}
