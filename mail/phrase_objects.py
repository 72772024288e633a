"""What a yes or a no is said of, and on whose word: only the proposal, only theirs."""

from mail.phrase_words import compiled

# "interested in hearing more": a wish to learn, or to be done with it.
_TO_LEARN = compiled(
    r"\s*(?:molto |solo |soltanto |anche )?(?:a|ad|al|alla|alle|ai|nel"
    r"|all') ?(?:[\w']+ )?"
    r"(?:ricev|conosc|sap|cap|aver|approfond|valut|otten|acquis|compren|vost(?:ro|ri) "
    r"parer|info|chiar|dettagl|maggior|ulterior|legg|esamin|veder|discut|incontr|pensar"
    r"|essere (?:inform|aggiorn|tenut))\w*",
    r"\s*(?:в|во) (?:[\w-]+ ){0,1}?(?:получени|уточнени|скорейш|дополнит|информац|затяг"
    r"|обсужд|ознакомл|быстр|подробн|разъясн)\w*|\s*(?:узнать|получить|услышать|знать"
    r"|ознакомиться)\b",
    r"\s*(?:in|to) (?:(?:a|the|your|any|some) )?(?:receiv|learn|know|hear|get|obtain"
    r"|understand|discuss|more|further|details|prompt|delay|see|explor|find|read"
    r"|information|your (?:opinion|view)|being (?:kept|informed)|following)\w*",
)
# Thanks, wishes and reading matter: everybody's words, nobody's answer.
IDLE = compiled(
    r"\b(?:lett|esaminat|vist|pres|ricevut|appres|seguit|ascoltat)[oaie]"
    r" (?:[\w'.-]+ ){0,6}?(?:con|di) (?:\w+ )?interesse\b"
    r"|\b(?:ringrazi\w+|grazie|grati) (?:[\w'.-]+ ){0,3}?(?:per|del|della|dell'|di) "
    r"(?:[\w'.-]+ ){0,3}?(?:[a-z]+')?(?:interesse|interessamento|collaborazione"
    r"|sostegno"
    r"|disponibilita|coinvolgimento|appoggio)\b"
    r"|\b(?:auspic|auspich|spera|confid|nell'auspicio)\w* (?:[\w'.-]+ ){0,4}?"
    r"(?:collaborazione|cooperazione)\b",
    r"\b(?:благодар\w+|спасибо|признательн\w+) (?:[\w-]+ ){0,2}?за (?:[\w-]+ ){0,3}?"
    r"(?:сотрудничество|интерес|участие|поддержку|содействие|внимание|приглашение"
    r"|предложение)\b|\b(?:надеемся|надеюсь|рассчитываем) на (?:[\w-]+ ){0,3}?"
    r"(?:сотрудничество|взаимодействие|участие)\b",
    r"\b(?:thanks?|grateful|appreciate) (?:you )?(?:very much )?(?:for )?(?:your|the)"
    r" (?:\w+ ){0,2}?(?:interest|cooperation|support|involvement|participation)\b"
    r"|\bread (?:[\w'-]+ ){0,4}?with (?:\w+ )?interest\b",
)
_ELSE = (
    r"(?:dolore|lutto|molt[ei]|numeros[ei]|many|several|no liability|многих|разных)|"
    r"(?:riunion\w+|incontr\w+|sciopero|assemblea|event\w+|convegno|pranzo"
    r"|cena|sopralluogo|responsabilita|rinvi\w+|spostar\w+|posticip\w+|ferie"
    r"|altr[aoei]|un'altra|divers[aoie]|sondaggio|newsletter|videoconferenza|seminario"
    r"|webinar|invito a cena|webconference|fiera|mostra"
    r"|совещани\w+|встреч\w+|мероприяти\w+|комментари\w+|перенос\w*|семинар\w*"
    r"|вебинар\w*"
    r"|друг(?:ом|ой|их|ие|ую|ого)|ино[йм]|обед\w*|опрос\w*|конференци\w+|отпуск\w*"
    r"|выставк\w+|форум\w*|в заседани\w+"
    r"|meetings?|conference|session as|strike|lunch|dinner|events?|comments?|leave|call"
    r"|postpone\w*|another|different|others?|observers?|webinar|survey|newsletter"
    r"|responsibility|seminar|fair|dates?|invitation to (?:lunch|dinner|the seminar))"
)
# What one may take, sign or give up without a word on the proposal.
_OTHER_THINGS = (
    r"(?:rubrica|destinatari|mailing|distribuzione|copia conoscenza|gemell[oa]"
    r"|analog\w+|simil[ei]|scuse|traduzion\w+|interpret\w*|verbal[ei]"
    r"|trasmission\w+|prorog\w+|richiesta di (?:proroga|rinvio|incontro)|osservazion\w+"
    r"|anniversari\w*|inaugurazion\w+|dono|cortesia|congratulazion\w+|stima"
    r"|(?:cin|franc|turc|tedesc|giappones|indian|polacc|spagnol|brasilian)\w+"
    r"|progetti europei|cina|turchia|germania|francia|india|polonia|spagna|brasile"
    r"|настро\w+|контакт\w*|связи|отношени\w+|рассылк\w+|лист рассылки|аналогичн\w+"
    r"|похож\w+|подобн\w+|перевод\w*|замечани\w+|мнени\w+|вами|приказ\w*"
    r"|график\w*|юбиле\w+|извинени\w+|поздравлени\w+|китай?\w*|турци\w+|германи\w+"
    r"|франци\w+|немц\w+|командировк\w+|протокол\w* (?:заседани|совещани|встреч)\w+"
    r"|mailing|distribution list|recipients|newsletter|similar|twin|apolog\w+"
    r"|translations?|interpret\w+|minutes|extension|remarks"
    r"|in spirit|congratulations|china|turkey|germany|france|india|the french|the"
    r" chinese"
    r"|the germans|the turks|(?:earlier |previous )?questions?|(?:earlier |previous )?"
    r"(?:request|remark|query|objection))"
)
_ELSEWHERE = compiled(
    rf"[\s']*(?:[\w'.№-]+ ){{0,4}}?(?:{_ELSE}|{_OTHER_THINGS})\b",
)

