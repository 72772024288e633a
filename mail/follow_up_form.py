"""The questionnaire of a follow-up, filled in inside the body of a mail.

Pure and total. In doubt a line is a problem, never a guess.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from mail.forms import money
from models.adhesion_words import bare
from models.case import Outcome
from models.follow_up_form import LABELS, SYNONYMS, FollowUpTold, Line

_LEAD: Final = r"[\s>*•·\-–—_#|]{0,12}"
_MAX_LINE: Final = 2_000
_MOST_LINES: Final = 3_000
_LONGEST_WORDS: Final = 2_000
_JOBS: Final = re.compile(r"\d{1,7}")
_PLAIN_WORDS: Final = 60  # characters of a reply that only says: no news


def read_follow_up(text: str) -> FollowUpTold | None:
    """The filled questionnaire in a text; None when there is none, or it is empty."""
    said: dict[Line, str] = {}
    for line, value in _lines(text):
        if value and not said.get(line):
            said[line] = value
    if not said:
        return None
    outcome = _outcome(said.get(Line.OUTCOME, ""))
    value, jobs = said.get(Line.VALUE, ""), said.get(Line.JOBS, "")
    cents = money(value) if value else None
    problems = [
        *([] if outcome else ["the outcome is none of the words offered"]),
        *(["the value in euro is not clear"] if value and cents is None else []),
        *(
            ["the number of jobs is not clear"]
            if jobs and not _JOBS.fullmatch(jobs)
            else []
        ),
    ]
    return FollowUpTold(
        outcome=outcome,
        value=cents,
        jobs=int(jobs) if _JOBS.fullmatch(jobs) else None,
        text=said.get(Line.WORDS, "")[:_LONGEST_WORDS],
        span=said.get(Line.OUTCOME, ""),
        problems=tuple(problems),
    )


def no_news(text: str) -> FollowUpTold | None:
    """A reply whose first words say, and say only, that nothing has happened."""
    first = next((one.strip() for one in text.split("\n") if one.strip()), "")
    if len(first) > _PLAIN_WORDS or _outcome(first) is not Outcome.NO_RESULT:
        return None
    if len(bare(first).split()) < 2:  # noqa: PLR2004  ("no" alone answers nothing)
        return None
    return FollowUpTold(outcome=Outcome.NO_RESULT, span=first)


def _outcome(said: str) -> Outcome | None:
    return _outcomes().get(bare(said))


@cache
def _outcomes() -> dict[str, Outcome]:
    offered = {
        bare(word): outcome
        for labels in LABELS.values()
        for outcome, word in labels.outcomes.items()
    }
    others = {bare(word): one for one, words in SYNONYMS.items() for word in words}
    return others | offered


def _lines(text: str) -> Iterator[tuple[Line, str]]:
    """Every labelled line with its value; the remarks go on until an empty line."""
    lines = text.split("\n")[:_MOST_LINES]
    for number, raw in enumerate(lines):
        found = _label().fullmatch(raw[:_MAX_LINE].replace("’", "'").strip("\r"))
        if found is None:
            continue
        line, value = Line(_named(found)), _bared(found["said"])
        if line is Line.WORDS:
            value = " ".join([value, *_rest(lines[number + 1 :])]).strip()
        yield line, value


def _named(found: re.Match[str]) -> str:
    named = found.groupdict()
    return next(name for name, one in named.items() if one and name != "said")


def _rest(lines: list[str]) -> Iterator[str]:
    for raw in lines:
        if not _bared(raw) or _label().fullmatch(raw[:_MAX_LINE]):
            return
        yield _bared(raw)


def _bared(raw: str) -> str:
    return raw.strip(" \t\r>*_·|\xa0")


@cache
def _label() -> re.Pattern[str]:
    names: dict[Line, list[str]] = {}
    for labels in LABELS.values():
        for line, label in labels.lines.items():
            names.setdefault(line, []).append(re.escape(label).replace(r"\ ", r"\s+"))
    choices = "|".join(
        f"(?P<{line.value}>{'|'.join(words)})" for line, words in names.items()
    )
    return re.compile(
        rf"{_LEAD}(?:{choices})\s{{0,3}}(?:\([^()]{{0,300}}\))?\s{{0,3}}"
        r"\*{0,2}[:：]\*{0,2}(?P<said>.*)",
        re.IGNORECASE,
    )
