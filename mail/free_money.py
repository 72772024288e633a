"""A sum of money named in free words beside a yes: read only when there is one."""

import re

from mail.forms import money

_NUMBER = r"\d[\d.,' \xa0\u202f]{0,18}"
_SUM = re.compile(
    rf"(?:(?P<before>€|\beuro|\beur)\s{{0,2}}(?P<after>{_NUMBER}(?<!\s))"
    rf"|(?<![\w.,/])(?P<number>{_NUMBER}(?<=\d))(?P<thousand>\s{{0,2}}(?:mila|тыс(?:\."
    rf"|яч\w?)"
    r"|thousand|k\b))?"
    r"\s{0,2}(?P<unit>€|euro?s?\b|евро\b|[a-zа-я$₽]{2,9}\.?))"
    r"(?P<share>[^.\n]{0,3})",
    re.IGNORECASE,
)
_EURO = re.compile(r"€|euro?s?|евро", re.IGNORECASE)
_OTHER_MONEY = re.compile(
    r"\b(?:руб\w*|rub(?:li|les?)?|usd|dollar\w*|доллар\w*|chf|sterlin\w+|gbp)\b|[$₽£]",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"contribu|cofinanzi|co-?financ|quota|vers|stanzi|mett|impegn|copri|взнос|вклад"
    r"|долю"
    r"|софинанс|внес|выдел|предостав|pledge|share|provid|allocat|участи",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:fino|massimo|max|circa|non (?:super|oltre|piu)|limite|tetto|almeno|minimo"
    r"|tra|fra"
    r"|до|не (?:более|свыше|больше|менее)|около|примерно|от|up to|at most|about|around"
    r"|no more|maximum|approx\w*|between|at least|se|if|если|purche|provided)\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a sum that say whose it is
_LONGEST = 20_000


def contribution(text: str) -> tuple[int | None, str]:
    """Cents, or the reason why none are read; both empty when no sum is named."""
    if len(text) > _LONGEST:
        return None, ""
    found = [one for one in _SUM.finditer(text) if _is_euro(one)]
    if not found:
        foreign = _OTHER_MONEY.search(text)
        return None, "a sum that is not in euro" if foreign else ""
    if len(found) > 1 or _OTHER_MONEY.search(text):
        return None, "more than one sum in the text"
    (one,) = found
    before = text[max(0, one.start() - _NEAR) : one.start()]
    around = before + text[one.end() : one.end() + _NEAR]
    if _LIMIT.search(before):
        return None, "a sum with a limit is not a pledge"
    if not _OURS.search(around):
        return None, "a sum that is not said to be the contribution"
    cents = money((one["after"] or one["number"]).strip(" .,"))
    if cents is None:
        return None, "the sum in the text can be read two ways"
    return (cents * 1_000 if one["thousand"] else cents), ""


def _is_euro(found: re.Match[str]) -> bool:
    return bool(found["before"] or _EURO.fullmatch(found["unit"] or ""))
