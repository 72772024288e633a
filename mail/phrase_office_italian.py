"""How Italian offices and firms put a yes in their own set terms.

Each list is read together with the table of the same name in mail/phrase_italian.py.
"""

from mail.phrase_words import NOT, alternatives

_GAP = rf"(?:{NOT}[\w'.-]+ ){{0,5}}?"
_TO = (
    r"(?:ader\w+|partecip\w+|prender\w+ parte|far\w* parte|entrar\w*|associar\w+"
    r"|unir\w+|collaborar\w*|cooperar\w*|sottoscriver\w*|accoglier\w*|accettar\w*"
    r"|contribuir\w*|concorrer\w*|cofinanziar\w*|finanziar\w*|sostener\w*"
    r"|ospitar\w*|impegnar\w+|supportar\w*|intervenir\w*|aggregar\w+|affiancar\w+"
    r"|appoggiar\w*|esser(?:ci|vi|e (?:dei vostri|della partita|presenti|coinvolt\w"
    r"|partner|parte|inserit\w|inclus\w|tra i|fra i))|star(?:ci|e al gioco)"
    r"|investir\w*|dare (?:seguito|corso|la propria|il proprio|la nostra|il nostro)"
    r"|lavorar(?:ci|vi|e (?:con|a|al|insieme))|andare avanti|proseguire|procedere"
    r"|proceder\w+|partire|mettersi in gioco|salire a bordo|cogliere|approfittar\w+"
    r"|fare (?:quest[oa]|il) (?:progetto|cosa|percorso)|essere messi in contatto"
    r"|essere (?:\w+ )?(?:annoverat|inserit|inclus|iscritt|coinvolt|considerat|aggiunt"
    r"|ricompres|partecip)\w*)"
)
_PROJECT = (
    r"(?:propost\w+|progett\w+|iniziativ\w+|programm\w+|percors\w+|partenariat\w+"
    r"|accord\w+|cooperazion\w+|collaborazion\w+|invit\w+|offert\w+|filiera|gruppo"
    r"|protocoll\w+|convenzion\w+|intes\w+)"
)

