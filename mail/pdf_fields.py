"""The AcroForm of a PDF: its fields with what they were filled with."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration

from models.message import FormField

_MOST_INFLATED = 8 * 2**20
_MOST_FIELDS = 300
_MOST_WIDGETS = 2_000
_DEEPEST = 12
_RADIO, _PUSH = 1 << 15, 1 << 16
_INHERITED = ("/FT", "/V", "/Ff", "/Opt")

# pypdf's own limits are ten times what a form of ours needs.
_LIMITS = Configuration(
    array_maximum_element_count=20_000,
    dictionary_maximum_element_count=20_000,
    zlib_maximum_output_length=_MOST_INFLATED,
    lzw_maximum_output_length=_MOST_INFLATED,
    run_length_maximum_output_length=_MOST_INFLATED,
    zlib_maximum_recovery_input_length=200_000,
    stream_decoding_work_maximum_length=2 * _MOST_INFLATED,
)


@dataclass(frozen=True, slots=True)
class _Node:
    """A field or one of its kids, with what it inherits."""

    facts: dict[str, Any]
    name: str
    label: str
    depth: int


def pdf_fields(data: bytes) -> list[FormField] | None:
    """The fields in the order of the form; None when the PDF carries no form."""
    if b"/AcroForm" not in data and b"/ObjStm" not in data:
        return None
    with apply_configuration(_LIMITS):
        reader = PdfReader(
            io.BytesIO(data),
            root_object_recovery_limit=500,
            xref_stream_maximum_entries=100_000,
        )
        form = _object(reader.root_object.get("/AcroForm"))
        if not isinstance(form, dict):
            return None
        return list(islice(_fields(_object(form.get("/Fields"))), _MOST_FIELDS))


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _fields(roots: Any) -> Iterator[FormField]:
    waiting = [_Node({}, "", "", 0)]
    waiting = _children(waiting[0], roots)
    seen = 0
    while waiting and seen < _MOST_WIDGETS:
        node = waiting.pop()
        seen += 1
        kids = [
            one
            for one in _children(node, node.facts.get("/Kids"))
            if one.name != node.name
        ]
        if kids:
            waiting += kids
        elif node.name:
            yield from _filled(node)


def _children(parent: _Node, kids: Any) -> list[_Node]:
    """In reverse, for the next one is taken from the end."""
    kids = _object(kids)
    if not isinstance(kids, list) or parent.depth > _DEEPEST:
        return []
    found = (_object(kid) for kid in kids[:_MOST_WIDGETS])
    nodes = [_child(parent, one) for one in found if isinstance(one, dict)]
    return nodes[::-1]


def _child(parent: _Node, facts: dict[str, Any]) -> _Node:
    own = str(_object(facts.get("/T")) or "")
    inherited = {key: parent.facts[key] for key in _INHERITED if key in parent.facts}
    return _Node(
        facts=inherited | dict(facts),
        name=".".join(filter(None, (parent.name, own))),
        label=str(_object(facts.get("/TU")) or parent.label),
        depth=parent.depth + 1,
    )


def _filled(node: _Node) -> Iterator[FormField]:
    kind = _object(node.facts.get("/FT"))
    flags = _object(node.facts.get("/Ff")) or 0
    if (kind == "/Btn" and flags & _PUSH) or kind == "/Sig":
        return
    value = _value(node, str(kind), bool(flags & _RADIO))
    yield FormField(name=node.name, value=value)
    if node.label and node.label != node.name:
        yield FormField(name=node.label, value=value)


def _value(node: _Node, kind: str, radio: bool) -> str:  # noqa: FBT001
    given = _object(node.facts.get("/V"))
    if kind == "/Btn":
        state = str(given if given is not None else _state(node)).lstrip("/")
        if not radio:
            return "no" if state in ("", "Off") else "yes"
        return "" if state == "Off" else _option(node, state)
    if isinstance(given, list):
        return "; ".join(_option(node, _text(one)) for one in given)
    text = _text(given)
    return _option(node, text) if kind == "/Ch" else text


def _state(node: _Node) -> str:
    """What is ticked, where only the look of a widget says so."""
    kids = _object(node.facts.get("/Kids")) or ()
    widgets = [node.facts, *(_object(kid) for kid in kids)]
    states = [str(_object(one.get("/AS", "")) or "").lstrip("/") for one in widgets]
    return next((one for one in states if one not in ("", "Off")), "")


def _option(node: _Node, state: str) -> str:
    """The words shown for an exported value: `0` is the first choice of a radio."""
    options = _object(node.facts.get("/Opt"))
    if not isinstance(options, list):
        return state
    for index, option in enumerate(map(_object, options)):
        pair = option if isinstance(option, list) else [str(index), option]
        if len(pair) > 1 and _text(_object(pair[0])) == state:
            return _text(_object(pair[1]))
    return state


def _text(value: Any) -> str:
    value = _object(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value).lstrip("/") if value is not None else ""
