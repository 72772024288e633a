"""The words that ask: a request without an answer is a question."""

from mail.phrase_words import compiled

_IT_THING = (
    r"(?:scheda|sched[ei]|dettagli\w?|informazion\w|documentazione|document[oi]"
    r"|piano|copia|testo|allegat[oi]|modul[oi]|bozza|chiariment\w|precisazion\w"
    r"|delucidazion\w"
    r"|proroga|tempo|giorni|incontro|riunione|colloquio|call|videochiamata"
    r"|videoconferenza"
    r"|version\w|traduzion\w|elenco|profilo|bilanci\w?|costi|date|notizi\w|dati"
    r"|ragguagli"
    r"|relazion\w|preventiv\w|programma|cronoprogramma|link|file|termin\w|differiment\w"
    r"|contatt\w|approfondiment\w|indicazion\w|statuto|visura|elementi|materiale|file"
    r"|foto"
    r"|planimetri\w|studio|nominativ\w|spiegazion\w|sintesi|riassunto|garanzi\w"
    r"|recapit\w|requisit\w|quadro|business plan|riscontro)"
)
_EN_THING = (
    r"(?:details?|information|copy|document\w*|form|annex\w*|attachment|draft|plan"
    r"|budget"
    r"|clarification\w*|extension|time|call|meeting|version|translation|list|profile"
    r"|balance sheets?|figures?|data|link|file|deadline|timetable|schedule|study"
    r"|brochure"
    r"|contact|particulars|address|website|summary|references?|explanation|statutes"
    r"|breakdown|more|text|questions?|page"
    r"|points?)"
)
_RU_THING = (
    r"(?:информаци\w+|сведени\w+|документ\w*|приложени\w+|копи\w+|перевод\w*|версию"
    r"|срок\w*"
    r"|перечень|план\w*|бюджет\w*|смет\w+|материал\w+|данны[ехм]+|презентаци\w+"
    r"|форм[уы]"
    r"|анкет\w+|расчет\w*|разъяснени\w+|пояснени\w+|уточнени\w+|встреч\w+"
    r"|видеоконференци\w+"
    r"|созвон\w*|отсрочк\w+|продлени\w+|проект\w* соглашени\w+|текст\w*|подробност\w+"
    r"|характеристик\w+|обосновани\w+|тэо|контакт\w*|описани\w+|отчет\w*|реквизит\w*"
    r"|график\w*"
    r"|ссылк\w+"
    r"|файл\w*|вариант\w*|список)"
)

