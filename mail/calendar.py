"""What a calendar part asks or answers: its method, and the answer in a reply.

Read line by line: the answer is one word, and a calendar library parses whole years
of repetitions that a stranger wrote.
"""

import re

_FOLD = re.compile(r"\n[ \t]")
_METHOD = re.compile(r"^METHOD:([A-Z]{3,14})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ATTENDEE = re.compile(r"^ATTENDEE([;:][^\n]{0,2000})", re.IGNORECASE | re.MULTILINE)
_ANSWER = re.compile(r';PARTSTAT="?([A-Z-]{3,20})"?(?=[;:])', re.IGNORECASE)
_METHODS = frozenset(  # RFC 5546
    ("publish", "request", "reply", "add", "cancel", "refresh", "counter")
) | {"declinecounter"}
_ANSWERS = frozenset(  # RFC 5545
    ("accepted", "declined", "tentative", "needs-action", "delegated")
)
_LOOKED_AT = 100_000
_MAX_ATTENDEES = 500


def meaning(text: str, *, stated: str, sender: str) -> str:
    """`request`, `cancel`, `reply accepted` …; empty when it says nothing known.

    Args:
        text: the calendar part.
        stated: the method its content type names, may be empty.
        sender: who sent the mail; in a reply their answer counts.
    """
    text = _FOLD.sub("", text[:_LOOKED_AT])
    found = _METHOD.search(text)
    method = (found[1] if found else stated).strip().lower()
    if method not in _METHODS:
        return ""
    if method != "reply":
        return method
    return f"{method} {_answer(text, sender)}".strip()


def _answer(text: str, sender: str) -> str:
    attendees = [one[1] for one in _ATTENDEE.finditer(text)][:_MAX_ATTENDEES]
    own = [one for one in attendees if sender and one.lower().endswith(f":{sender}")]
    answers = {
        answer[1].lower()
        for one in own or attendees
        if (answer := _ANSWER.search(one)) and answer[1].lower() in _ANSWERS
    }
    return answers.pop() if len(answers) == 1 else ""
