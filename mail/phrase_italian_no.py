"""How Italian bodies refuse, and how they leave what they had joined."""

from mail.phrase_words import alternatives

REFUSING = alternatives(
    r"\bnon (?:possiamo|riusciamo|potremo|puo|potra|riesco|posso)(?=\W*(?:$|[.!]))"
    r"|\bnon ci riguarda\b|\bposto ad altri\b|\bpreferi\w+ (?:di )?non\b"
    r"|\bnon (?:ci |mi )?(?:permett|consent)\w+ (?:di|altr)\b",
    r"\b(?:e|come) un (?:\w+ )?no\b|\bcioe no\b|\brisposta (?:[\w'.-]+ ){0,4}?no\b"
    r"|\bvog?liate considerarci rinunciatari\b"
    r"|\bconsider\w+ (?:[\w'.-]+ ){0,2}?chius[ao] (?:la|il)"
    r" (?:pratica|procedimento|discorso)|\b(?:fuori portata|non fa al caso)\b",
    r"\b(?:declin(?:iamo|a|o|are|ato|ata)|rinunc(?:iamo|ia|io|iare|iato|eremo)"
    r"|rinunci(?:a|amo|are)|(?:rifiut|respin[gt]|rigett)(?:iamo|a|o|are|ato"
    r"|ata|e|ono|ere))\b(?! (?:ogni )?responsabil)",
    r"\b(?:passiamo|passo|passa) (?:la mano|il turno|oltre)\b|\b(?:stavolta"
    r"|questa volta"
    r"|per noi|noi) pass(?:iamo|o|eremo)\b|^\W*pass(?:iamo|o)(?=\W*(?:$|[.,!;])|"
    r" (?:stavolta|questa|per))",
    r"\b(?:ci asteniamo|astener(?:ci|si)|si astiene|mi astengo|soprassed\w+"
    r"|ci chiamiamo fuori|chiamarci fuori|(?:rest|riman)(?:iamo|eremo) fuori"
    r"|consider\w+ci rinunciatari|in liquidazione"
    r"|lasciamo perdere|restarne fuori|restare fuori|tenercene fuori|dare forfait)\b",
    r"\b(?:diniego|mancato interesse|mancata adesione|mancata partecipazione|non"
    r" adesione"
    r"|non partecipazione|indisponibilita|indisponibil[ei]|impossibilita (?:di|a|ad)"
    r"|impossibilitat[oaie]|impraticabil\w|improponibil\w|disinteress\w+)\b",
    r"\b(?:dover|dobbiamo|devo|costrett\w a|deve|diciamo|dico|dire|dirvi|detto"
    r"|risponder\w*"
    r"|rispondere) (?:[\w'.-]+ ){0,3}?(?:di no|negativamente|un no|con un no|picche)\b",
    r"\b(?:nessun|scarso|zero|privo di|senza)o? interesse\b",
    r"\b(?:decliniamo|a malincuore|con rammarico)(?: \w+){0,3} (?:no|rinunciare"
    r"|declinare)\b|\bsenza di noi\b|\b(?:fate|farete|dovrete fare) a meno di noi\b",
    r"\bnon (?:se ne fa|se ne fara|ne facciamo|faremo)(?: \w+)? (?:niente|nulla)\b"
    r"|\bnon se ne parla\b|\bnon fa (?:per noi|al caso nostro)\b",
    r"^\W*(?:no grazie|niente da fare|no mi spiace|mi spiace no|spiacenti|no|negativo"
    r"|contrari|non interessat[ieoa]|nulla da fare)(?: grazie)?\W*$",
    r"\bcerc(?:ate|hi|are|atevi) (?:pure )?(?:altri|altrove|un altro|qualcun altro"
    r"|altro)\b|\brivolg(?:etevi|ersi) (?:pure )?(?:ad altri|altrove)\b",
    r"\b(?:grazie ma|mi spiace ma|spiacenti ma|ma) no\b|\b(?:noi|per noi"
    r"|da parte nostra|ora|adesso|stavolta|questa volta|quest'anno|oggi"
    r"|in questo caso) no\b",
    r"\bnon (?:ce la (?:facciamo|sentiamo)|ci sentiamo|me la sento|e il caso|e cosa"
    r"|ci vede|fara)\b|\b(?:ci|mi) troviamo costretti a (?:rinunciare|declinare)\b",
    r"\bnon (?:ha|e stat[ao]|ci) (?:\w+ )?(?:accolt|approvat|accettat|condivis|convin"
    r"|autorizzat|concess)\w*",
    r"\b(?:proposta|progetto|iniziativa|richiesta|istanza)(?: [\w'.-]+){0,5} (?:e"
    r"|e stat[ao]"
    r"|viene) (?:respint|bocciat|rigettat|archiviat|scartat)\w+|\b(?:bocciat"
    r"|scartat)[oa]\b",
)
# Reasons not to: a no where nothing says yes.
LACKING = alternatives(
    r"\bnon (?:contempl|annover|contien)\w+\b|\bnon (?:prevede|prevedono|prevediamo)"
    r" (?:\w+ )?(?:iniziativ|attivit|progett|intervent|azion|spes)\w+",
    r"\bnon (?:ce|me|ci) (?:lo |la )?(?:consent|permett)\w+|\bnon e nelle nostre\b",
    r"\btroppo (?:piccol|grand|lontan|oneros|impegnativ|costos|tard|car)\w*"
    r"|\balla finestra\b|\bnon e (?:proprio )?(?:cosa|aria)\b",
    r"\b(?:parere|voto|avviso|giudizio|orientamento|esito|riscontro) (?:\w+mente )?"
    r"(?:contrario|negativo|sfavorevole)\b|\b(?:risposta|decisione|valutazione)"
    r"(?: [\w'.-]+){0,4} (?:negativa|sfavorevole)\b|\bcontrari (?:all|al)\w*",
    r"\bnon (?:e|sono|risulta|risultano|appare|sembra|si ritiene|riteniamo|ritiene"
    r"|reput\w+"
    r"|giudich\w+|vediamo|ravvis\w+|si ravvis\w+|intraved\w+|sussist\w+|ci sono"
    r"|vi sono|c'e"
    r"|vi e|esist\w+|ricorr\w+|rientr\w+|abbiamo|ha|dispon\w+|disponiamo|rispond\w+"
    r"|corrispond\w+|si confa|si concilia|trova|coincid\w+|siamo|potra|puo|risponde"
    r"|rientra) "
    r"(?:[\w'.-]+ ){0,4}?(?:possibil\w*|fattibil\w|percorribil\w|praticabil\w"
    r"|sostenibil\w|compatibil\w|coerent\w|opportun\w|conveniente|in linea|utile"
    r"|d'interesse|di (?:nostro |\w+ )?interesse|interesse|condizioni|presupposti"
    r"|margini"
    r"|spazi\w?|requisiti|priorita|prioritari\w|strategic\w|nelle nostre (?:prior"
    r"|possib"
    r"|strat|corde|linee)\w+|nei nostri (?:pian|programm|obiett|interess)\w+|risorse"
    r"|fondi|personale|mezzi|disponibilita|copertura|capienza|accoglibil\w"
    r"|alla nostra portata|alle nostre (?:esigenze|prior\w+)|ai nostri (?:pian|obiett"
    r"|programm|interess)\w+|forze|intenzione|budget)\b",
    r"\b(?:esul\w+|estrane\w+|lontan[oaie]|distant[ei]|fuori (?:dalla|dalle|dai|dal))"
    r" (?:[\w'.-]+ ){0,2}?(?:da|dal|dalla|dalle|dai|dagli|a|al|alle|alla|nostr\w+)\b",
    r"\b(?:altre|diverse|ben altre)(?: \w+){0,3} priorita\b|\bpriorita(?: \w+){0,2}"
    r" (?:altre|diverse)\b|\bsara per (?:la prossima|un'altra)( volta)?\b",
)

