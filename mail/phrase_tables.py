"""The words a body says yes, no, perhaps and why with; Italian, Russian, English.

A blank in a pattern stands for blanks, line ends and commas in the mail. The text is
folded first (mail/phrases.py): lower case, no Latin accents, е for ё, straight
apostrophes. Any change here raises RULE_VERSION.
"""

import re

from mail.patterns import words

RULE_VERSION = 1


def _compiled(*patterns: str) -> re.Pattern[str]:
    return words(*patterns, blank=r"[\s,]{1,4}", flags=re.NOFLAG)


_IT_ADVERB = (
    r"(?:(?:molto|vivamente|fortemente|sicuramente|certamente|particolarmente"
    r"|senz'altro|quindi|pertanto|anche|anche noi|davvero) ){0,2}"
)
_IT_OWN = (
    r"(?:(?:il|la|l'|il nostro|la nostra|nostro|nostra|il proprio|la propria|proprio"
    r"|propria|un|vivo|forte|pieno|piena)[\s']?){0,3}"
)
_EN_ADVERB = (
    r"(?:(?:very|highly|keenly|strongly|definitely|certainly|indeed|also|therefore"
    r"|really|most|much|still) ){0,2}"
)
_RU_ADVERB = (
    r"(?:(?:очень|крайне|весьма|искренне|действительно|также|безусловно|тоже) ){0,2}"
)

YES = _compiled(
    # Italian
    rf"\b(?:siamo|ci dichiariamo|ci diciamo) {_IT_ADVERB}interessat[iae]\b",
    rf"\b(?:ente|amministrazione|comune|regione|provincia|direzione|assessorato|agenzia"
    rf"|universita|camera|istituto|ufficio|ministero)(?: \w+){{0,5}} (?:e|risulta"
    rf"|si dichiara) "
    rf"{_IT_ADVERB}interessat[oa] (?:a|al|all'|alla|alle|ad)\b",
    rf"\b(?:manifestiamo|manifesta|esprimiamo|esprime|confermiamo|conferma|comunichiamo"
    rf"|si comunica|dichiariamo|dichiara|ribadiamo|rinnoviamo) {_IT_OWN}"
    rf"(?:interesse|adesione|volonta di (?:aderire|partecipare))\b",
    r"\b(?:intendiamo|desideriamo|vogliamo|siamo (?:lieti|pronti|disponibili"
    r"|disposti) (?:a|ad|di)) "
    r"(?:aderire|partecipare al(?:la proposta|l'iniziativa| progetto)"
    r"|manifestare (?:il nostro )?interesse)\b",
    r"\baderiamo\b",
    r"\b(?:accettiamo|accogliamo) (?:la (?:vostra )?proposta|l'invito|l'iniziativa)\b",
    r"\bci interessa(?:no)?\b|\bha deliberato (?:di aderire|l'adesione)\b",
    # Russian
    r"\bнас интересует (?:(?:данное|это|ваше|указанное) )?(?:предложение|проект)\b",
    r"\b(?:предложение|проект) нас интересует\b",
    rf"(?<!\w)(?:мы )?{_RU_ADVERB}заинтересован[аыо]?\b",
    r"\b(?:выражаем|выражает|подтверждаем|подтверждает|проявляем|проявляет) "
    r"(?:(?:свою|нашу|свой|наш|живой|большой|высокую"
    r"|искреннюю) ){0,2}(?:заинтересованность|интерес)\b",
    r"\b(?:подтверждаем|подтверждает) (?:(?:свое|наше|свою|нашу) )?(?:участие"
    r"|согласие на участие"
    r"|готовность (?:участвовать|к участию|принять участие))\b",
    r"\b(?:готовы|согласны|намерены) (?:принять участие|участвовать|на участие"
    r"|к участию)\b",
    r"\bпредставляет (?:для (?:нас|\w+ ?\w*) )?(?:\w+ )?интерес\b",
    # English
    rf"\bwe(?:'re| are) {_EN_ADVERB}interested\b(?! part)",
    r"\b(?:we|(?:our|this|the) (?:\w+ ){1,4}?) ?(?:hereby |would like to |wish to "
    r"|are pleased to "
    r"|are happy to |are glad to |can |formally ){0,2}(?:confirms?|expresse?s?"
    r"|declares?) (?:our|its|the|an?) "
    r"(?:\w+ )?(?:interest|participation|wish to participate)\b",
    r"\bwe (?:would like|wish|intend|want|are ready|are willing|are pleased"
    r"|are happy) to "
    r"(?:participate|take part|join)\b",
    r"\bwe (?:accept|agree to) (?:the|your|this) (?:\w+ )?(?:proposal|offer"
    r"|invitation)\b",
)

