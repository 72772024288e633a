"""A registry's acknowledgement: under which number and day our letter was entered."""

import re
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import islice

from mail import absence
from mail.automatic_tables import REPLIED, SUBSTANCE
from mail.headers import Headers
from mail.patterns import words
from models.message import Registration

_NUMBER = (
    r"(?P<number>(?<![\w./-])(?:[A-ZА-Я]{1,8}[./_-]){0,3}[A-ZА-Я]{0,4}\d[\w./-]{0,40})"
)
_SIGN = (
    r"(?:\b(?:n[°ºo]?|nr|num|numero|number|no|номером|номер|codice|code|prot|protocollo"
    r"|protocol|id|is|al|ref|reference|ticket|pratica)\b|№|#|n[°º]|:|\bè|e')"
)
_SIGNED = re.compile(
    rf"{_SIGN}(?:[\s.:#№=(\[]|n[.°º]|is\b|è\b){{0,6}}{_NUMBER}", re.IGNORECASE
)
_SAID = (
    # What only a registry says of what it received.
    (r"(?:è|e'|é) stat[oaie] (?:\w{1,15} ){0,2}"
    r"(?:protocollat|registrat|acquisit|assunt|iscritt)[oaie]\b"),
    (r"(?:conferma|ricevuta|avvenuta|notifica|attestazione|avviso|esito)"
    r"(?: di| della| dell'|l'avvenuta){0,2} (?:avvenuta )?"
    r"(?:protocollazione|registrazione|acquisizione|protocollo)"),
    r"(?:ha|hanno) (?:ricevuto|assunto) (?:il )?(?:seguente )?(?:numero|prot)",
    r"protocollo (?:assegnato|attribuito)|protocollat[oa] (?:al|con|in|a)\b",
    r"(?:has|have) been (?:\w{1,12} )?(?:registered|logged|opened|created)",
    r"\bregistered under",
    r"(?:your |the )?(?:reference|case|ticket|request) (?:number|id|no) (?:is|has)",
    (r"(?:обращени|письм|заявк|сообщени|запрос|документ)\w{0,3} (?:\w{1,15} ){0,3}"
    r"зарегистрирован"),
    r"зарегистрирован[оаы]? (?:\S{1,12} )?(?:за|под) (?:№|n\b|номером)",
    r"(?:обращени[юе]|письм[уо]|заявк[еа]) присвоен",
)  # fmt: skip
_ENTERED = words(
    # The number stands behind it; of these some a letter may say of itself.
    *_SAID,
    r"(?:è|e'|é) stat[oaie] (?:\w{1,15} ){0,2}(?:assegnat|inserit|ricevut)[oaie]\b",
    r"(?:registrat|acquisit|assunt)[oaie] (?:al|con|in|a|presso|agli)\b",
    r"(?:numero|n\.|nr\.?|estremi|dati) (?:di |del )?(?:registrazione |pratica )?"
    r"(?:protocollo|registrazione|pratica)(?: assegnato| attribuito| generale)?",
    r"protocollo (?:generale|n\b|numero|informatico|di entrata)",
    r"(?:has|have) been (?:\w{1,12} )?(?:received|recorded|entered|assigned)",
    r"registration (?:number|no)|(?:your |the )?(?:reference|case|ticket|request"
    r"|incident|registration)(?: reference)? (?:number|no\b|id|#|code|is)",
    r"(?:was|is) registered|\[?(?:ticket|case|request)(?: id)? ?[#:№]",
    r"(?:принят|поступил|получен)[оаы]?\b",
    r"\b(?:входящий|вх\.|регистрационный|рег\.|учетный)(?: номер| ?№| n\b)"
    r"|номер (?:вашего )?(?:обращения|заявки|регистрации|письма)",
    r"(?:обращени[юе]|письм[уо]|заявк[еа]) (?:\w{1,15} )?№",
)
_ENTRY = words(*_SAID)
_OF_ENTRY = words(
    *_SAID, r"ticket|case|request|обращени|заявк|регистрац|richiesta|\.\d{4,12}\.\d\d-"
)
_ONLY_FIELDS = 160  # characters: a mere stamp, not a letter that bears a number
_AT_ONCE = re.compile(rf"[\s:#№(\[]{{0,4}}{_NUMBER}", re.IGNORECASE)
_STAMP = re.compile(
    r"\b(?P<office>[A-Za-z]\w{1,20}\.[A-Z][A-Z _]{2,40})(?:\.(?P<way>[EUI]))?"
    r"\.(?P<number>\d{4,12})\.(?P<day>\d\d-\d\d-\d{4})"
)
"""The way ministries stamp: m_xx.REGISTRO UFFICIALE.E.0012345.12-03-2026."""

