"""Bytes to text whatever the label says: total, bounded, and safe to store."""

import codecs
import re

_ALIASES = {
    "ansi": "cp1252",
    "cp-1251": "cp1251",
    "default": "",
    "unicode": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",  # these labels cover larger sets in practice
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "utf8mb4": "utf-8",
    "win-1251": "cp1251",
    "windows1251": "cp1251",
    "x-cp1251": "cp1251",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-sjis": "cp932",
    "x-windows-1251": "cp1251",
}
# Named one by one: Python also offers codecs that are quadratic (idna, punycode)
# or that interpret escapes, and a label is chosen by whoever sent the mail.
_TEXT_CODECS = re.compile(
    "ascii|utf-(8|7|16(-[bl]e)?|32)|cp(125[0-8]|437|85[025]|866|874|932|936|949|950)"
    "|koi8-[ru]|ptcp154|mac-(cyrillic|roman|latin2)|iso8859-(1?[0-9]|16)|big5|hz"
    "|euc_jp|gb18030|iso2022_(jp(_[123]|_ext)?|kr)"
)
_NOT_ASCII_BASED = ("utf-16", "utf-32", "utf-7", "iso2022", "hz")
_WESTERN = ("ascii", "iso8859-1", "iso8859-15", "cp1252")
_CYRILLIC = ("cp1251", "koi8-r", "cp866")

_META_CHARSET = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_HIGH_BESIDE_LATIN = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_COMMON_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # not a letter in UTF-8
_SMALL_BYTES = bytes(range(6))
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029|\x85")

_SAMPLE = 4_000
_TOLERATED = 10  # one broken character in so many still leaves the label believable


def decode(raw: bytes, declared: str = "") -> str:
    """Text of `raw`, with the declared charset taken as a hint only."""
    codec = _known(declared)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    if not codec or not codec.startswith(_NOT_ASCII_BASED):
        raw = raw.removeprefix(codecs.BOM_UTF8)
        if raw.isascii():
            return raw.decode("ascii")
    if codec == "utf-16":
        codec = _byte_order(raw)
    if codec in ("", "utf-8", *_WESTERN):
        raw = _SURROGATE.sub(b"\xef\xbf\xbd", raw)
    return _as_declared(raw, codec) if codec else _guess(raw)


def stated_in_page(page: bytes) -> str:
    """The charset an HTML page claims in its head."""
    stated = _META_CHARSET.search(page[:_SAMPLE])
    return stated[1].decode("ascii") if stated else ""


def safe(text: str) -> str:
    """Without what a database refuses: NUL, controls, lone surrogates."""
    return _UNSAFE.sub("", text)


def plain_lines(text: str) -> str:
    """With one kind of line end."""
    return _LINE_END.sub("\n", text)


def _known(declared: str) -> str:
    label = declared.strip().strip("\"'").lower()
    label = _ALIASES.get(label, label)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: a NUL inside the label
        return ""
    return name if _TEXT_CODECS.fullmatch(name) else ""


def _byte_order(raw: bytes) -> str:
    """UTF-16 without its mark: the high bytes of our letters are small."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = raw[:_SAMPLE]
    first, second = sample[::2], sample[1::2]
    small = _SMALL_BYTES
    more = len(first.translate(None, small)) < len(second.translate(None, small))
    return "utf-16-be" if more else "utf-16-le"


def _as_declared(raw: bytes, codec: str) -> str:
    if codec in _WESTERN:
        return _guess(raw)
    text = raw.decode(codec, "replace")
    strange = sum(not char.isascii() for char in text)
    if text.count("\ufffd") * _TOLERATED > strange:
        return _guess(raw)
    return text


def _guess(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(raw):
        return raw.decode("utf-8", "replace")
    sample = raw[:_SAMPLE]
    runs = sum(map(len, _HIGH_RUN.findall(sample)))
    if runs > len(_HIGH_BESIDE_LATIN.findall(sample)):
        best = max(_CYRILLIC, key=lambda codec: _russian(sample, codec))
        return raw.decode(best, "replace")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _mostly_utf8(raw: bytes) -> bool:
    text = raw[:_SAMPLE].decode("utf-8", "replace")
    strange = sum(not char.isascii() for char in text)
    return text.count("\ufffd") * _TOLERATED <= strange


def _russian(sample: bytes, codec: str) -> int:
    text = sample.decode(codec, "replace")
    # Lower case decides: read with the wrong table, Russian is mostly capitals.
    return sum((char in _COMMON_RUSSIAN) + ("а" <= char <= "я") for char in text)
