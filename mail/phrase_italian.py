"""How Italian bodies join, refuse and leave: classes of words, not sentences.

Read on folded text (mail/phrase_text.py). Whether a "non" stands before a word of
JOINING is asked in mail/phrase_signals.py: one table serves the yes and the no.
"""

from mail.phrase_words import alternatives

GAP = r"(?:[\w'.-]+ ){0,4}?"

_TO_JOIN = (
    r"(?:aderir(?:e|vi)|partecipar(?:e|vi)|prender(?:e|vi|ne) parte"
    r"|far(?:e|ne)? parte|entrar(?:e|vi|ci) (?:ne|in|a|da|come)\w*|unir(?:ci|si)"
    r"|collaborar(?:e|vi)|cooperare|sottoscriver(?:e|lo|la|ne)|firmar(?:e|lo|la)"
    r"|accettar(?:e|la|lo)|accoglier(?:e|la|lo)|associar(?:ci|si)|affiancarv?i"
    r"|aggregar(?:ci|si)|essere (?:parte|dei vostri|della partita|partner|coinvolt\w"
    r"|inserit\w|inclus\w|tra i|fra i)|esserci|starci|impegnar(?:ci|si)"
    r"|(?:dar[ev]\w*) (?:il |la |un )?(?:nostr[oa] )?(?:seguito|corso|adesione"
    r"|disponibilita|ok|assenso|contributo|avvio|una mano)|contribuire"
    r"|assumere (?:l'impegno|(?:nuovi|ulteriori|altri) impegni|impegni|oneri|il ruolo)"
    r"|(?:manifestar\w|confermar\w|esprimere|ribadire|garantire|assicurare|formalizzare"
    r"|comunicare|offrire|dichiarar\w+)"
    r" (?:\w+'?\s?){0,3}?(?:interesse|adesione|partecipazione|disponibilita|sostegno"
    r"|appoggio|assenso)|procedere|andare avanti|cofinanziar\w+|sostener\w+"
    r"|appoggiar\w+"
    r"|supportar\w+|dar(?:vi|le|ne) corso|far(?:e|ne) la (?:nostra|propria|sua) parte"
    r"|salire a bordo"
    r"|mettere a disposizione|concorrere|intraprendere|avviare|imbarcarci"
    r"|partire con|lavorare con|dire (?:di )?si|rispondere (?:positivamente"
    r"|affermativamente|favorevolmente|di si)|farci carico|farsi carico|investire"
    r"|ospitar\w+|essere(?:ne|vi)? (?:co)?(?:promotor|protagonist|capofila)\w*)"
)
_WILLING = (
    r"(?:possiamo|posso|puo|potremo|potra|riusciamo a|riesco a|riesce a|riusciremo a"
    r"|riuscira a|riusciremmo a|intend(?:iamo|o|e|ono)|desider(?:iamo|o|a)|vogliamo"
    r"|voglio|vuole|vorremmo|vorrei|prevediamo|prevede|contiamo|pensiamo|dobbiamo"
    r"|ci impegniamo|si impegna|accett(?:iamo|o|a)|acconsent(?:iamo|e)"
    r"|scegl(?:iamo|ie)|decid(?:iamo|e)|siamo|sono|sara|saremo|saremmo|e|ci diciamo"
    r"|ci dichiariamo|si dichiara|si dice|ci rendiamo|si rende|ci teniamo|tengo"
    r"|(?:abbiamo|ha|ho|hanno) (?:deciso|scelto|deliberato|stabilito|determinato"
    r"|ritenuto|optato|convenuto|il piacere|l'onore|intenzione|modo|la possibilita"
    r"|la forza|facolta|accettato|disposto|risolto|approvato|autorizzato|i mezzi"
    r"|le risorse|le condizioni)|riteniamo|ritiene|ritengo|e (?:nostra )?intenzione"
    r"|(?:comunic|dichiar|conferm|annunci|segnal|afferm)\w+ di"
    r"|(?:ci |mi )?piacerebbe|prefer(?:iamo|isce|isco|irebbe)|e (?:nostro"
    r"|nostra) (?:volonta|desiderio)|ci (?:consent|permett)(?:e|ono|irebbe|erebbe)"
    r"|si e (?:deciso|stabilito|convenuto|ritenuto|deliberato|scelto)"
    r"|(?:decisione|volonta|intenzione|intento|disponibilita|facolta|onore|piacere"
    r"|intendimento|scelta) di|sentiamo|sente|e lieto|e pronto)"
)
_OUR_WORD = (
    r"(?:conferm\w+|manifest\w+|esprim\w+|comunic\w+|dichiar\w+|ribadi\w+|rinnov\w+"
    r"|trasmett\w+|formalizz\w+|rappresent\w+|dar[ev]\w*|diamo|da|dato|do|garanti\w+"
    r"|assicur\w+|approv\w+|deliber\w+|accord\w+|conced\w+|invi\w+|porg\w+|significh\w+"
    r"|sciolt\w+|sciogl\w+|formul\w+|annunci\w+|segnal\w+|avete|c'e|ha|hanno|offr\w+"
    r"|notific\w+|autorizz\w+|registrat\w+|registrar\w+|considerat\w+ acquisita"
    r"|dispon\w+|ottenut\w+|sussist\w+|vi e|nutr\w+|abbiamo|ricever\w+|perven\w+)"
)
_OUR_JOINING = (
    r"(?:adesione|partecipazione|interesse|interessamento|assenso"
    r"|consenso|appoggio|sostegno|benestare|nulla osta|via libera"
    r"|disponibilita a (?:ader|partecip|collabor|prend|farne|far|entr|sottoscr|contrib"
    r"|coop)\w+|volonta di aderire"
    r"|parere (?:pienamente |\w+mente )?favorevole|avviso favorevole"
    r"|giudizio favorevole|coinvolgimento|schema di (?:accordo|convenzione|protocollo)"
    r"|convinta adesione|piena adesione)"
)

