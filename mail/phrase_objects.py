"""What a yes or a no is said of, and on whose word: only the proposal, only theirs.

A list of what may follow, not of what may not: "interested in a prompt reply" has too
many sisters. What stands on no list is left to a person.
"""

import re

from mail.patterns import words

_BLANK = r"[\s,]{1,4}"


def _compiled(*patterns: str) -> re.Pattern[str]:
    return words(*patterns, blank=_BLANK, flags=re.NOFLAG)


# Words between the yes and the thing itself: prepositions, articles, "your", "said".
_LEADING = (
    r"(?:a|ad|al|allo|alla|all'|alle|agli|ai|per|il|la|l'|lo|i|gli|le|del|della|dell'"
    r"|di"
    r"|nel|nella|nell'|in|un|una|prendere|parte|quest[oae']|tal[ei]|vostr[aoe]|vs\.?"
    r"|nostr[aoe]|present[ei]|suddett[oa]|citat[oa]|predett[oa]|medesim[oa]|stess[oa]"
    r"|в|во|на|к|ко|от|о|об|данн\w+|эт(?:ом|ой|ого|от|о)|ваш\w*|указанн\w+"
    r"|предложенн\w+|предлагаем\w+|представленн\w+|совместн\w+"
    r"|to|for|with|the|this|your|said|proposed|above|mentioned|present|our|joint|of)"
)
_OFFERED = (
    r"(?:propost[ae]|progett[oi]|iniziativ[ae]|invit[oi]|programm[ai]|partecip\w+"
    r"|aderi\w+|adesione|collabor\w+|cooperazione|partenariato|oggetto|realizzazione"
    r"|attuazione|предложени\w+|проект\w*|инициатив\w+|программ\w+|участи\w+"
    r"|участвовать|сотрудничеств\w+|реализаци\w+|партнерств\w+|приглашени\w+"
    r"|proposals?|projects?|initiatives?|invitation|programmes?|programs?|participat\w+"
    r"|cooperat\w+|collaborat\w+|partnership|joining|taking|[a-z]{2}-[a-z]{2}/\d)"
)
# Said besides, without changing anything: when, how gladly, whose.
_BESIDES = (
    r"(?:anche noi|tutti|molto|con piacere|volentieri|con entusiasmo|al momento"
    r"|attualmente|in questo momento|dell' ente|di quest[oa] \w+|del nostro \w+"
    r"|della nostra \w+|della scrivente(?: \w+)?|dello scrivente"
    r"|per (?:noi|quest[oa] \w+|il nostro \w+|la nostra \w+|l' ente|l' amministrazione)"
    r"|с удовольствием|в настоящее время|в данный момент|для (?:нас|наш\w+ \w+)"
    r"|at the moment|at this time|at present|currently|for us|to us)"
)
_COMPLETE = _compiled(
    rf"\s*(?:{_BESIDES}\s*)*(?:$|[.!;:,()–—-]|(?:e|ed|и|and)\b"
    rf"|(?:{_LEADING} ){{0,7}}{_OFFERED})"
)

# Near the yes or the no: it speaks of something we did not ask.
_ELSEWHERE = _compiled(
    r"\b(?:riunion\w+|incontr\w+|sciopero|assemblea|event\w+|session\w+|convegno|pranzo"
    r"|cena|sopralluogo|responsabilita|rinvi\w+|spostar\w+|posticip\w+|ferie|invio"
    r"|altr[aoei]|un'altra|divers[aoie]|sondaggio|newsletter|videoconferenza)\b",
    r"\b(?:совещани\w+|встреч\w+|заседани\w+|мероприяти\w+|комментари\w+|перенос\w*"
    r"|друг(?:ом|ой|их|ие|ую)|ино[йм]|обед\w*|опрос\w*|конференци\w+|отпуск\w*)\b",
    r"\b(?:meetings?|conference|session|strike|lunch|dinner|events?|comments?|leave"
    r"|call"
    r"|postpone\w*|another|different|others?|observers?|webinar|survey|newsletter"
    r"|responsibility|visit)\b",
)
_NEAR = 40  # characters in which its object is named

# "… che siamo interessati": believed only behind words by which a body itself speaks.
_REPORTED = _compiled(r"\b(?:che|что|that)\b")
_DECLARED = _compiled(
    r"\b(?:comunichiamo|comunico|si comunica|confermiamo|confermo|si conferma"
    r"|informiamo|si informa|dichiariamo|si dichiara|ribadiamo|ribadisco|segnaliamo"
    r"|si segnala|rappresentiamo|si rappresenta|precisiamo|si precisa|notifichiamo"
    r"|siamo lieti di (?:comunicar\w+|confermar\w+|informar\w+))\b",
    r"\b(?:сообщаем|сообщаю|информируем|уведомляем|подтверждаем|подтверждаю"
    r"|заявляем)\b",
    r"\b(?:we|i) (?:\w+ ){0,4}?(?:confirm|inform|notify|declare|state|advise|announce"
    r"|regret)\b|\bplease (?:note|be informed|be advised)\b",
)


def is_of_the_proposal(after: str) -> bool:
    """Whether what follows a yes or a no is nothing, or names what we proposed."""
    return _COMPLETE.match(after.replace("'", "' ")) is not None


def is_of_something_else(words_found: str, after: str) -> bool:
    return _ELSEWHERE.search(words_found + after[:_NEAR]) is not None


def is_hearsay(before: str) -> bool:
    """Whether the yes or the no is reported, and not by those who may say it."""
    return bool(_REPORTED.search(before)) and not _DECLARED.search(before)
