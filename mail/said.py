"""What a letter may say: its facts, written out in its language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mail.wording import Wording, aware, on_one_line, visible
from models import follow_up_form
from models.adhesion_labels import guide
from models.letter import LetterFacts, LetterItem
from models.reply_form import Language

Value = str | tuple[str, ...]

_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,4}")
_CLOSED_EARLIER = frozenset({"answered", "ended"})
_SECTOR = re.compile(r"[A-Z]{2,8}")
_QUOTED = 200  # characters; what is longer stands in the text itself


class Names(Protocol):
    """Names of codes in a language: regions, sectors."""

    def region(self, code: str, language: str) -> str: ...
    def sector(self, key: str, language: str) -> str: ...


@dataclass(frozen=True)
class Said:
    """`values` are for sentences, `rows` for tables; an empty one has no content.

    `items` are the proposals of a digest, each a table of its own.
    """

    values: Mapping[str, str | bool]
    rows: Mapping[str, Value]
    lists: Mapping[str, tuple[str, ...]]
    items: tuple[Mapping[str, str], ...] = ()


def said(facts: LetterFacts, wording: Wording, names: Names) -> Said:
    """Write every fact out. Values from outside lose what cannot be seen."""
    rows = _sheet(facts, wording, names) | _events(facts, wording)
    rows |= _seal(facts, wording)
    values: dict[str, str | bool] = {
        key: value for key, value in rows.items() if isinstance(value, str)
    }
    values |= {
        "act_code": facts.act,
        "outcome_code": facts.outcome,
        "late": facts.late,
        "late_rule": facts.late_rule,
        "late_cause": facts.late_cause,
        "standing": wording.of("acts", facts.standing) if facts.standing else "",
        "has_waiting": bool(facts.waiting),
        "exclusive_proposal": facts.exclusive,
        "has_partners": bool(facts.partners),
        "has_gaps": bool(facts.gaps),
        "reason": visible(facts.reason),
        "question": visible(facts.question),
        "answer": visible(facts.answer),
        "to_one": facts.to_one,
        "has_recorded": bool(facts.recorded),
        "restarted": facts.restarted,
        "at_a_distance": facts.at_a_distance,
        "made_up": facts.made_up,
        "key_changed": facts.key_changed,
        "minutes": _given(facts.minutes, wording.minutes),
        "has_slot": facts.slot_at is not None,
    }
    lists = {
        "gaps": _texts(facts.gaps),
        "partners": _texts(facts.partners),
        "waiting": _texts(facts.waiting),
        "recorded": _texts(facts.recorded),
        "changes": changes(facts, wording, names),
        "guide": guide(Language(wording.language)),
        "outcomes": _outcomes(wording.language),
        "reason": _paragraphs(facts.reason),
        "question": _paragraphs(facts.question),
        "answer": _paragraphs(facts.answer),
    }
    items = tuple(_item(item, wording, names) for item in facts.items)
    return Said(values, rows, lists, items)


def _outcomes(language: str) -> tuple[str, ...]:
    """The words a questionnaire offers."""
    return (*follow_up_form.LABELS[Language(language)].outcomes.values(),)


def changes(facts: LetterFacts, wording: Wording, names: Names) -> tuple[str, ...]:
    """What a text that was sent said otherwise; a long one is only named."""
    if facts.earlier is None:
        return ()
    before = _sheet(facts.earlier, wording, names)
    after = _sheet(facts, wording, names)
    return tuple(
        _change(wording.of("labels", key), _one_line(before[key]), _one_line(value))
        for key, value in after.items()
        if value != before[key]
    )


def _change(label: str, before: str, after: str) -> str:
    if max(len(before), len(after)) > _QUOTED:
        return label
    return f"{label}: {before or '–'} → {after or '–'}"


def _one_line(value: Value) -> str:
    return on_one_line(value if isinstance(value, str) else "; ".join(value))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, visible(text).split("\n\n")))


def _item(item: LetterItem, wording: Wording, names: Names) -> dict[str, str]:
    return {
        "position": str(item.position),
        "ref": on_one_line(item.ref),
        "title": on_one_line(item.title),
        "summary": visible(item.summary),
        "region": on_one_line(item.region),
        "deadline": _instant(item.deadline, wording),
        "cost": wording.money(item.cost) if item.cost else "",
        "exclusive": wording.of("exclusive", "yes") if item.exclusive else "",
        "sectors": _sectors(item.sectors, wording, names),
        "partner_sought": visible(item.partner_sought),
    }


def _sectors(keys: tuple[str, ...], wording: Wording, names: Names) -> str:
    """By name; what is no key is a name already."""
    return ", ".join(
        names.sector(key, wording.language) if _SECTOR.fullmatch(key) else key
        for key in _texts(keys)
    )


def _sheet(facts: LetterFacts, wording: Wording, names: Names) -> dict[str, Value]:
    language = wording.language
    region = on_one_line(facts.region)
    return {
        "ref": on_one_line(facts.ref),
        "title": on_one_line(facts.title),
        "summary": visible(facts.summary),
        "description": visible(facts.description),
        "region": names.region(region, language)
        if _REGION.fullmatch(region)
        else region,
        "sectors": _sectors(facts.sectors, wording, names),
        "partner_sought": visible(facts.partner_sought),
        "cooperation_forms": tuple(
            wording.of("forms", form) for form in _texts(facts.cooperation_forms)
        ),
        "actions": _actions(facts, wording),
        "exclusive": wording.of("exclusive", "yes" if facts.exclusive else "no"),
    }


def _actions(facts: LetterFacts, wording: Wording) -> tuple[str, ...]:
    lines = tuple(
        f"{wording.of('actions', on_one_line(one.kind))}: {wording.money(one.cost)}"
        for one in facts.actions
    )
    if len(lines) > 1:
        total = wording.money(sum(one.cost for one in facts.actions))
        lines += (f"{wording.phrase('total')}: {total}",)
    return lines


def _events(facts: LetterFacts, wording: Wording) -> dict[str, Value]:
    starts_at = _instant(facts.starts_at, wording)
    deadline = _instant(facts.deadline, wording)
    return {
        "deadline": deadline,
        "new_deadline": deadline,
        "previous_deadline": _instant(facts.previous_deadline, wording),
        "act": wording.of("acts", facts.act) if facts.act else "",
        "contribution": _given(facts.contribution, wording.money),
        "received_at": _instant(facts.received_at, wording),
        "correct_until": _instant(_correctable_until(facts), wording),
        "timeliness": _timeliness(facts, wording),
        "outcome": wording.of("outcomes", facts.outcome) if facts.outcome else "",
        "value": _given(facts.value, wording.money),
        "jobs": _given(facts.jobs, str),
        "partners": _texts(facts.partners),
        "ministry_share": _given(facts.ministry_share, wording.money),
        "session": on_one_line(facts.session),
        "place": on_one_line(facts.place),
        "starts_at": starts_at,
        "new_starts_at": starts_at or wording.phrase("undecided"),
        "previous_starts_at": _instant(facts.previous_starts_at, wording),
        "next_session": on_one_line(facts.next_session) or wording.phrase("undecided"),
        "slot": _slot(facts, wording),
        "notice": _given(facts.notice, str),
        "slot_at": _instant(facts.slot_at, wording),
        "table": on_one_line(facts.table),
        "previous_name": on_one_line(facts.previous_name),
        "new_name": on_one_line(facts.new_name),
        "previous_slot": _place(facts.previous_slot_at, facts.previous_table, wording),
        "new_slot": _place(facts.slot_at, facts.table, wording)
        or wording.phrase("no_slot"),
    }


def _seal(facts: LetterFacts, wording: Wording) -> dict[str, Value]:
    """The numbers of a seal, each on one line: they are compared, not read."""
    seal = facts.seal
    if seal is None:
        return dict.fromkeys(_OF_SEAL, "")
    return {
        "seal_at": _instant(seal.at, wording),
        "seal_size": str(seal.size),
        "seal_root": seal.root,
        "seal_hash": seal.hash,
        "seal_before": seal.prev_hash,
        "seal_key": seal.key,
        "seal_signature": seal.signature,
    }


_OF_SEAL = (
    *("seal_at", "seal_size", "seal_root", "seal_hash"),
    *("seal_before", "seal_key", "seal_signature"),
)


def _place(at: datetime | None, table: str, wording: Wording) -> str:
    return " – ".join(filter(None, (_instant(at, wording), on_one_line(table))))


def _correctable_until(facts: LetterFacts) -> datetime | None:
    """None when no time is left: nobody is offered what is over already."""
    until, received = facts.correct_until, facts.received_at
    if until and received and aware(until) <= aware(received):
        return None
    return until


def _instant(moment: datetime | None, wording: Wording) -> str:
    return wording.instant(aware(moment)) if moment else ""


def _timeliness(facts: LetterFacts, wording: Wording) -> str:
    if facts.received_at is None and not facts.late:
        return ""
    if facts.late_rule == "closed" and facts.late_cause in _CLOSED_EARLIER:
        return wording.of("timeliness", "closed")
    return wording.of("timeliness", "late" if facts.late else "timely")


def _slot(facts: LetterFacts, wording: Wording) -> str:
    if facts.position is None:
        return _given(facts.minutes, wording.minutes)
    if facts.minutes is None:
        return wording.phrase("slot_position").format(position=facts.position)
    minutes = wording.minutes(facts.minutes)
    return wording.phrase("slot").format(position=facts.position, minutes=minutes)


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(on_one_line, texts)))


def _given(value: int | None, say: Callable[[int], str]) -> str:
    return "" if value is None else say(value)
