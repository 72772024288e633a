"""What a letter tells besides its answer: old refusals, others' words, other matters.

An official tells how it came to the answer. Who was against it once, what another body
did and why the reply is late are blanked before the answer is looked for: that only
takes doubts away where something firm is said beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from mail import phrase_tables as tables
from mail.phrase_excuses import MET
from mail.phrase_reserves import CONDITION
from mail.phrase_text import Sentence
from mail.phrase_words import alternatives, compiled
from models.message import ActKind

_MOST = 3  # of one kind in one sentence
_REACH = r"[^.;:!?]{0,90}?"
_ONCE = (
    r"(?:l'anno (?:scorso|passato)|lo scorso anno|la (?:scorsa volta|volta scorsa)"
    r"|l'altra volta|in passato|(?:due|tre|quattro|cinque|alcuni|qualche|pochi"
    r"|\d) (?:ann"
    r"[io]|mes[ei]|settimane) fa|anni fa|nel (?:19|20)\d\d|a suo tempo|in un primo"
    r" (?:momento|tempo)|all'inizio|inizialmente|dapprima|in precedenza|prima d'ora"
    r"|predecessor\w+"
    r"|в прошл(?:ом году|ый раз|ый год)|прошл(?:ой|ым) (?:осенью|весной|зимой|летом)"
    r"|раньше|ранее|прежде|сначала|сперва|поначалу|долго|(?:два|две|три|четыре|пять"
    r"|несколько|пару|\d) (?:года|лет|месяц\w+|недел\w+) назад|год назад|месяц назад"
    r"|в (?:19|20)\d\d(?:-?м)?|предшественни\w+"
    r"|last (?:year|time|spring|autumn|summer|winter|month)|in the past|previously"
    r"|earlier|at first|initially|(?:two|three|four|five|a few|some|several"
    r"|\d) (?:years"
    r"|months|weeks) ago|a (?:year|month) ago|in (?:19|20)\d\d|predecessor\w*)"
)
_REFUSED = (
    r"(?:(?:abbiamo|avevamo|aveva|avevano|ha|ho|hanno|avevo) (?:dovuto |gia )?"
    r"(?:rinunci|declin|rifiut|respint|saltat|risposto (?:di no|negativ|picche)"
    r"|(?:detto|dire) (?:di )?no)\w*|(?:un|il|nostro|vostro) no\b|non (?:abbiamo"
    r"|avevamo"
    r"|aveva|ha|c'era|eravamo|era|potemmo|fu|ci fu)(?: \w+)? (?!ancora|piu)\w+"
    r"|rispondemmo di no|la risposta (?:fu|era) (?:no|negativa)|dubitav\w+"
    r"|(?:volev\w+|pensav\w+ di|stav\w+ per) (?:rinunc|dire di no|rifiut|declin)\w*"
    r"|(?:хотел|собирал|думал)\w* (?:было |уже )?отказ\w+|(?:wanted|about|going"
    r"|meant) to"
    r" (?:say no|decline|refuse)"
    r"|(?:era|eravamo|fummo) (?:scettic|contrari|perpless|incert)\w+"
    r"|(?:ответил\w* отказом|отказал\w*|отклонил\w*|воздержал\w*|сомнева(?:л\w*|лись)"
    r"|колебал\w*|спорил\w*|удерживал\w*|не (?:могли|смогли|смогла|участвовал\w*|был\w?"
    r"|получил\w*|вышло|удалось|хотел\w*|поехали)|думал\w*)"
    r"|(?:turned (?:\w+ )?(?:\w+ )?down|declined|refused|said no|passed"
    r"|had to (?:say no"
    r"|decline|refuse|pass)|(?:could|were|was|did|had) ?n[o']t(?! yet)|couldn't"
    r"|hesitated|doubted|no,? thank you))"
)
_REFUSED_ONCE = alternatives(
    rf"\b{_ONCE}\b{_REACH}\b{_REFUSED}[^.;:!?]{{0,80}}",
    rf"\b{_REFUSED}\b[^.;:!?]{{0,60}}?\b{_ONCE}\b[^.;:!?,]{{0,40}}",
)
# Where the story ends and the present begins.
_NOW = compiled(
    r"\b(?:ora|adesso|oggi|quest'anno|stavolta|questa volta|noi (?:invece|pero|altri)"
    r"|ma|pero|invece noi|quanto a noi|da parte nostra|per parte nostra|quindi|dunque"
    r"|pertanto|percio|tuttavia|neanche|nemmeno|neppure)\b",
    r"\b(?:теперь|сейчас|сегодня|ныне|в этом году|в этот раз|на этот раз|но|однако"
    r"|мы же"
    r"|а мы|поэтому|так что|что касается|решили)\b",
    r"\b(?:now|today|this (?:year|time)|but|however|so|therefore|as for us|we would"
    r"|yet|the board)\b",
)
_OTHERS = alternatives(
    r"\b(?:leggo|so|sappiamo|vedo|apprendo|apprendiamo|(?:ho|abbiamo) (?:saputo|letto"
    r"|sentito|appreso|visto)|(?:ci|mi) (?:risulta|dicono)|pare|sembra|si dice) che"
    r"[^.;:!?]{3,160}",
    r"[^.;:!?]{0,90}\b(?:насколько (?:я |мы |мне |нам )?(?:знаю|знаем|известно)"
    r"|как (?:нам|мне) (?:стало )?известно|говорят что|слышал[аи]? что|по нашим"
    r" сведениям|по слухам)\b[^.;:!?]{0,120}",
    r"\b(?:i|we) (?:hear|understand|gather|know|heard|see|have heard|read) (?:that )?"
    r"(?!we\b|you\b)[^.;:!?]{3,160}",
)
_OURSELVES = re.compile(
    r"\b(?:noi|nostr[oaie]|abbiamo|siamo|мы|наш[аеиу]?|we|our|us)\b|\b\w+(?:iamo|emo)\b"
)
_DISSENT = alternatives(
    r"\b(?:qualcuno|alcuni|altri|c'e chi|qualche \w+)[^.;:!?]{0,40}?\b(?:diceva\w*|ha"
    r" detto|sosteneva\w*|temeva\w*|obiettava\w*|storceva\w*|era"
    r"|erano)\b[^.;:!?]{0,90}",
    r"\b(?:era|erano|eravamo) (?:\w+ )?(?:contrari|scettic|perpless|dubbios|incert"
    r"|indecis|diffident)\w+[^.;:!?]{0,60}",
    r"\b(?:кто-то|некоторые|многие|одни|мне тут|кое-кто) (?:[\w-]+ )?(?:говор|сомнев"
    r"|возраж|сетов|вспомн|ворч|спор|был)\w*[^.;:!?]{0,90}",
    r"\bбыл[аио]? (?:[\w-]+ )?(?:против|скептич|сомнени|спор|возражени|опасени)\w*"
    r"[^.;:!?]{0,60}",
    r"\b(?:some|a few|someone|certain|one or two)(?: \w+){0,3} (?:said|felt|thought"
    r"|argued|objected|worried|grumbled|were|was)\b[^.;:!?]{0,100}",
    r"\b(?:were|was) (?:\w+ )?(?:scept|skept|hesitant|doubtful|against|reluctant"
    r"|opposed)\w*[^.;:!?]{0,60}",
    r"\b(?:con|nonostante|malgrado) (?:il|un|i|\w+) vot[oi]"
    r" contrari[oi][^.;:!?,]{0,40}",
    r"\b(?:\d+|one|two|three|four|un|uno|due|tre|один|двое|трое) (?:vot\w+ |голос\w* )?"
    r"(?:against|abstain\w*|abstention\w*|contrari\w*|astenut\w|против|воздержал\w*)\b",
)
_LATE = alternatives(
    r"\b(?:purtroppo )?non (?:abbiamo|ho|ha|siamo|e) (?:potuto|riuscit\w a|fatto in"
    r" tempo a|stato possibile) (?:rispond|scriv|dar|inviar|farv)\w+[^.;:!?]{0,80}",
    r"\b(?:вынужден\w* )?(?:извини|прости|прос[ия]|прошу прощ|приносим извин)\w*"
    r"[^.;:!?]{0,50}?(?:задержк|поздн|промедлен|молчан|опоздан)\w*[^.;:!?]{0,80}",
    r"\b(?:sorry|apolog\w+|regret|excuse|forgive)\b[^.;:!?]{0,40}?\b(?:delay|late"
    r"|silence|tard|(?:not|n't) (?:having |have )?(?:repl|answer|writ|respond))\w*"
    r"[^.;:!?]{0,60}",
)
_OTHER_MATTERS = alternatives(
    r"\b(?:alle|per le|sulle|agli|per gli|le|gli) altr[ei] (?:\w+ )?(?:propost|progett"
    r"|sched|iniziativ)\w*[^.;:!?]{0,100}",
    r"\b(?:по|на|от) (?:остальн|друг|ин|прочи|перв|втор)\w+ (?:[\w-]+ )?(?:предложени"
    r"|проект|пункт|вопрос|позици)\w*[^.;:!?]{0,120}",
    r"\b(?:as for|regarding|on|to|in) the other (?:\w+ )?(?:proposal|project|item"
    r"|point)"
    r"s?[^.;:!?]{0,100}",
)
_HISTORY = compiled(_REFUSED_ONCE)
_HEARD = compiled(_OTHERS)
_PLAIN = compiled(_DISSENT, _LATE, _OTHER_MATTERS)


def answering(said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with all that is no answer blanked, places kept."""
    return tuple(
        replace(one, folded=_without_asides(one.folded)) for one in _unreserved(said)
    )