# What a body does when it joins; with a negation, when it does not.
JOINING = alternatives(
    rf"\b{_WILLING} {GAP}{_TO_JOIN}\b",
    r"\b(?:aderi(?:amo|sce|sco|remo|ra|to)|partecip(?:iamo|o|a|ero|eremo|era)"
    r"|prend(?:iamo|e|o|eremo|era|ero) parte|d(?:iamo|aremo|ara) (?:corso|seguito)"
    r"|veniamo|verremo|collaboreremo"
    r"|cofinanziamo|ci uni(?:amo|remo)|si unisce"
    r"|(?:ci )?entr(?:iamo|eremo|era)|accett(?:iamo|o|a|iamo)|accogl(?:iamo|ie)"
    r"|sottoscriv(?:iamo|eremo|era)|firm(?:iamo|eremo|era)|ci associamo|si associa"
    r"|fa(?:remo|ra|cciamo) parte|sposiamo|abbracciamo|ci impegniamo|ci mettiamo"
    r"|(?:abbiamo|ha) (?:aderito|accettato|accolto|sottoscritto|firmato|condiviso))\b"
    r"(?! (?:allo sciopero|che la|che il|il fatto|un'altra|ogni))",
    r"\b(?:ci stiamo|ci sto|ci saremo|siamo dentro|siamo a bordo"
    r"|siamo della partita|siamo dei vostri|siamo con voi|siamo in squadra"
    r"|siamo del gruppo|sara (?:dei vostri|della partita|con voi)|saremo (?:dei vostri"
    r"|della partita|con voi|al vostro fianco|presenti)|siamo al vostro fianco)\b",
    rf"\b{_OUR_WORD} {GAP}(?:[a-z]+')?{_OUR_JOINING}\b",
    rf"\b(?:{_OUR_JOINING}) (?:[\w'.-]+ ){{0,7}}?(?:e|sono|va|risulta|da intendersi"
    rf"|sia)"
    r" (?:[\w'.-]+ ){0,3}?(?:confermat|approvat|deliberat|assicurat|garantit"
    r"|formalizzat"
    r"|autorizzat|da intendersi|acquisit|cert|possibil|previst|scontat"
    r"|stat[ao] (?:approvat"
    r"|deliberat|autorizzat|confermat))\w*",
    r"\b(?:ha|hanno|abbiamo|sono|siamo|e) (?:detto|risposto|votato) "
    r"(?:di )?(?:si|a favore|favorevolmente|positivamente)\b",
)
# What a body feels: believed only where it is said of the proposal.
LIKING = alternatives(
    r"\b(?:siamo|siam|sono|e|sara|ci dichiariamo|ci diciamo|si dichiara|si dice|risulta"
    r"|risultiamo|restiamo|rimaniamo|saremo|si conferma|ci confermiamo) "
    r"(?:(?:molto|vivamente|fortemente|sicuramente|certamente|particolarmente|davvero"
    r"|senz'altro|quindi|pertanto|anche|noi|ben|pienamente|decisamente|assolutamente"
    r"|affatto|purtroppo|attualmente|minimamente|estremamente|sinceramente|tutti"
    r"|al momento|senza dubbio|senza esitazione|altamente|seriamente) ){0,3}"
    r"(?:interessat|favorevol|disponibil|propens|d'accordo)[a-z]*\b",
    r"\b(?:ci|mi|gli) interess(?:a|ano)\b",
    r"\binteressa (?:molto |sicuramente |senz'altro )?(?:a noi|(?:a |al|all'|alla)"
    r"(?:nostr|quest)\w+)",
    r"\b(?:proposta|progetto|iniziativa|tema|cosa) (?:[\w'.-]+ ){0,3}?"
    r"(?:e|riveste|risulta|presenta|incontra|suscita|trova) (?:[\w'.-]+ ){0,3}?"
    r"(?:di (?:grande|sicuro|notevole|vivo|nostro|estremo|alto) interesse"
    r"|il nostro (?:favore|interesse)|il favore|interesse|d'accordo|concord[ei])\b",
    r"\b(?:ci|mi) trov(?:a|ate|i)(?: \w+)? (?:d'accordo|pront|favorevol|concord"
    r"|entusiast"
    r"|consenzient|dispost)[a-z]*\b",
    r"^\W*(?:(?:la )?(?:nostra )?(?:risposta|esito|posizione|parere"
    r"|riscontro))?\W*(?:e )?"
    r"(?:molto |senz'altro |non )?(?:interessat[ieao]|favorevol[ei]|positiv[oa]"
    r"|disponibil[ei]|affermativ[oa]|confermat[oa]|d'accordo|accettat[oa]|aderente)"
    r"(?=\W*(?:$|salvo|sempre che|a meno|previo|qualora|con riserva|a condizion"
    r"|con condizion|motiv|ma |se |purche|solo"
    r"|perche|con la))",
    r"\binteress(?:e|amento) (?:[\w'.-]+ ){0,3}?(?:sussiste|c'e|permane|e (?:vivo|forte"
    r"|alto|reale|concreto))\b",
)
# Idioms that say yes and have no everyday negation.
ASSENT = alternatives(
    r"^\W*(?:si|yes|ok) (?:al|alla|all'|to (?:the|this|your)) ?(?:prog|prop|part|ade"
    r"|ini)",
    r"\bavanti tutta\b|\b(?:potete|puo|possono|possiate) (?:[\w']+ ){0,2}?contare su\w*"
    r"|\bnon (?:ho|abbiamo|vedo|vediamo) (?:\w+ )?(?:motiv|ragion)\w+ (?:per"
    r"|di) (?:dire di no"
    r"|rifiutare|declinare|non \w+)",
    r"\bcontateci\b|\bincontra (?:[\w'.-]+ ){0,3}?(?:favore|consenso|approvazione)\b",
    r"\b(?:consideratelo|prendetelo|e|sia) (?:come )?un (?:bel |grande )?si\b"
    r"|^\W*interessat\w\W+si\b",
    r"\b(?:contate|conti|contino|potete contare|puo contare|si puo contare|fate conto)"
    r" (?:pure |senz'altro |anche )?(?:su(?: di)? (?:noi|me)"
    r"|sulla nostra (?:presenza|partecipazione|adesione)"
    r"|sul nostro (?:\w+ )?(?:impegno|contributo|appoggio|sostegno)|su questo ente)\b",
    r"\b(?:inserite|metti|mettete|includete|aggiung\w+|iscriv\w+|segn\w+|annover\w+"
    r"|consider\w+|conteggi\w+|iscrive\w+|coinvolge\w+|registra\w+)ci\b"
    r"(?! (?:fuori|esclus|disimpegnat|estrane|liberi|rinunciatari))",
    r"\b(?:chiediamo|chiedo|si chiede|preghiamo|prego|si prega|vogliate|voglia|voler"
    r"|la prego|pregasi) {0,1}(?:[\w'.-]+ ){0,3}?(?:di )?(?:voler )?(?:di )?"
    r"(?:inserir|includer|annoverar|iscriver|ricomprender|considerar|aggiunger)"
    r"(?:e (?:il nostro|la nostra|questo|questa|la scrivente|lo scrivente)"
    r"(?: [\w'.-]+){0,3} (?:tra|fra|nel|negli|nell'elenco)|ci)\b(?! (?:rinunciatari"
    r"|fuori|esclus|liberi))",
    r"\b(?:mettete|segnate|scrivete|aggiungete|inserite) (?:pure )?(?:anche )?"
    r"(?:il nostro nome|anche noi|noi|la nostra \w+)\b",
    r"\b(?:procedete|procediamo|andiamo|andate) (?:pure )?(?:avanti|pure|in porto)\b"
    r"|\bprocedete\b|\bprocedere pure\b|\bsi procede\b|\bsi parte\b",
    r"\b(?:siamo|sono) (?:tutti )?(?:a favore|entusiast\w)\b|\baffare fatto\b"
    r"|\bci (?:mettiamo|metto) la firma\b",
    r"\b(?:ok|si(?= (?:per|da|dal|dalla|alla|all)\b)|via libera|luce verde|disco verde"
    r"|semaforo verde|benestare|assenso"
    r"|nulla osta|nullaosta|nessuna obiezione|nulla in contrario|niente in contrario"
    r"|pieno appoggio|nulla da obiettare)"
    r" (?:[\w'.-]+ ){0,2}?(?:per noi|da (?:parte )?nostra|da noi|per quanto ci riguarda"
    r"|dal(?:la|l')? ?\w+|alla partecipazione|all'adesione)",
    r"\b(?:per (?:noi|me)|da parte nostra|per quanto ci riguarda) (?:\w+ )?(?:e )?"
    r"(?:ok|un si|si(?=\W*(?:$|[.,!;:]))|va bene|va benissimo|d'accordo|nulla osta"
    r"|nessuna obiezione"
    r"|via libera|si puo (?:fare|procedere|partire)|tutto ok|nessun problema)\b",
    r"\bdi(?:amo|a|am) (?:il nostro |il |l')?(?:ok|assenso|benestare|via libera"
    r"|nulla osta"
    r"|consenso)\b",
    r"\b(?:siamo|noi) dei vostri\b|\b(?:regione|provincia|ente|comune|camera|consorzio"
    r"|associazione|universita|unione"
    r"|fondazione|azienda|assessorato)(?: \w+)? c'e(?=\W*(?:$|[.!,]))"
    r"|\bnoi ci siamo\b|\bci siamo anche noi\b|^\W*ci siamo\W*$|\bpresenti!",
    r"\bcon (?:vero |grande |vivo |molto )?(?:piacere|entusiasmo|convinzione"
    r"|soddisfazione) (?:che )?(?:aderi|accett|accogl|partecip|conferm|comunic\w+ che"
    r" (?:aderi|accett))\w*",
    r"\b(?:nulla|niente) (?:osta|ci vieta|in contrario|da eccepire|ci impedisce)\b",
    r"\bnon (?:abbiamo|ho|vi sono|ci sono|sussistono|si ravvisano|si rilevano"
    r"|ravvisiamo) (?:\w+ )?(?:obiezion\w|motivi ostativi|ragioni ostative"
    r"|cause ostative"
    r"|nulla in contrario|motivi per (?:rifiutare|dire di no|declinare)|dubbi sull'"
    r"(?:adesione|opportunita)|ostacoli)\b",
    r"\bnon (?:possiamo|potevamo|potremmo|si puo|potrei) (?:certo )?(?:che (?:dire"
    r"|accett"
    r"|aderi|rispond|essere d'accordo|accogl)\w*|(?:dire|dirvi) di no|rifiutare"
    r"|mancare|non (?:aderire|accettare|partecipare|esserci)|lasciarci sfuggire"
    r"|tirarci indietro)\b|\bnon manchere(?:mo|te|te di averci)\b|\bnon mancheremo\b",
    r"\bnon (?:vediamo|vedo) l'ora\b|\bnon ce lo facciamo (?:dire|ripetere)\b"
    r"|\bcome (?:dire|dirvi) di no\b|\bcome (?:potremmo|si fa a) (?:dire di no"
    r"|rifiutare)\b|\boccasione da non perdere\b",
    r"\b(?:la nostra risposta|la risposta|il nostro riscontro|il riscontro|l'esito"
    r"|il parere)(?: \w+){0,6} (?:e|e stato|e stata|risulta)"
    r" (?:senz'altro |decisamente )?"
    r"(?:si|positiv\w|affermativ\w|favorevol\w)\b",
    r"\b(?:parere|voto|esito|riscontro) (?:\w+mente )?(?:favorevole|positivo)"
    r" (?:[\w'.-]+ ){0,3}?(?:all'adesione|alla partecipazione|all'iniziativa"
    r"|alla proposta|al progetto)",
    r"\bfavorevol[ei] all'(?:adesione|iniziativa)\b|\bfavorevol[ei] al(?:la)? "
    r"(?:partecipazione|progetto|proposta)\b",
    r"\b(?:partecipazione|adesione) (?:confermata|approvata|deliberata|autorizzata)\b"
    r"|^\W*(?:adesione|partecipazione) (?:ok|si)\b|\bsiamo pronti\W*$|\bsi (?:da"
    r"|e dato)"
    r" (?:corso|seguito) all'adesione\b",
)
# Would join: with a condition said, a conditional yes; without one, nothing.
WOULD = alternatives(
    r"\b(?:aderi|partecip|sottoscriv|entr|accett|accogl|collabor|ver|prend|st|sa|far"
    r"|interess|andr|dar)\w*(?:remmo|rei|rebbe)\b",
    r"\b(?!vorr|gradi|dovr|avremmo bisogno)\w+(?:remmo|rebbero)\b",
    r"^\W*pronti\b|\b(?:pronti|prontissimi)(?= (?:al|a)\w* (?:\w+ )?condizion)",
    r"\b(?:partecipazione|adesione|interesse|disponibilita|assenso|consenso|parere"
    r"|risposta) (?!per il|per l)(?:[\w'.-]+ ){0,9}?(?:e|resta|rimane|sara|sussiste"
    r"|vale|favorevole"
    r"|s'intende|si intende|intendersi|dipende|positiva|diventera|diverra)\b",
    r"\bcondizion\w+ (?:per|della|alla|di) (?:la )?(?:nostra |aderire|partecipare)",
    r"^\W*(?:in linea di massima )?(?:si|ok|va bene|d'accordo|volentieri|favorevol[ei])"
    r"(?=\W*(?:$|[,.;:!]|ma\b|se\b|solo\b|purche\b|con\b|a (?:patto|condiz)))",
)
