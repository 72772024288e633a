"""What a body cannot, will not or need not do: a no, where nothing else is said."""

from mail.phrase_words import compiled

# What is denied about the mail itself, or about answering it, refuses nothing.
_OF_THE_MAIL = (
    r"(?:apr|legg|trov|ricev|rispond|sap|cap|decid|valut|scriv|ved|dir|espri|pronunc"
    r"|esclud|negar|nascond|garant|promett|perd|manc|fare a meno|aspett|attend|tard|dat"
    r"|ricever|incontr|parl|discut|guard|prima|subito|giudic|quantific|precis|anticip"
    r"|confermar|scaric|visualizz|accedere|stamp|rinunc"
    r"|rifiut|dimentic|lament|tacer|far pervenire|inviar|mand|venire all|stare senza"
    r"|che |problem|difficolt|fretta|nulla da|niente da"
    r"|отвеч|обсужд|встре|обещ|говор|раньше|сразу|откры|прочит|прочес|найти|ответ|сказ"
    r"|решить|реша|поня|дожда|получ|скача|загруз"
    r"|распечат|подтверд|обеща|назва|оцен|суд|комментир|отказ|жалов|ждать|нарадов"
    r"|представ|информаци|сведени|вопрос|замечани|возражени|претензи|ваш|данных"
    r"|meet|receive|discuss|before|open|find|read|repl|answer|say|tell|decid|wait|see"
    r"|download|promis|guarante|judg"
    r"|comment|confirm|speak|print|access|locat|recall|remember|believe|thank|refus"
    r"|declin|help but|complain|know|understand|agree more|speak for)"
)
DENYING = compiled(
    r"\bnon (?:[\w']+ ){0,1}?(?:possiamo|puo|potremo|potra|riusciamo|riesce"
    r"|riusciremo|intendiamo|intende|vogliamo|vuole|facciamo"
    r"|faremo|prendiamo|assumiamo|(?:siamo|sono|e) (?:\w+ )?(?:in (?:grado|condizion\w)"
    r"|legittimat\w|autorizzat\w|attrezzat\w|interessat\w|competent\w)|abbiamo"
    r" (?:bisogno|necessita|interesse|tempo|modo|voglia|forze|mezzi))\b"
    rf"(?!(?: (?:a|di|ad|per))?(?: [\w']+){{0,2}}? {_OF_THE_MAIL})",
    # The proposal itself is denied something.
    r"\b(?:proposta|progetto|tema|argomento|iniziativa|partecipazione|adesione"
    r"|collaborazione|attivita|cosa|settore|materia) (?:[\w'.-]+ ){0,6}?non (?:\w+"
    r" ){0,2}?"
    r"(?:e|sono|incontra|risponde|rientra|corrisponde|trova|presenta|riveste|fa|puo"
    r"|potra"
    r"|sara|appare|risulta|sembra|merita|si presta|si concilia|si adatta|interessa"
    r"|convince|rappresenta|costituisce|tocca|riguarda)\b(?! (?:\w+ )?(?:chiar|complet"
    r"|tradott|leggibil|ancora|arriv|perven|firmat|allegat|specific|indicat|scritt"
    r"|detto"
    r"|not|stat|dubbi|problem|male|nuov|sol|escl|cert|per nulla bana|ovvi|vero"
    r"|un segreto))",
    r"\b(?:проект|предложение|тема|участие|инициатива|сотрудничество|направление)"
    r" (?:[\w-]+ ){0,6}?не (?:[\w-]+ )?(?:входит|относится|соответствует|отвечает"
    r"|представляет|предусматрив\w+|планиру\w+|рассматрив\w+|актуал\w+|интерес\w+"
    r"|подходит|вписыва\w+|укладыва\w+|является|выгодн\w+|рентабел\w+|состоится"
    r"|получило?|нашел|нашло|нашла|вызва\w+|заинтересова\w+)\b|\bне рассматрива(?:ем"
    r"|ет)"
    r" (?:[\w-]+ )?(?:возможност\w+|вопрос\w*|участи\w+)",
    r"\b(?:project|proposal|topic|scheme|initiative|idea|participation|it|this|subject)"
    r" (?:[\w'-]+ ){0,5}?(?:(?:is|was|would|does|do|did|could|has) not|isn't|doesn't"
    r"|wouldn't|won't|hasn't) (?:\w+ )?(?:what we|for us|our|match|fit|meet|correspond"
    r"|fall"
    r"|appeal|interest|attract|suit|serve|bring|add|something we|one we|concern|belong"
    r"|make sense|justify"
    r"|feasible|viable|realistic|affordable|worth|attractive|find|enjoy|gain"
    r"|command)\b",
    r"\bне (?:[\w-]+ )?(?:можем|сможем|сможет|будем|хотим|хочет|планиру\w+"
    r"|намерен\w*|собира\w+|станем|нуждаемся)\b"
    rf"(?!(?: [\w-]+){{0,2}}? {_OF_THE_MAIL})",
    r"(?<!i\s)(?<!she\s)(?<!he\s)\b(?:cannot|can't|not able to|unable to|(?:in no"
    r"|not in a) position to|will not"
    r"|won't|shall not|(?:do not|don't|does not) (?:wish|want|intend|plan|need))\b"
    rf"(?!(?: to)?(?: [\w']+){{0,2}}? {_OF_THE_MAIL})",
)
