"""Header fields of real mail: folding, encoded words, parameters, addresses, ids.

Own and linear, because the standard library is quadratic here and raises.
"""

import binascii
import re
from urllib.parse import unquote_to_bytes

from mail.charsets import decode, safe

_FOLD = re.compile(rb"\r?\n[ \t]*")
# Up to three question marks inside a word: not allowed, and often seen.
_WORD = re.compile(
    r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])"
    r"\?([^?]*+(?:\?(?!=)[^?]{0,200}+){0,3})\?="
)
_PARAMETER = re.compile(
    r""";\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*+"?|[^;]*+)""", re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CONTINUED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_ADDRESS_TOKEN = re.compile(
    r"""("(?:[^"\\]|\\.)*+"?)|(\([^()]*+\)?)|<([^<>]*+(?=>)|[^<>,;]*+)>?|([,;])|([^"<>,;(]++|.)""",
    re.DOTALL,
)
_NO_ATOM = r"""\s@<>:"'(),;\[\]"""
_BARE = re.compile(rf"(?<![^{_NO_ATOM}])[^{_NO_ATOM}]++@[^{_NO_ATOM}]++")
_ID = re.compile(r"<([^<>]{3,998})>")
_SPACE = re.compile(r"\s+")

_MAX_PARAMETERS = 100


class Headers:
    """The fields of one part, in order; names are case-insensitive."""

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self._fields = fields
        self._decoded: dict[str, list[str]] = {}
        self._addresses: dict[str, tuple[str, ...]] = {}

    def without(self, name: str) -> "Headers":
        return Headers([field for field in self._fields if field[0] != name])

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self._fields)

    def all(self, name: str) -> list[str]:
        """Every value of a field, unfolded but with its encoded words."""
        if name not in self._decoded:
            self._decoded[name] = [
                safe(decode(_FOLD.sub(b" ", value))).strip()
                for key, value in self._fields
                if key == name
            ]
        return self._decoded[name]

    def raw(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        return _SPACE.sub(" ", decode_words(self.raw(name))).strip()

    def names(self) -> set[str]:
        return {key for key, _ in self._fields}

    def addresses(self, name: str) -> tuple[str, ...]:
        if name not in self._addresses:
            found = [one for value in self.all(name) for one in addresses(value)]
            self._addresses[name] = tuple(dict.fromkeys(found))
        return self._addresses[name]

    def ids(self, name: str) -> tuple[str, ...]:
        return tuple(one for value in self.all(name) for one in message_ids(value))


def decode_words(value: str) -> str:
    """RFC 2047; neighbouring words are joined as bytes, many split a letter."""
    if "=?" not in value:
        return value
    pieces: list[str] = []
    pending: list[bytes] = []
    charset, end = "", 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if pending and (between.strip() or word[1].lower() != charset):
            pieces.append(decode(b"".join(pending), charset))
            pending = []
        if between.strip() or not end:
            pieces.append(between)
        charset, end = word[1].lower(), word.end()
        pending.append(_word_bytes(word[2], word[3]))
    pieces += [decode(b"".join(pending), charset), value[end:]]
    return safe("".join(pieces))


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "bB":
        return unbase64(data)
    return binascii.a2b_qp(data, header=True)


def unbase64(data: bytes) -> bytes:
    """Whatever base64 is in there; broken ends are cut, not refused."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        pass
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=…` as its main value and its decoded parameters."""
    main = value.partition(";")[0].strip().partition(" ")[0]
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(value)):
        shape = _CONTINUED.fullmatch(found[1].lower())
        if shape is None or count >= _MAX_PARAMETERS:
            continue
        part = (shape[3] is not None, _unquote(found[2]))
        held = pieces.setdefault(shape[1], {})
        index = int(shape[2] or 0)
        if index not in held or (part[0] and not held[index][0]):
            held[index] = part  # a second spelling for old programs gives way
    return main.lower(), {name: _joined(by) for name, by in pieces.items()}


def _unquote(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        return _ESCAPED.sub(r"\1", value[1:].removesuffix('"'))
    return value


def _joined(by_index: dict[int, tuple[bool, str]]) -> str:
    charset, raw = "", b""
    for index, (encoded, text) in sorted(by_index.items()):
        piece = text
        if encoded and index == min(by_index) and piece.count("'") > 1:
            charset, _, piece = piece.split("'", 2)
        raw += unquote_to_bytes(piece) if encoded else piece.encode("utf-8", "replace")
    return decode_words(safe(decode(raw, charset))).strip()


def addresses(value: str) -> tuple[str, ...]:
    """Addresses of a From/To value, lower case; names and comments fall away."""
    found = _addresses(value)
    if not found and '"' in value:  # a quote that never ends hides the address
        found = _addresses(value.replace('"', " "))
    return tuple(dict.fromkeys(found))


def _addresses(value: str) -> list[str]:
    found: list[str] = []
    angle, bare = "", []
    for token in _ADDRESS_TOKEN.finditer(value + ","):
        if token[3] is not None:
            angle = angle or token[3]
        elif token[5] is not None:
            bare.append(token[5])
        elif token[4] is not None:
            found += _one_address(angle, "".join(bare))
            angle, bare = "", []
    return found


def _one_address(angle: str, bare: str) -> list[str]:
    inside = _SPACE.sub("", angle).removeprefix("mailto:").lower()
    if "@" in inside.strip("@"):
        return [inside]
    return [one.lower() for one in _BARE.findall(bare)[:1]]


def message_ids(value: str) -> tuple[str, ...]:
    """Every `<id@host>`, blanks inside removed; commas and comments do not matter."""
    found = (_SPACE.sub("", one) for one in _ID.findall(value))
    return tuple(f"<{one}>" for one in found if "@" in one)