# A firm that writes for itself is none of its own members.
OURSELVES = compiled(
    r"\bazienda speciale\b|\b(?:la (?:nostra|mia|scrivente)|questa"
    r"|quest') ?(?:\w+ )?(?:azienda|ditta|impresa"
    r"|societa|cooperativa)\b|\b(?:scrivente) (?:azienda|ditta|impresa|societa)\b",
    r"\bнаш(?:а|е|ей|ему|его|у)? (?:[\w-]+ )?(?:компани[яиюей]+|фирм[аеуы]"
    r"|предприяти[еяю]"
    r"|организаци[яиюей]+|производств\w)\b",
    r"\b(?:our|my|this) (?:\w+ )?(?:company|firm|enterprise|business"
    r"|organi[sz]ation)\b",
)
_STEMS = (
    r"(?:manifest|aderi|adesion|partecip|interes|cooperaz|express|particip|cooperat"
    r"|join|участ|заинтерес|интерес|выра|согласи|присоедин|сотруднич)\w*"
)
# "Your invitation to take part": joining as what a paper is about.
_MENTIONED = compiled(
    r"\b(?:invit|richiest|avvis|bando|call|ricezion|riceviment|pratic|proposta d)\w*"
    rf" (?:(?!e\b)[\w']+ ){{0,4}}?(?:[a-z]+')?{_STEMS}",
    r"\b(?:lettera|nota|mail|comunicazione|scheda|documentazione) (?:sull|relativ"
    rf"|concernent|riguardant|in merito)\w* ?(?:[\w']+ ){{0,2}}?(?:[a-z]+')?{_STEMS}",
    r"\b(?:приглашени\w+|запрос\w*|получени\w+|письм\w+ об|предложени\w+ (?:об?"
    r"|принять|к)|вопрос\w* (?:об?|о возможности)?|возможност\w+|услови\w+)"
    rf" (?:(?!и\b)[\w-]+ ){{0,2}}?{_STEMS}",
    r"\b(?:request|invitation|receipt|letter (?:on|about|concerning)|question of"
    rf"|conditions of)\w* (?:(?!and\b)[\w']+ ){{0,5}}?{_STEMS}",
)
# What one asks of companies, and what "you" wish, the writer has not said.
_ASKED_OF_OTHERS = compiled(
    r"\b(?:chied|invit|propo|sollecit|domand|suggeri)\w+ (?:\w+ ){0,2}?(?:alle|agli|ai"
    r"|a tutt[ei]|le|gli) ",
    r"\b(?:vogliate|volete|intendete|desiderate) ",
    r"\b(?:предлож|предлаг|разосла|рекоменд|обрати)\w* (?:[\w-]+ ){0,2}?(?:предприят"
    r"|компани|завод|фирм|член|организац)\w*|\b(?:предприятиям|компаниям|заводам"
    r"|организациям) (?:[\w-]+ ){0,2}?(?:предлож|рекоменд|разосла)\w*|\bвы (?:\w+ )?"
    r"(?:хот|жела|намер|план|реши|готов)\w+",
    r"\b(?:ask|invit|encourag|urg|suggest)\w* (?:\w+ ){0,3}?(?:members|compan\w+"
    r"|firms|enterprises)\b|\byou (?:wish|want|would like|intend|plan|are) ",
)

