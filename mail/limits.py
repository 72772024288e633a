"""What one mail may cost: nothing is parsed that an honest mail does not need."""

from dataclasses import dataclass

MAX_BYTES = 35 * 2**20  # PEC allows 30 MB; base64 costs the rest
MAX_HEADER_BLOCK = 256 * 1024
MAX_HEADER = 64 * 1024
MAX_FIELDS = 20_000  # over all parts
MAX_BOUNDARIES = 1_000
MAX_NESTING = 20
MAX_ATTACHMENTS = 50
MAX_DECODED = 70 * 2**20
MAX_TEXT = 400_000  # characters read as words; the whole mail is kept elsewhere
MAX_PARTS_OF_A_TYPE = 20  # reports, returned letters, calendars
MAX_TAGS = 20_000  # of the HTML
MAX_RAW_TEXT = 4 * MAX_TEXT  # bytes, before they are decoded


class LimitError(Exception):
    """The mail is larger or deeper than any honest one; a person reads it."""


@dataclass(slots=True)
class Budget:
    fields: int = MAX_FIELDS
    boundaries: int = MAX_BOUNDARIES
    decoded: int = MAX_DECODED

    def spend(self, *, fields: int = 0, boundaries: int = 0, decoded: int = 0) -> None:
        self.fields -= fields
        self.boundaries -= boundaries
        self.decoded -= decoded
        if self.fields < 0:
            raise LimitError(f"more than {MAX_FIELDS} header fields")
        if self.boundaries < 0:
            raise LimitError(f"more than {MAX_BOUNDARIES} boundary lines")
        if self.decoded < 0:
            raise LimitError(f"more than {MAX_DECODED} bytes decoded")
