"""The workflows every worker runs."""

from workflows.message import MessageWorkflow
from workflows.money import MoneyWorkflow
from workflows.post import PostOfficeWorkflow
from workflows.proposal import ProposalWorkflow
from workflows.reconcile import ReconcileWorkflow
from workflows.screening import ScreeningWorkflow
from workflows.seal import SealWorkflow
from workflows.session import SessionWorkflow
from workflows.watch import WatchWorkflow

WORKFLOWS = (
    ProposalWorkflow,
    SessionWorkflow,
    MessageWorkflow,
    MoneyWorkflow,
    PostOfficeWorkflow,
    WatchWorkflow,
    ScreeningWorkflow,
    SealWorkflow,
    ReconcileWorkflow,
)