NO = _compiled(
    # Italian
    r"\bnon (?:siamo|ci dichiariamo|e|risulta|si dichiara|sono) (?:(?:purtroppo"
    r"|affatto|assolutamente"
    r"|attualmente|al momento|minimamente) )?interessat[iaoe]\b(?! d(?:a|al|alla|alle"
    r"|ai|agli)\b)",
    r"\bnon (?:manifestiamo|manifesta|abbiamo|ha|esprimiamo|esprime|nutriamo|sussiste"
    r"|vi e|c'e) "
    r"(?:alcun |nessun |particolare |specifico )?interesse\b",
    r"\bnon (?:riveste|presenta) (?:alcun |particolare )?interesse\b",
    r"\bnon (?:e|risulta) di (?:nostro |alcun |particolare )?interesse\b",
    r"\bnon (?:intendiamo|intende|desideriamo|vogliamo|possiamo|puo|siamo in grado di) "
    r"(?:purtroppo )?(?:aderire|accogliere la (?:vostra )?proposta|accettare (?:la|l')"
    r"|(?:partecipare|prendere parte) al(?:la (?:vostra )?proposta|l'iniziativa"
    r"| progetto| programma))",
    r"\bnon aderi(?:amo|sce)\b",
    r"\b(?:decliniamo|dobbiamo (?:purtroppo )?declinare|declina l'invito"
    r"|siamo costretti a declinare"
    r"|si declina)\b",
    r"\b(?:respingiamo|rifiutiamo) (?:la|l')",
    r"\bnon ci interessa(?:no)?\b|\bha deliberato di non aderire\b",
    r"\bnon (?:ritiene|riteniamo) (?:\w+ )?di (?:poter )?aderire\b",
    # Russian
    r"\bнас не интересует\b|\bне интересует нас\b|\bинтереса нет\b",
    r"\bне (?:\w+ )?заинтересован[аыо]?\b",
    r"\bне представляет (?:(?:для|нашего|нашей) )?(?:\w+ ){0,3}?интереса\b",
    r"\bинтереса (?:для (?:\w+ ){1,3})?не представляет\b",
    r"\b(?:не (?:имеем|имеет|проявляем|испытываем) (?:\w+ )?(?:заинтересованности"
    r"|интереса)"
    r"|нет (?:заинтересованности|интереса)|(?:заинтересованность"
    r"|интерес) (?:\w+ ){0,3}отсутствует"
    r"|отсутствует (?:заинтересованность|интерес))\b",
    r"\b(?:вынуждены|вынужден|вынуждена) отказаться\b|\bотказываемся\b",
    r"\b(?:отклоняем|отвергаем) (?:\w+ )?предложение\b",
    r"\bне (?:сможем|можем|планируем|намерены|готовы|будем|имеем возможности) "
    r"(?:принять участие|участвовать|принимать участие) в (?:\w+ ){0,2}"
    r"(?:проекте|предложении|программе|инициативе|реализации|софинансировании)\b",
    # English
    r"\b(?:are|is|am|we're) (?:not|n't) (?:(?:currently|presently|at this time"
    r"|at present|at all) )?interested\b",
    r"\b(?:aren't|isn't) (?:currently )?interested\b",
    r"\bwe (?:(?:must|have to|regret to|wish to|hereby|respectfully|would like to"
    r"|therefore"
    r"|kindly|regretfully|unfortunately) ){0,3}decline\b",
    r"\b(?:cannot|can't|can not|(?:are|is) (?:un|not )able to|do not (?:wish|intend"
    r"|plan) to|don't (?:wish|intend|plan) to) "
    r"(?:accept (?:the|your|this)|(?:participate|take part) in (?:the|this"
    r"|your) (?:\w+ )?"
    r"(?:proposal|project|initiative|programme|program)|join (?:the|this"
    r"|your) (?:\w+ )?(?:proposal|project|initiative))",
    r"\b(?:have|has|express) no interest\b|\bnot interested\b",
)

