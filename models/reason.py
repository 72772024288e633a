"""Why something was decided: words that stay on record, never blanks."""

from models.errors import DomainError


def given(words: str) -> str:
    """The words of a reason, without blanks around them.

    Raises:
        DomainError: there are none.
    """
    if not words.strip():
        raise DomainError(
            "The reason is blank: say why in words with --reason; they stay on record."
        )
    return words.strip()
