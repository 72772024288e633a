"""The temper of a whole reply: reasons to doubt an act that its words seem to name.

A sentence may be read rightly and the letter still mean something else. These lists
never decide; they only hold back.
"""

import re
from collections.abc import Sequence

from mail.phrase_askers import GLAD, LOGISTICS, MORE_TIME, OFF_TOPIC, WAITING
from mail.phrase_questions import ASKING
from mail.phrase_reserves import CONDITION, IF, UNCONDITIONAL
from mail.phrase_text import Sentence, blanked
from mail.phrase_words import compiled
from models.message import ActKind

# Said on the way to a no: a yes beside them is somebody's, or was once, or is irony.
SOUR = compiled(
    r"\b(?:purtroppo|ahime|spiacent\w+|(?:mi|ci) (?:duole|dispiace|spiace|rincresce)"
    r"|rammaric\w+|malincuore|dolent[ei]|rinunc\w+|declin\w+|brutta notizia|amarezza"
    r"|deludere|delusion\w+|nostro malgrado|altri mercati|soprassed\w+|cassa"
    r" integrazione|lasciar perdere|grazie (?:lo stesso|comunque)|rimangia\w+|un tempo"
    r"|peccato)\b",
    r"\b(?:к сожалению|увы|сожале\w+|отказ\w+|тяжел\w+ сердц\w+|вычеркн\w+|вынужден\w*"
    r"|вычерк\w+|отдайте друг\w+|жаль|прискорб\w+|огорч\w+|разочаров\w+|придется"
    r"|остается мечтой|не обессудьте|когда-то)\b",
    r"\b(?:unfortunately|regret\w*|sadly|alas|sorry to|disappoint\w*|declin\w+"
    r"|reluctan\w+|afraid|heavy heart|a shame|a pity|wound up|elsewhere)\b",
)
# Behind a but: what would have to be otherwise.
DEMAND = compiled(
    r"\b(?:dev\w+|dovr\w+|occorr\w+|serv\w+|bisogn\w+|vorr\w+|chied\w+|sol[oaie]"
    r"|soltanto"
    r"|con|senza|massimo|almeno|non (?:oltre|piu|prima)|entro|limit\w*|meno|purche|se"
    r"|a patto|condizion\w+|prima|quota|spese|costi|pag\w+|necessari\w+|pretend\w+)\b",
    r"\b(?:долж\w+|нужн\w+|надо|необходим\w+|требу\w+|хотел\w*|просим|только|лишь|без"
    r"|при"
    r"|не (?:более|менее|раньше)|если|услови\w+|расход\w+|оплат\w+|сначала)\b",
    r"\b(?:must|need\w*|should|requir\w+|only|without|at (?:least|most)|no more|if"
    r"|unless"
    r"|provided|condition\w*|first|lower|share|cost\w*|pay\w*|want|expect\w*|insist\w*"
    r"|not (?:before|until|at))\b|\d",
)
# Not now, and no word on later.
PUT_OFF = compiled(
    r"\b(?:questa settimana|in questi giorni|la prossima si|prima di (?:gennaio"
    r"|febbraio"
    r"|marzo|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre))\b"
    r"|\b(?:molto|tutto) dipende\b|\bdipende da (?:molt|tant|vari|divers)\w+"
    r"|\b(?:ne riparl\w+|riparliamone|risenti(?:amoci|remo)|ci risent\w+|richiam\w+"
    r"|rimand\w+ (?:ogni|la|il|a)|rinvi(?:amo|are|ata|o|ato) (?:\w+ )?(?:ogni|la"
    r"|decision\w+|a)|a tempo debito|in altra sede|piu avanti|in seguito|dopo (?:le"
    r" (?:ferie|elezioni|vacanze|feste)|l'estate|pasqua|natale)|passate le|ris(?:entit"
    r"|criv)\w+|vedremo|si vedra|al momento opportuno|prossima seduta"
    r"|ordine del giorno|non (?:so|saprei|sappiamo) (?:\w+ )?(?:che|cosa|se)"
    r"|non e escluso|chissa|boh|mah|dipende|sentir[eo] (?:prima|il|la)|vedere"
    r" (?:prima|come))\b",
    r"\b(?:перезвон\w+|на этой неделе|раньше (?:января|февраля|марта|апреля|мая|июня"
    r"|сентября|октября|ноября|декабря))\b|\b(?:многое|все) (?:[\w-]+ )?зависит\b"
    r"|\b(?:вернемся|вернуться|позже|позднее|попозже|после (?:праздник|отпуск|выбор"
    r"|каникул|лета|майск)\w*|осенью|весной|до лучших времен|отлож\w+|откладыва\w+"
    r"|перенос\w+ решени\w+|не знаю|не знаем|как знать|поживем|время покажет"
    r"|готов\w* (?:рассмотреть|изучить|обсудить|обсуждать|рассматривать|проработать"
    r"|выслушать|вернуться)|поставлен\w* на контроль|в повестк\w+|доложен\w*"
    r"|поручен[оаы]?"
    r"|принят\w* к сведению|принял\w* к сведению|взят\w* на заметку)\b",
    r"\b(?:much|a lot|everything) depends\b|\b(?:ask me|ask us|ask again"
    r"|come back (?:to (?:us|me|this)|later|in|after)"
    r"|after the (?:summer|holidays|elections?|break)|later this|next (?:spring|autumn"
    r"|fall|summer)|some other day|take(?:n)? note|noted|on the"
    r" agenda|in due (?:course|time)|too early|early days|premature|postpon\w+|defer\w*"
    r"|put (?:it |this )?(?:off|on hold)|wait and see|happy to (?:discuss|talk"
    r"|hear"
    r"|consider|look|explore)|(?:open|willing|ready|prepared) to (?:discuss|talk"
    r"|consider|look|explore|examine)|who knows|hard to say)\b",
)
# Words no polite letter uses for anything but a no.
OUTRIGHT = compiled(
    r"\b(?:rest|riman)\w+ (?:\w+ )?fuori\b|\b(?:noi|stavolta|questa volta"
    r"|giro) (?:\w+ )?"
    r"(?:salt|pass)iamo\b|\bnon (?:fa|va bene) per noi\b|\bsi astiene\b"
    r"|\bci asteniamo\b"
    r"|\bper noi (?:non va|no)\b|\bun (?:\w+ )?no\b|\bl'ente non ci sara\b"
    r"|\bnon ci sar\w+\b"
    r"|\b(?:declin|rinunc|rifiut|respin)\w+|\bnon (?:\w+ ){0,2}?(?:aderi|partecip"
    r"|interess|intend|prend\w+ parte|da\w* (?:seguito|corso))\w*|\bnon se ne (?:fa"
    r"|parla)\w*|\bnessun interesse\b|\bcercate altri\b|\bnon (?:ha|abbiamo) accolto\b"
    r"|\briscontro negativo\b|\bnon (?:procedere|poter\w*)\b|\bmancato interesse\b"
    r"|\brisposta (?:\w+ )?"
    r"negativa\b|\bparere (?:\w+ )?(?:contrario|negativo|sfavorevole)\b|\bno,?"
    r" grazie\b",
    r"\bбез нас\b|\bна нас не рассчитывайте\b|\bне для нас\b|\bпас\b|\bмимо\b"
    r"|\b(?:решение|ответ|позиция)\W+(?:[\w-]+ )?отрицательн\w+|\bвоздерж\w+"
    r"|\bотказ\w+|\bотклон\w+|\bне (?:[\w-]+ ){0,2}?(?:участв|интерес|заинтерес|приме"
    r"|намерен"
    r"|планиру|представляется|присоедин)\w*|\bответ\w* отрицательн\w+",
    r"\b(?:answer|position|decision|reply) (?:\w+ )?is (?:\w+ )?(?:no|negative)\b"
    r"|\bbe a no\b"
    r"|\bstay out\b|\bcount us out\b|\bpass on\b|\bmust pass\b|\bnot for us\b"
    r"|\bdeclin\w+|\bnot (?:[\w-]+ ){0,2}?(?:interest|participat|join|tak\w+ part"
    r"|proceed"
    r"|pursu|in a position)\w*|\bno,? thank|\bunable to\b|\bturn\w* down\b",
)


