"""Patterns as people read them: one alternative after the other, blanks as blanks."""

import re


def words(
    *alternatives: str, blank: str = r"\s{1,4}", flags: re.RegexFlag = re.IGNORECASE
) -> re.Pattern[str]:
    """Any of the alternatives; a blank in one stands for the blanks of a mail."""
    joined = "|".join(f"(?:{one})" for one in alternatives)
    return re.compile(joined.replace(" ", f"(?:{blank})"), flags)
