"""Which proposals of a list a sentence names: by number, reference, "all", title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mail.phrase_text import fold
from models.message import DigestItem

_MOST_IN_RANGE = 60
_TITLE_STEM = 5  # letters; what follows is an ending
_MOST_TITLE_WORDS = 40

# Numbers that are something else; blanked before any other is looked at.
_OTHER_NUMBERS = re.compile(
    r"\d{1,4}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}:\d{2}|\b(?:ore|alle ore|at"
    r"|в)\s+\d{1,2}\b"
    r"(?=\s*(?:$|[.,;!]|am|pm|час))"
    r"|\d{1,2}(?:st|nd|rd|th|°|º)?\s+(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov"
    r"|dic|jan"
    r"|may|jun|jul|aug|sep|oct|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя"
    r"|дек)\w*"
    r"|(?:€|\$|eur|euro|usd|руб)\s*\d[\d.,' ]*|\d[\d.,']*(?: \d{3})*\s*(?:€|%|euro"
    r"|eur\b|evro"
    r"|евро|mila|тыс|руб|million|milion|млн|k\b|kg|km|mq|ha\b|anni|ann[oi]|giorn"
    r"|mes[ei]"
    r"|settiman|persone|days?|weeks?|months?|years?|people|дн|нед|мес|лет|год|человек"
    r"|чел)"
    r"\w*|\b(?:tel|тел|cell|fax|int|interno|доб|ext|prot|protocollo|art|pag|стр|п|ст"
    r"|capo"
    r"|comma|cap|room|sala|stanza|via|vicolo|viale|piazza|corso|ул|улица|пр|дом|д|кв"
    r"|street|st"
    r"|road|исх|вх|nota|lettera|письм\w+|delibera"
    r"|determin\w+)\b\W{0,3}(?:[nn№#]\W{0,2})?"
    r"[\w ,]{0,20}?\d[\d/-]*|\+?\d{4,}|\d+[./-]\d+[./-]\d+\S*|\+\d[\d ()-]{5,}"
)
NOUN = (
    r"(?:propost[ae]|progett[oi]|punt[oi]|numer[oi]|iniziativ[ae]|proposals?|projects?"
    r"|items?"
    r"|numbers?|points?|предложени\w+|проект\w*|пункт\w*|номер\w*|позици\w+)"
)
ARTICLE = (
    r"(?:la|le|il|i|alla|alle|al|ai|sulla|sulle|sul|sui|per|della|delle|del|dei|to|for"
    r"|on|the"
    r"|по|на|к|с|от|для|a|e|ed|и|and|n|nr|n\.|nr\.|no\.|nos\.|№|№№|#|invece)"
)
_DASH = r"\s*[-–—]\s*"
_AND = r"\s*(?:,|/|e|ed|и|and|&|,\s*e|,\s*и|,\s*and)\s*"
_ONE = rf"(?:(?:la|il|n\.?|№|#)\s*)?\d{{1,3}}(?:{_DASH}\d{{1,3}}(?!\d))?"
_LEAD = (
    r"(?:tranne|eccetto|salvo|meno|кроме|except|no|si|нет|да|yes|decline|accept|join)"
)
_BEFORE = rf"(?:^|[\n\x02,;:(.!–—-]|(?<!\w)(?:{ARTICLE}|{NOUN}|{_LEAD}))\s*$"
_AFTER = re.compile(
    r"\s*(?:$|[,;:).!=\n\x02–—-]|(?:si|no|ok|yes|да|нет|siamo|non|not|we|мы|не"
    r"|interess\w*"
    r"|интерес\w*|chied\w+|vorremmo|просим|aderiamo|rinunciamo|declin\w+|ci|da|is|are"
    r"|sono"
    r"|e|ed|и|and|ma|но|but|rest\w+|остальн\w+|invece|purtroppo|a condizione|при|con"
    r"|if|se)"
    r"\b)"
)
_LOOSE = re.compile(rf"(?<![\w.,/]){_ONE}(?:{_AND}{_ONE})*(?![\w/%])")
_ALL = re.compile(
    r"\b(?:tutt[ei](?: e \w+)?(?: (?:le|i|gli) (?:propost[ae]|progetti|iniziative))?"
    r"|entramb[ei]"
    r"|все(?:м|х|ми)?(?: (?:предложени\w+|проект\w*))?|об[ае](?:им|их)?|all(?: of them"
    r"| (?:the )?(?:proposals|projects))?|both|nessun[oa](?: delle propost\w+)?|none"
    r"|ни один|ни одно)\b"
)
_TWO = 2
_BOTH = re.compile(r"entramb|both|об[ае]")
_NONE = re.compile(r"nessun|none|ни один|ни одно")
_REST = re.compile(
    r"\b(?:(?:le|gli|alle|agli|per le|the|all the)\s+)?(?:altr[ei]|restant[ei]"
    r"|rimanent[ei]"
    r"|остальн\w+|прочи\w+|the others?|the rest|others|rest)\b"
)
_EXCEPT = re.compile(
    r"\b(?:tranne|eccetto|salvo|esclus[oaie]|meno|a parte|кроме|за исключением"
    r"|except(?: for)?"
    r"|but not|apart from|excluding)\W+(?:\w{1,5}\W+){0,2}$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Proposals named together, with their place in the sentence."""

    kind: Literal["some", "all", "rest"]
    start: int
    end: int
    positions: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()
    excepted: bool = False


