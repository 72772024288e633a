"""Roots that speak for another act: broad on purpose, since they only hold back.

The phrase tables know how a yes or a no is put; these lists need only smell one. They
are read on what is left of a letter when the words understood are taken out of it.
"""

import re

from mail.phrase_words import compiled

# A will to join, in whatever form.
WILL = compiled(
    r"\b(?:aderi(?:amo|sce|sco|remo|ra)|partecip(?:iamo|a|ero|eremo|era)|(?:siamo|sono"
    r"|e|saremo|saremmo) (?:\w+ ){0,2}?"
    r"(?:interessat|favorevol|disponibil|dispost|pront|d'accordo|liet)\w*"
    r"|(?:ci|mi) interessa\w*|accett(?:iamo|o|a|ato)|accogl(?:iamo|ie)|accolto"
    r"|conferm(?:iamo|o|a)|manifest(?:iamo|a|are)|esprim(?:iamo|e|ere)|condivid\w+"
    r"|(?:vogliamo|voglio|vorremmo|vorrei|desider\w+|intend(?:iamo|e|o)) (?:\w+ ){0,2}?"
    r"(?:ader|partecip|prender|far|entrar|esser|collabor|coinvol|unir|sottoscr|firm"
    r"|propor|concorr|contrib)\w*|ci (?:siamo|stiamo|sto|saremo)|dentro|con noi|con voi"
    r"|va ben(?:e|issimo)|perfetto|volentieri|certo che|eccoci|d'accordo"
    r"|nessuna obiezione)\b"
    r"|^\W*(?:ok|okay)\b|^\W*(?:si|certo|bene)\b\W*(?:[,.!;:–—]|$)",
    r"\b(?:участвуем|участвует|участвуют|примем|согласн[аоы]?|согласен"
    r"|готов[аы]?|заинтересован[аоы]?|заинтересовал\w+|интересно|поддержива\w+"
    r"|подтвержда\w+|да|конечно|(?:хотим|хотели бы|хотел бы|хотела бы"
    r"|желает|желаем|намерен\w*|планируем) (?:[\w-]+ ){0,2}?(?:участв|войти|прин"
    r"|присоед|сотрудн|подпис|работ|выступ|включ|стать|быть)\w*|присоединя\w+|за"
    r"(?=\W*(?:$|[.!]))|с радостью|с удовольствием"
    r"|есть (?:[\w-]+ )?(?:площадк|решени|инвестор)\w+|с вами|выражаем)\b",
    r"\b(?:yes|agree|agrees|interested|willing\w*|happy|glad|delighted|ready|keen|joins"
    r"|participates|(?:will|would|shall|we) (?:\w+ ){0,2}?(?:join"
    r"|participate|take part|cooperate|be part|be involved)|supports?|welcomes?"
    r"|accepts|confirms|expresses|likes? the|wants? (?:to (?!know|see"
    r"|understand|hear|read|ask|be sure|check)|our|us)|count (?:us|me) in"
    r"|on board)\b",
)
# A will by its name only: what is declined has the same.
NAMED = compiled(
    r"\b(?:adesion[ei]|partecipazione|partecipanti|aderir\w*|disponibilita"
    r"|nulla osta|via libera|assenso)\b",
    r"\b(?:согласие|готовност\w+|заинтересованност\w*|поддержк[ау]|участвовать"
    r"|участие|принят[оа]? (?:[\w-]+ ){0,2}?решение)\b",
    r"\b(?:participation|to (?:\w+ )?(?:join|participate|take part|cooperate)"
    r"|agreed|accepted|confirmed|willingness|consent)\b",
)
# A condition, by its stem.
HINGE = compiled(
    r"\b(?:subordin\w+|condizionat\w+|condizionatamente|vincolat\w+|soggett[oaie]"
    r" (?:a|al|alla|all')|previ[oa]|purche|qualora|dipend(?:e|ono|era|enza)|patto"
    r"|salv[oa]|riserva|altrimenti|finche|fintanto|sempre che|in difetto|in mancanza"
    r"|laddove|a meno|prescrizion\w+|presuppost\w+|prerequisit\w+|solo (?:se|dopo|con"
    r"|quando|in|per|a)|soltanto (?:se|dopo|con|quando)|oltre tale|senza (?:quest|quell"
    r"|tal)\w+|in caso (?:di|contrario)|fino ad allora|a quel punto|se|quando (?:avr"
    r"|sar|ci sar)\w+|appena|non prima)\b",
    r"\b(?:если|услови(?:и|ем|ях|ями)|оговорк\w+|завис\w+|лишь|только (?:если|при"
    r"|после|в|когда|с|на|по|за)|иначе|в случае"
    r"|без (?:этого|него|них)|при (?:\w+ ){0,2}?(?:заключени|решени|наличи|поддержк"
    r"|соблюд|согласов)\w+|не ранее|лишь бы|как только|когда)\b",
    r"\b(?:if|unless|conditional\w*|subject to|depend\w*|contingent|pending|only (?:if"
    r"|when|once|after|on|with|under|as|in)"
    r"|provided|providing|proviso|as long as|otherwise|until|once|as soon as|when"
    r"|without (?:this|that|it)|not before|caveat|understanding that|one thing)\b",
)
# Somebody's leave, which may not have come.
LEAVE = compiled(
    r"\b(?:via libera|nulla osta|nullaosta|benestare|autorizzazion\w+|approvazion\w+"
    r"|ratific\w+|(?:il|al) visto|visto d\w+|firma del\w*|parere|assenso|delibera\w*"
    r"|stanziament\w+"
    r"|ultima parola|decision\w+)\b",
    r"\b(?:виз[аыу] (?:[\w-]+ )?(?:губернатор|вице|министр|замминистр|юрист|руковод"
    r"|начальн|директор|глав)\w*|согласовани\w+|разрешени[еяй]|утверждени\w+"
    r"|одобрени\w+"
    r"|(?:на|без|до|после|ждет|ждем) подпис[ьи]"
    r"|заключени[еяй]|решени[еяй]|субсиди\w+|финансировани\w+)\b",
    r"\b(?:approval|permits?|permission|clearance|sign\w*[\s-]off|authori[sz]ation"
    r"|licen[cs]e|decision (?:of|by|from|rests|lies|will)"
    r"|funding|green light|go-ahead)\b",
)
# Still to be had or done.
WANTING = compiled(
    r"\b(?:manca|mancano|mancherebbe|resta(?:no)? (?:solo |soltanto |ancora )?(?:da|il"
    r"|la|un|l')|rimane (?:da|il|la)|da (?:acquisire|ottenere|verificare|chiarire"
    r"|risolvere|definire)|serv(?:e|ono) (?:prima|il|la|un|l'|per)\w*|occorr(?:e|ono)"
    r"|necessari[oa]|dev(?:e|ono)|dovr(?:a|anno|ebbe|ebbero)|bisogna|attendiamo (?:il"
    r"|la|l'|che) ?(?:deliber|approv|autorizz|parer|decis|assens|via libera|consiglio"
    r"|giunta)\w*|in attesa (?:del|della|dell'|di) ?(?:deliber|approv|autorizz|parer"
    r"|decis|assens|consigl|giunt)\w*|dubb\w+|perpless\w+|incert\w+|problem\w+)\b",
    r"\b(?:нуж(?:ен|на|но|ны)|надо|необходим[аоы]?|требуется|осталось|остается"
    r"|не хватает|должн?[аыо]?|должен|обязател\w+ услов\w+|сомнени\w+|пусть"
    r"|придется|опасени\w+|боюсь|проблем\w+)\b",
    r"\b(?:must|needs? (?!the form|your|more|any)|ha(?:s|ve) to|still|await\w*|waiting"
    r"|remains?|lack\w*|missing|doubts?|concerns?|worr\w+|problems?)\b",
)
# A word given before.
ONCE = compiled(
    r"\b(?:avev(?:o|amo)|avev(?:a|ano) (?:\w+ ){0,3}?(?:detto|comunicat|conferm|aderi"
    r"|manifest|sottoscr|promess|espress|inviat|firmat|assicur|accett|garant|scritt"
    r"|mandat)\w*|eravamo|ebbi|ebbe|scrissi|precedente (?:adesione"
    r"|nota|comunicazione|risposta|lettera|mail|conferma)|gia (?:\w+ )?(?:comunicat"
    r"|espress|manifest|conferm|inviat|assunt|aderit)\w+|contrordine|contrariamente"
    r"|ripens\w+)\b",
    r"\b(?:ранее (?:дан|подан|направл|выраж|заявл)\w+|дава(?:л|ли)"
    r"|дал[аи]? (?:согласие|слово|добро)"
    r"|больше не(?! (?:сла|пиш|прис|бесп))|уже не|передума\w+|утратив\w+|прежн\w+"
    r"|соглаша\w+|обещал\w*|подтверждал\w*|отозва\w+"
    r"|данн\w+ (?:нами )?(?:согласи|обещани)\w+)\b",
    r"\b(?:no longer|anymore|any more|had (?:\w+ )?(?:said|agreed|confirmed|promised"
    r"|signed|expressed|accepted)|earlier|previous\w*|we (?:said"
    r"|agreed|confirmed|promised|signed|accepted))\b",
)
# What can only be had if it was given.
OURS = compiled(
    r"\b(?:nostr[ao] (?:\w+ )?(?:adesione|conferma|manifestazione|disponibilita"
    r"|candidatura|parola|presenza|impegno|firma)|libero il|il nostro (?:si|posto)"
    r"|di cui alla nostra|facendo seguito alla nostra|reced\w+|recesso|revoc\w+"
    r"|ritir(?:o|iamo|are)|cambiato idea|annull\w+)\b",
    r"\b(?:наш\w* (?:[\w-]+ )?(?:письм|соглас|заявк|подтвержд|анкет)\w+|взят\w+"
    r" (?:на себя )?обязательств\w*|выход(?:а|ом|у|им|ит)?|выйти|отзыва\w+"
    r"|отозва\w+|передума\w+)\b",
    r"\b(?:our (?:\w+ )?(?:confirmation|consent|acceptance|commitment|application"
    r"|expression|participation)|step back|pull out|drop out|withdr\w+|revok\w+"
    r"|changed? (?:our|their|its) minds?)\b",
)
# Two denials, or the denial of an objection: as good as a yes.
DOUBLE = compiled(
    r"\b(?:non|nulla|nessun\w*) (?:[\w'.-]+ ){0,4}?(?:obiezion\w+|osta|contrari\w+"
    r"|rifiut\w+|dire di no|declinare)\b|\bnon (?:\w+ )?(?:possiamo|si puo"
    r"|posso) (?:\w+"
    r" )?non\b",
    r"\bвозражени\w+\b|\bне возража\w+|\bне (?:можем|могу|может|вправе) не\b",
    r"\b(?:no|not|without) (?:\w+ ){0,2}?objections?\b|\b(?:fools?|mad|crazy|silly)"
    r" (?:not )?to\b|\b(?:cannot|can't|could not|couldn't) (?:\w+ )?(?:say no|refuse"
    r"|decline|turn)\b",
)
# Taking back, or refusing, in any turn of phrase.
AGAINST = compiled(
    r"\b(?:ritir(?:o|iamo|are|a)|revoc\w+|reced\w+|recesso|annullament\w+|declin\w+"
    r"|rinunc\w+|rifiut(?:o|iamo|are|ato|a)|respin\w+|sfil(?:iamo|arci|ata)"
    r"|contrari[oiae]"
    r"|negativ[oaie]|sfavorevol\w+)\b",
    r"\b(?:отзыва\w+|отозва\w+|отказ\w*|отклон\w+|против|отрицательн\w+|выходим"
    r"|воздерж\w+|нецелесообразн\w+|прекращ\w+)\b",
    r"\b(?:withdraw\w*|disregard|revok\w+|cancel\w* our|declin\w+|refus\w+|turn(?:ed)?"
    r" (?:it |this )?down|against|negative|no longer|step back|pull out)\b",
)
# They wait for what comes after a yes.
EXPECTING = compiled(
    r"\b(?:(?:in attesa|attend(?:iamo|o)) (?:\w+ )?(?:delle |della |del |di |la |le "
    r"|il )?"
    r"(?:indicazion|istruzion|modul|bozza|convenzion|contratt|date|scheda)\w*"
    r"|fateci sapere|ditemi|diteci|come procedere|passi"
    r" successivi|cosa (?:dobbiamo|devo|occorre) (?:compil|firm|far|invi|prepar)\w+"
    r"|chi contatt\w+)\b",
    r"\b(?:ждем|жду|что дальше|как дальше|дальнейш\w+ (?:шаг|действи)\w*)\b",
    r"\b(?:next steps?|how (?:do|shall|should) we proceed|looking forward|await\w*)\b",
)
# A sentence that ends as one, or is too long for a signature.
STATEMENT = re.compile(r"\A(?!\W*\w{1,2}\))\W*(?:\w.{10,}[.!;]\W*$|.{60,})", re.DOTALL)
# Another occasion than the proposal, unless the proposal is named beside it.
EVENT = compiled(
    r"\b(?:alla|alle|al|all'|allo|della|del|dell'|per la|per il|per l'|per lo|lo|uno|la"
    r"|il|nostra|nostro) ?(?:fiera|fiere|stand|riunion[ei]|webinar|convegno|seminario"
    r"|evento"
    r"|cena|mostra|videoconferenza|incontro (?:del|di))\b",
    r"(?<!под\s)\b(?:выставк\w+|стенд\w*|семинар\w*|вебинар\w*|форум\w*|конференци\w+"
    r"|совещани\w+|аренд\w+|встреч[аеу])\b",
    r"\b(?:meeting(?! (?:the|our|you))|webinar|seminar|fair|exhibition|conference"
    r"|trade show|event)\b",
)
# Those a body speaks for, and who cannot answer in its place.
MEMBERS = compiled(
    r"\b(?:la ditta|l'azienda|l'impresa|una (?:ditta|azienda|impresa)|imprese|aziende"
    r"|soci|associati|consorziat\w|operatori|colleg(?:a|he|hi)|il nostro partner)\b",
    r"\b(?:предприяти[еяй]\w*|завод\w*|фирм[аы]|компани[яи]|члены|предпринимател\w+"
    r"|сосед\w+)\b",
    r"\b(?:compan(?:y|ies)|firms?|enterprises?|members?|partner|ltd|colleagues?"
    r"|neighbou?rs?)\b",
)
YEARS_AGO = re.compile(r"\b(?:nel|in|since|dal|в|с)\s+(?:19|20)\d\d\b")
TURN = compiled(
    r"\b(?:ma|pero|tuttavia|peraltro|nondimeno|eppure|invece|d'altra parte"
    r"|d'altro canto|ciononostante|purtroppo|salvo|solo che|con cio|quanto a noi)\b",
    r"\b(?:но|а вот|однако|хотя|вместе с тем|между тем|впрочем|с другой стороны"
    r"|тем не менее"
    r"|правда|что касается нас|к сожалению|увы)\b",
    r"\b(?:but|however|although|nevertheless|yet|though|on the other hand|that said"
    r"|as for us"
    r"|still|unfortunately)\b",
)
# The answer is put off to when the condition is met.
DECIDING = compiled(
    r"\b(?:decider\w*|decidere|decidiamo|esprimer(?:ci|si|emo)|pronunci(?:ar|er)\w+"
    r"|vedremo|(?:se|di) (?:ader|partecip|prend)\w+ (?:o (?:meno|no)|oppure))\b",
    r"\b(?:решать|решим|ответим|вернемся|\w+(?:ть|ться|ем) ли)\b",
    r"\b(?:decide|whether|respond|reply|make up our minds?)\b",
)
# A yes in due form.
DECLARED = compiled(
    r"(?<!non\s)\b(?:conferm(?:iamo|o|a)|manifest(?:iamo|a)|esprim(?:iamo|e)"
    r"|ribad(?:iamo|isce)|comunichiamo) (?:il |la |l')?(?:nostr[oa] |propri[oa] )?"
    r"(?:vivo |pieno )?(?:interess|ades|partecip|disponib)\w+",
    r"(?<!не\s)\b(?:подтвержда|выража)\w+ (?:[\w-]+ )?(?:заинтерес|участ|соглас"
    r"|готовн)\w*",
    r"\b(?:confirm|express|reiterate) (?:our |the |its )?(?:interest|participation"
    r"|consent|commitment)",
)
# Misgivings set nobody a condition.
DOUBTS = compiled(
    r"\b(?:dubb\w+|perpless\w+|incertezz\w+|timor\w+|temiamo|preoccupa\w+)\b",
    r"\b(?:сомнени\w+|сомнева\w+|опасени\w+|опаса\w+|боюсь|боимся)\b",
    r"\b(?:doubt\w*|concern(?:s|ed)|worr\w+|misgivings?|reservations|afraid)\b",
)
