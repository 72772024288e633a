"""What surrounds a yes or a no: negation, doubt, condition, question, but.

A blank in a pattern stands for blanks, line ends and commas in the mail. The text is
folded first (mail/phrase_text.py): lower case, no Latin accents, е for ё, straight
apostrophes. Any change in the phrase tables raises RULE_VERSION.
"""

from mail import phrase_english as english
from mail import phrase_idioms_english as idioms_en
from mail import phrase_idioms_italian as idioms_it
from mail import phrase_idioms_russian as idioms_ru
from mail import phrase_italian as italian
from mail import phrase_italian_no as italian_no
from mail import phrase_russian as russian
from mail.phrase_words import compiled

RULE_VERSION = 4


_IDIOMS = (idioms_it, idioms_ru, idioms_en)

JOINING = compiled(italian.JOINING, russian.JOINING, english.JOINING)
LIKING = compiled(
    italian.LIKING, russian.LIKING, english.LIKING, *(one.LIKING for one in _IDIOMS)
)
ASSENT = compiled(
    italian.ASSENT, russian.ASSENT, english.ASSENT, *(one.ASSENT for one in _IDIOMS)
)
REFUSING = compiled(
    italian_no.REFUSING,
    russian.REFUSING,
    english.REFUSING,
    *(one.REFUSING for one in _IDIOMS),
)
LACKING = compiled(
    italian_no.LACKING,
    russian.LACKING,
    english.LACKING,
    *(one.LACKING for one in _IDIOMS),
)
WOULD = compiled(italian.WOULD, russian.WOULD, english.WOULD)
LEAVING = compiled(
    italian_no.LEAVING,
    russian.LEAVING,
    english.LEAVING,
    *(one.LEAVING for one in _IDIOMS),
)
EARLIER = compiled(
    italian_no.EARLIER,
    russian.EARLIER,
    english.EARLIER,
    *(one.EARLIER for one in _IDIOMS),
)
OTHERS = compiled(italian_no.OTHERS, russian.OTHERS, english.OTHERS)

