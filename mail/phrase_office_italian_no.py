"""How Italian offices and firms put a no, or a yes taken back, in their set terms.

Each list is read together with the table of the same name in
mail/phrase_italian_no.py.
"""

from mail.phrase_words import alternatives

REFUSING = alternatives(
    r"\b(?:decisione|conclusione|scelta|orientamento|risposta) (?:[\w'.-]+ ){0,6}?(?:e"
    r"|e"
    r" stata) (?:quella )?di non \w+|\b(?:rimanere|restare|stare|tenersi"
    r"|tenerci) (?:al di"
    r" )?fuori\b|\bnon ce la sentiamo\b",
    r"\b(?:risposta|decisione|esito|riscontro|parere|posizione) (?:[\w'.-]+ ){0,4}?(?:e"
    r"|sono"
    r"|resta|rimane|non puo che essere|non puo essere che) (?:\w+ )?(?:negativ|contrari"
    r"|sfavorevol)\w+",
    r"\bla (?:cosa|faccenda|questione) (?:finisce|si chiude|muore|si ferma) qui\b"
    r"|\b(?:il momento|i tempi|i soldi) (?:purtroppo )?no\b|\b(?:riscontr|rispond)\w+"
    r" (?:\w+ )?(?:negativamente|sfavorevolmente)\b|\bchied\w+ (?:pure )?ad altri\b",
    r"[:–—]\W*no(?=\W*$)|\bnon (?:possiamo|potremo|posso|potro|puo|potra|sapremmo)"
    r" (?:\w+ )?esser(?:vi|le|ti) (?:d'aiuto|di aiuto|util\w)\b|\b(?:mi|ci|si) (?:ved"
    r"|trov"
    r"|sent)\w+ (?:\w+ )?(?:costrett|obbligat)\w+ a (?:[\w']+ ){0,2}?(?:dire di no"
    r"|rispondere di no|rinunc\w+|declin\w+|rifiut\w+)",
    r"\b(?:(?:dico|diciamo|rispondo|rispondiamo)|(?:presidente|direttore|consiglio"
    r"|giunta"
    r"|sindaco|assessore|direttivo|rettore|cda|assemblea|titolare|capo) (?:\w+ ){0,3}?"
    r"(?:detto|dice|risposto|risponde)) (?:\w+ )?(?:di )?no\b(?! (?:alla|al|a|e si))"
    r"|\b(?:si esprime|ci esprimiamo|espress\w+) (?:in senso|parere)? ?(?:non favorevol"
    r"|contrari|negativ|sfavorevol)\w+|\bnon favorevole\b|\bnon e (?:ipotizzabile"
    r"|immaginabile|pensabile|prospettabile|realizzabile|proponibile)\b|\bnon incontra"
    r" (?:\w+ ){0,2}?(?:esigenze|interesse|interessi|favore|consenso|necessita)\b"
    r"|\b(?:ceda|ceder|cedi|lasci)\w* (?:volentieri )?il (?:nostro )?posto\b",
    r"\b(?:ci|mi|si|dobbiamo|devo|intend\w+|prefer\w+|costrett\w a|deciso di|deve|dovra"
    r"|debba|dovremo) ?(?:astien\w+|astener\w+|asteniamo|astengo|esim\w+|tir\w+ fuori"
    r"|ritrarci|defil\w+)\b|\bsi astiene\b|\b(?:la|lo|il"
    r"|l')\w* (?:[\w'.-]+ )?declina\b",
    r"\b(?:un|e un|il nostro e un|risposta e) (?:\w+ )?no\b(?! (?:comment|show))"
    r"|\bnon (?:ci )?sar(?:a|anno|emo) (?:una |la )?(?:nostra|nostre|dei|della)\b"
    r"|\bnon (?:ci sara|avra luogo|e prevista) (?:[\w'.-]+ ){0,2}?(?:partecipazione"
    r"|adesione|collaborazione|presenza)\b",
    r"\b(?:noi|stavolta|questa volta|quest'anno|per ora|purtroppo"
    r"|questo giro) (?:\w+ )?"
    r"(?:saltiamo|passiamo|soprassediamo|lasciamo|ci fermiamo|rinunciamo|stiamo fermi"
    r"|stiamo fuori|restiamo fuori|decliniamo)\b|\blasci(?:amo|o) (?:volentieri )?(?:il"
    r" posto|spazio|ad altri|fare ad altri|correre|decadere|cadere|perdere|passare)\b",
    r"\bnon (?:ci|mi|gli|le) (?:interessa|convince|serve|conviene"
    r"|attira|vede interessat\w|sembra il caso|pare il caso)\w*\b"
    r"|\bnon fa (?:[\w']+ )?(?:per|al caso)\b|\bnon (?:va bene|vanno bene) per noi\b"
    r"|\bper noi non va(?: bene)?\b|\bnon siamo (?:le persone|l'ente|i soggetti|la"
    r" ditta|il soggetto|il partner) (?:giust|adatt|compet|idone)\w+",
    r"\bnon (?:ne )?(?:vuole|vogliono|vogliamo|voglio) (?:proprio )?(?:sentir parlare"
    r"|sentirne|saperne|partecip|ader|imbarc|impegn|metter|entrar)\w*"
    r"|\bnon ne vuol(?:e)? (?:sentir|saper)\w*",
    r"\bnessun\w* (?:di loro |di noi |dei nostri |delle nostre |dei soci |socio "
    r"|impresa"
    r" |azienda |ditta |degli associati |associato )?(?:[\w'.-]+ ){0,2}?(?:vuole"
    r"|intende|desidera|e disponibil|si sente|se la sente|ha voglia|e interessat"
    r"|ha intenzione|si e detto|si e dichiarat|si e mostrat|si e fatt|ha risposto|ha"
    r" aderito)\w*",
    r"\bnessuna (?:disponibilita|possibilita|intenzione|adesione|partecipazione)\b"
    r"|\b(?:non|neppure|nemmeno|neanche) (?:\w+ )?(?:la partecipazione|l'adesione|il"
    r" cofinanziamento)(?=\W*(?:$|[.,;]))",
    r"\bnon (?:possiamo|posso|puo|potremo|potra|siamo|e|riusciamo|riesce|intend\w+"
    r"|prevediamo|ritiene|riteniamo|abbiamo|ha|ho) (?:[\w'.-]+ ){0,4}?(?:accogliere"
    r"|accettar|soddisfar|dare seguito|dar seguito|garantire|assicurare|farci carico"
    r"|farsi carico|impegnar|intraprend|aggiunger|occuparc|permetter|sostener"
    r"|assumer|condivider|finanziar|cofinanziar|concorr|intervenir|essere dei vostri"
    r"|essere della partita|starci|esserci|venire|prenderci|caricar)\w*",
    r"\b(?:concentr|dedic|destin|indirizz|orient|punt|priorit)\w+ (?:[\w'.-]+ ){0,5}?"
    r"(?:altrove|su altr\w+|ad altr\w+|verso altr\w+|sul mercato interno)\b"
    r"|\b(?:espress|dat|form|emess|res)\w+ (?:un )?(?:parere|avviso|voto) (?:\w+ )?"
    r"(?:contrario|negativo|sfavorevole)\b|\b(?:ha|hanno|e stat\w) (?:\w+ )?(?:bocciat"
    r"|respint|scartat|rigettat|cassat)[oaie]\b",
    r"\bniente (?:da fare|di fatto)\b|\bniente,? grazie\b|\bnulla di fatto\b"
    r"|\bgrazie,? ma (?:no|non|decliniamo|rinunciamo|passiamo|preferiamo)\b"
    r"|\b(?:non|mai) (?:lo|la) far(?:emo|o|a)\b|\bnon (?:lo|la|li|le) facciamo\b",
)
LACKING = alternatives(
    r"\bnon (?:avendo|essendo|disponendo|ravvisando|ravvisandosi"
    r"|sussistendo) (?:[\w']+ )"
    r"{0,4}?(?:interess\w+|risorse|fondi|personale|mezzi|condizioni|presupposti|titolo"
    r"|profili|motivi|imprese)\b|\bnon sta in piedi\b",
    r"\b(?:lavoriamo|collaboriamo|operiamo) (?:solo|soltanto|esclusivamente) (?:con|su"
    r"|in"
    r"|per|nel)\b",
    r"\b(?:statuto|normativa|legge|regolamento|vincoli|regole) (?:[\w'.-]+ ){0,3}?"
    r"(?:impedisc|vieta|preclud)\w*|\bnon abbiamo (?:nulla|niente) da (?:offrire|dare"
    r"|apportare|proporre)\b",
    r"\b(?:bilancio|statuto|budget|norm\w+|regolament\w+|risorse|organico|situazione"
    r"|agenda|carico|legge|condizioni) (?:[\w'.-]+ ){0,4}?non (?:\w+ )?(?:consent"
    r"|permett"
    r"|prevede|contempl|lascia|ammett)\w*|\bnon (?:vi |ci |c')?(?:e|sono|esiste"
    r"|esistono)"
    r" (?:\w+ ){0,2}?(?:materia|spazio|margin\w|ragion\w|motiv\w|presuppost\w|estremi"
    r"|modo)\b|\bnon (?:e|sono|risulta\w*) (?:\w+ )?(?:present[ei]|rappresentat\w"
    r"|attiv[ei])"
    r" (?:nel|sul|in|da|a|tra|fra)\w*",
    r"\b(?:settore|mestiere|campo|mercato|ramo|lavoro|genere|comparto) (?:\w+ )?(?:e"
    r"|sono)"
    r" (?:tutt'|un |ben )?altr\w\b",
    r"\b(?:non|ne) (?:vi |ci |si )?(?:sussist|ricorr|ravvis|riscontr|intraved|avvert)"
    r"\w+\b|\b(?:carenza|mancanza|assenza|penuria|indisponibilita|insufficienza"
    r"|esaurimento|limitatezza|scarsita) d[ei]\w*'? ?(?:[\w'.-]+ )?(?:organico"
    r"|personale|risorse|fondi|mezzi|coperture?|tempo|budget|stanziamenti|imprese"
    r"|aziende|addetti|professionalita|competenze|interesse|requisiti|disponibilita)\b",
    r"\b(?:produciamo|facciamo|trattiamo|lavoriamo|ci occupiamo|siamo specializzat\w)"
    r" (?:\w+ )?(?:solo|soltanto|esclusivamente|unicamente|solamente)\b"
    r"|\b(?:chius|dismess|cessat|cedut|vendut|ferm)\w+ (?:[\w'.-]+ ){0,3}?(?:reparto"
    r"|attivit|produzion|stabiliment|laborator|linea|ramo|esport)\w*"
    r"|\bsiamo (?:sotto|pieni|carichi|sommersi|al completo|al limite|a corto|in pochi"
    r"|quattro gatti|in liquidazione|in chiusura|in dismissione|chiusi|in cassa)\b",
    r"\b(?:spes[ae]|cost[oi]|impegno|onere|oneri|cifra|quota|somma) (?:[\w'.-]+ ){0,5}?"
    r"(?:eccessiv|insostenibil|proibitiv|fuori (?:portata|budget)|troppo|superior"
    r"|non (?:sostenibil|compatibil|affrontabil))\w*",
)
LEAVING = alternatives(
    r"\b(?:ritir|revoc|annull)\w+ (?:tutto )?quanto (?:comunicat|scritt|dett|dichiarat"
    r"|promess)\w+|\b(?:che|quanto) (?:vi |le |ti )?avev\w+ promess\w+ (?:\w+ )?non\b"
    r"|\b(?:cess|interromp)\w+ (?:\w+ ){0,2}?(?:partecipazione|collaborazione)\b",
    r"\bnon (?:possiamo|posso|ci resta|resta) (?:altro )?che ritirar\w*",
    r"\btorn(?:are|iamo|o) (?:indietro|sui (?:nostri|miei|propri) passi)\b|\bvenir meno"
    r" all[ao] (?:parola|impegn\w+|promess\w+)\b",
    r"\b(?:vol|pot|dov)er(?:la|lo|li|le|ci) (?:ritirar|revocar|annullar|disdir)\w*",
    r"\b(?:consider|riten|dichiar|sent)\w+ (?:[\w'.-]+ ){0,3}?(?:sciolt|liber|svincolat"
    r"|uscit)\w* (?:[\w'.-]+ ){0,2}?(?:da|dal|dall'|dalla)\w*|\b(?:non (?:intend\w+"
    r"|vuol"
    r"\w*|pu\w+|poss\w+|potr\w+)|impossibilitat\w+ a|rinunc\w+ a) (?:\w+ )?(?:dare"
    r" seguito|onorare|mantenere|tener fede|far fronte|adempiere)"
    r" (?:[\w'.-]+ ){0,2}?(?:agli |all'|al |alla |il |la |l'"
    r"|gli )?(?:[a-z]+')?(?:impegn"
    r"|parola|ades|promess|accord|quanto (?:promess|dichiarat|comunicat|concordat))\w*",
    r"\b(?:togliet|depenn|cancell|esclud|rimuov|stralci|elimin|espung)\w+ (?:[\w'.-]+"
    r" ){0,3}?(?:il nostro|la nostra|nostro|questo|questa) (?:[\w'.-]+ ){0,3}?(?:da"
    r"|dal|dalla|dall'|dai) ?\w*",
    r"\b(?:ader\w+|partecipa\w+|accett\w+|impegn\w+|firmat\w+|promess\w+|detto (?:di"
    r" )?si)\b[^.;!?]{0,80}\b(?:ma|pero|tuttavia|oggi|ora|adesso)\b[^.;!?]{0,60}?\b"
    r"(?:ci (?:ritiriamo|tiriamo|sfiliamo)|mi ritiro|si ritira|rinunciamo|facciamo un"
    r" passo indietro|dobbiamo (?:ritirar|rinunciar|rimangiar|tirar|disdir)\w+)",
    r"\b(?:cambi(?:o|ato|amo|are) (?:d')?(?:idea|rotta|decisione|avviso)|abbiamo"
    r" (?:cambiato|rivisto) (?:la nostra )?(?:decisione|posizione|idea|linea)"
    r"|ci (?:rimangiamo|siamo rimangiati)|ripensandoci (?:bene )?(?:no|non)"
    r"|ci ho ripensato|disd(?:iciamo|ico|etta)|facciamo (?:un passo indietro"
    r"|retromarcia"
    r"|marcia indietro|dietrofront))\b",
)