_ABOUT = re.compile(
    r"(?:in risposta a|con riferimento a|in riferimento a|relativ\w a|vs\.?|vostr[ao]"
    r"|su[ao]|на ваш[еу]?|ref(?:erring)? to|your letter)\b[^\n\d]{0,60}?"
    r"(?:prot\S{0,8}|n\.|nr\.?|№|исх\S{0,3}|no\.)\s?(?:n\.\s?|№\s?)?"
    r"(?P<number>\d[\w./-]{0,30})",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:\bAOO|cod(?:ice)?\.? (?:IPA|AOO"
    r"|amministrazione))\W{1,3}(?P<office>[\w-]{2,40})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|(?<=\s))(?:oggetto|avente (?:ad|per) oggetto|con oggetto|subject|тема"
    r"|тема письма)\s{0,2}[:\"«“]{1,2}\s{0,2}(?P<subject>[^\n\"»”]{3,300}?)\s{0,3}"
    r"(?:$|[\"»”]|(?=\s(?:è|e') stat[oa]\s))",
    re.IGNORECASE | re.MULTILINE,
)
_A_DAY_ONLY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)")
_LOOKED_AT = 4_000
_NEAR = 160
_DAY_NEARBY = 120
_MOST = 40
_MAX_DATE = 100


def acknowledged(subject: str, text: str, written: date | None) -> Registration | None:
    """The entry a registry reports, or None where nothing was entered."""
    words_ = text[:_LOOKED_AT]
    named = subject[:400] if _OF_ENTRY.search(subject[:400]) else ""
    whole = f"{words_}\n{named}"
    if _ENTERED.search(whole) is None:
        return None
    about = _ABOUT.search(words_)
    stamp = _STAMP.search(whole)
    found = stamp or _numbered(whole, about["number"] if about else "")
    if found is None:
        return None
    return Registration(
        number=_clean(found["number"]),
        registered_on=_day(whole, found, written),
        office=stamp["office"].strip() if stamp else _group(_OFFICE, whole, "office"),
        subject=_group(_SUBJECT, words_, "subject"),
        about=_clean(about["number"]) if about else "",
    )


def registered(headers: Headers, text: str) -> Registration | None:
    """The entry a mail tells of; a letter may tell of its own."""
    return acknowledged(_own_subject(headers), text, _written(headers))


def is_acknowledgement(headers: Headers, text: str) -> bool:
    """Whether the mail says that what it received is entered, and no more."""
    if SUBSTANCE.search(text[:_LOOKED_AT]):
        return False
    if _ENTRY.search(f"{_own_subject(headers)[:400]}\n{text[:_LOOKED_AT]}"):
        return True
    return len(text.strip()) <= _ONLY_FIELDS and bool(_ENTERED.search(text))


def acknowledgement(headers: Headers, text: str) -> Registration | None:
    """The entry of a mail that is nothing but its acknowledgement."""
    return registered(headers, text) if is_acknowledgement(headers, text) else None


def _own_subject(headers: Headers) -> str:
    """Behind "Re:" stands our own, or what somebody made of it."""
    subject = headers.text("subject")
    return "" if REPLIED.match(subject) else subject


def _written(headers: Headers) -> date | None:
    try:
        return parsedate_to_datetime(headers.raw("date")[:_MAX_DATE]).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _numbered(whole: str, about: str) -> re.Match[str] | None:
    """The number next to what is said of the entry; a bare day is none."""
    for entered in islice(_ENTERED.finditer(whole), _MOST):
        near = whole[: entered.end() + _NEAR]
        at_once = _AT_ONCE.match(near, entered.end())
        signed = _SIGNED.finditer(near, entered.end())
        for found in (*([at_once] if at_once else []), *signed):
            if _is_number(found["number"], about):
                return found
    return next(
        (one for one in _SIGNED.finditer(whole) if _is_number(one["number"], about)),
        None,
    )


def _is_number(number: str, about: str) -> bool:
    cleaned = _clean(number)
    return cleaned != _clean(about) and not _A_DAY_ONLY.fullmatch(cleaned)


def _clean(number: str) -> str:
    return number.strip().strip(".,;:-/\\")


def _day(whole: str, found: re.Match[str], written: date | None) -> date | None:
    if "day" in found.groupdict():
        return next(absence.days_in(found["day"], written), None)
    behind = whole[found.end("number") :][:_DAY_NEARBY]
    before = whole[: found.start("number")][-_DAY_NEARBY:]
    for place in (behind, before):
        for day in absence.days_in(place, written):
            return day
    return None


def _group(pattern: re.Pattern[str], text: str, name: str) -> str:
    found = pattern.search(text)
    return found[name].strip() if found else ""
