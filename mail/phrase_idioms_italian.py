"""Italian turns of phrase that say yes or no without the words for it.

Each list is read together with the table of the same name in mail/phrase_italian.py
and mail/phrase_italian_no.py.
"""

from mail.phrase_words import NOT, alternatives

_BODY = (
    r"(?:noi|me|la regione|la provincia|il comune|la camera|il consorzio|l'ente"
    r"|l'associazione|l'universita|il distretto|la fondazione|l'azienda|l'istituto"
    r"|quest[oa] \w+|(?:la|lo) scrivente(?: \w+)?|(?:il|la) nostr[oa] \w+)"
)

ASSENT = alternatives(
    r"\b(?:sara|saremo|siamo|figura|figuriamo) (?:\w+ )?(?:tra|fra) i (?:partecipant"
    r"|aderent|promotor|firmatar|partner)\w*|\bdiciamo (?:di )?si\b"
    r"|\b(?:vorrebbe|desidera|intende|vuole|vorremmo|desideriamo) essere (?:\w+ )?"
    r"(?:coinvolt|inserit|inclus|della partita|parte)\w*|\bci trova (?:\w+ )?"
    r"interessat\w+",
    r"\b(?:e|siamo|sara|saremo|sono) (?:tutti )?(?:della partita|dei vostri"
    r"|al vostro fianco|con voi|dentro|a bordo|in prima fila|sul pezzo|in campo)\b",
    r"\bpresent[ei] all'appello\b|\brispond\w+ (?:\w+ )?[\"']?(?:presente|presenti"
    r"|all'appello)\b|\bpresente!",
    r"\bsal(?:iamo|go|e|iremo) (?:\w+ )?(?:a bordo|sul (?:treno|carro|pullman))\b",
    r"\b(?:raccogl|accett)(?:iamo|e|o) (?:\w+ )?(?:la sfida|l'invito|la proposta"
    r"|l'offerta|il testimone|l'idea)\b|\bscend(?:iamo|e|o) in campo\b"
    r"|\bci mett(?:iamo|o) in gioco\b|\bci butt(?:iamo|o)\b",
    r"\bfacciamo nostr[ao] (?:la|il|l')|\b(?:cogl(?:iamo|e|ieremo)|non (?:ci )?lasciamo"
    r" (?:scappare|sfuggire)) (?:\w+ )?(?:l'occasione|l'opportunita|questa occasione"
    r"|questa opportunita)\b(?! (?:per|di) (?:porg|salut|ringraz|invi|augur|ricord"
    r"|chied|segnal|dir|ring))",
    rf"\b(?:cont|contate|conti|contare|calcol\w+|fate conto)(?: pure)? (?:anche )?"
    rf"su(?:l|lla|i)? ?(?:di )?{_BODY}",
    rf"\b(?:considerare|annoverare|includere|inserire|iscrivere|ricomprendere|contare)"
    rf" {_BODY}(?: [\w'.-]+){{0,4}} (?:tra|fra|nel novero|nell'elenco) "
    r"(?:gli? |i |le |dei |degli )?(?:ader|partecip|interess|partner|soggett|sottoscr"
    r"|promot|enti)\w*",
    r"\btra (?:gli aderenti|i partecipanti|i partner|i sottoscrittori|i soggetti"
    r" aderenti) (?:al|alla|ai|all)\w*\b",
    r"\b(?:ci )?(?:iscriva|iscrivete|segni|segnate|metta|mettete|includa|inserisca"
    r"|aggiunga) (?:pure |anche )?(?:in lista|a verbale|in elenco|nell'elenco"
    r"|tra i partecipanti|ci iscriva|il nostro nome|il nostro logo|il logo)\b"
    r"|\bci (?:iscriva|iscrivete|metta|inserisca|includa|segni|aggiunga|annoveri)\b",
    r"\b(?:controfirmat|restituit\w firmat|sottoscritt)[oaie] per accettazione\b",
    r"\b(?:la|lo) (?:vogliamo|voglio) fare\b|\b(?:approvat[oa]|accolt[oa]|deliberat[oa]"
    r"|votat[oa]) (?:all'unanimita|a maggioranza|ieri|oggi|stamattina)\b(?! (?:di"
    r"|che)\b)"
    r"|\b(?:ho|abbiamo|c'e|arrivato|ottenuto|avuto) (?:gia )?(?:l'ok|il benestare"
    r"|il via libera|il nulla osta|l'assenso|il placet)\b|\bquindi saliamo\b",
    r"\b(?:la|una) firma (?:\w+ )?(?:la )?(?:mettiamo|metto|mette)\b"
    r"|\bmett(?:iamo|o) (?:\w+ )?la firma\b|\bfirm(?:iamo|o) (?:\w+ )?(?:subito"
    r"|volentieri|domani|anche domani)\b|\bdove (?:si )?firm(?:a|iamo|o)\b",
    r"\bsi puo fare\b|\bsi fa(?:ccia)?(?=\W*(?:$|[.!]))|\bmandat\w+ (?:pure )?avanti\b"
    r"|\bben ?venga\b|\ba braccia aperte\b|\bpartiamo (?:pure|subito|quando)\b",
    r"\b(?:vi|la|li) aspettiamo (?:\w+ )?(?:a|ad|in|con|per)\b"
    r"|\baspettiamo (?:la|i|gli) (?:delegazione|ospiti|amici|colleghi russi|russi)\b",
    r"\bnon ved(?:ono|e|evamo) l'ora\b",
    r"\b(?:per noi|a noi|per me|da parte nostra) (?:va|sta) (?:\w+ )?(?:bene|benissimo)"
    r"\b|\bva (?:bene|benissimo) (?:per|x) (?:noi|me)\b|\bva benissimo\b",
    r"\b(?:partecipiamo|veniamo|aderiamo|ci stiamo|accettiamo|collaboriamo) (?:\w+ )?"
    r"volentieri\b|\bvolentieri (?:partecip|veni|aderi|accett|collabor)\w+",
    r"\b(?:la risposta|il riscontro) (?:\w+ )?(?:non puo (?:che )?essere (?:che )?"
    r"(?:si|positiv\w|affermativ\w)|e affermativ\w)\b|\bun (?:bel|grosso|grande"
    r"|convinto|sonoro) si\b|\bla nostra risposta\W{1,3}si\b",
    r"\b(?:giunta|consiglio|assemblea|direttivo|comitato|cda|presidente|collegio)"
    rf" (?:{NOT}[\w'.-]+ ){{0,5}}?(?:ha|hanno) (?:{NOT}[\w'.-]+ ){{0,2}}?(?:approvato"
    rf"|dato|espresso"
    rf"|accolto|votato|detto) (?:{NOT}[\w'.-]+ ){{0,3}}?(?:proposta|adesione"
    rf"|partecipazione"
    r"|progetto|l'ok|il via libera|il benestare|parere favorevole|a favore|si"
    r"|favorevolmente|iniziativa|all'unanimita)\b",
    r"\b(?:la|il) (?:proposta|progetto|iniziativa|partecipazione|adesione) (?:e|e'"
    rf"|e stat[ao]|risulta|viene) (?:{NOT}[\w'.-]+ ){{0,2}}?(?:approvat|accolt|accettat"
    r"|deliberat)[ao]\b",
)
LIKING = alternatives(
    r"\b(?:siamo|e|sono|ci dichiariamo|si dichiara|saremo|sara) (?:\w+ )?(?:dispost"
    r"|pront"
    r"|liet|ben liet)[aoei] (?:a|ad|di) (?!valut|discut|esamin|incontr|riceve|conosc"
    r"|approfond|consider|ascolt|parl|rispond|forn|sent|legg|riparl|capir|chiar|saper"
    r"|confront|vede|verif|dirv|comunic|informar|ricontatt|prend\w+ (?:in|atto|vis))"
    r"\w+",
    r"^\W*volentieri(?=\W*(?:$|[!.]))|\bvolentieri \w+(?:remo|iamo)\b"
    r"|\b\w+(?:remo|iamo) volentieri\b",
    r"\badesione (?:immediata|piena|convinta|totale|incondizionata)\b",
    r"\b(?:regione|provincia|camera|ente|comune|consorzio|universita|associazione)"
    r"(?: \w+){0,2} conferma(?=\W*(?:$|[.!]))|\b(?:delibera|stabilisce|dispone"
    r"|determina) di (?:aderir|partecip|prender|accoglier|accett|approv|sottoscriv"
    r"|concorr)\w*|\btutti d'accordo\b|\b(?:meriti|merita) accoglimento\b"
    r"|\bci (?:mett\w+) la faccia\b|\b(?:prenotateci|prenotaci|ci prenoti)\b",
    r"\b(?:ved|guard|salut|accogl|valut|giudic)\w+ (?:[\w'.-]+ ){0,2}?(?:con|di)"
    r" (?:\w+ )?(?:favore|piacere|simpatia|interesse|entusiasmo|soddisfazione"
    r"|buon occhio)\b|\bvalut\w+ (?:\w+ )?(?:positivamente|favorevolmente)\b",
    r"\b(?:ci|mi) (?:convince|piace|attira|stuzzica|alletta|va a genio"
    r"|sta a cuore)\b|\b(?:ci|mi) sembra (?:\w+ )?(?:ottim|bell|valid|splendid"
    r"|interessant)\w+",
    r"\borientamento (?:[\w'.-]+ ){0,3}?(?:positivo|favorevole)\b",
    r"\b(?:si )?(?:design|nomin|indic|individu)(?:a|iamo|ato|ata|ano)"
    r" (?:[\w'.-]+ ){0,3}?(?:referente|delegat[oa]|responsabile|rappresentante)\b"
    r"|\b(?:nostro )?referente (?:per (?:il|questo) progetto )?(?:sara|e)\b",
    r"\bsi esprime (?:[\w'.-]+ ){0,2}?(?:parere|avviso|voto) (?:\w+ )?favorevole\b",
)
REFUSING = alternatives(
    r"\b(?:espress|pronunciat)\w+ in senso (?:contrario|negativo|sfavorevole)\b"
    r"|\bnon (?:l'ha|l'abbiamo|la ha|lo ha|le ha|li ha) (?:accolt|approvat|condivis"
    r"|accettat)\w+|\b(?:niente|nulla) da fare\b|\b(?:risponder|dir)\w+ di no\b"
    r"(?! (?:a priori|subito))",
    r"\bnon (?:puo|possiamo) assumere (?:nuovi |nuove |ulteriori |altri )?(?:impegn"
    r"|iniziativ|oner)\w+",
    r"\bnon (?:[\w'.-]+ ){0,3}?dar(?:e|vi|ne)? (?:ulteriore )?(?:seguito|corso)\b"
    r"|\b(?:deciso|scelto|stabilito|deliberato|preferito|optato|determinato|convenuto"
    r"|decide|delibera|preferisce|preferiamo) (?:[\w'.-]+ ){0,3}?(?:di|per) non"
    r" (?!rispond|espr|pronun|dir)\w+r(?:e|si|vi|ci|ne)?\b|^\W*niente da fare\b"
    r"|\bnon ci sar(?:a|emo)\b(?! (?:problem|difficolt|ostacol|tempo|modo))",
    r"\binteresse (?:[\w'.-]+ ){0,5}?(?:e|risulta) (?:nullo|inesistente|pari a zero"
    r"|venuto meno|scarso)\b",
    r"^\W*(?:no grazie|grazie no|grazie ma no)\b",
    r"\b(?:chiud(?:ere|iamola|iamo|erla)|la chiud\w+|fin\w+la) (?:\w+ )?qui\b"
    r"|\bper (?:noi|me) no\b|\blasci(?:are|ar|amo|o) (?:perdere|stare|cadere)\b",
    r"\b(?:rest|riman)(?:a|era|ra|iamo|eremo|remo|ano|e) (?:\w+ )?fuori\b"
    r"|\b(?:rest|riman|st)(?:iamo|eremo|a|aremo|ero) (?:a guardare|in panchina"
    r"|alla finestra|alla larga|in disparte)\b",
    r"\bnon (?:potra|puo|potranno) (?:[\w'.-]+ ){0,2}?(?:trovare accoglimento"
    r"|essere (?:accolt|accettat|soddisfatt|esaudit)\w*|avere seguito)\b"
    r"|\bnon (?:avra|ha|avere) (?:\w+ )?seguito\b"
    r"|\bnon (?:si )?da(?:remo|ra|re)? (?:\w+ )?(?:seguito|corso)\b",
    r"\b(?:quindi|percio|dunque|allora|io|noi|questo giro|stavolta|a questo giro)"
    r" (?:pass|salt)(?:o|iamo|eremo)\b|\bsalt(?:o|iamo) (?:questo|il|un) (?:giro"
    r"|turno)\b|\bgett(?:o|iamo) la spugna\b|\b(?:do|diamo|dare|da) forfait\b"
    r"|\bpass(?:o|iamo)(?=\W*$)",
    r"\bci (?:vediamo|vedo|troviamo) (?:costrett\w|obbligat\w) a (?:[\w'.-]+ ){0,2}?"
    r"(?:declin|rinunc|rifiut|dire|soprass|respin)\w*|\bnostro malgrado (?:declin"
    r"|rinunc|non)\w*|\bspiac\w+ di non (?:poter|potere|essere|riuscire)\b",
    r"\bnon (?:ci|mi|gli) (?:e|sara|risulta|riesce|sarebbe) (?:\w+ )?possibile\b"
    r"(?! (?:rispond|dar|dir|espr|valut|decid|pronunc|apri|legg))",
    r"\bnon (?:ho|abbiamo) (?:alcuna |la minima |nessuna |proprio )?intenzione\b"
    r"|\bnon (?:vogliamo|voglio) (?:saperne|entrarci|entrare)\b",
    r"\bpreferi(?:amo|sce|sco) (?:[\w'.-]+ ){0,2}?(?:astener|rinunc|declin|restar"
    r"|riman|concentr|dedic|puntare|investire altrove|altri mercati)\w*",
    r"\b(?:dare|diamo|dato|da|daremo) (?:la )?(?:precedenza|priorita) a(?:d|i|gli|l"
    r"|lle)? ?altr[ie]\w*|\bsi e scelt\w+ di (?:non|puntare)\b",
)
LACKING = alternatives(
    r"\bnon tratt(?:a|iamo)\b",
    r"\b(?:al di la|al di sopra|superior[ei]|oltre|sproporzionat\w+) (?:delle|alle"
    r"|dalle"
    r"|ai|dei|rispetto alle)? ?nostr[eio] (?:forze|possibilita|capacita|mezzi|portata"
    r"|risorse|compiti)\b|\bal di la delle possibilita\b",
    r"\bnon (?:rientra|rientrano|rientrerebbe|figura|figurano|risponde|corrisponde"
    r"|si concilia|si attaglia|collima|si inserisce|si sposa|trova(?:no)? (?:spazio"
    r"|posto|copertura))\b",
    r"\bnon (?:vale|varrebbe) la (?:pena|candela|spesa)\b|\bgioco (?:\w+ )?non vale\b"
    r"|\btempi (?:\w+ )?non (?:sono|sembrano|paiono) (?:\w+ )?maturi\b"
    r"|\bnon e (?:proprio |certo )?(?:il|questo il|il nostro) (?:momento|mestiere|campo"
    r"|settore|caso|genere|pane|terreno)\b",
    r"\bnon (?:siamo|e|sono) (?:\w+ )?(?:attrezzat|strutturat|in grado|in condizion"
    r"|nelle condizion|dell'idea)\w*(?! di (?:rispond|dir|dar|valut|decid|espr"
    r"|pronunc))",
    r"\bnon ha (?:[\w'.-]+ )?(?:alzato la mano|risposto|aderito|mostrato|manifestato"
    r"|dimostrato|raccolto) (?:\w+ )?(?:nessuno|interesse|alcuno|adesioni)\b"
    r"|\bnessun[oa]?(?:'| )(?:\w+ ){0,5}?(?:si e fatt\w|(?:si e|e) (?:dett|mostrat"
    r"|dichiarat)\w interessat\w|ha (?:aderito|manifestato|mostrato|dimostrato|alzato"
    r"|raccolto|accettato|chiesto di)|vuole|intende|e interessat\w|se la sente)\b",
    r"\bnon (?:abbiamo|vi sono|ci sono|esistono|contiamo|risultano) (?:\w+ ){0,2}?"
    r"(?:impres|aziend|ditt|soci|associat|operator|struttur|compet|professional"
    r"|figur|esperien|personale|margin|spazi)\w* ?(?:interessat\w|adatt\w|idone\w"
    r"|del settore|disponibil\w|sufficient\w|per|che|di|in|\W|$)",
    r"\bgrazie (?:lo stesso|comunque|in ogni caso|del pensiero|per aver\w* pensato)\b",
    r"\b(?:siamo|e) (?:\w+ )?(?:gia )?(?:impegnat|occupat|oberat|sommers|satur)\w+ "
    r"(?:su|in|con|da|di|fin|fino|per) (?:[\w'.-]+ ){0,2}?(?:altr|fino|tutto|molt"
    r"|troppo|lavoro|iniziativ|progett|scadenz)\w*",
    r"\b(?:fondi|risorse|budget|bilancio|capitolo|stanziament\w|cassa|casse|soldi)"
    r" (?:[\w'.-]+ ){0,5}?(?:esaurit|azzerat|finit|tagliat|vuot|terminat|insufficient"
    r"|inesistent|prosciugat|dimezzat|mancan)\w*|\bnon (?:c'e|ci sono|abbiamo|ho|ce"
    r" n'e|vi e|dispon\w+ di) (?:\w+ ){0,2}?(?:un (?:euro|soldo|centesimo|quattrino)"
    r"|soldi|denaro|fondi|risorse|budget|bilancio|copertura|tempo|gente|braccia"
    r"|uomini|personale|organico)\b",
    r"\b(?:per statuto|statutariamente) (?:[\w'.-]+ ){0,5}?non (?:puo|possiamo)\b"
    r"|\blo statuto (?:[\w'.-]+ )?(?:non|vieta|impedisce|esclude)\b",
    r"\b(?:priorita|programmi|obiettivi|interessi|mercati|scelte|strategie"
    r"|linee) (?:[\w'.-]+ ){0,3}?(?:divers[ei]|altr[ei]|altrove|orientat\w+ altrove"
    r"|di altra natura)\b|\bguard(?:iamo|a) (?:ad )?altr(?:ove|i mercati)\b"
    r"|\b(?:carent|sprovvist|priv)[eioa] (?:\w+ )?(?:di|delle|dei) (?:\w+ )?(?:risorse"
    r"|mezzi|fondi|personale|strutture|organico|competenze|requisiti)\b",
)
LEAVING = alternatives(
    r"\b(?:depenna|cancella|esclude|toglie|rimuove|elimina|ritira|stralcia)r(?:ci|mi|lo"
    r"|la|e (?:il nostro|la nostra|questo|questa|lo scrivente|la scrivente))\b"
    r"|\bvolerci (?:depennare|cancellare|escludere|togliere|rimuovere|eliminare)\b",
    r"\brimangi(?:are|amo|o|armelo|arcelo|ar)\w*\b|\btorn(?:iamo|o|are) su[il]?"
    r" (?:nostri|miei|propri) passi\b|\bdobbiamo (?:tirarci|chiamarci) fuori\b",
    r"\bnon (?:ten(?:ga|ere|ete|gano)|consider(?:i|are|ate)|fare affidamento)"
    r" (?:\w+ )?(?:conto d|su|valid|piu)\w* ?(?:[\w'.-]+ ){0,4}?(?:lettera|adesione"
    r"|risposta|manifestazione|conferma|disponibilita|mail|nota|parola)\b",
    r"\bcome non (?:scritt|inviat|pervenut|dat|ricevut|trasmess|avvenut|res)[aoie]\b"
    r"|\bpriv[ao] di (?:ogni |qualsiasi )?(?:effett|valor|efficac)\w+",
    r"\b(?:ritir|riprend)(?:o|iamo|iamoci|ere|are) (?:il|la|quel|quella) (?:\w+ )?(?:si"
    r"|parola|firma|promessa|impegno|offerta|disponibilita|nome)\b",
    r"\b(?:ced(?:iamo|o)|liber(?:iamo|o)|lasci(?:amo|o)) (?:ad altri )?il"
    r" (?:nostro|mio) posto\b",
)
EARLIER = alternatives(
    r"\b(?:annulla|sostituisce) (?:e sostituisce )?(?:la|ogni|quella) (?:\w+ )?"
    r"(?:precedent\w+|nostra|inviata|trasmessa)\b",
    r"\bquando (?:[\w']+ ){0,3}?(?:ho|abbiamo) (?:detto|scritto|promesso|accettato"
    r"|confermato|firmato|aderito)\b",
    r"\b(?:scriss\w+|ho scritto|abbiamo scritto|avev\w+ scritto|avev\w+ detto) (?:\w+"
    r" ){0,3}?che (?:\w+ )?(?:aderi|partecip|ci stav|ci sar|eravamo|saremmo|avremmo)\w*"
    r"|\bavev\w+ (?:detto|risposto|scritto) (?:di )?si\b",
    r"\b(?:quel|il) si che (?:vi|ti|le) (?:avevo|avevamo|ho|abbiamo)\b"
    r"|\bquando (?:[\w'.-]+ ){0,4}?(?:le|vi|ti) (?:scriss\w+|avev\w+ (?:scritto"
    r"|detto)|diss\w+|promis\w+|conferm\w+) (?:di |che )",
)