def temper(said: Sequence[Sentence], acts: frozenset[ActKind]) -> str:
    """Why the letter as a whole does not bear the one act its words name."""
    if len(acts) != 1:
        return ""
    (act,) = acts
    holds = _HOLDS_BACK.get(act, ())
    words = " ".join(one.folded for one in said)
    struck_off = act is ActKind.WITHDRAWN and STRIKE_OFF.search(words)
    if struck_off and not _PROMISED.search(words):
        return "leaving what was never joined"
    if act is ActKind.DECLINED:
        return "" if _is_outright(words) else _undermined(said, words)
    if act is ActKind.QUESTION and _told(said):
        return "a question and a story"
    return next((why for pattern, why in holds if pattern.search(words)), "")


def _undermined(said: Sequence[Sentence], words: str) -> str:
    if _YES_ELSEWHERE.search(words):
        return "a no to one thing and a yes to another"
    if any(one.asks or ASKING.search(one.folded) for one in said):
        return "a no that is not outright, and a question"
    if _SUPPOSING.search(blanked(UNCONDITIONAL, words)):
        return "a no that is not outright, and an if"
    return "a no for the time being" if PUT_OFF.search(words) else ""


# Why they ask: to be able to answer. Without it, a long story is more than a question.
TO_ANSWER = compiled(
    r"\b(?:prima (?:di|che)|per (?:poter|decid|valut|espri|rispond|una|ogni)\w*|al fine"
    r"|onde|poi|dopodiche|cosi (?:che|da)|decid\w+|valut\w+|rispond\w+|rispost\w+"
    r"|capir\w*"
    r"|pronunci\w+|senza|non (?:e chiaro|vorrei|so|abbiamo|riesc\w+)|domand\w+|dubbi\w*"
    r"|proroga|termin\w+|scadenz\w+|scheda|allegat\w+|chiar\w+|precis\w+|dipende"
    r"|document\w+|giunta|consiglio|relazione|riferimento|curiosita)\b",
    r"\b(?:прежде|перед|чтобы|для (?:принят|подготов|рассм|ответ|решен)\w*|до (?:принят"
    r"|ответ"
    r"|решен)\w*|без (?:этого|них|него)|решени\w|ответ\w*|позици\w|потом|тогда|после"
    r"|вопрос\w*|срок\w*|приложен\w*|письм\w*|зависит|непонятн\w|не понял\w?|целях"
    r"|тексте|уточн\w+|рассм\w+)\b",
    r"\b(?:before|in order|so that|to (?:decide|answer|reply|assess|evaluate|judge)"
    r"|then"
    r"|decision|decid\w+|answer\w*|reply|respond|depends|question\w*|unclear|not clear"
    r"|understand|without|until|deadline|extension|attach\w*|annex\w*|document\w*"
    r"|letter"
    r"|page|confus\w+|wonder\w*|consider\w*|proposal)\b",
)
_OFFER = compiled(
    r"\b(?:abbiamo|disponiamo|possiamo|portiamo|produciamo|contiamo|ci servono)\b"
    r"|\b(?:у нас|можем|имеем|есть|привезем|покажем)\b"
    r"|\b(?:we have|we've|we can|we make|we produce|we'd need|we could|we will need)\b",
)
_STORY = 40  # letters said besides the question
_LONG_STORY = 200


