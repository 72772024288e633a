"""What the store refuses: a row that is not there, a write while reading."""

from models.errors import DomainError


class NotFoundError(DomainError):
    """Nothing stands under the key that was given."""


class ReadOnlyUnitError(Exception):
    """A defect of the caller: a unit opened for reading was told to write."""


class StaleRowError(Exception):
    """Somebody else changed the row between reading and saving; safe to retry."""


class DatabaseError(Exception):
    """The database refused: a row twice, nothing it refers to, a rival. Retry."""
