"""Every sentence in the source, as a pattern with named blanks, found by machine."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_REVIEW = "models/proposal_review.py"
_OF_A_FIELD = ("is ", "has ", "must ")
"""How a rule about a field begins; where it is told, the field stands before it."""
Part = str | tuple[str, str]
"""Words, or a blank: what it may be called, and the expression that fills it."""


class Said(NamedTuple):
    """A sentence where it is written."""

    place: str
    pattern: str


def said_in(folder: str) -> Iterator[Said]:
    """Every text of a package, sentence or not; no remark on the source itself."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        place = file.relative_to(ROOT).as_posix()
        for text in _texts(tree, _constants(tree)):
            rule = place == _REVIEW and text.startswith(_OF_A_FIELD)
            yield Said(place, f"{{where}} {text}." if rule else text)


def is_sentence(pattern: str) -> bool:
    """It ends, and has three words of its own in English."""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"{\w+}", "", pattern))
    foreign = re.search(r"[А-Яа-яèàùìò\\^]|\(\?|\|\S|\b([Ii]l|di)\b", pattern)
    whole = pattern[-1:] in {".", "?"} and pattern[0] != " "
    return whole and len(words) > 2 and not foreign


def _texts(tree: ast.Module, known: Mapping[str, str]) -> Iterator[str]:
    remarks = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in remarks and isinstance(node, ast.Constant):
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            yield from (spelt(one) for one in _readings(node, known))
        waiting += (
            [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
            if isinstance(node, ast.JoinedStr)
            else list(ast.iter_child_nodes(node))
        )


def _readings(node: ast.AST, known: Mapping[str, str]) -> list[list[Part]]:
    """What it may read: a choice between two texts is two readings."""
    match node:
        case ast.Constant(value=str(text)):
            return [[text]]
        case ast.Name(id=name) if name in known:
            return [[known[name]]]
        case ast.FormattedValue(value=value):
            return _readings(value, known)
        case ast.JoinedStr(values=values):
            readings = (_readings(one, known) for one in values)
            return [
                [part for one in found for part in one] for found in product(*readings)
            ]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [
                one + other
                for one in _readings(left, known)
                for other in _readings(right, known)
            ]
        case ast.IfExp(body=body, orelse=other):
            return _readings(body, known) + _readings(other, known)
    return [[(_called(node), ast.unparse(node))]]


def _called(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(args=[ast.Constant(), *_]) | ast.Call(args=[]):
            return _called(node.func)
        case ast.Call(args=[first, *_]):
            return _called(first)
        case (
            ast.GeneratorExp(generators=[first, *_])
            | ast.ListComp(generators=[first, *_])
        ):
            return _called(first.iter)
        case ast.Subscript(value=inner) | ast.Starred(value=inner):
            return _called(inner)
        case ast.BoolOp(values=[inner, *_]) | ast.BinOp(left=inner):
            return _called(inner)
    return "it"


def spelt(parts: list[Part]) -> str:
    """Each blank under a name of its own; the same expression under the same."""
    names: dict[str, str] = {}
    told = ""
    for part in parts:
        if isinstance(part, str):
            told += part
            continue
        name, number = part[0] or "it", 2
        while names.setdefault(name, part[1]) != part[1]:
            name, number = f"{part[0]}_{number}", number + 1
        told += f"{{{name}}}"
    return told.replace("{}", "{it}")


def _constants(tree: ast.Module) -> dict[str, str]:
    found = {}
    for one in tree.body:
        match one:
            case (
                ast.Assign(
                    targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))
                )
                | ast.AnnAssign(
                    target=ast.Name(id=name), value=ast.Constant(value=str(text))
                )
            ):
                if text.isprintable():
                    found[name] = text
    return found
