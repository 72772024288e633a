"""Why something was decided: words that stay on record, never blanks."""

from models.errors import DomainError


def given(words: str, option: str = "--reason") -> str:
    """The words of a reason, without blanks around them; `option` is where they stand.

    Raises:
        DomainError: there are none.
    """
    if not words.strip():
        raise DomainError(
            f"The reason is blank: say why in words with {option}; they stay on record."
        )
    return words.strip()