WITHDRAWN = _compiled(
    r"\b(?:ritiriamo|revochiamo|(?:si|l'ente|questo ente) (?:ritira|revoca)"
    r"|(?:intendiamo|desideriamo|dobbiamo|vogliamo"
    r"|siamo costretti a) (?:purtroppo )?(?:ritirare|revocare)) "
    r"(?:\w+[\s'])?(?:\w+[\s'])?(?:\w+[\s'])?(?:interesse|manifestazione|adesione"
    r"|candidatura|disponibilita|partecipazione)\b",
    r"\bci ritiriamo d(?:al|all'|alla|alle)",
    r"\bnon (?:siamo|e) piu interessat[iao]\b",
    r"\b(?:отзываем|снимаем|(?:просим|хотим|вынуждены|решили) (?:отозвать|снять)) "
    r"(?:(?:свою|нашу|свой|наш|свое|наше|ранее|поданную|направленную) ){0,3}"
    r"(?:заявку|заинтересованность|интерес|согласие|кандидатуру|заявление)\b",
    r"\bбольше не заинтересован[аыо]?\b",
    r"\bwe (?:(?:hereby|must|wish to|would like to|have to|regretfully|therefore"
    r"|are forced to) ){0,2}"
    r"(?:withdraw|revoke) (?:our|the|this) (?:\w+ ){0,3}?(?:interest|application"
    r"|participation|candidacy)\b",
    r"\bno longer interested\b",
)

CONDITION = _compiled(
    r"\ba (?:condizione|patto) (?:che|di)\b|\bpurche\b|\bcon riserva\b|\bqualora\b",
    r"\b(?:solo|soltanto|unicamente|esclusivamente) (?:se|qualora|in caso|nel caso|con"
    r"|previa|a fronte)\b",
    r"\b(?:subordinat|condizionat)[oaie]\b|\bnel caso in cui\b"
    r"|\balle seguenti condizioni\b",
    r"\b(?:previa|fatta salva|salvo) (?:\w+ )?(?:verifica|approvazione|conferma"
    r"|autorizzazione"
    r"|deliberazione|delibera|disponibilita|parere|copertura)\b",
    r"\b(?:при|с) услови(?:и|ем)\b|\bпри наличии\b|\bс оговорк|\bтолько (?:если|при"
    r"|в случае)\b",
    r"\bв случае (?:если|предоставления|наличия|получения|утверждения|одобрения"
    r"|согласования)\b",
    r"\bprovid(?:ed|ing)\b|\bon (?:the )?condition\b|\bsubject to\b|\bconditional\b"
    r"|\bas long as\b",
    r"\bonly if\b|\bunder the (?:following )?conditions?\b|\bcontingent (?:up)?on\b"
    r"|\bproviso\b",
    r"\ba (?:una|alcune|queste|certe|determinate|precise) condizion\w+\b",
    r"\bна (?:\w+ )?условиях\b|\bс (?:\w+ )?условиями\b",
    r"\b(?:with|on|under) (?:one|some|certain|a|these|the following) conditions?\b",
)
UNCONDITIONAL = _compiled(
    r"\bsenza (?:alcuna |nessuna )?(?:condizion\w+|riserv\w+)",
    r"\bбез (?:каких-либо |всяких )?(?:услови\w+|оговор\w+)",
    r"\bwithout (?:any )?(?:condition|reservation)s?\b|\bunconditional\w*",
)
BUT = _compiled(
    r"\b(?:ma|pero|tuttavia)\b(?! (?:anche|soprattutto))",
    r"\b(?:но|однако)\b(?! (?:и|также)\b)",
    r"\b(?:but|however|although)\b(?! also)",
)
THANKS = _compiled(
    r"\b(?:ringrazi\w+|grazie|cordial\w+|augur\w+|disposizione|future|prossim\w+"
    r"|lieti)\b",
    r"\b(?:благодар\w+|спасибо|желаем|успех\w+|будем рады)\b",
    r"\b(?:thank\w*|appreciate|wish you|future|remain available|look forward)\b",
)

