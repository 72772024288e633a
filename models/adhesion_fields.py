"""The adhesion form as a file with fields: what its fields are called, what they say.

Pure and total: a field that is no line of the form is passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from models.adhesion_labels import LABELS, Line
from models.adhesion_text import FilledForm, collected
from models.message import AttachedForm, FormField

_COPY: Final = re.compile(r"\[\d+\]")
_NUMBER: Final = re.compile(r"[\s:]*\d{0,2}[\s:]*$")


def read_attached(
    forms: Iterable[AttachedForm], regions: Mapping[str, str] | None = None
) -> tuple[FilledForm, ...]:
    """The adhesion forms among the files of a mail, each once.

    Args:
        forms: the files that have fields.
        regions: codes by name, in small letters.
    """
    found: list[FilledForm] = []
    for one in forms:
        form = collected(_lines(one.fields), regions)
        if form is not None and form not in found:
            found.append(form)
    return tuple(found)


def _lines(fields: Iterable[FormField]) -> Iterator[tuple[Line, str]]:
    for one in fields:
        line = _names().get(_plain(one.name))
        if line is not None:
            yield line, " ".join(one.value.split())


@cache
def _names() -> Mapping[str, Line]:
    """A field is called as its line is, in any language, or by its code."""
    codes = {_plain(line): line for line in Line}
    labels = (labels.items() for labels in LABELS.values())
    return codes | {_plain(label.name): line for each in labels for line, label in each}


def _plain(name: str) -> str:
    """`form[0].page1.person_2[0]` is `person`."""
    last = _COPY.sub("", name).replace("_", " ").replace("’", "'").split(".")[-1]
    return _NUMBER.sub("", " ".join(last.casefold().split()))
