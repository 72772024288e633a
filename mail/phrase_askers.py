"""Who asks without asking about the proposal: the glad, the lost, the late."""

from mail.phrase_words import compiled

# Glad of it, though in no words we know: a question beside them is about the journey.
GLAD = compiled(
    r"\b(?:volentieri|entusias\w+|finalmente|splendid\w+|magnific\w+|ottim[aoe]"
    r"|bellissim\w+|a disposizione|con piacere|favore|favorevol\w+|fantastic\w+"
    r"|felic[ei]|onorat\w|pronti|non vediamo|evviva|viva|bravi|risponde|procediamo"
    r"|aderi(?:amo|sce)|accett(?:iamo|ato)|approvat\w+|deliberat\w+|firmat\w+"
    r"|accompagn\w+|porteremo)\b",
    r"\b(?:рад[ыа]?|отличн\w+|прекрасн\w+|наконец\w*|замечательн\w+|здорово"
    r"|удовольстви\w+|восторг\w*|ура|супер|поддержива\w+|соглас(?:ны|ен|на|ие)"
    r"|постановил\w*|одобр\w+"
    r"|присоедин\w+|готовы|давно жд\w+|спорить не|путн\w+|все наше|ждали)\b",
    r"\b(?:glad\w*|delighted|great news|wonderful|excellent|finally|thrilled|happy"
    r"|enthusias\w+|splendid|marvel\w+|fantastic|brilliant|at last|ready|excited"
    r"|love (?:it|the|this)|hurrah|pleasure|approved|count)\b",
)
# Asked by those who are coming already.
LOGISTICS = compiled(
    r"\b(?:fissiamo|ci (?:sentiamo|vediamo|incontriamo)|quando (?:si )?(?:parte|inizia"
    r"|comincia|partiamo|iniziamo|cominciamo|ci vediamo|venite|vi aspettiamo|firmiamo)"
    r"|dove (?:si )?firm\w+|a chi (?:mando|mandiamo|invio|inviamo|consegn\w+"
    r"|telefon\w+)|cravatta|quando (?:posso|possiamo) (?:iniziare|partire|venire"
    r"|chiamar\w+)|chi chiamo|vi va)\b|\b(?:call|riunione|incontro)\W*\?$",
    r"\b(?:когда (?:встреча|встречаемся|начинаем|едем|выезжаем|приезжа\w+|ждать|вылет"
    r"|собираемся|созвонимся|приступаем|подписываем|стартуем)|кому (?:звонить"
    r"|отправл\w+|слать)|куда (?:ехать|приезжать|звонить|отправл\w+|слать)|что (?:брать"
    r"|везти|с собой|привезти)|галстук|где подпис\w+|созвонимся|встретимся|на когда"
    r"|билеты)\b",
    r"\b(?:when (?:do|can|shall|should) we (?:start|meet|begin|leave|come|sign|kick"
    r"|get)|where do (?:we|i) sign|who (?:do|should|shall) (?:we|i) (?:call|ring|send"
    r"|contact|write)|what (?:do|should|shall) (?:we|i) bring|tie|shall we (?:meet"
    r"|talk|speak|set|fix|say)|when's|when is the (?:first|next|kick|meeting)"
    r"|how soon|what time)\b",
)
# Business of another kind has come to the wrong window.
OFF_TOPIC = compiled(
    r"\b(?:mio indirizzo|fattur\w+|bollett\w+|saldo|saldare|hotel|albergo|rimbors\w+"
    r"|pagament\w+"
    r"|ricevut\w+ fiscal\w+|sollecit\w+|iban|newsletter|password|virus|badge"
    r"|parcheggi\w+"
    r"|menu|mensa|catering|concorso|curriculum|tirocin\w+|catalogo|preventiv\w+"
    r"|sbagliato (?:indirizzo|destinatario)|indirizzo (?:sbagliato|errato)|disiscri\w+"
    r"|auguri|condoglianze|convegno di)\b",
    r"\b(?:счет(?:а|у|ом)? (?:за|на|№)|счет-фактур\w+|оплат\w+ (?:счет|номер"
    r"|гостиниц)\w*"
    r"|квитанци\w+|гостиниц\w+|рассылк\w+|пароль|вирус|пропуск\w?|парковк\w+|ваканси\w+"
    r"|резюме|ошиблись адресом|не туда|поздравл\w+|соболезнов\w+|отпишите|каталог\w*"
    r"|задолженност\w+|акт сверки)\b",
    r"\b(?:this|my) address\b|\b(?:christmas|mailing list|address book"
    r"|greetings? cards?|typo|spelling|invoices?|hotel|refund\w*|payment (?:of|for|is)"
    r"|overdue|newsletter"
    r"|unsubscribe|password|virus|parking|badge|vacanc\w+|curriculum|cv|internship"
    r"|wrong (?:address|person|number)|catalogue|best price|season's greetings"
    r"|condolences|outstanding balance|receipt for)\b",
)
# Not yet an answer, and not a question about the proposal.
MORE_TIME = compiled(
    r"\bprorog\w+|\b(?:piu|altro) tempo\b|\bdifferi\w+ (?:del |il )?termin\w+"
    r"|\b(?:spostar|posticip|slitt|rinvi)\w* (?:[\w']+ ){0,2}?(?:termin|scadenz"
    r"|data)\w*"
    r"|\bqualche giorno\b",
    r"\b(?:продл\w+|отсрочк\w+|перенести|сдвинуть) (?:[\w-]+ ){0,3}?(?:срок\w*|дат\w+)"
    r"|\bотсрочк\w+|\bпродлени\w+",
    r"\b(?:extension|extend|prolong|postpone|more time|later date|(?:date|deadline) be"
    r" moved|few (?:more )?days)\b",
)
WAITING = compiled(
    r"\b(?:aspett|attend)(?:iamo|o) (?:di|che|prima)\b|\bci regol\w+|\bvedremo\b|\bsi"
    r" vedra\b|\bstiamo a vedere\b",
    r"\b(?:ждем пока|подождем|посмотрим|там видно|поглядим)\b",
    r"\b(?:wait and see|we'll see|we (?:will|shall) see|let's see)\b",
)