NEGATION = _compiled(
    r"\b(?:non|nessun\w*|senza|ne|mai|neppure|nemmeno|tutt'altro)\b",
    r"\b(?:не|нет|без|ни|никогда|вовсе)\b|\bнельзя\b",
    r"\b(?:not|never|no|without|neither|nor|hardly|barely|cannot|nothing)\b|n't\b",
)

# In the sentence of a yes or a no: not an answer, or not yet, or not theirs.
HEDGE = _compiled(
    r"\b(?:forse|magari|potremmo|potrebbe\w*|saremmo|sarebbe\w*|vorremmo capire"
    r"|eventual\w+"
    r"|probabil\w+|se|chi|poco|ancora|quando|eravamo|in linea di|per ora|solo|soltanto"
    r"|altri"
    r"|immagin\w+|fosse\w*|quasi|abbastanza|piuttosto|in parte|parzialmente"
    r"|per la parte|no per|limitatamente)\b",
    r"\b(?:ha|hanno|avete|aveva\w*|era) (?:gia )?(?:comunicat|riferit|scritt|chiest"
    r"|dett|dichiarat|affermat|sostenut)\w*",
    r"\b(?:credo|crediamo|penso|pensiamo|spero|speriamo|dubito|dubitiamo|dicono|zero"
    r"|negativ[oa]|anzi|nella misura|nei limiti|fermo restando|ove|sempreche"
    r"|compatibilmente|tenuto conto|fino a|tetto|massimo|siano|siamo stati)\b",
    r"\b(?:secondo|pare|sembra|sembrerebbe|risulterebbe|vero che)\b|\ba (?:ricevere"
    r"|conoscere|sapere|capire"
    r"|avere|approfondire|valutare|ottenere)\b|\bad (?:avere|approfondire|ottenere"
    r"|acquisire)\b",
    r"\b(?:возможно|может|вероятно|наверное|могли|бы|были|был|была|будем|если|ли|пока"
    r"|еще"
    r"|в принципе|в целом|частично|отчасти|только|лишь|скорее|кто|когда|прежде|ранее"
    r"|якобы|мало)\b",
    r"\b(?:думаю|думаем|надеемся|надеюсь|сомнева\w+|полага\w+|вы|они|он|она|ты"
    r"|в пределах|в рамках бюджета|исходя|с учетом|требуется)\b",
    r"\bсообщил\w* что\b|\bпо словам\b|\bв (?:получении|уточнении|дополнительн\w+"
    r"|информации)\b|\bнельзя сказать\b",
    r"\b(?:might|may|maybe|perhaps|possibly|probably|could|potentially|whether|if"
    r"|unless|partly"
    r"|only|were|was|been|once|yet|somewhat|who|those|when|suppose\w*|until)\b",
    r"\b(?:think|thinks|believe|guess|hope|doubt|suppose|assum\w+|suspect|extent"
    r"|limits?"
    r"|pending|up to|as far as|afterwards|so not)\b",
    r"\b(?:said|told|reported\w*|informed us|according)\b|\bin principle\b"
    r"|\bin (?:receiving|learning|knowing|hearing|getting|obtaining|understanding"
    r"|discussing|more)\b"
    r"|\binterested to (?:know|learn|hear|receive|understand)\b",
)
# Anywhere in the mail: whatever else it says, it is not its last word.
UNDECIDED = _compiled(
    r"\b(?:error[ei]|errat\w+|sbagli\w+|ignor\w+|annull\w+|null[ao]|anzi|precedente"
    r"|ошиб\w+|игнорир\w+|аннулир\w+|недействительн\w+|mistake\w*|wrong|ignore"
    r"|disregard|kidding|actually|second thoughts?|cancel\w*)\b",
    r"^\W*(?:no|нет)\W*$",
    r"\b(?:faremo|faro|fara) (?:poi )?sapere\b|\bvi aggiorn\w+|\bescluder\w*"
    r"|\bvaluteremo\b|\bvalutando\b"
    r"|\b(?:da|dobbiamo|di) valutare\b|\bin (?:corso|fase) di (?:valutazione|esame"
    r"|verifica)\b|\briserv(?:iamo|a) di\b",
    r"\bin attesa (?:di|del|dell'|della)[\s']?(?:\w+ ){0,2}?(?:deliber\w+|decision\w+"
    r"|approvazione|autorizzazione|parere|valutazione)\b",
    r"\b(?:figuriamoci|figurarsi|come no|certo che no|per carita|ah+\s?ah+|scherz\w+"
    r"|ironi\w+)\b",
    r"\b(?:noi|invece|io) no\b|\b(?:per|di) (?:\w+ )?competenz\w+|\b(?:inoltriamo"
    r"|inoltro|giriamo|giro) "
    r"|\bnon (?:abbiamo ancora|e ancora|sappiamo)\b|\bse e vero\b",
    r"\b(?:рассмотрим|рассматриваем|рассмотрени\w+|изучаем|изучим|сообщим|исключаем"
    r"|исключено|обсуждаем|уточняем)\b"
    r"|\bпо принадлежности\b|\bперенаправ\w+|\bна согласовании\b|\b(?:ха-ха|ага|как же"
    r"|шутк\w+)\b|\bмы нет\b",
    r"\b(?:let you know|get back to you|considering|evaluating|assessing"
    r"|under (?:review|consideration)"
    r"|rule out|not sure|unsure|undecided|yeah right|as if|lol|haha\w*|joking"
    r"|revert to you)\b|[;:]-?\)",
    r"\bforward(?:ed|ing)? (?:this|your|it)\b",
)

