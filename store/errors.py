"""What the store refuses: a row that is not there, a write while reading."""

from models.errors import DomainError, RacedError


class NotFoundError(DomainError):
    """Nothing stands under the key that was given."""


class ReadOnlyUnitError(Exception):
    """A defect of the caller: a unit opened for reading was told to write."""


class StaleRowError(RacedError):
    """Somebody else changed the row between reading and saving; safe to retry."""


class DatabaseError(Exception):
    """The database refused: a row twice, nothing it refers to, a rival. Retry."""


class RivalError(DatabaseError, RacedError):
    """It ended this unit so that another one could go on."""