NEGATION = compiled(
    r"\b(?:non|nn|nessun[oa]?|ne|mai|neppure|nemmeno|mancata)\b",
    r"\b(?:не|нет|ни|никогда|вовсе)\b|\bнельзя\b",
    r"\b(?:not|never|no|neither|nor|hardly|barely|cannot|nothing|unable|nobody"
    r"|won't|can't)\b|\b\w*n't\b",
)
# They contain a "not" and deny nothing.
UNNEGATED = compiled(
    r"\bnon (?:solo|soltanto|appena|oltre|da ultimo|prima d\w+|piu tardi)\b"
    r"|\bse non altro\b|\bsenza (?:dubbio|indugio|esitazion\w|riserv\w+|se e senza ma"
    r"|alcun\w (?:dubbio|esitazione|riserva|indugio)|ulteriori indugi)\b"
    r"|\bnon c'e (?:dubbio|problema)\b|\bnessun problema\b|\bsenza problemi\b",
    r"\bне (?:только|позднее|ранее|раньше|менее|меньше|более|просто|откладывая|позже)\b"
    r"|\bбез (?:сомнени\w|колебани\w|оговорок|возражений|промедления|проблем"
    r"|лишних слов)\b|\bтем не менее\b|\bнет проблем\b|\bнесомненно\b",
    r"\b(?:not only|no later than|without (?:any )?(?:hesitation|delay|reserv\w+|doubt"
    r"|further ado)|no doubt|no problem|not least|not just)\b",
)
UNCONDITIONAL = compiled(
    r"\bsenza (?:alcuna |nessuna )?(?:condizion\w+|riserv\w+)"
    r"|\bcon riserva di (?:\w+ )?(?:\w+mente )?(?:indic|comunic|trasm|invi|forn|integr"
    r"|precis|formal|perfez|segnal|nomin|design|specific|far)\w*"
    r"|\b(?:ove|qualora|se) (?:a voi |vi )?(?:gradit|ritenut|disponibil|utile|ritenga"
    r"|opportun|riteniate|aggrada|occorr|necessari)\w*",
    r"\bбез (?:каких-либо |всяких )?(?:услови\w+|оговор\w+)",
    r"\bwithout (?:any )?(?:condition|reservation)s?\b|\bunconditional\w*",
    r"\b(?:se|qualora|ove) (?:\w+ )?(?:possibile|serve|servisse|occorre|occorresse"
    r"|necessario|del caso|volete|vi va|non erro|utile|fosse necessario|lo ritenete"
    r"\w*)\b|\bse non (?:sbaglio|vado errato|dispiace)\b",
    r"\b(?:specificar\w+|saper\w+|precisar\w+|capir\w+|chieder\w+|verificar\w+"
    r"|chiarir\w+"
    r"|chied\w+|oppure|dir\w+|anche) (?:\w+ )?(?:se|qualora|ove)\b|\bove (?:lo ritenga"
    r"|occorra|possibile)",
    r"\bесли (?:нужно|надо|можно|потребуется|необходимо|понадобится|удобно|возможно"
    r"|вас не затруднит|угодно|вас устроит|не возражаете|не ошибаюсь|будут вопросы"
    r"|что)\b",
    r"\b(?:know|ask|clarify|whether|see|check|say|even|as) if\b|\bif (?:possible"
    r"|needed|necessary|required|you like|you wish|need be|any"
    r"|convenient|helpful|agreeable|acceptable to you|welcome|i may|you (?:need|have"
    r"|require))\b",
)
CONDITION = compiled(
    r"\ba (?:condizione|patto) (?:che|di)\b|\bpurche\b"
    r"|\bcon (?:la )?riserv[ae]\b(?: di \w+)?"
    r"|\bqualora\b|\bsempre (?:che|se)\b|\bsempreche\b|\ba meno che\b|\bove\b"
    r"|\bladdove\b"
    r"|\bfermo restando\b|\bcon l'intesa\b|\bsalvo (?:che|buon fine|verifica"
    r"|divers\w+)\b|\bammesso che\b|(?<!un\s)(?<!il\s)\bposto che\b|\bsempre ammesso\b"
    r"|\bin difetto\b|\bin mancanza\b|\bbasta che\b|\bin caso contrario\b"
    r"|\bfino ad allora\b|\bin assenza di (?:tal|quest|cio|un)\w*|\buna volta che\b"
    r"|\bcon la prescrizione\b",
    r"\b(?:solo|soltanto|unicamente|esclusivamente) (?:se|qualora|in caso|nel caso|con"
    r"|previa|a fronte|dopo|quando|all'esito)",
    r"\b(?:subordin|condizion)at[oaie]\b|\b(?:subordin|condizion)(?:iamo|a|ando|are)\b"
    r"|\bnel(?:l'ipotesi| caso) in cui\b|\balle seguenti condizioni\b"
    r"|\bvincolat[oaie]\b"
    r"|\balla (?:sola |unica |seguente )?condizion\w+|\bin caso (?:di|contrario)\b"
    r"|\bnella misura in cui\b|\bdipende(?:ra|nte)? d\w+"
    r"|\bnei limiti\b|\bcompatibilmente\b|\bsubordine\b",
    r"\b(?:previ[ao]|fatt[ao] salv[ao]|salvo|salva) (?:\w+ ){0,2}?(?:verific|approv"
    r"|conferm"
    r"|autorizz|deliber|disponibil|parere|copertur|assenso|accordo|acquisiz|rilascio"
    r"|esito|ratific|nulla osta|intes|stanziam)\w*|\ba fronte d\w+|\bprevi[oa]\b",
    r"\b(?:a|con) (?:un[oa]?|alcun[ei]|quest[ei]|cert[ei]|determinat[ei]|precis[ei]"
    r"|sol[oa]"
    r"|l'unic[oa]|unic[oa]|seguent[ei]|du[eo]|la) (?:sol[oa] )?(?:condizion|riserv"
    r"|clausol"
    r"|precisazione|limit)\w+|\bcondizione:|\bun'unica (?:condizione|riserva)\b"
    r"|\b(?:unica|sola|nostra) (?:condizione|riserva)\b|\bla condizione e\b"
    r"|\bpatti chiari\b|\baltrimenti\b|\bfinche non\b|\bse e solo se\b"
    r"|\ba quel punto\b",
    r"\b(?:при|с|на) (?:\w+ ){0,3}?услови(?:и|ем|ях|ями)\b|\bпри наличии\b|\bс оговорк"
    r"|\bтолько (?:если|при|в случае|после|когда|вместе|на|с|по|за)\b|\bпри том что\b"
    r"|\bлишь (?:если|при|в случае|после|по|тогда)\b|\bнаше услови\w|\bусловие:"
    r"|\b(?:единственн|одно|одним|главн)\w* (?:\w+ )?(?:условие|оговорк)\w*"
    r"|\bоговорк\w+|\bв противном случае\b|\bиначе\b|\bв зависимости от\b"
    r"|\bзависит от\b",
    r"\bпри этом условии\b|\bиной вариант\b|\bлишь тогда\b|\bколь скоро\b|\bв (?:том"
    r" )?случае (?:если|предоставлени|наличи|получени"
    r"|утверждени|одобрени"
    r"|согласовани|положительн|выделени|решени|\w+)\w*|\bпри (?:обеспечении|получении"
    r"|выделении|согласовании|предоставлении|поддержке|соблюдении|гарантии|наличии"
    r"|утверждении|одобрении|софинансировании|готовности|этом расходы)\b"
    r"|\bпосле (?:\w+ )?(?:согласовани|получени|утверждени|одобрени|подписани"
    r"|выделени|решени|подтвержд)\w*",
    r"\bit being understood\b|\bfailing (?:that|which|this)\b|\bif and (?:when|only)\b"
    r"|\bshould the (?:[\w'-]+ ){1,5}?(?:fail|not|refuse|fall)\b"
    r"|\bon the understanding\b|\bvincol(?:iamo|ando)\b|\bprovid(?:ed|ing)\b"
    r"|\bon (?:the |one |this |a )?(?:\w+ )?conditions?\b"
    r"|\bsubject (?:only )?to\b|\bconditional\w*|\bas long as\b|\bso long as\b"
    r"|\bunless\b"
    r"|\bonly (?:if|when|once|after|on|with|for|as|in)\b|\bassuming\b|\bonce the\b"
    r"|\bcontingent (?:up)?on\b|\bproviso\b|\bcaveat\b|\bin (?:that|which) case\b"
    r"|\bdepend(?:s|ing|ent)? (?:up)?on\b|\bpending\b|\botherwise\b|\bnot before\b"
    r"|\b(?:under|with|on) (?:one|some|certain|a|these|the following|our) (?:\w+ )?"
    r"(?:conditions?|reservation|proviso|caveat)\b|\bour condition\b|\bcondition:"
    r"|\bwith (?:the|a|one) reservation\b|\bin the event\b|\buntil\b",
)
# A condition in the sentence of the yes; elsewhere it may be about anything.
IF = compiled(
    r"\b(?:se|s')\b(?! stess)|\bquando avr\w+|\b(?:non appena|appena"
    r"|una volta) (?:[\w']+ ){0,3}?"
    r"(?:ottenut|ricevut|autorizz|approv|firmera|confermera)\w*|\b(?:solo|soltanto"
    r"|unicamente"
    r"|esclusivamente"
    r"|limitatamente) (?:per|al|alla|alle)\b|\boccorre pero\b|\bcon la prescrizione\b",
    r"\bесли\b|\bкогда\b|\bкак только (?:[\w-]+ ){0,3}?(?:получ|разреш|утверд|одобр"
    r"|соглас|выдел|подпи)\w*|\bлишь бы\b|\bс замечани\w+|\bусловно\b",
    r"\bif\b|\b(?:once|as soon as|when) (?:[\w'-]+ ){0,4}?(?:receiv|obtain|approv|sign"
    r"|permi"
    r"|authori|confirm|grant)\w*|^\W*should (?!be)",
)
BUT = compiled(
    r"\b(?:ma|pero|tuttavia|peraltro|nondimeno|eppure|invece)\b"
    r"(?! (?:anche|soprattutto))",
    r"\b(?:но|однако|зато|хотя)\b(?! (?:и|также)\b)",
    r"\b(?:but|however|although|nevertheless|yet|though)\b(?! also)",
)
THANKS = compiled(
    r"\b(?:ringrazi\w+|grazie|cordial\w+|augur\w+|disposizione|futur\w+|prossim\w+"
    r"|successo|spiace|dispiace|stima"
    r"|lieti)\b",
    r"\b(?:благодар\w+|спасибо|желаем|успех\w+|будем рады)\b",
    r"\b(?:thank\w*|appreciate|wish you|future|remain available|look forward)\b",
)