ASKING = _compiled(
    r"\b(?:vorremmo|vorrei|desideriamo|desidereremmo|chiediamo|si chiede|chiedo"
    r"|gradiremmo) (?:di )?"
    r"(?:gentilmente )?(?:sapere|conoscere|avere|ricevere|chiariment\w+|precisazion\w+"
    r"|maggiori|ulteriori"
    r"|(?:se|quale|quali|quando|come|chi)\b)",
    r"\b(?:potreste|potete|sarebbe possibile|e possibile) (?:\w+ )?(?:sapere|avere"
    r"|ricevere|inviar\w+|indicar\w+"
    r"|precisar\w+|chiarir\w+|specificar\w+|dir\w+|fornir\w+|spiegar\w+)\b",
    r"\b(?:avremmo|abbiamo|ho) (?:una|alcune|delle|qualche) domand\w\b"
    r"|\bsi prega di (?:chiarire|precisare|specificare)\b",
    r"\b(?:просим|прошу) (?:вас )?(?:уточнить|пояснить|разъяснить|сообщить"
    r"|предоставить)\b",
    r"\b(?:хотели|хотел|хотела) бы (?:уточнить|узнать|получить|спросить)\b|\b(?:есть"
    r"|возник|возникли|имеется) "
    r"(?:\w+ )?вопрос\w*|\bподскажите\b|\bне могли бы вы\b|\bможете ли\b",
    r"\b(?:could|can|would) you (?:please |kindly )?(?:clarify|specify|explain|tell"
    r"|send|provide|indicate|advise|confirm whether)\b"
    r"|\bplease (?:clarify|specify|explain|indicate|advise)\b"
    r"|\bwe would like to (?:know|ask|clarify)\b"
    r"|\bwe have (?:a|some|several|two|three|the following) questions?\b",
)
# A question mark that asks us nothing.
IDLE_QUESTION = _compiled(
    r"\b(?:perche no|come (?:va|state|stai)|tutto bene|che ne (?:pensat|pens|dit"
    r"|dic)\w|siete interessati|siamo interessati|sei interessat[oa]"
    r"|te ne occupi|puoi occupar\w+|e chi non|chi non|davvero|vero|no)\s*\?",
    r"\b(?:почему (?:бы )?(?:и )?нет|как дела|что (?:вы )?думаете|правда|да)\s*\?",
    r"\b(?:why not|how are you|what do you think|really|right|are you interested"
    r"|are we interested"
    r"|who wouldn't)\s*\?",
)
