"""A request to undo what was just recorded: that and nothing else."""

import re

from mail.patterns import words
from mail.phrase_text import sentences

_LONGEST = 400  # a request to undo is short; more is a story for a person
_ANSWER = (
    r"(?:la (?:nostra |mia |precedente |nostra precedente |nostra ultima |mia ultima )?"
    r"risposta(?: (?:precedente|di (?:ieri|oggi|prima)|appena inviata|registrata"
    r"|inviata))?"
    r"|quanto (?:registrato|comunicato|appena inviato)|la registrazione"
    r"|l'ultima (?:risposta|registrazione)|l'ultimo messaggio"
    r"|(?:наш|мой|предыдущий|последний|прошлый|данный|этот|ранее данный)?"
    r" ?(?:предыдущий |последний )?ответ|запись|регистрацию"
    r"|(?:our|my|the|this|that) (?:previous |last |earlier |recorded )?"
    r"(?:answer|reply|response|entry|record|registration))"
)
_VERB = (
    r"(?:annull(?:a|are|ate|i|iamo|o)|cancell(?:a|are|ate|i|iamo)|rettific(?:a|are"
    r"|hiamo)"
    r"|revocate|отмен(?:ить|ите|а|яем|а ответа)|аннулир(?:уйте|овать|уем)|cancel|undo"
    r"|revert"
    r"|disregard|ignore|ignorate|non considerate|non tenete conto di|не учитывайте)"
)
_POLITE = (
    r"(?:(?:per favore|per cortesia|vi preghiamo di|si prega di|prego|vi prego di"
    r"|chiediamo di|si chiede di|vogliate|please|kindly|we ask you to|просим|прошу"
    r"|пожалуйста|просьба|rettifica|errore|scusate|scusi|sorry|извините|ошибка|mistake"
    r"|grazie|thanks|thank you|спасибо|si|да|yes)\W*){0,4}"
)
_WHOLE = words(
    rf"\W*{_POLITE}{_VERB}(?:\W+{_ANSWER})?\W*{_POLITE}",
    r"\W*(?:annullamento|отмена(?: ответа)?|cancellation)\W*",
    blank=r"[\s,]{1,4}",
    flags=re.NOFLAG,
)


def cancel_request(text: str) -> str:
    """The words that ask to undo, if the text is essentially that; else nothing."""
    if len(text) > 20 * _LONGEST:
        return ""
    found = sentences(text)
    if not found:
        return ""
    first, last = found[0].place[0], found[-1].place[1]
    said = " ".join(one.folded.strip() for one in found)
    if len(said) > _LONGEST or not _WHOLE.fullmatch(said):
        return ""
    return text[first:last].strip()