# In the clause of a yes or a no: not an answer, or not yet, or not theirs.
HEDGE = compiled(
    r"\b(?:prover\w+|tenter\w+|cercher\w+|convincere|persuadere|predispo\w+"
    r"|in preparazione|auspic\w+|постара\w+|попробу\w+|попыта\w+|убедить|уговорить"
    r"|готовится|ожидается|hopefully|expected to|likely to|persuade|convince|try"
    r"|drafted|would be (?:nice|good|great|interesting|wonderful))\b",
    r"\b(?:forse|magari|potremmo|potrebbe\w*|sarebbe\w*|vorremmo capire|eventual\w+"
    r"|probabil\w+|chi|poco|eravamo|era|erano|avremmo|avrei|avrebbe|saremmo stati"
    r"|saremmo|sarei|in linea di (?:massima|principio)|in via di principio|in parte"
    r"|parzialmente|credo|crediamo|penso|pensiamo|spero|speriamo|dubito|dubitiamo"
    r"|dicono|zero|pare|sembra|sembrerebbe|risulterebbe|vero|anzi|fosse\w*|fossimo"
    r"|immagin\w+|si vocifera|quasi|per ora|tendenzialmente|orientativamente"
    r"|nella misura"
    r"|di massima|anziche|invece di|piuttosto che|dire di|avessimo|potessimo"
    r"|da parte vostra|entro quando|l'anno scorso|mi dicono|"
    r"per la parte|no per|limitatamente|con un tetto|fino a(?: un)?(?: massimo)? \d"
    r"|siamo stati)\b",
    r"\b(?:ha|hanno|avete|aveva\w*) (?:gia )?(?:comunicat|riferit|scritt|chiest|dett"
    r"|dichiarat|affermat|sostenut)\w* (?:ch|se)",
    r"\b(?:возможно|может быть|вероятно|наверное|могли бы|мог бы|могла бы|в принципе"
    r"|частично|отчасти|скорее|якобы|мало|думаю|думаем|надеемся|надеюсь|сомнева\w+"
    r"|был[аио]? бы|бы|пока|были|был|была|ли|кто|предварительно|прежде чем|до того как"
    r"|сообщил\w* что|по словам|нельзя сказать|не исключ\w+|в получении|в уточнении"
    r"|в прошлом году|чтобы|вряд ли|едва ли)\b",
    r"\b(?:might|may|maybe|perhaps|possibly|probably|could|potentially|whether|partly"
    r"|were|was|been interested|somewhat|who|suppose\w*|think|thinks|believe|guess"
    r"|hope|doubt|assum\w+|suspect|said we|told|reported\w*|according|in principle"
    r"|would have|should we|before we|tentatively|extent|as observers|so not|yet"
    r"|out of courtesy|informed us)\b",
)
# Not a hedge, though it has the words of one.
COURTEOUS = compiled(
    r"\bsaremmo (?:\w+ )?(?:liet|felic|onorat|ben|content|pront|dispost)\w*"
    r"|\b(?:vorremmo|vorrei|ci piacerebbe) (?:\w+ )?(?:aderire|partecipare"
    r"|prendere parte"
    r"|confermare|esserci|entrare|far parte|essere)|\bforse non\b(?=.*\bma\b)",
    r"\b(?:хотел[аи]?|желали|рады были|были бы рады|с радостью) бы\b"
    r"|\bбыли бы (?:рады|счастливы|готовы)\b|\b(?:было|была) бы (?:глупо|грех)\b",
    r"\b(?:may|can) (?:\w+ )?(?:count|rely)\b"
    r"|\bwould (?:very much )?(?:be (?:\w+ )?(?:glad|happy|pleased|delighted|honou?red)"
    r"|(?:be )?(?:ready|willing|like|love)(?: \w+)? to)\b",
)
# Anywhere in the mail: whatever else it says, it is not its last word.
UNDECIDED = compiled(
    r"\b(?:da (?:questo|cio|qui|loro)|da tale \w+) dipende\w*"
    r"|\bот (?:этого|ответа|него|них) (?:и )?(?:будет )?зависит\b|\bdepends on (?:this"
    r"|that|your (?:answer|reply))\b|\bma (?:nemmeno|neppure|neanche)\b|\bne (?:un )?si"
    r" ne (?:un )?no\b"
    r"|\bни да ни нет\b|\bneither yes nor no\b|\b(?:e un errore|e stato un errore"
    r"|errata corrige|ignor(?:ate|i|are)|anzi (?:no"
    r"|si|aspett\w+)|aspettate|это ошибка|с одной стороны|da un lato"
    r"|on (?:the )?one hand|игнорир\w+"
    r"|sent by mistake|a mistake|kidding|ignore my|actually no|second thoughts?)\b",
    r"\b(?:non (?:possiamo|posso) dire|non e vero|нельзя сказать"
    r"|не мож\w+ сказать|cannot say)\b",
    r"\b(?:faremo|faro|fara|faccio|far|faremmo|farebbe) (?:poi )?(?:sapere|avere una"
    r" risposta)\b"
    r"(?! (?:il nom|i nom|chi|quando))|\b(?:sapremo|sapro) (?:dire|dirvi)\b"
    r"|\b(?:far)(?:vi|le) (?:sapere|avere (?:un|una|la)"
    r" (?:riscontro|risposta)|pervenire (?:[\w'.-]+ ){0,3}?riscontro)|\bvi aggiorn\w+",
    r"\b(?:valuteremo|valutando|valuto|esamineremo|esaminando|ragion(?:eremo|ando)"
    r"|discuteremo|discutendone|riflett\w+|ci penseremo|ci pensiamo|ne parl(?:eremo|o)"
    r"|vedremo|si vedra|verificheremo|stiamo (?:valut|verific|esamin|ragion|discut)\w+"
    r"|escluder\w*|approfondire prima|ci riserviamo|riserv(?:iamo|a) di"
    r"|mi riservo|si riserva|da sciogliere|sciogliere il nodo)\b",
    r"\b(?:da|dobbiamo|di|devo|deve) (?:ancora |prima )?(?:valutare|decidere|discutere"
    r"|esprimer\w*|pronunciar\w*|deliberar\w*|riunirsi"
    r"|verificare|esaminare|definire|approfondire|sentire|parlarne|riflettere)\b"
    r"|\b(?:in (?:corso|fase|via) di|al vaglio|all'esame|all'attenzione|sottopost[oa]"
    r" (?:all|al|a)\w*|sottopor\w+) ?(?:valutazione|esame|verifica|istruttoria"
    r"|approfondimento|definizione|degli|del|dell|della)?",
    r"\bin attesa (?:di|del|dell'|della)[\s']?(?:\w+ ){0,3}?(?:deliber\w+|decision\w+"
    r"|approvazione|autorizzazione|parere|valutazione|riscontr\w+ intern\w+)\b"
    r"|\b(?:non (?:si e|ci siamo|abbiamo|e|sono) (?:stat[ao] )?ancora|non ancora|ancora"
    r" non|non sappiamo|non so|ultima parola|spetta (?:a|al|alla|all)\b"
    r"|decidera(?:nno)?"
    r"|tocca a|si pronuncera|si esprimera|degnera)\b",
    r"\b(?:figuriamoci|figurarsi|come no|certo che no|per carita|ah+\s?ah+|scherz\w+"
    r"|ironi\w+|sarebbe bello|con quali (?:soldi|fondi)|un giorno)\b",
    r"(?<!per\s)\b(?:noi|io) (?:invece )?no\b|\b(?:provincia|comune|regione|privat[ai]"
    r"|altri) no\b"
    r"|\b(?:per|di (?:nostra|altrui|questa|tale|loro)) competenz\w+|\b(?:inoltr(?:iamo"
    r"|o la|o il|eremo|ero)|(?:e|stat[ao]|abbiamo|ho)"
    r" (?:inoltrat|girat|passat|trasmess|smistat)[ao]|gir(?:iamo|o) (?:la|il|al|alla|a)"
    r"|gireremo|girero|passo (?:la|al|alla)|smist\w+)\b"
    r"|\b(?:limitatamente|per la parte (?:pubblica|privata)|con un tetto|solo alla?)\b"
    r"|\bse e vero\b|\btenut[ie] (?:informat|al corrente|aggiornat)\w"
    r"|\bteneteci (?:informat|aggiornat|al corrente)\w|\ba titolo personale\b",
    r"\b(?:рассмотрим|рассматрива(?:ем|ется|ют|ет)|рассмотрени[ие]|рассмотрят|изучаем"
    r"|изучим|изучае\w+"
    r"|сообщим (?:\w+ )?(?:позже|дополнительно|позднее|отдельно|о (?:результат|решен"
    r"|своем"
    r"|принят)\w*)|сообщим$|исключаем|исключено|обсуждаем|обсудим|обсуждается|уточняем"
    r"|уточним|подумаем|думаем|проработ(?:аем|ке)|прорабат\w+|посмотрим|вернемся|решим"
    r"|решение (?:еще |пока )?(?:не|будет|примет)|будет (?:сформирован|принят"
    r"|рассмотрен"
    r"|определен)\w*|ответим позже|дадим (?:\w+ )?(?:ответ|знать)|держ\w+ нас в курсе"
    r"|еще не (?:реш|опред|приня)\w+|пока не (?:реш|опред|знаем|готов\w* (?:ответ|дать"
    r"|подтв)|можем сказать)\w*|не определил\w+|сообщим о решении)\b",
    r"\bпо принадлежности\b|\bперенаправ\w+|\bна согласовании\b|\b(?:ха-ха|ага|как же"
    r"|шутк\w+|шучу)\b|\bпереслан\w*|\bпередал[аи]? (?:\w+ )?(?:письмо|обращение|коллег"
    r"|вопрос|предложение)\w*|\bк компетенции\b|\bна рассмотрени\w+|\bпереадрес\w+"
    r"|\bпока не заинтересован\w*|\bещё не\b|\bеще не\b",
    r"\b(?:(?:will|we\'ll|i\'ll|shall) (?:\w+ )?let you know|get back to you|(?:are|is"
    r"|am|still|be) considering|under (?:active )?consideration|evaluating|assessing"
    r"|under (?:review|consideration|discussion)|rule (?:out|anything|nothing)"
    r"|not sure|unsure|undecided|yeah right|as if|lol|haha\w*|joking|revert to you"
    r"|think (?:it|about|this) (?:over|it|this)|come back to you|we'll see|we (?:will"
    r"|shall) see"
    r"|remains to be|yet to (?:decide|be|hear)|not (?:yet )?(?:decided|been decided)"
    r"|keep us (?:informed|posted|updated)|kept (?:informed|posted)|will (?:decide"
    r"|discuss"
    r"|review|examine|study|look into|revert)|in due course|jury is (?:still )?out"
    r"|wrong|honestly do not know|don't know yet)\b|;-?\)",
    r"\b(?:forward|pass|refer)(?:ed|ing|red)? (?:this|your|it|the) (?:[\w'-]+ ){0,3}?"
    r"(?:to|on)\b|\bwithin our remit\b",
)
