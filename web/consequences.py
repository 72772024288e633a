"""What an act would set off, in the language of who decides; remarks as on record."""

from collections.abc import Iterator

from models.foreseen import Foreseen, ForeseenCase, ForeseenDeadline
from models.milestone_words import name_of
from models.reference_number import session_name
from models.reply_form import Language
from runtime.client import Access
from runtime.names import Refs, refs_in, spoken
from web.saying import Saying, words
from web.sentences import Line


async def consequences(
    opened: Access, say: Saying, seen: Foreseen | None
) -> list[Line]:
    """One line for each letter, timer, sum and proposal; instants of Rome."""
    if seen is None:
        return []
    abouts = [one.about for one in seen.deadlines]
    refs = await refs_in(opened, [*abouts, *seen.remarks])
    lines = [Line(one, say.language) for one in _told(say, seen, refs)]
    return lines + [say.sentence(spoken(one, refs)) for one in seen.remarks]


def _told(say: Saying, seen: Foreseen, refs: Refs) -> Iterator[str]:
    for letter in seen.letters:
        yield say(
            "foreseen.letters"
            if letter.first_at == letter.last_at
            else "foreseen.span",
            letters=say.count("letter", letter.count),
            kind=say.of("letter", letter.kind),
            language=say.of("language", letter.language),
            first=say.time(letter.first_at),
            last=say.time(letter.last_at),
        )
    for timer in seen.deadlines:
        yield _timer(say, timer, spoken(timer.about, refs))
    for entry in seen.money:
        yield say(
            "foreseen.money",
            sum=say.euro(entry.cents),
            agreement=entry.agreement,
            year=entry.year,
            credit=say.of("account", entry.credit),
            debit=say.of("account", entry.debit),
        )
    for case in seen.cases:
        yield from _case(say, case)
    for step in seen.steps:
        yield say(
            "foreseen.step",
            step=name_of(step.name, Language(say.language)),
            before=say.day(step.before) or say("foreseen.no_day"),
            after=say.day(step.after) or say("foreseen.no_day"),
        )


def _timer(say: Saying, one: ForeseenDeadline, about: str) -> str:
    table = words(say.language)["term"]
    told = {"name": table.get(one.name, one.name), "about": about}
    before, after = say.time(one.before), say.time(one.after)
    if one.closed:
        return say("foreseen.timer_done", **told)
    if one.before is None:
        began = "foreseen.timer_begins" if after else "foreseen.timer_begins_stopped"
        return say(began, after=after, **told)
    moved = "foreseen.timer_moves" if after else "foreseen.timer_stops"
    return say(moved, before=before, after=after, **told)


def _case(say: Saying, one: ForeseenCase) -> Iterator[str]:
    if one.before is not one.after:
        before, after = (say.of("phase", phase) for phase in (one.before, one.after))
        yield say("foreseen.case", ref=one.ref, before=before, after=after)
    if one.session_before != one.session_after:
        before, after = map(session_name, (one.session_before, one.session_after))
        yield say("foreseen.session", ref=one.ref, before=before, after=after)
