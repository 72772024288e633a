"""What our own mail server found out about a message (RFC 8601), and nobody else.

A sender can write these headers too. Ours stand above what came with the message,
and the server at the border takes away those that claim to be ours (RFC 8601 §5).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import authres  # type: ignore[import-untyped]

from mail.charsets import decode, safe
from mail.domains import domain_of, plain

_MOST = 10
_LONGEST = 8_192
_HEADER_BLOCK = 256 * 1024
_FIELD = re.compile(
    rb"^(authentication-results|received)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]*")
_COMMENT = re.compile(r"\([^()]*\)")
_BY = re.compile(r"(?:^|\s)by\s+([^\s;()]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One method's result; `domains` are those it is about, by property."""

    result: str
    domains: dict[str, str] = field(default_factory=dict)
    remark: str = ""

    def domain(self, *properties: str) -> str:
        return next(
            (self.domains[name] for name in properties if self.domains.get(name)), ""
        )


def findings(raw: bytes, authserv_id: str) -> dict[str, list[Finding]]:
    """Of each method what the topmost header of ours says that speaks of it."""
    found: dict[str, list[Finding]] = {}
    for value in _ours(raw, authserv_id):
        said: dict[str, list[Finding]] = {}
        for method, finding in _read(value):
            said.setdefault(method, []).append(finding)
        found = said | found
    return found


def _ours(raw: bytes, authserv_id: str) -> list[str]:
    ours, wanted = [], plain(authserv_id)
    if not wanted:
        return []
    for name, value in _fields(raw):
        if name == "received":
            if not _received_by_us(value, wanted):
                break
        elif _authserv_id(value) == wanted and len(value) <= _LONGEST:
            ours.append(value)
    return ours[:_MOST]


def _fields(raw: bytes) -> Iterator[tuple[str, str]]:
    block = raw[:_HEADER_BLOCK]
    blank = _BLANK_LINE.search(block)
    for one in _FIELD.finditer(block, 0, blank.start() + 1 if blank else len(block)):
        value = safe(decode(_FOLD.sub(b" ", one[2]))).strip()
        yield one[1].decode("ascii").lower(), value


def _received_by_us(value: str, authserv_id: str) -> bool:
    """Any host beside our border server; a name without dots is of the inside."""
    found = _BY.search(_COMMENT.sub(" ", value[:_LONGEST]))
    host = plain(found[1]) if found else ""
    if "." not in host:
        return True
    return any(
        host == known or host.endswith(f".{known}")
        for known in (authserv_id, authserv_id.partition(".")[2])
        if "." in known
    )


def _authserv_id(value: str) -> str:
    words = _COMMENT.sub(" ", value[:_LONGEST].partition(";")[0]).split()
    return plain(words[0].strip('"')) if words else ""


def _read(value: str) -> Iterator[tuple[str, Finding]]:
    try:
        header = authres.AuthenticationResultsHeader.parse(
            f"Authentication-Results: {value}"
        )
        results = [one for one in header.results if hasattr(one, "method")]
    except Exception:  # noqa: BLE001  (the library promises no set of errors)
        return
    for one in results:
        yield (
            one.method.lower(),
            Finding(
                result=(one.result or "").lower(),
                domains={
                    f"{about.type}.{about.name}": domain_of(about.value or "")
                    for about in one.properties
                },
                remark=_remark(value, one.method, one.result),
            ),
        )


def _remark(value: str, method: str, result: str) -> str:
    """The comment behind a result, which the library drops: `p=reject`, say."""
    named = f"{re.escape(method)}\\s*=\\s*{re.escape(result or '')}"
    found = re.search(rf"\b{named}\s*\(([^()]{{1,100}})\)", value, re.IGNORECASE)
    return found[1].strip() if found else ""