def mentions(words: str, items: Sequence[DigestItem]) -> list[Mention]:
    """What a folded sentence names, in its order."""
    found = _references(words, items)
    for one in found:
        words = _blank(words, one.start, one.end)
    words = _OTHER_NUMBERS.sub(lambda other: "~" * len(other[0]), words)
    known = {item.position for item in items}
    for match in _LOOSE.finditer(words):
        before = words[: match.start()]
        if re.search(_BEFORE, before[-20:]) and _AFTER.match(words, match.end()):
            found.append(_numbered(match, known, before))
    rest = [Mention("rest", *one.span()) for one in _REST.finditer(words)]
    every = [
        Mention("all", *one.span())
        for one in _ALL.finditer(words)
        if not _NONE.match(one[0])
        and (len(items) == _TWO or not _BOTH.match(one[0]))
        and not any(one.start() < r.end and r.start < one.end() for r in rest)
    ]
    return _joined(sorted([*found, *rest, *every], key=lambda one: one.start), words)


def titled(words: str, items: Sequence[DigestItem]) -> int | None:
    """The one proposal whose title, and no other's, shares a word with a sentence."""
    stems = {item.position: _stems(item.title) for item in items}
    said = _stems(words)
    named = {
        position
        for position, own in stems.items()
        if said & own - set().union(*(stems[one] for one in stems if one != position))
    }
    return next(iter(named)) if len(named) == 1 else None


def _stems(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_]{5,}", fold(text))[:_MOST_TITLE_WORDS]
    return {word[: max(_TITLE_STEM - 1, len(word) - 2)] for word in found} - _COMMON


_COMMON = {
    one[: max(_TITLE_STEM - 1, len(one) - 2)]
    for one in [
        "proposta",
        "proposte",
        "progetto",
        "progetti",
        "iniziativa",
        "interesse",
        "interessati",
        "interessata",
        "siamo",
        "regione",
        "regionale",
        "italiano",
        "italiana",
        "russia",
        "russo",
        "collaborazione",
        "centro",
        "sviluppo",
        "creazione",
        "realizzazione",
        "distretto",
        "proposal",
        "project",
        "interested",
        "region",
        "development",
        "creation",
        "centre",
        "center",
        "cooperation",
        "проект",
        "проекта",
        "проекту",
        "предложение",
        "регион",
        "региона",
        "создание",
        "развитие",
        "сотрудничество",
        "центр",
        "заинтересованы",
        "интересно",
        "grazie",
        "thanks",
        "спасибо",
        "aderire",
        "partecipare",
        "participate",
        "участие",
        "участвовать",
        "quello",
        "questa",
        "quella",
        "about",
        "which",
        "своих",
    ]
}


def _references(words: str, items: Sequence[DigestItem]) -> list[Mention]:
    found: list[Mention] = []
    for item in items:
        ref = item.ref.lower().strip()
        place = words.find(ref) if ref else -1
        while place >= 0:
            end = place + len(ref)
            if not words[end : end + 1].isalnum():
                found.append(Mention("some", place, end, (item.position,)))
            place = words.find(ref, end)
    return found


def _numbered(match: re.Match[str], known: set[int], before: str) -> Mention:
    numbers: list[int] = []
    for first, last in re.findall(rf"(\d+)(?:{_DASH}(\d+))?", match[0]):
        stop = int(last or first)
        if int(first) <= stop < int(first) + _MOST_IN_RANGE:
            numbers += range(int(first), stop + 1)
        else:
            numbers += [int(first), stop]
    return Mention(
        "some",
        *match.span(),
        positions=tuple(one for one in numbers if one in known),
        strangers=tuple(one for one in numbers if one not in known),
        excepted=_EXCEPT.search(before) is not None,
    )


def _joined(found: list[Mention], words: str) -> list[Mention]:
    """`1, IT-RU/…` and `la 2 e la 4` are one mention."""
    joined: list[Mention] = []
    for one in found:
        last = joined[-1] if joined else None
        between = words[last.end : one.start] if last else ""
        if (
            last
            and last.kind == one.kind == "some"
            and last.excepted == one.excepted
            and _GLUE.fullmatch(between)
        ):
            joined[-1] = Mention(
                "some",
                last.start,
                one.end,
                last.positions + one.positions,
                last.strangers + one.strangers,
                last.excepted,
            )
        else:
            joined.append(one)
    return joined


_GLUE = re.compile(
    rf"[\s,(/)]*(?:(?:e|ed|и|and|&)\s+)?(?:(?:{ARTICLE}|{NOUN})\s*){{0,3}}[\s(]*"
)


def _blank(words: str, start: int, end: int) -> str:
    return words[:start] + "~" * (end - start) + words[end:]
