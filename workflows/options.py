"""How long an effect may take and how it is tried again: one page to audit.

Refusals (DomainError) come back as non-retryable failures of type `Refused`;
everything else is retried with Temporal's defaults, for as long as it takes, save
where a line below says otherwise.
"""

from datetime import timedelta
from typing import TypedDict

from temporalio.common import RetryPolicy


class Options(TypedDict, total=False):
    start_to_close_timeout: timedelta
    heartbeat_timeout: timedelta
    retry_policy: RetryPolicy


# Effects take milliseconds; a worker that died is replaced after this time.
STORE = Options(start_to_close_timeout=timedelta(seconds=10))
# A message that cannot be read would keep every round from closing: after twelve
# tries, some ten minutes of work, it is set apart. Time without a worker is no try.
READING = Options(
    start_to_close_timeout=timedelta(seconds=10),
    retry_policy=RetryPolicy(maximum_attempts=12),
)
# A batch of letters waits for slow servers (RFC 5321 allows 10 minutes after the
# final dot) and beats every 3 seconds, so that a dead worker is soon replaced.
MAIL = Options(
    start_to_close_timeout=timedelta(hours=2),
    heartbeat_timeout=timedelta(seconds=15),
)
# A page of procedures is asked one by one; each answers within seconds.
COMPARING = Options(
    start_to_close_timeout=timedelta(minutes=10),
    heartbeat_timeout=timedelta(seconds=30),
)
# Copies of a seal go to disks and servers that may be away; the next seal's run tries
# again, so a few minutes of trying are enough before a person is told.
COPIES = Options(
    start_to_close_timeout=timedelta(seconds=60),
    retry_policy=RetryPolicy(maximum_attempts=8),
)
# A receiver may take fifteen seconds for each of twenty acts, and a beat comes before
# each; a dead worker is soon replaced.
TELLING = Options(
    start_to_close_timeout=timedelta(minutes=10),
    heartbeat_timeout=timedelta(seconds=60),
)