_COMMITMENT = (
    r"(?:interess\w*|manifestazion\w+|adesion\w+|candidatur\w+|disponibilita"
    r"|partecipazion\w+|sched[ae]|assens\w+|consens\w+|sottoscrizion\w+|firm[ae]"
    r"|impegn\w+|iscrizion\w+|domand[ae]|dichiarazion\w+|istanz[ae]|lettera|parola"
    r"|il (?:nostro )?si|patrocinio|cofinanziamento|contributo|determinazione|delibera"
    r"|nominativo|nome|comunicazione|nota)"
)
LEAVING = alternatives(
    r"\bnon ce la (?:sentiamo|facciamo) piu\b",
    rf"\b(?:consider|riten|intend)\w+ (?:[\w'.-]+ ){{0,2}}?(?:null|revocat|annullat"
    rf"|decadut"
    rf"|ritirat|superat|priv)\w* (?:[\w'.-]+ ){{0,4}}?{_COMMITMENT}\b",
    rf"\b(?:ritir(?:iamo|o|a|are|ata|ato|eremo)|revoc(?:hiamo|o|a|are|ata|ato|he)"
    rf"|revocat[oa]|revoca d\w+|ritiro d\w+|annull(?:are|iamo|a|ata|o|amento)"
    rf"|sospend\w+"
    rf"|disd(?:ire|iciamo|ice|etta)|ritratt(?:are|iamo|a)|retract\w+|decad\w+|cad(?:e"
    rf"|uta)"
    rf"|venir meno|vien[e]? meno|e venut[ao] meno|cessa\w*)(?: d[ei]\w*'?)?"
    rf" (?:[\w'.-]+ ){{0,5}}?(?:[a-z]+')?{_COMMITMENT}\b",
    rf"\b{_COMMITMENT} (?:[\w'.-]+ ){{0,10}}?(?:e|sono|deve|va|viene|si intende|e da)"
    rf" (?:[\w'.-]+ ){{0,3}}?(?:revocat|annullat|ritirat|decadut|da considerar\w+ null"
    rf"|priv\w di effett|superat|venut\w meno|da ritenersi)\w*",
    r"\b(?:reced(?:iamo|e|ere|o|eremo)|recesso|tirar(?:ci|si|mi) (?:indietro|fuori)"
    r"|(?:ci|mi|si) (?:tir|ritir|sfil|disimpegn)(?:iamo|o|a|ano)"
    r"(?: d[aei]\w+| indietro| fuori|(?=\W|$))|(?:ritirar|sfilar|disimpegnar)(?:ci|si"
    r"|mi)"
    r"|(?:fa\w+|fare) (?:un passo indietro|marcia indietro|retromarcia|dietrofront)"
    r"|(?:usciamo|esce|uscire|uscita|fuoriuscita) (?:da|dal|dalla|dall)\w*)\b",
    r"\b(?:cancell(?:ate|are|ar|i|iate)|depenn(?:ate|are|ar|i)|tog(?:lie|li)\w+"
    r"|escluder"
    r"|esclude|stralci\w+|rimuove\w+|eliminat?)(?:e)?(?:ci| (?:il nostro|la nostra"
    r"|questo"
    r"|questa|pure il nostro|lo scrivente|la scrivente)(?: \w+){0,4})"
    r"(?= (?:d[aei]\w+|tra|fra)|\W*$|[.,])",
    r"\bnon (?:siamo|essere|val\w+|intend\w+|poss\w+|puo|potr\w+|vogliamo|partecip\w+"
    r"|aderi\w+"
    r"|figur\w+|saremo|sara|ci|prender\w+|faremo|fara|fa|facciamo|sussist\w+|abbiamo|ha"
    r"|riusci\w+|confermiamo|conferma|desider\w+) (?:[\w'.-]+ ){0,3}?piu\b",
    r"\bnon (?:e|sono) (?:\w+ )?piu (?:\w+ )?(?:interessat|intenzionat|propens|dispost"
    r"|favorevol|convint|nelle condizion|in (?:grado|condizion)|nostra intenzione)\w*",
    r"\b(?:cambiato idea|ripensament\w+|ci abbiamo ripensato|ci ripensiamo"
    r"|ripensandoci no|ci ha ripensato|contrordine)\b",
    r"\b(?:dovra|potra|va|andra|andare) avanti senza (?:di )?noi\b",
    r"\b(?:non e|non sono) piu (?:disponibil|valid|attual|confermat|possibil)\w*(?!"
    r" (?:sul|nel|l'alleg|il file|il link|il sito))",
)
EARLIER = alternatives(
    r"(?<!come\s)\b(?:vi |le |lo |la |gia |gli )?(?:avevamo|avevo|aveva|abbiamo gia)"
    r"(?: \w+){0,3} (?:detto|comunicat\w|confermat\w|aderit\w|manifestat\w"
    r"|sottoscritt\w"
    r"|promess\w|dat[oa]|espress\w|inviat\w|firmat\w|assicurat\w|accettat\w|garantit\w"
    r"|trasmess\w|scritto|mandat\w)\b(?! (?:per|al|(?:di )?no)\b)",
    r"\b(?:gia|precedentemente|inizialmente|a suo tempo) (?:espress|manifestat|inviat"
    r"|trasmess|firmat|sottoscritt|confermat|assicurat|accordat)[aoei]\b",
    r"\b(?:precedente|nostra precedente) (?:\w+ )?(?:adesione|manifestazione|conferma"
    r"|disponibilita|nota|comunicazione|lettera)\b|\ba (?:parziale )?(?:modifica"
    r"|rettifica)"
    r" (?:di|della|del)\b|\bcontrariamente a quanto\b|\bnonostante (?:la nostra|l')"
    r" ?(?:adesione|conferma)\b|\bdopo (?:la nostra adesione|aver (?:aderito|confermato"
    r"|detto di si))\b",
)
# Somebody else: what they want is not what this body wants.
OTHERS = alternatives(
    r"\b(?:colleg(?:a|he|hi)|impres[ae]|aziend[ae]|ditt[ae]|associat[oi]|soci|alcun[ie]"
    r"|un nostro|una nostra|uno dei|una delle|altr[ie]|proponent[ei]|controparte"
    r"|vicin[ie]|loro|voi|in house|fondazione collegata|partecipata|controllata"
    r"|a titolo personale|personalmente|in quanto tale|parte russa|partner russ\w"
    r"|i nostri|le nostre|operatori|produttori|artigiani del|consorziati|iscritti"
    r"|comuni|qualcuno|nessuno di loro|chiunque|chi)\b",
)
