"""The workflows every worker runs, and the version it is of."""

from typing import Final

from workflows.archive import ArchiveWorkflow
from workflows.feed import FeedWorkflow
from workflows.message import MessageWorkflow
from workflows.money import MoneyWorkflow
from workflows.post import PostOfficeWorkflow
from workflows.proposal import ProposalWorkflow
from workflows.reconcile import ReconcileWorkflow
from workflows.screening import ScreeningWorkflow
from workflows.seal import SealWorkflow
from workflows.session import SessionWorkflow
from workflows.watch import WatchWorkflow

VERSION: Final = "0.1.0"

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
    ArchiveWorkflow,
    FeedWorkflow,
)
