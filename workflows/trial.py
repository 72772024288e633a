"""An act that is only tried: its validator is asked, and no history is written."""

from temporalio.exceptions import ApplicationError
from temporalio.worker import (
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from activities.refusals import ADMITTED
from models.acts import Act


class TrialInterceptor(Interceptor):
    """The rules are those of the act itself, wherever a validator says them."""

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002, ARG002  (Temporal's)
    ) -> type[WorkflowInboundInterceptor]:
        return _TrialInbound


class _TrialInbound(WorkflowInboundInterceptor):
    def handle_update_validator(
        self,
        input: HandleUpdateInput,  # noqa: A002  (Temporal's own name)
    ) -> None:
        """What a validator refuses leaves no trace: so does what is let in here."""
        self.next.handle_update_validator(input)
        if any(isinstance(given, Act) and given.tried for given in input.args):
            raise ApplicationError("Admitted.", type=ADMITTED, non_retryable=True)