def _is_outright(words: str) -> bool:
    return OUTRIGHT.search(words) is not None and not _YES_ELSEWHERE.search(words)


def _told(said: Sequence[Sentence]) -> bool:
    """Whether a question comes with a story that may well be an answer."""
    rest = [one for one in said if not (one.asks or ASKING.search(one.folded))]
    words = " ".join(" ".join(one.folded.split()) for one in rest)
    told = len(words) > (_STORY if _OFFER.search(words) else _LONG_STORY)
    return told and not any(TO_ANSWER.search(one.folded) for one in said)


# What can be taken back, named anywhere in the letter.
_PROMISED = re.compile(
    r"\b(?:ades\w+|aderi\w+|partecip\w+|interess\w+|candidat\w+|disponibil\w+|impegn\w+"
    r"|manifest\w+|conferm\w+|assens\w+|iscri\w+|firm\w+|promess\w+|promett\w+|parola"
    r"|si"
    r"|progett\w+|cofinanz\w+|contribut\w+|lettera|convenzion\w+|accett\w+"
    r"|patrocin\w+)\b"
    r"|\b(?:участ\w+|соглас\w+|заявк\w+|интерес\w+|заинтерес\w+|подтвер\w+|обещ\w+"
    r"|готовност\w+|письм\w+|числ[ае]|проект\w*|анкет\w+|подпис\w+|слов[ао]"
    r"|партнер\w*|обязательств\w*|место|да)\b"
    r"|\b(?:participa\w+|interest\w*|application|accept\w+|agree\w+|confirm\w+"
    r"|commit\w+"
    r"|consent|yes|join\w*|support\w*|pledg\w+|promis\w+|sign\w*|register\w*"
    r"|registration"
    r"|project|proposal|partner\w*|name|offer|letter)\b"
)
_UNDOING = re.compile(
    r"\b(?:depenn|togliet|ritiriam|ritirar|revoc|recess|rinunc|вычерк|исключит|отозва"
    r"|отзыва"
    r"|withdraw|unsubscrib|remove us|cancel)\w*"
)
STRIKE_OFF = re.compile(
    r"\b(?:togli|cancell|depenn|elimin|remov|delet|strik|убер|удал|вычерк|исключ)\w*"
)
# What a body has given, beside being on a list.
COMMITTED = re.compile(
    r"\b(?:ades\w+|aderi\w+|candidat\w+|impegn\w+|manifest\w+|conferm\w+|assens\w+"
    r"|iscri\w+|firm\w+|promess\w+|parola|nostra\s+richiesta|ripens\w+"
    r"|scritt\w+|avevamo|avevo|aveva\w+|писал\w*|сообщал\w*|говорил\w*|wrote|told|said"
    r"|соглас\w+|заявк\w+|подтвер\w+|обещ\w+|готовност\w+|подпис\w+|слов[ао]"
    r"|обязательств\w*|application|accept\w+|agree\w+|confirm\w+|commit\w+"
    r"|consent|pledg\w+|promis\w+|sign\w*)\b"
)
_YES_ELSEWHERE = compiled(
    r"\b(?:si (?:per|al|alla|all)|invece si|la \w+ invece si)\b(?! (?:e|sono|ha)\b)",
    r"\bда (?:по|на)\b|\bа (?:вот )?[\w-]+ (?:[\w-]+ )?да\b",
    r"\byes (?:to|for|on)\b",
)
_IF_ONLY = compiled(
    r"\bse (?:solo |soltanto )?(?:avess|foss)i\w*\b",
    r"\bесли бы (?:мы|я|у нас|не)\b",
    r"\bif only\b|\bif (?:we|i) (?:had|were)\b",
)
_MAILING = re.compile(
    r"\b(?:mailing|newsletter|(?:distribution|mailing)\s+list"
    r"|liste?\s+di\s+distribuzione"
    r"|rubrica|indirizzario|рассылк|адресн\w+\s+книг|e-?mail\s+list)\w*"
)
_SUPPOSING = re.compile(f"{CONDITION.pattern}|{IF.pattern}")
_ANOTHER = compiled(
    r"\b(?:e|su|per|di|a) un (?:altro|diverso) (?:progetto|programma|bando|avviso)\b"
    r"|\b(?:altra|diversa) (?:iniziativa|proposta|pratica)\b",
    r"\b(?:друг|ин)(?:ая|ой|ую|ом|ому|ое) (?:программ|проект|конкурс|мероприяти)\w*",
    r"\b(?:another|a different|a separate|quite different) (?:project|programme|call"
    r"|scheme|matter)\b",
)
_HOLDS_BACK = {
    ActKind.INTERESTED: (
        (_ANOTHER, "a yes to another programme"),
        (SOUR, "a yes with regrets"),
        (PUT_OFF, "a yes put off"),
    ),
    ActKind.WITHDRAWN: ((_MAILING, "leaving a mailing list"),),
    ActKind.CONDITIONAL: (
        (_IF_ONLY, "a condition that nobody can meet"),
        (PUT_OFF, "a condition put off"),
    ),
    ActKind.QUESTION: (
        (GLAD, "a question of somebody glad of it"),
        (LOGISTICS, "a question about the journey"),
        (MORE_TIME, "a request for more time"),
        (WAITING, "a question put off"),
        (OFF_TOPIC, "a question about other business"),
        (SOUR, "a question with regrets"),
        (_UNDOING, "a question about leaving"),
    ),
}
