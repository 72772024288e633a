"""Turns a refusal into a failure that is not tried again, with its sentence intact."""

from typing import Any

from temporalio.exceptions import ApplicationError
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

from models.errors import DomainError

REFUSED = "Refused"
ADMITTED = "Admitted"
"""An act that is only tried would be let in."""
BUSY = "Busy"
"""It would be judged when an effect under way is done: ask again."""


class RefusalInterceptor(Interceptor):
    """Temporal matches error types by exact name; refusals have many classes."""

    def intercept_activity(
        self,
        next: ActivityInboundInterceptor,  # noqa: A002  (Temporal's own name)
    ) -> ActivityInboundInterceptor:
        return _RefusalInbound(next)


class _RefusalInbound(ActivityInboundInterceptor):
    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002
        try:
            return await self.next.execute_activity(input)
        except DomainError as error:
            raise ApplicationError(
                str(error), type=REFUSED, non_retryable=True
            ) from error