ASKING = compiled(
    r"\bqualche giorno\b|\b(?:piu|altro) tempo\b|\bхотелось бы (?:[\w-]+ )?(?:получить"
    r"|узнать"
    r"|понять|увидеть|ознакомиться)\b|(?:would|'d) like to (?:know|understand|learn"
    r"|see|ask)\b",
    r"\b(?:vorremmo|vorrei|desideriamo|desidero|desidereremmo|chiediamo|si chiede"
    r"|chiedo"
    r"|si richiede|richiediamo|gradiremmo|gradirei|avremmo|avrei|avremo"
    r"|sarebbe(?:ro)? (?:\w+ )?(?:utile|opportun\w|gradit\w|necessari\w|possibile"
    r"|important\w|preferibile|meglio|d'aiuto|indispensabil\w)|occorre|occorrono"
    r"|occorrerebbe\w*|servirebbe\w*|serve|servono"
    r"|abbiamo bisogno|ho bisogno|ci manca|manca|mancano|attendiamo|gradito|opportuno"
    r"|utile"
    r"|necessario|si resta in attesa|restiamo in attesa|preghiamo|prego|si prega"
    r"|pregasi"
    r"|vi prego|la prego|vogliate|voglia|potrebbe|mandateci|inviateci|fateci avere"
    r"|mandatemi|inviatemi|spiegatemi|spiegateci|diteci|ditemi|rimandate\w*|rispedi\w+"
    r"|reinvia\w+|trasmetteteci|fornitec\w) (?:[\w'.-]+ ){0,9}?(?:[a-z]+')?"
    rf"(?:sapere|conoscere|capire|comprendere|{_IT_THING}|precisar\w+|chiarir\w+"
    r"|specificar\w+|indicar\w+|prorogar\w+|trasmetter\w+|inviar\w+)",
    r"\b(?:chiediamo|chiedo|si chiede|domandiamo|specificare|precisare|chiarire|sapere"
    r"|capire|dirci|dirmi|diteci|ditemi|indicare) (?:[\w'.-]+ ){0,2}?(?:se|quale|quali"
    r"|quando|chi|quanto|quanti|come|cosa)\b",
    r"\b(?:potreste|potete|puo|puoi|potrebbe|potresti|sarebbe possibile|e possibile"
    r"|si puo|potremmo) (?:[\w'.-]+ ){0,3}?(?:sapere|avere|ricevere|inviar\w+"
    r"|indicar\w+|precisar\w+|chiarir\w+|specificar\w+|dir(?:ci|mi)|fornir\w+"
    r"|spiegar\w+"
    r"|mandar\w+"
    r"|incontrar\w+|sentir\w+|rispondere (?:dopo|entro|oltre)|trasmetter\w+"
    r"|rispedir\w+)\b",
    r"\b(?:se ne|ne) (?:chiede|chiediamo|sollecita|domanda) (?:\w+ )?(?:l'invio|copia"
    r"|la trasmissione|chiarimento|l'inoltro)|\bmi sfugge\b|\b(?:vorrei|vorremmo) che"
    r" (?:mi|ci) \w+(?:aste|este|iste)\b|\bnecessit(?:a|iamo|o) (?:di|della|del) |\b(?:"
    r"rinviar|reinviar|rimandar|rispedir)(?:lo|la|li|le|ci|celo|cela|mela)\b"
    r"|\battend(?:o"
    r"|iamo) (?:[\w']+ ){0,2}?(?:chiarimen|precisazion|delucidazion|ragguagl"
    r"|spiegazion)\w+"
    r"|\b(?:indispensabile|essenziale) (?:acquisire|ricevere|sapere|conoscere)\b",
    r"\b(?:una|due|tre|qualche|alcune|delle|la|mia) domand\w\b|\bdomanda:"
    r"|\bnon (?:ci|mi) (?:e|sono|risulta) (?:ben |del tutto )?chiar\w+"
    r"|\bnon (?:abbiamo|ho) (?:capito|trovato|compreso)\b|\bnon (?:riesco|riusciamo) ad"
    r" (?:aprire|apr\w+)\b|\bnon si (?:apre|legge)\b",
    r"\b(?:please|kindly|ask you to) (?:extend|prolong|postpone|resend)\b"
    r"|\b(?:rispondere"
    r"|risposta) dopo\b|\bproroga\w*\b|\b(?:chied\w+|richie\w+)"
    r" (?:[\w'.-]+ ){0,5}?(?:differ|rinvi|slitta|spost)\w+",
    r"\b(?:просим|прошу|просьба|просят|пришлите|вышлите|дайте|нужн[аыо]|нужен"
    r"|необходим\w+"
    r"|хотелось бы(?! (?:верить|надеяться|поблагодарить|пожелать|отметить))"
    r"|хотели бы|хотел бы|хотела бы|желательно|не хватает|отсутствует"
    r"|требуется|направьте|ждем|уточните|поясните|объясните|расскажите|сообщите"
    r"|не нашли|не нашел|не приложен\w?|нам бы|признательны за|благодарны за)"
    rf" (?:[\w-]+ ){{0,8}}?(?:{_RU_THING}|уточнить|пояснить|разъяснить|сообщить|узнать"
    r"|предоставить|прислать|выслать|дослать|продлить|перенести|организовать|понять"
    r"|спросить|обсудить|(?:как|кто|где|когда|сколько|каков\w*|какие|какой|какая"
    r"|что)\b)",
    r"\b(?:есть|возник|возникли|имеется|один|пара|несколько|два"
    r"|три) (?:[\w-]+ )?вопрос\w*"
    r"|\bподскажите\b|\bне могли бы вы\b|\bможете ли\b|\bможно ли\b|\bвопрос:"
    r"|\bнепонятно\b|\bне понима(?:ем|ю)\b|\bможно (?:ли )?(?:нам )?(?:участвовать"
    r"|принять"
    r" участие|подать|получить|узнать|прислать|выслать)\b|\bхотим (?:понять|уточнить"
    r"|узнать|знать)\b|\bнеясно\b|\bпросим дополнительно\b"
    r"|\bне (?:совсем )?(?:понятно|ясно|понял[аи]?|открывается|открылся)\b|\bуточните\b"
    r"|\bпоясните\b|\b(?:разъясните|объясните|расскажите|ответьте)\b"
    r"|\bскажите пожалуйста\b|\bпросим разъяснить\b",
    r"\b(?:could|can|would|may|might) (?:you|we|i|these|this|they|it)"
    r" (?:[\w'-]+ ){0,3}?(?:clarify|specify|explain|tell|send|provide|indicate|advise"
    r"|confirm whether|have|get|receive|resend|see|arrange|meet|forward|extend|be sent"
    r"|share|let us (?:know|have)|ask|know|elaborate)\b"
    r"|\bplease (?:\w+ )?(?:clarify|specify|explain|indicate|advise|tell|send|provide"
    r"|let us know|resend|supply|forward (?:us )?the|share|confirm (?:whether|if))\b",
    r"\b(?:(?:would|should) (?:like|need|appreciate|be grateful for|welcome|want)|need"
    r"|request"
    r"|requests"
    r"|require|should be (?:obliged|glad) if"
    r"|missing|ask for|asking for|lacks?|wonder(?:ing)?|want) (?:[\w'-]+ ){0,7}?"
    rf"(?:{_EN_THING}|know|clarify|understand|ask|whether|what|how|who|which|when)\b",
    r"\b(?:asks|wonders|enquires|inquires) (?:whether|which|what|who|how|if|when"
    r"|where)\b|\b(?:нас|меня|юристов|руководство) интересует\b|\bспрашива\w+ (?:как"
    r"|что"
    r"|кто|где|когда|сколько|како\w+)\b",
    r"\b(?:grateful|obliged|thankful|glad) (?:for|if (?:you|we"
    r"|i)) (?:[\w'-]+ ){0,3}?(?:the"
    r"|a|an|some|could|would|your|sight|further|any)\b|\b(?:wish|like) to (?:clarify"
    r"|ask"
    r"|enquire|inquire)\b|\benclosed\W+(?:was|were)? ?not\b",
    r"\bwe have (?:a|one|some|several|two|three|a few"
    r"|the following) (?:\w+ )?questions?\b"
    r"|\b(?:quick|one|two|a) (?:\w+ )?questions?\b|\bquestion:|\bnot clear (?:to us"
    r"|from"
    r"|whether|how|what|who)\b|\bunclear (?:to us )?(?:whether|how|what|who)\b"
    r"|\bdo(?:n't| not) (?:quite |fully )?(?:understand|follow)\b",
)
# A question mark that asks us nothing.
IDLE_QUESTION = compiled(
    r"\bnon (?:abbiamo bisogno|ho bisogno|serv\w+|occorr\w+|necessit\w+)\b"
    r"|\bне (?:требуется|требуются|нужн\w+|просим)\b|\b(?:do not|don't) (?:need"
    r"|require)\b",
    r"\b(?:perche no|come (?:va|state|stai)|tutto bene|che ne (?:pensat|pens|dit"
    r"|dic)\w|siete interessati|siamo interessati|sei interessat[oa]"
    r"|te ne occupi|puoi occupar\w+|e chi non|chi non|davvero|vero|no"
    r"|con (?:quali|che) (?:soldi|fondi))\s*\?",
    r"\b(?:почему (?:бы )?(?:и )?нет|как дела|что (?:вы )?думаете|правда|да)\s*\?",
    r"\bcome (?:sta|stanno|vanno|procede)\b[^?]{0,30}\?|\bкак (?:погода|жизнь|здоровье"
    r"|семья|дети)[^?]{0,30}\?|\bhow (?:is|are|was) (?:rome|italy|moscow|things|life"
    r"|everybody|everyone|the (?:family|weather|holidays?))\b",
    r"\b(?:why not|how are you|what do you think|really|right|are you interested"
    r"|are we interested|who wouldn't)\s*\?",
)
