"""Refusals: what the method forbids, said in one sentence a clerk can act on."""


class DomainError(Exception):
    """A refusal by a rule of the method, never a defect of the software.

    The message is one complete sentence: which field or act, which rule, and what
    to do about it. It is shown as it stands, so it holds no personal data.
    Retrying the same request gives the same refusal.
    """


class RacedError(Exception):
    """Somebody else was faster, and nothing was written: worth another try at once."""


class AmountError(DomainError):
    """A sum that is no amount of money: not a number, too fine, or too large."""


class InsufficientFundsError(DomainError):
    """An account of an agreement year would fall below zero (method I10)."""


class LedgerError(DomainError):
    """An entry that contradicts the plan of accounts of an agreement year."""


class CalendarMissingError(DomainError):
    """A working-day count reached a year for which no calendar was loaded."""


class TermError(DomainError):
    """A term that cannot be counted: negative, or without its calendar."""


class OrdinalError(DomainError):
    """A session number that is neither roman nor arabic, or not positive."""


class ReferenceDataError(DomainError):
    """Shipped reference data contradicts itself: a double code, a missing row."""