def lifted(said: Sequence[Sentence], acts: frozenset[ActKind]) -> str:
    """Why a condition may not be believed where another has just been lifted."""
    if acts != {ActKind.CONDITIONAL}:
        return ""
    met = any(MET.search(one.folded) for one in said)
    return "a condition that is met" if met else ""


def _without_asides(words: str) -> str:
    for pattern in (_HISTORY, _HEARD, _PLAIN):
        if pattern is _HISTORY and tables.EARLIER.search(words):
            continue
        for found in list(islice(pattern.finditer(words), _MOST)):
            stop = _NOW.search(words, found.start() + 1, found.end())
            end = stop.start() if stop else found.end()
            if pattern is _HEARD and _OURSELVES.search(words, found.start() + 8, end):
                continue
            words = words[: found.start()] + " " * (end - found.start()) + words[end:]
    return words


def _unreserved(said: Sequence[Sentence]) -> Sequence[Sentence]:
    """A condition that has been met sets none: it and the telling of it are history."""
    last = max((i for i, one in enumerate(said) if MET.search(one.folded)), default=-1)
    return [
        replace(one, folded=_lifted(one.folded, at=index == last))
        if index <= last
        else one
        for index, one in enumerate(said)
    ]


def _lifted(words: str, *, at: bool) -> str:
    if at:
        return MET.sub(lambda found: " " * len(found[0]), words)
    return " " * len(words) if CONDITION.search(words) else words
