"""A session held at a distance: where its tables meet (method X16)."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from models.frozen import Frozen
from models.proposal_parts import Key

LONGEST_LINK: Final = 300
PLACE: Final = {
    "it": "a distanza, in linea",
    "ru": "дистанционно, в режиме онлайн",
    "en": "at a distance, on line",
}
"""Where a session at a distance is held, as letters and papers say it."""

_LINK: Final = re.compile(r"https://[^\s/@]+(?:/\S*)?")


def _link(given: str) -> str:
    if len(given) > LONGEST_LINK or not _LINK.fullmatch(given):
        raise ValueError(
            "a link begins with https://, without blanks or a password, and has at"
            f" most {LONGEST_LINK} characters; correct it."
        )
    return given


Link = Annotated[str, AfterValidator(_link)]


class Remote(Frozen):
    """`link` is the meeting of every table that has none of its own in `rooms`."""

    link: Link
    rooms: dict[Key, Link] = Field(default_factory=dict, max_length=20)

    def room(self, table: str) -> str:
        return self.rooms.get(table, self.link)