JOINING = alternatives(
    rf"\b(?:conferm|comunic|dichiar|annunci|segnal|inform|rappresent|significh)\w+"
    rf" (?:[\w']+ ){{0,2}}?di (?:voler\w* |poter |essere (?:\w+ )?\w+ (?:a|ad|di) )?"
    rf"{_TO}\b|\bsi puo (?:cominciare|iniziare|partire|procedere|fare)\b"
    r"|(?<!se\s)(?<!dove\s)(?<!che\s)\bci siamo(?=\W*(?:$|[.!;]))"
    r"|\bconferm\w+ che ci (?:siamo|stiamo|saremo)\b|\bconferm\w+ (?:il nostro|il|l')"
    r" ?(?:ok|si|assenso|benestare)\b(?! (?:\w+ )?(?:riceve|lett))",
    rf"\b(?:volonta|intenzione|intendimento|intento|proposito|desiderio|decisione"
    rf"|disponibilita|prontezza|impegno|scelta|interesse) {_GAP}(?:di|a|ad)"
    rf" (?:[\w']+ )?{_TO}\b(?! (?:in considerazione|atto))",
    rf"\b(?:{_TO}) (?:[\w'.-]+ ){{0,2}}?(?:e|rientra n\w+|fa parte d\w+)"
    r" (?:nostr\w+|la nostra|il nostro) (?:volonta|intenzione|intento|desiderio"
    r"|interesse)\b",
    r"\b(?:noi|ente|regione|provincia|comune|camera|consorzio|distretto|associazione"
    r"|federazione|confederazione|unione|universita|ateneo|istituto|dipartimento"
    r"|agenzia|fondazione|cooperativa|banca|azienda|ditta|impresa|societa|scrivente"
    r"|ordine|collegio|sindacato|parco|polo|centro|laboratorio|scuola|cna|direzione"
    r"|assessorato|ufficio|settore|servizio|giunta|gruppo|rete|stabilimento|comitato)"
    r" (?:[\w'.()-]+ ){0,6}?(?:appoggia|sottoscrive|condivide|sposa|sostiene|entra"
    r"|approva|concorre|collaborera|cofinanzia|ospitera"
    r"|accetta|raccoglie|accoglie|coglie|si (?:associa|unisce|aggrega"
    r"|impegna(?! a (?:valut|esamin|rispond|comunic|far))|iscrive|candida"
    r"|rende disponibile|mette a disposizione"
    r"|dichiara (?:interessat|favorevol|disponibil)\w)|partira|sara presente"
    r"|ci sara|fa propri[ao])\b(?! (?:da|solo|che|parte|nel merito|atto|in (?:servizio"
    r"|vigore|funzione|carica|ferie)|l'arrivo|la ricezione|il ricevimento))",
    rf"\b(?:raccogl|accogl|accett|cogl|abbracc|sottoscriv|approv|condivid|appogg|sposi"
    rf"|sosten)(?:iamo|go|o|e|ono|ie|amo|gono|ia) (?:[\w'.-]+ ){{0,3}}?(?:l'|il |la |lo"
    rf" |con \w+ |questa |questo |quest'|vostr\w )(?:vostr[oa] |sua |suo )?(?:\w+ )?"
    rf"{_PROJECT}\b",
    r"\b(?:d(?:iamo|are|ando|aremo|o|a)|offr(?:iamo|e|o)|conferm\w+|ribad\w+|garant\w+"
    r"|assicur\w+|esprim\w+|manifest\w+|comunic\w+|dichiar\w+) (?:[\w'.-]+ ){0,3}?"
    r"(?:la|nostra|propria|piena|massima|totale|completa|ampia|nostro|una) (?:[\w'.-]+"
    r" )?disponibilita\b(?! (?:[\w'.-]+ ){0,4}?(?:a|ad|per) (?:valut|discut|incontr"
    r"|forn|chiar|approfond|un|ulterior|esamin|ricev|rispond|confront|ogni|qualsiasi))",
    rf"\b(?:lieti|liet[ao]|felici|orgoglios\w|onorat\w|content\w|pront\w|decis\w"
    rf"|intenzionat\w|determinat\w|dispost\w) (?:di|a|ad) (?:[\w']+ ){{0,2}}?{_TO}\b",
    rf"\b(?:vogli(?:amo|o)|vuole|vorremmo|intend(?:iamo|e|o)|desider(?:iamo|a|o)"
    rf"|cont(?:iamo|a|o) di|possiamo|puo|posso|puntiamo a|mira a|accett(?:iamo"
    rf"|a|o) di|abbiamo (?:deciso|scelto|accettato|stabilito|convenuto) di"
    r"|ha (?:deciso|scelto|accettato|stabilito|convenuto|deliberato) di|ci (?:va"
    r"|andrebbe)"
    rf" di|(?:si e|e stato) (?:deciso|scelto|stabilito|convenuto|deliberato) di"
    r"|(?<!che\s)(?:chied(?:iamo|e|o)|domand(?:iamo|a)) (?:formalmente "
    r"|ufficialmente )?di(?:"
    rf" poter)?)"
    rf" (?:[\w'.-]+ ){{0,4}}?{_TO}\b(?! (?:in considerazione|atto|alla riunione))",
    r"\b(?:le|la|della|una|nostra|propria|sua) (?:\w+ )?(?:formale |piena |convinta"
    r" |ufficiale )?(?:adesione|partecipazione|candidatura)\W{1,3}(?:e confermat"
    r"|e acquisit|e decis|e stat|e cosa fatt|e cert|e gia)\w*",
    r"\bstanzi(?:amo|a|ato|ati|eremo)\b|\b(?:mett(?:iamo|e|eremo|o)|impegn(?:iamo|a)"
    r"|vers(?:iamo|a|eremo)|contribu(?:iamo|isce|iremo|ira) con|entr(?:iamo"
    r"|a) con) (?:[\w'"
    r".-]+ ){0,3}?(?:€|(?:euro|\d[\d.]*|mila|\w+mila)\b)",
)
LIKING = alternatives(
    r"\b(?:proposta|progetto|iniziativa|idea) (?:\w+ )?(?:e|ci e"
    r"|ci) (?:\w+ )?piaciut[oa]\b",
    r"\b(?:proposta|progetto|iniziativa|cosa|idea|tema|quest[oa]|ci) (?:[\w'.-]+ )"
    r"{0,6}?(?:fa (?:proprio )?(?:al caso nostro|per noi)|cade a (?:pennello|fagiolo)"
    r"|ci (?:calza|sta bene|va a pennello|piace|entusiasma|appassiona|interessa)"
    r"|va benissimo|risponde (?:pienamente |appieno |in pieno "
    r"|perfettamente )?(?:alle nostre|ai nostri|agli"
    r" obiettivi))\b",
    r"\b(?:intendimento|orientamento|parere|avviso|riscontro|responso|pronunciamento)"
    r" (?:\w+mente )?(?:positivo|favorevole)\b",
    r"\b(?:grand|viv|fort|vivissim|massim)[eo] interesse (?:per|verso)\b"
    r"|\b(?:il|vivo|vivissimo) proprio interesse\b|\binteresse c'e\b"
    r"|^\W*interessatissim[oie]\b"
    r"|\b(?:siamo|sono) (?:\w+ )?(?:interes+at|interessatissim|favorevolissim"
    r"|entusiast)\w*",
    r"\b(?:caldegg|auspic)(?:iamo|a) (?:l'avvio|la realizzazione|il buon esito)\b"
    r"|\bpropens[oaie] (?:a|ad) (?:ader|partecip|accogl|accett)\w+",
)
ASSENT = alternatives(
    r"\b(?:formalizz|conferm|comunic|annunci|ufficializz"
    r"|sanci)\w+ (?:[\w']+ ){0,2}?(?:il"
    r" proprio|il nostro|l') ?ingresso\b|\b(?:ha|hanno|abbiamo|avra) (?:trovato"
    r"|incontrato"
    r"|ottenuto|ricevuto) (?:\w+ ){0,2}?(?:accoglimento|favore|consenso|approvazione"
    r"|accoglienza favorevole|il favore)\b",
    r"\b(?:dar\w*|date|dia|diano|consider\w+|ritene\w+) per (?:acquisit|scontat|cert"
    r"|fatt|confermat)\w+|\bci cont(?:i|ino|iate)\b|\b(?:consenso|assenso|adesione"
    r"|nulla"
    r" osta|parere favorevole) (?:e |viene |si intende )(?:dat|pres|concess|accordat"
    r"|rilasciat)[oa]\b|\bha (?:voluto|deciso|disposto|chiesto) che (?:\w+ )?(?:aderi"
    r"|partecip|accett)(?:ssimo|assimo|sse|asse|amo|ssimo)\b",
    r"\b(?:presidente|direttore|direttrice|rettore|sindaco|assessor[ea]|consiglio"
    r"|titolare"
    r"|direttivo|giunta|cda|capo) (?:\w+ ){0,2}?(?:acconsente|dice (?:di )?si|da l'ok"
    r"|ha (?:gia )?(?:detto (?:di )?si|dato l'ok|acconsentito|firmato (?:la lettera"
    r"|l'accordo|la convenzione|il protocollo|l'adesione|la scheda)))\b",
    r"\bmett(?:iamo|e|eremo|era|ono|o|ero|eranno) (?:[\w']+ ){0,3}?a (?:vostra "
    r"|piena )?"
    r"disposizione\b(?! (?:per (?:ogni|qualsiasi|eventual)|di chi"
    r"|(?:[\w']+ ){0,3}?(?:sito|link"
    r"|document\w+|modulistica|dati|informazion\w+|elenco|testo|brochure|materiale)))"
    r"|\bsi a (?:tutt|quest)\w+"
    r"|[:–—]\W*si(?=\W*$|,)|\b(?:val|intend|consider|serv)\w+ (?:\w+ )?(?:quale|come|a"
    r" titolo di|da) (?:\w+ )?(?:accettazione|adesione|conferma|assenso"
    r"|manifestazione)\b"
    r"|\b(?:mett|appon|us|stamp)\w+ (?:pure )?(?:il nostro|il mio|la nostra|la mia)"
    r" (?:timbro|nome|logo|firma)\b",
    r"\b(?:chied|domand|sollecit|propon|auspic)\w+ (?:\w+ )?(?:l'inserimento"
    r"|l'inclusione"
    r"|l'iscrizione|l'ammissione|la registrazione|l'ingresso)\b|\b(?:prepar|tene|riserv"
    r"|lasci|prenot)\w+ (?:\w+ ){0,4}?(?:post[oi]|sedi[ae]|spazio) (?:\w+ )?per (?:noi"
    r"|me|la nostra|il nostro)\b",
    rf"\b(?:nessun problema|nessuna difficolta|nulla in contrario|volentieri) a"
    rf" (?:\w+ )?{_TO}\b|\brisposta [^.;!?]{{0,25}}:\W*(?:e )?(?:un )?si\b"
    r"|[:,;]\W*(?:noi )?ci siamo(?=\W*(?:$|[.!]))",
    r"\b(?:trasmett|invi|alleg|restitui|rimett|inoltr|acclud)\w+ (?:[\w'.-]+ ){0,5}?"
    r"(?:la nostra|nostra|propria|il nostro|firmat\w+(?: la)?|sottoscritt\w+(?: la)?)"
    r" (?:(?:domanda"
    r"|dichiarazione|lettera|istanza) (?:di |d')(?:adesione|partecipazione|interesse"
    r"|intenti|impegno)|manifestazione (?:di |d')interesse)\b(?! (?:in bianco|non|da"
    r" compilare|vuot))",
    r"\b(?:certo|certamente|ma|assolutamente|ovviamente|naturalmente|decisamente"
    r"|sicuramente|convintamente|convinti|pienamente) (?:che )?si(?=\W*(?:$|[.,!;:]))"
    r"|\bsi (?:grazie|certo|certamente|convinto|convintissimo|pieno|senza riserve"
    r"|senza esitazion\w|da parte nostra|per noi|da noi)\b"
    r"|\bil nostro (?:\w+ )?si (?:e|resta|arriva|convinto)\b|\bla risposta (?:[\w'.-]+"
    r" ){0,3}?e (?:\w+ )?(?:si|positiva|affermativa|favorevole)\b",
    r"\b(?:dic(?:iamo|o|e)|diremo|diro|detto|rispond(?:iamo|o|e)) (?:\w+ )?(?:di )?si"
    r"(?=\W*(?:$|[.,!;:])| a | al | alla | con | volentieri| e | senza)",
    r"\b(?:abbiamo|ho|ha|hanno) (?:deciso|scelto|convenuto) (?:\w+ )?di (?:starci"
    r"|esserci|buttarci|provarci|farlo|farla|accettare|entrare|venire|andare)\b"
    r"|\bvogliamo (?:esserci|starci|farlo|farla|venire|andarci|entrare)\b"
    r"|\bnon (?:vogliamo|intendiamo|possiamo|vorremmo|voglio) (?:[\w']+ )?(?:mancare"
    r"|perder\w+|lasciar\w* (?:sfuggire|scappare)|restare indietro|rinunciar\w+ a"
    r" quest|tirarci indietro|lasciarci)\b",
    rf"\b(?:consider|annover|inser|includ|iscriv|registr|segn|mett|aggiung|conteggi"
    rf"|annot|indic)(?:i|a|ate|ete|ite|are|ere|ire|iamo|ino|ano|eteci|etelo)?"
    rf" (?:{NOT}[\w'.-]+ ){{0,2}}?(?:anche )?(?:il nostro|la nostra|questo|questa|noi"
    rf"|l'|il|la|lo) ?(?:\w+ ){{0,4}}?(?:tra|fra|nell'elenco|in elenco|nella lista"
    r"|come (?:partner|aderent|partecipant|interessat|parte)|nel (?:progetto|gruppo"
    r"|partenariat)|parte attiva|dei vostri|della partita)\w*",
    r"\b(?:consider|annover|inser|includ|iscriv|registr|segn|aggiung|conteggi|annot)"
    r"(?:ateci|eteci|iteci|aci|ici|arci|erci|irci|armi|ermi|irmi|ami|imi)\b"
    r"(?! (?:fuori|esclus|disimpegnat|estrane|liber|rinunciatari|sciolt))"
    r"|\bci (?:consider|annover|inser|includ|iscriv|registr|segn|aggiung|conteggi"
    r"|annot|mett)(?:ate|ete|ite|i|a|ano|ino)\b(?! (?:fuori|esclus|in difficolt|estrane"
    r"|liber|rinunciatari|sciolt|disimpegn|in conflitto|in imbarazzo|nei guai|in una))",
    r"\b(?:registr|prend|acquisi|annot|formalizz|trascriv|verbalizz|recepi)\w+"
    r" (?:[\w'.-]+ ){0,2}?(?:la nostra|il nostro|questa|l'|della nostra|del nostro)"
    r" ?(?:\w+ )?(?:adesione|si|partecipazione|assenso|iscrizione|consenso)\b",
    r"\b(?:e|siamo|sono) (?:[\w'.-]+ ){0,2}?d'accordo (?:tutti|a procedere|a partire"
    r"|nel|sul|con la proposta|a (?:ader|partecip)\w+)|\btutti (?:e \w+ )?(?:d'accordo"
    r"|favorevoli|a favore)\b",
    r"\b(?:procedete|procedi|proceda|andate|vada|vai|partite) (?:pure|avanti)"
    r"\b|\b(?:per noi|da parte nostra|per quanto ci riguarda|per me) (?:e |va |nulla )"
    r"?(?:ok|okay|si(?=\W*(?:$|[.,!;:]))|bene|benissimo|perfetto|favorevole|osta"
    r"|tutto ok|tutto bene"
    r"|a posto|cosa fatta)\b|\bok (?:per|da) (?:noi|me|parte nostra)\b"
    r"|\bva (?:bene|benissimo) (?:a noi|anche a noi|a tutti|la proposta)\b",
    r"\bci (?:mettiamo|metto|mette) (?:la firma|la faccia|\w+ euro|il nostro"
    r"|del nostro)"
    r"\b|\bfirm(?:o|iamo) (?:tutto|anche|dove|volentieri|subito|oggi)\b"
    r"|\bci sto(?=\W*(?:$|[.,!;]))|^\W*presenti?\W*$",
    r"\b(?:si|siamo) (?:parte|comincia|inizia)(?=\W*(?:$|[!.]))|\bfacciamolo\b"
    r"|\bsi puo (?:fare|procedere|partire)\b|\bquando (?:si parte|cominciamo|partiamo)"
    r"|\bbuttiamoci\b|\bproviamoci\b|\baffare fatto\b|\bsegna\w* (?:pure )?(?:il nostro"
    r"|un) (?:nome|si)\b|\b(?:l'ok|il si|il via libera|il benestare"
    r"|l'assenso) (?:[\w'.-"
    r"]+ ){0,2}?(?:c'e|e arrivato|e definitivo|e pieno|l'abbiamo)\b",
    r"\b(?:appoggi|sottoscriv|ader|approv|accett|sosteni?|condivid)(?:iamo|a|e|o|isce"
    r"|ono) e (?:appogg|sottoscriv|ader|approv|accett|sosten|condivid|partecip|conferm"
    r"|ringraz|rilanc)\w+|\bpassata (?:all'unanimita|con \w+ voti)\b",
    r"\b(?:consenso|assenso|parere favorevole|nulla osta|placet|approvazione|benestare)"
    r" (?:\w+ )?(?:della giunta|del consiglio|del presidente|del direttore"
    r"|del direttivo"
    r"|del rettore|del sindaco|dell'assemblea|del cda|unanime)\b(?! (?:e |sara"
    r"|deve|dovra|manca|atteso))",
)