# "They say that we join": reported by those who may not say it, supposed or hoped.
_HEARSAY = compiled(
    r"\b(?:dicono|dice|diceva\w*|detto|sostien\w+|riferi\w+|raccont\w+|sentito"
    r"|senti(?:amo"
    r"|re) dire|pens\w+|cred\w+|suppon\w+|immagin\w+|sper\w+|tem(?:o|iamo)|dubit\w+"
    r"|propor\w+|raccomand\w+|sugger\w+|risult\w+|sembr\w+|pare|voce|assicurato|scritto"
    r"|chiesto|chied\w+|se) (?:[\w'.-]+ )"
    r"{0,4}?che\b|\b(?:prima|possibile|improbabile|probabile|necessario|bisogna|occorre"
    r"|vorr\w+|vogl\w+|auspic\w+|mi (?:auguro|aspetto)|prevede|avviso|comunicarci"
    r"|dirci) che\b",
    r"\b(?:говор\w+|сказал\w*|слыш\w+|пиш\w+|дума\w+|счита\w+|кажется|надеюсь|надеемся"
    r"|предлож\w+|рекоменд\w+|сообщил\w*|передал\w*|сомнева\w+|предполаг\w+|полага\w+"
    r"|вероятно|возможно|чтобы|хот\w+|ожида\w+|боюсь"
    r"|уверя\w+|просил\w*) (?:[\w-]+ ){0,3}?что(?:бы)?\b",
    r"\b(?:said|says|say|told|heard|hear|think|thinks|believe\w*|suppose\w*|hope\w*"
    r"|doubt\w*|assum\w+|guess|recommend\w*|propos\w+|advis\w+|argu\w+|urg\w+|seem\w*"
    r"|rumou?r\w*|claim\w*|expect\w*|suggest\w*|ask\w*"
    r"|possible|likely|unlikely|they|whether) (?:[\w'-]+ ){0,3}?that\b",
)
# What a body says in its own name, though with such a verb.
_DECLARED = compiled(
    r"\b(?:incaric\w+|autorizz\w+|prega|pregato|manda|piacere|lieto"
    r"|onore) (?:[\w'.-]+ )"
    r"{0,3}?(?:di|a) (?:dir|scriv|rispond|riferir|comunic|far)\w*|\b(?:le|vi) (?:dico"
    r"|diciamo|ripeto|ripetiamo)\b|\bvi (?:abbiamo|ho) (?:gia )?(?:detto|scritto)\b",
    r"\b(?:велел|просил|поручил|сказал)\w* (?:[\w-]+ ){0,2}?(?:передать|сообщить"
    r"|написать"
    r"|ответить)\b|\bмогу сказать\b|\bсчитайте что\b",
    r"\b(?:happy|glad|pleased|delighted|able|proud|asked|instructed|authori[sz]ed"
    r"|directed) (?:me )?(?:to )?(?:say|tell|report|state)\b|\bi can say\b",
)


def is_of_the_proposal(after: str) -> bool:
    """Whether what follows a liking may be the proposal itself."""
    return _TO_LEARN.match(after) is None


def is_of_something_else(after: str) -> bool:
    return _ELSEWHERE.match(after) is not None


def is_hearsay(before: str) -> bool:
    """Whether the yes or the no is reported, and not by those who may say it."""
    return bool(_HEARSAY.search(before)) and not _DECLARED.search(before)


def is_only_mentioned(scope: str) -> bool:
    """Whether joining is but the subject of some paper: ours, repeated."""
    return _MENTIONED.search(scope) is not None


def is_asked_of_others(scope: str) -> bool:
    """Whether it is asked of companies, or wished by the reader."""
    return _ASKED_OF_OTHERS.search(scope) is not None
