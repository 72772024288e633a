"""The texts of letters: listed, read with an example, changed once nothing is wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.ids import Actor
from models.letter import LetterKind
from runtime.templates import LANGUAGES, SHIPPED, Preview, Templates, Text, preview
from store.errors import NotFoundError
from web.acting import DO, STEP
from web.desk import Desk, Visit, elsewhere, page
from web.places import TEMPLATES, template_path
from web.whole import whole

_NO: Final = 422
_TOLD: Final = re.compile(
    r"(?P<language>\w\w), (?:line (?P<line>\d+): |(?!line ))(?P<said>.+)\."
)
_REASON: Final = "reason"


@dataclass(frozen=True)
class Problem:
    """`text`: the line it is about, where it is about one; 0 is none."""

    said: str
    language: str = ""
    line: int = 0
    text: str = ""


async def show_all(desk: Desk, visit: Visit) -> Response:
    found = await _templates(desk, visit).in_use()
    return page(desk, visit, "templates", texts=found, path=template_path)


async def show(desk: Desk, visit: Visit) -> Response:
    """All three languages, for they say the same."""
    kind, templates = _kind(visit), _templates(desk, visit)
    return page(
        desk,
        visit,
        "template",
        kind=kind,
        texts=[await templates.text(kind, one) for one in LANGUAGES],
        versions={one: await templates.versions(kind, one) for one in LANGUAGES},
        acts=Role.SECRETARIAT in visit.roles,
        path=template_path,
        shipped=SHIPPED,
        done=visit.asked("done"),
    )


async def show_one(desk: Desk, visit: Visit) -> Response:
    """One version in one language, and a letter by it with invented facts."""
    kind = _kind(visit)
    language = visit.asked("language")
    version = whole(visit.asked("version"))
    text = await _templates(desk, visit).text(kind, language, version)
    seen, problems = None, list[Problem]()
    try:
        seen = preview(kind, language, text.source)
    except DomainError as refusal:  # a rule may be younger than an old version
        given = {language: text.source}
        problems = [_problem(one, given) for one in str(refusal).splitlines()]
    return page(
        desk,
        visit,
        "template_text",
        kind=kind,
        text=text,
        seen=seen,
        problems=problems,
        path=template_path,
    )


async def edit(desk: Desk, visit: Visit) -> Response:
    kind, templates = _kind(visit), _templates(desk, visit)
    sources = {one: (await templates.text(kind, one)).source for one in LANGUAGES}
    return _form(desk, visit, kind, sources)


async def take(desk: Desk, visit: Visit) -> Response:
    """Checked, shown with an example of each text that is new, then kept.

    Raises:
        DomainError: a text that is to be kept has a fault.
    """
    kind, templates = _kind(visit), _templates(desk, visit)
    in_use = {one: await templates.text(kind, one) for one in LANGUAGES}
    given = {one: _as_kept(visit.text(f"text_{one}"), in_use[one]) for one in LANGUAGES}
    changed = {one: given[one] for one in LANGUAGES if given[one] != in_use[one].source}
    reason = visit.text(_REASON)
    if not changed or not reason:
        key = "act.missing" if changed else "template_room.same"
        said = visit.say(key, fields=visit.say("field.reason"))
        return _form(desk, visit, kind, given, [Problem(said)])
    if visit.text(STEP) == DO:
        kept = await templates.keep(kind, changed, reason=reason, now=visit.now)
        return elsewhere(template_path(kind, done=len(kept)))
    found = [_problem(one, given) for one in await templates.problems(kind, changed)]
    if found:
        return _form(desk, visit, kind, given, found)
    seen = {one: preview(kind, one, changed[one]) for one in changed}
    return _form(desk, visit, kind, given, seen=seen)


def _form(
    desk: Desk,
    visit: Visit,
    kind: LetterKind,
    sources: Mapping[str, str],
    problems: Sequence[Problem] = (),
    *,
    seen: Mapping[str, Preview] | None = None,
) -> Response:
    return page(
        desk,
        visit,
        "template_edit",
        _NO if problems else 200,
        kind=kind,
        sources=sources,
        problems=problems,
        seen=seen or {},
        reason=visit.text(_REASON),
        path=template_path(kind),
        action=template_path(kind, "/edit"),
        title=visit.say.of("letter", kind),
        all_path=TEMPLATES,
    )


def _problem(said: str, sources: Mapping[str, str]) -> Problem:
    """With the line it names, as it was given."""
    told = _TOLD.fullmatch(said)
    if told is None:
        return Problem(said)
    language, line = told["language"], int(told["line"] or 0)
    lines = sources.get(language, "").split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(told["said"], language, line, text)


def _as_kept(given: str, text: Text) -> str:
    """Browsers end lines otherwise, and leave out the last end."""
    source = given.replace("\r\n", "\n").strip() + "\n"
    return text.source if source.strip() == text.source.strip() else source


def _kind(visit: Visit) -> LetterKind:
    named = visit.asked("kind")
    if named not in {*LetterKind}:
        raise NotFoundError(visit.say("template_room.none"))
    return LetterKind(named)


def _templates(desk: Desk, visit: Visit) -> Templates:
    """Under the office that may change them, where somebody has it."""
    actor = (
        visit.acts_as(Role.SECRETARIAT)
        if Role.SECRETARIAT in visit.roles
        else Actor("reader")
    )
    return Templates(units=desk.access.units, actor=actor)
