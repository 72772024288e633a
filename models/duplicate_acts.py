"""The act that closes a proposal in favour of another on the same project."""

from models.acts import Act
from models.ids import CaseId


class Merge(Act):
    """`into` goes on for both, and its letters to the proposer go to both senders."""

    into: CaseId
