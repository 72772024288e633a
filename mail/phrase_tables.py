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
from mail import phrase_office_english as office_en
from mail import phrase_office_italian as office_it
from mail import phrase_office_italian_no as office_it_no
from mail import phrase_office_russian as office_ru
from mail import phrase_russian as russian
from mail.phrase_words import compiled

RULE_VERSION = 5


_IDIOMS = (idioms_it, idioms_ru, idioms_en)
_OFFICES = (office_it, office_ru, office_en)
_OFFICES_NO = (office_it_no, office_ru, office_en)

# The longest turns first: what they have read, the plain words no longer see.
JOINING = compiled(
    *(one.JOINING for one in _OFFICES),
    italian.JOINING,
    russian.JOINING,
    english.JOINING,
)
LIKING = compiled(
    *(one.LIKING for one in (*_IDIOMS, *_OFFICES)),
    italian.LIKING,
    russian.LIKING,
    english.LIKING,
)
ASSENT = compiled(
    *(one.ASSENT for one in (*_IDIOMS, *_OFFICES)),
    italian.ASSENT,
    russian.ASSENT,
    english.ASSENT,
)
REFUSING = compiled(
    *(one.REFUSING for one in (*_IDIOMS, *_OFFICES_NO)),
    italian_no.REFUSING,
    russian.REFUSING,
    english.REFUSING,
)
LACKING = compiled(
    *(one.LACKING for one in (*_IDIOMS, *_OFFICES_NO)),
    italian_no.LACKING,
    russian.LACKING,
    english.LACKING,
)
LEAVING = compiled(
    *(one.LEAVING for one in (*_IDIOMS, *_OFFICES_NO)),
    italian_no.LEAVING,
    russian.LEAVING,
    english.LEAVING,
)
WOULD = compiled(italian.WOULD, russian.WOULD, english.WOULD)
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
    r"\bnon(?= appena\b)|\bnon (?:solo|soltanto|oltre|da ultimo|prima d\w+|piu tardi)\b"
    r"|\bse non altro\b|\bsenza (?:dubbio|indugio|esitazion\w|riserv\w+|se e senza ma"
    r"|alcun\w (?:dubbio|esitazione|riserva|indugio)|ulteriori indugi)\b"
    r"|\bnon c'e (?:dubbio|problema)\b|\bnessun problema\b(?! a )|\bsenza problemi\b"
    # Not able to say yet is neither able nor unable to join.
    r"|\bnon (?:siamo|e|sono|saremo|saremmo) (?:\w+ )?in (?:grado"
    r"|condizion\w) (?:ne )?di"
    r" (?:poter )?(?:valut|rispond|decid|espri|pronunc|dar)\w+",
    r"\bне (?:можем|могу|сможем|может|готовы|планируем|собираемся"
    r"|будем) (?:[\w-]+ )?(?:ответить|отвечать|принять решени\w"
    r"|дать ответ|высказаться|определиться|решить|оценить|сказать)\b|\b(?:cannot|can't"
    r"|unable to|not able to|not in a position to) (?:\w+ )?(?:decide|reply|answer"
    r"|assess"
    r"|evaluate|respond|say|judge|comment)\b",
    r"\b(?:замечани|претензи|вопрос)\w+ (?:[\w-]+ ){0,2}?не (?:име|было|поступ"
    r"|возник)\w*"
    r"|\bне имеем (?:замечани|вопрос|претензи)\w+|\bне хватает (?:только|лишь) (?:ваш"
    r"|вас)\w*|\b(?:как|куда) (?:же |тут |ж )?без нас\b|\bкуда ж\w? (?:\w+ )?без нас\b"
    r"|\bне (?:только|позднее|ранее|раньше|менее|меньше|более|просто|откладывая"
    r"|позже)\b"
    r"|\bбез (?:сомнени\w|колебани\w|оговорок|возражений|промедления|проблем"
    r"|лишних слов)\b|\bтем не менее\b|\bнет проблем\b|\bнесомненно\b",
    r"\b(?:not only|no later than|without (?:any )?(?:hesitation|delay|reserv\w+|doubt"
    r"|further ado)|no doubt|no problem|not least|not just)\b",
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
    r"|di massima|in generale|nel complesso|ogni|ciascun\w*|anziche|invece di"
    r"|piuttosto che|dire di(?! no)|avessimo|potessimo"
    r"|da parte vostra|entro quando|l'anno scorso|mi dicono|"
    r"per la parte|no per|limitatamente|con un tetto|fino a(?: un)?(?: massimo)? \d"
    r"|siamo stati)\b",
    r"\b(?:ha|hanno|avete|aveva\w*) (?:gia )?(?:comunicat|riferit|scritt|chiest|dett"
    r"|dichiarat|affermat|sostenut)\w* (?:ch|se)",
    r"\b(?:возможно|может быть|вероятно|наверное|могли бы|мог бы|могла бы|в принципе"
    r"|в целом|в основном"
    r"|частично|отчасти|скорее|якобы|мало|думаю|думаем|надеемся|надеюсь|сомнева\w+"
    r"|был[аио]? бы|бы|пока|были|был|была|ли|кто|предварительно|прежде чем|до того как"
    r"|сообщил\w* что|по словам|нельзя сказать|не исключ\w+|в получении|в уточнении"
    r"|в прошлом году|чтобы|вряд ли|едва ли)\b",
    r"\b(?:might|may|maybe|perhaps|possibly|probably|could|potentially|whether|partly"
    r"|were|was|been interested|somewhat|who|suppose\w*|think|thinks|believe|guess"
    r"|hope|doubt|(?:we|i) assume|assuming|suspect|said we|told|reported\w*|according"
    r"|in principle|broadly|in general|on the whole"
    r"|would have|should we|before we|tentatively|extent|as observers|so not|yet"
    r"|out of courtesy|informed us)\b",
)
# Not a hedge, though it has the words of one.
COURTEOUS = compiled(
    r"\b(?:saremmo|sarei|sarebbe(?:ro)?) (?:\w+ )?(?:liet|felic|onorat|ben|content"
    r"|pront|dispost)\w*"
    r"|\b(?:vorremmo|vorrei|ci piacerebbe) (?:\w+ )?(?:aderire|partecipare"
    r"|prendere parte"
    r"|confermare|esserci|entrare|far parte|essere)|\bforse non\b(?=.*\bma\b)",
    r"\b(?:хотел[аио]?|хотелось|желал[аи]|рады были|были бы рады|с радостью) бы\b"
    r"|\bбыли бы (?:рады|счастливы|готовы)\b|\b(?:было|была) бы (?:глупо|грех)\b",
    r"\b(?:may|can) (?:\w+ )?(?:count|rely)\b|\bcan think of no reason\b"
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
    r"|discuteremo|discutendone|(?<!abbiamo\s)(?<!ho\s)(?<!aver\s)riflett\w+"
    r"|ci penseremo|ci pensiamo|ne parl(?:eremo|o)"
    r"|vedremo|si vedra|verificheremo|stiamo (?:valut|verific|esamin|ragion|discut)\w+"
    r"|escluder\w*|approfondire prima|ci riserviamo|riserv(?:iamo|a) di"
    r"|mi riservo|si riserva|da sciogliere|sciogliere il nodo)\b",
    r"\b(?:da|dobbiamo|di|devo|deve) (?:ancora |prima )?(?:valutare|decidere|discutere"
    r"|esprimer\w*|pronunciar\w*|deliberar\w*|riunirsi"
    r"|verificare|esaminare|definire|approfondire|sentire|parlarne|riflettere)\b"
    r"|\b(?:in (?:corso|fase|via)(?=\sdi) di|al vaglio"
    r"|(?<!seguito\s)(?<!esito\s)(?<!base\s)all'esame|all'attenzione|sottopost[oa]"
    r" (?:all|al|a)\w*|sottopor\w+) ?(?:valutazione|esame|verifica|istruttoria"
    r"|approfondimento|definizione|degli|del|dell|della)?",
    r"\bin attesa (?:di|del|dell'|della)[\s']?(?:\w+ ){0,3}?(?:deliber\w+|decision\w+"
    r"|approvazione|autorizzazione|parere|valutazione|riscontr\w+ intern\w+)\b"
    r"|\b(?:non (?:si e|ci siamo|abbiamo|e|sono) (?:stat[ao] )?ancora|non ancora|ancora"
    r" non|non sappiamo|non so|ultima parola|spetta (?:a|al|alla|all)\b"
    r"|decidera(?:nno)?"
    r"|tocca a|non (?:sta|tocca|spetta) a (?:me|noi)|non decid(?:o|iamo) (?:io|noi)"
    r"|non (?:ci|mi|gli) compete"
    r"|(?:relazioner|ragguaglier|riferir|comunicher)\w+ (?:sull|circa|in merito|l'esito"
    r"|gli esiti|la decisione|le determinazion|le decision|quanto prima|appena)\w*"
    r"|si pronuncera|si esprimera|degnera)\b",
    r"\b(?:figurarsi|come no|certo che no|per carita|ah+\s?ah+|scherz\w+"
    r"|ironi\w+|sarebbe bello|con quali (?:soldi|fondi)|(?:forse|magari) un giorno)\b",
    r"(?<!per\s)\b(?:noi|io) (?:invece )?no\b(?!\s*[:;])|\b(?:provincia|comune|regione"
    r"|privat[ai]"
    r"|altri) no\b"
    r"|\b(?:per|di (?:nostra|altrui|questa|tale|loro)) competenz\w+|\b(?:inoltr(?:iamo"
    r"|o la|o il|eremo|ero)|(?:e|stat[ao]|abbiamo|ho)"
    r" (?:inoltrat|girat|passat|trasmess|smistat)[ao]|gir(?:iamo|o) (?:la|il|al|alla|a)"
    r"|gireremo|girero|passo (?:la|al|alla)|smist\w+)\b"
    r"|\b(?:limitatamente|per la parte (?:pubblica|privata)|con un tetto|solo alla?)\b"
    r"|\bse e vero\b|\btenut[ie] (?:informat|al corrente|aggiornat)\w"
    r"|\bteneteci (?:informat|aggiornat|al corrente)\w|\ba titolo personale\b",
    r"\b(?:рассмотрим|(?<!не\s)рассматрива(?:ем|ется|ют|ет)|рассмотрени[ие]|рассмотрят"
    r"|изучаем"
    r"|изучим|изучае\w+"
    r"|(?:решать|решаю) не (?:мне|нам|я)|не (?:мне|нам) решать|не уполномочен\w*"
    r"|решени\w (?:[\w-]+ ){1,3}?будет принят\w*|ответ дадим|какое подпишут|кто кого"
    r"|сообщим (?:\w+ )?(?:позже|дополнительно|позднее|отдельно|о (?:результат|решен"
    r"|своем"
    r"|принят)\w*)|сообщим$|не исключа\w+|не исключено|обсуждаем|обсудим|обсуждается"
    r"|уточняем"
    r"|уточним|подумаем|думаем|проработ(?:аем|ке)|прорабат\w+|посмотрим|вернемся|решим"
    r"|решение (?:(?:еще|пока) не|не (?:принято|принимал|готово|вынес)|будет|примет)"
    r"|будет (?:сформирован|принят"
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
    r"|wrong (?:reply|answer|mail|message|button|form)|(?:sent|written) in error"
    r"|not (?:my|our) (?:call|decision)|not for (?:me|us) to (?:decide|say)"
    r"|honestly do not know|don't know yet)\b|;-?\)",
    r"\b(?:forward|pass|refer)(?:ed|ing|red)? (?:this|your|it|the) (?:[\w'-]+ ){0,3}?"
    r"(?:to|on)\b|\bwithin our remit\b",
)
