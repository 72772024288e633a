"""The words that reserve a yes: conditions, ifs, and what only looks like one."""

from mail.phrase_words import compiled

UNCONDITIONAL = compiled(
    r"\balle (?:vostre )?condizioni (?:indicate|proposte|da voi|previste|offerte)\b"
    r"|\balle"
    r" vostre condizioni\b|\bна (?:ваших|предложенных|изложенных|указанных|данных|этих"
    r"|любых|таких) (?:[\w-]+ )?условиях\b|\bon (?:your|the proposed|these|any|those)"
    r" (?:terms|conditions)\b",
    r"\bsenza (?:alcuna |nessuna )?(?:condizion\w+|riserv\w+)"
    r"|\bcon riserva di (?:\w+ )?(?:\w+mente )?(?:indic|comunic|trasm|invi|forn|integr"
    r"|precis|formal|perfez|segnal|nomin|design|specific|far)\w*"
    r"|\b(?:ove|qualora|se) (?:a voi |vi )?(?:gradit|ritenut|disponibil|utile|ritenga"
    r"|opportun|riteniate|aggrada|occorr|necessari)\w*",
    r"\bбез (?:каких-либо |всяких )?(?:услови\w+|оговор\w+)",
    r"\bwithout (?:any )?(?:condition|reservation)s?\b|\bunconditional\w*|\b(?:nothing"
    r"|not|no \w+) (?:\w+ )?(?:is |are |remains? )?(?:pending|outstanding)\b"
    r"|\b(?:niente|nulla) (?:\w+ )?(?:in sospeso|da definire)\b|\buntil the \d\w*"
    r"|\b(?:away|out|abroad|on leave|absent) until\b",
    r"\b(?:se|qualora|ove) (?:\w+ )?(?:possibile|serve|servisse|occorre|occorresse"
    r"|necessario|del caso|volete|vi va|non erro|utile|fosse necessario|lo ritenete"
    r"\w*)\b|\bse non (?:sbaglio|vado errato|dispiace)\b",
    r"\b(?:specificar\w+|saper\w+|precisar\w+|capir\w+|chieder\w+|verificar\w+"
    r"|chiarir\w+"
    r"|chied\w+|oppure|dir\w+|anche) (?:\w+ )?(?:se|qualora|ove)\b|\bove (?:lo ritenga"
    r"|occorra|possibile)",
    r"\bесли (?:нужно|надо|можно|потребуется|необходимо|понадобится|удобно|возможно"
    r"|вас не затруднит|угодно|вас устроит|не возражаете|не ошибаюсь|будут вопросы"
    r"|что|честно|не трудно|не сложно|не затруднит)\b|\bse non (?:\w+ )?(?:disturb|pesa"
    r"|chiedo troppo|crea problem)\w*|\bif it(?:'s| is) (?:no|not too much) trouble\b",
    r"\bse e per (?:noi|me)\b|\b(?:scus\w+|perdon\w+) (?:\w+ )?se\b|\bse (?:ho"
    r"|abbiamo) (?:\w+ )?(?:capito|inteso"
    r"|letto|compreso)\b|\bse (?:devo|debbo|posso) (?:essere|dire|permetter)\w*"
    r"|\bcome se\b"
    r"|\bизвините если\b|\bесли (?:я |мы )?(?:правильно|верно) (?:понял|понима)\w+"
    r"|\b(?:sorry|apologies|excuse me) if\b|\bif (?:i|we) (?:understand|understood"
    r"|read)\b",
    r"\b(?:know|ask|clarify|whether|see|check|say|even|as) if\b|\bif (?:possible"
    r"|needed|necessary|required|you like|you wish|need be|any"
    r"|convenient|helpful|agreeable|acceptable to you|welcome|i may|you (?:need|have"
    r"|require))\b",
)
CONDITION = compiled(
    r"\b(?:ma|pero|solo) (?:ci |mi )?(?:serve|occorre|bisogna|e necessario) (?:prima )?"
    r"(?:che|di)\b|\bно (?:нужно|необходимо|требуется|надо) чтобы\b"
    r"|\bbut (?:we )?(?:need"
    r"|require|insist|must have)\b",
    r"\bsenza (?:quell|quest|tal|cio)\w* (?:\w+ ){0,3}?(?:non|restiamo|no|niente)\b"
    r"|\bбез"
    r" (?:этого|него|них|нее|такой|такого) (?:[\w-]+ ){0,2}?(?:не|никак)\b"
    r"|\bwithout (?:that"
    r"|this|it|which|them) (?:[\w']+ ){0,3}?(?:not|no|cannot|can't|won't)\b",
    r"\ba (?:condizione|patto) (?:che|di)\b|\bpurche\b"
    r"|\bcon (?:la )?riserv[ae]\b(?: di \w+)?"
    r"|\bqualora\b|\bsempre (?:che|se)\b|\bsempreche\b|\ba meno che\b|\bove\b"
    r"|\bladdove\b"
    r"|\bfermo restando\b|\bcon l'intesa\b|\bsalvo (?:che|buon fine|verifica"
    r"|divers\w+)\b|\bammesso che\b|(?<!un\s)(?<!il\s)\bposto che\b|\bsempre ammesso\b"
    r"|\bbasta che\b|\bin assenza di (?:tal|quest|cio|un)\w*|\buna volta che\b"
    r"|\bsenno\b|\bcon (?:la|le|una|seguent\w) (?:\w+ )?prescrizion\w+",
    r"\b(?:solo|soltanto|unicamente|esclusivamente) (?:se|qualora|in caso|nel caso|con"
    r"|previa|a fronte|dopo|quando|all'esito)",
    r"\b(?:subordin|condizion)at(?:[oaie]|amente)\b|\b(?:subordin|condizion)(?:iamo|a"
    r"|ando|are)\b"
    r"|\bnel(?:l'ipotesi| caso) in cui\b|\balle seguenti condizioni\b"
    r"|\bvincolat[oaie]\b"
    r"|\balla (?:sola |unica |seguente )?condizion\w+"
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
    r"|\bpatti chiari\b|\bfinche non\b|\bse e solo se\b"
    r"|\buna volta (?:\w+ ){0,2}(?:firmat|approvat|ottenut|acquisit)\w+ (?:\w+ ){0,4}si"
    r" (?:parte|procede|firma)\b",
    r"\b(?:при|с|на) (?:\w+ ){0,3}?услови(?:и|ем|ях|ями)\b|\bпри наличии\b|\bс оговорк"
    r"|\bтолько (?:если|при|в случае|после|когда|вместе|на|с|по|за)\b|\bпри том что\b"
    r"|\bлишь (?:если|при|в случае|после|по|тогда)\b|\bнаше услови\w|\bусловие:"
    r"|\b(?:единственн|одно|одним|главн)\w* (?:\w+ )?(?:условие|оговорк)\w*"
    r"|\bоговорк\w+|\bв противном случае\b|\bиначе\b|\bв зависимости от\b"
    r"|\bзависит от\b",
    r"\b(?:tranne|eccetto|ad eccezione|esclus[oa]) (?:per )?(?:la |il |l'|dell'|del "
    r"|della"
    r" )?(?:clausola|punto|articolo|art|comma)\b|\bза исключением (?:пункт|стать|услови"
    r"|положени)\w*|\b(?:except|save) (?:for )?(?:clause|article|point|section)\b",
    r"\bпри этом условии\b|\bиной вариант\b|\bлишь тогда\b|\bколь скоро\b|\bв (?:том"
    r" )?случае (?:если|предоставлени|наличи|получени"
    r"|утверждени|одобрени"
    r"|согласовани|положительн|выделени|решени|\w+)\w*|\bпри (?:обеспечении|получении"
    r"|выделении|согласовании|предоставлении|поддержке|соблюдении|гарантии|наличии"
    r"|утверждении|одобрении|софинансировании|готовности|этом расходы)\b"
    r"|\bпосле (?:\w+ )?(?:согласовани|получени|утверждени|одобрени|подписани"
    r"|выделени|решени|подтвержд)\w*",
    r"\b(?:altrimenti|diversamente|in caso contrario|otherwise|иначе"
    r"|в противном случае)"
    r" (?:\w+ ){0,2}?(?:non|no|not|we cannot|не|никак)\b",
    r"\bsotto (?:la )?condizion\w+|\bon the (?:\w+ )?(?:understanding|footing)\b"
    r"|\bon the basis that\b|\bit being understood\b|\bfailing (?:that|which|this)\b"
    r"|\bif and (?:when|only)\b"
    r"|\bshould the (?:[\w'-]+ ){1,5}?(?:fail|not|refuse|fall)\b"
    r"|\bvincol(?:iamo|ando)\b|\bprovid(?:ed|ing)\b"
    r"|\bon (?:the |one |this |a )?(?:\w+ )?conditions?\b"
    r"|\bsubject (?:only )?to\b|\bconditional\w*|\bas long as\b|\bso long as\b"
    r"|\bunless\b"
    r"|\bonly (?:if|when|once|after|on|with|for|as|in)\b|\bassuming\b|\bonce the\b"
    r"|\bcontingent (?:up)?on\b|\bproviso\b|\bcaveat\b|\bin (?:that|which) case\b"
    r"|\bdepend(?:s|ing|ent)? (?:up)?on\b"
    r"|\b(?:under|with|on) (?:one|some|certain|a|these|the following|our) (?:\w+ )?"
    r"(?:conditions?|reservation|proviso|caveat)\b|\bour condition\b|\bcondition:"
    r"|\bwith (?:the|a|one) reservation\b|\bin the event\b|\bstrings? attached\b",
)
# A condition in the sentence of the yes; elsewhere it may be about anything.
IF = compiled(
    r"\b(?:in (?:difetto|mancanza)|in caso (?:di|contrario)|fino ad allora|altrimenti"
    r"|a quel punto)\b|\b(?:se|s')\b(?! stess)|\bquando avr\w+|\b(?:non appena|appena"
    r"|una"
    r" volta che|quando|dopo che) (?:[\w']+ ){0,5}?(?:avra|avranno|sara|saranno|avremo"
    r"|avrete|saremo|verra|arriv|dara|daranno)\w*|\b(?:non appena|appena"
    r"|una volta) (?:[\w']+ ){0,3}?"
    r"(?:ottenut|ricevut|autorizz|approv|firmera|confermera)\w*|\b(?:solo|soltanto"
    r"|unicamente"
    r"|esclusivamente"
    r"|limitatamente) (?:per|al|alla|alle)\b|\boccorre pero\b|\bcon la prescrizione\b",
    r"\bесли\b|\bкогда\b|\bкак только\b|\bлишь бы\b|\bс замечани\w+|\bусловно\b",
    r"\bif\b|\b(?:pending|otherwise|not before|until|without (?:that|this|it|them"
    r"|such))"
    r"\b|\b(?:once|as soon as|when) (?:[\w'-]+ ){0,4}?(?:receiv|obtain|approv|sign"
    r"|permi"
    r"|authori|confirm|grant)\w*|^\W*should (?!be)",
)
