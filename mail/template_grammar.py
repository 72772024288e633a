"""What an officer may write between braces: values, conditions, and nothing that runs.

The sandbox keeps a text from reaching our insides; this keeps it from failing or
growing once real facts are put in: no loops, no sums, no calls, no attributes. It is
read from the syntax alone, before anything is compiled.
"""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from mail.letter_source import environment

FILTERS = frozenset({"capitalize", "lower", "upper"})
_SENTENCE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If)
_EXPRESSION = (
    *(nodes.Name, nodes.Const, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Tuple, nodes.List, nodes.Filter),
)
_COMPARED = frozenset({"eq", "ne", "in", "notin"})
_DEEPEST = 12

Known = Mapping[str, object]


def in_sentence(text: str, known: Known) -> Iterator[str]:
    """What is wrong with a paragraph or a heading."""
    try:
        parsed = environment().parse(text)
    except (TemplateSyntaxError, RecursionError) as error:
        yield _unreadable(error)
        return
    if faults := [*_judged(parsed, known, (*_SENTENCE, *_EXPRESSION))]:
        yield from faults
        return
    for output in parsed.find_all(nodes.Output):
        for name in output.nodes:
            yield from _unprintable(name, known)


def in_condition(text: str, known: Known) -> Iterator[str]:
    try:
        parser = Parser(environment(), text, state="variable")
        parsed = parser.parse_expression()
        if not parser.stream.eos:
            yield f"the condition {text!r} does not end where it should; shorten it"
            return
    except (TemplateSyntaxError, RecursionError) as error:
        yield _unreadable(error)
        return
    yield from _judged(parsed, known, _EXPRESSION)


def _unreadable(error: Exception) -> str:
    said = getattr(error, "message", None) or "too deeply nested"
    return (
        f"cannot be read ({said}); write values as {{{{ deadline }}}} and conditions"
        " as [if deadline]"
    )


def names_in(text: str) -> set[str]:
    """The values a sentence without faults prints or asks for."""
    return {name.name for name in environment().parse(text).find_all(nodes.Name)}


def _judged(
    root: nodes.Node, known: Known, allowed: tuple[type[nodes.Node], ...]
) -> Iterator[str]:
    for node, depth in _every(root):
        if depth > _DEEPEST:
            yield "is too deeply nested; use simpler conditions"
            return
        if not isinstance(node, allowed):
            what = type(node).__name__.lower()
            yield (
                f"has {what!r}, which letters may not use; write only"
                " {{ value }}, {% if … %}, comparisons with == != in, and, or, not"
            )
            return
        yield from _misused(node, known)


def _every(root: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop(0)
        yield node, depth
        if depth <= _DEEPEST:
            waiting += [(child, depth + 1) for child in node.iter_child_nodes()]


def _misused(node: nodes.Node, known: Known) -> Iterator[str]:
    match node:
        case nodes.Name() if not known.get(node.name):
            yield (
                f"{{{{ {node.name} }}}} is never filled in a letter of this kind; use"
                f" one of: {_listed(name for name, value in known.items() if value)}"
            )
        case nodes.Const() if not isinstance(node.value, str):
            yield f"{node.value!r} is no text; compare with words in quotes"
        case nodes.Filter() if node.name not in FILTERS or node.args or node.kwargs:
            yield f"the filter {node.name!r} is not one of: {_listed(FILTERS)}"
        case nodes.Compare() if any(one.op not in _COMPARED for one in node.ops):
            yield "compares by size; values are texts: use == != in"
        case nodes.Operand() if not _fits(node):
            yield 'after `in` stands a list of words, as ("interested", "declined")'


def _fits(operand: nodes.Operand) -> bool:
    if operand.op not in {"in", "notin"}:
        return True
    listed = operand.expr
    return isinstance(listed, nodes.Tuple | nodes.List) and all(
        isinstance(one, nodes.Const) for one in listed.items
    )


def _unprintable(node: nodes.Node, known: Known) -> Iterator[str]:
    """Only texts are printed; `True` is no word of any language here."""
    match node:
        case nodes.CondExpr(expr1=first, expr2=second):
            yield from _unprintable(first, known)
            if second is None:
                yield 'a value with `if` needs its `else`, at least `else ""`'
            else:
                yield from _unprintable(second, known)
        case nodes.Filter(node=inner) if inner is not None:
            yield from _unprintable(inner, known)
        case nodes.Name(name=name) if isinstance(known.get(name), bool):
            yield f"{{{{ {name} }}}} is a yes or no; use it in conditions only"
        case nodes.Name() | nodes.Const() | nodes.TemplateData():
            pass
        case _:
            yield "prints a comparison; put it into a condition"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
