"""What excuses a smell of another act: it is denied, past, or of something else."""

import re

from mail.phrase_mood import TO_ANSWER
from mail.phrase_tables import NEGATION
from mail.phrase_words import compiled

# On the way to an answer: a will that is only weighed.
WEIGHED = compiled(
    r"\b(?:se|per|prima (?:di|che)|senza|dell'|della|di|alla|all'|sull'|sulla|la|una"
    r"|l'|chi|cosa|come|quanto)[\s']?(?:[\w']+ ){0,3}?(?:ader|partecip|adesion|accett"
    r"|interess|impegn|d'accordo|disponib|conferm|accogl|esprim)\w*",
    r"\b(?:об|о|по|для|ли|форма|условия|порядок|до|без|прежде чем) (?:[\w-]+ ){0,2}?"
    r"(?:участ|соглас|заинтерес|подтвержд|поддерж|готов)\w*"
    r"|\b\w+(?:ть|ться|ем|ет) ли\b",
    r"\b(?:whether|before|if|of|for|in order to|who|how|is|does|could|can) (?:\w+ )"
    r"{0,3}?(?:participa|join|agree|interest|accept|confirm|support|tak\w+ part"
    r"|cooperat)\w*",
)
# It has come.
COME = compiled(
    r"\b(?:\w+(?:at|ut|it)[oaie]|dat[oa]|espress[oa]|concess[oa]|emess[oa]|adott\w+"
    r"|seguir\w+"
    r"|con (?:la )?(?:delibera\w*|determina\w*)|esprime|n|nr|si esprime)\b",
    r"\b(?:получен\w*|принят\w*|принял\w*|есть|дан[оаы]?|утвержден\w*|одобрен\w*"
    r"|согласован[оаы]?|№|протокол\w*|положительн\w+|имеется|подписан\w*)\b",
    r"\b(?:received|obtained|granted|given|gave|arrived|approved|has|positive|taken"
    r"|made)\b",
)
_ASIDE = compiled(
    r"\b(?:ringrazi|grazie|ricevut|pervenut|lett[oa]|vist[oa]|scus|salut|gentil|chied"
    r"|in riferimento|con riferimento|legg(?:e|iamo)|risulta|tabella|pag|version"
    r"|commissari|in ferie|rientrat|assente)\w*",
    r"\b(?:в ответ|на ваш|получ|благодар|спасибо|прочит|изучил|ознаком|извин|здравств"
    r"|уважаем|добрый|писал|указан|таблиц|верси|пример|отпуск|собер|заседан)\w*",
    r"\b(?:thank|received|read|sorry|apolog|dear|with reference|version|agreement"
    r"|draft|says|abroad|away|board meets)\w*",
)
# Said on the way to a question: thanks, receipt, what is wanting and what for.
ASIDE = re.compile(f"{_ASIDE.pattern}|{TO_ANSWER.pattern}|{NEGATION.pattern}")
PROPOSAL = compiled(
    r"\b(?:propost\w+|progett\w+|iniziativ\w+|cooperazion\w+|partenariat\w+)\b",
    r"\b(?:предложени\w+|проект\w*|инициатив\w+|программ\w+|сотрудничеств\w+)\b",
    r"\b(?:proposals?|projects?|initiatives?|cooperat\w+|partnership|programmes?"
    r"|programs?)\b",
)
OWN = compiled(
    r"\b(?:noi|ci|siamo|abbiamo|scrivente|\w+(?:iamo|emo))\b",
    r"\b(?:мы|нас|нам|\w+(?:ем|им)(?:ся)?)\b",
    r"\b(?:we|us|i)\b",
)
# A condition that has been met or lifted.
MET = compiled(
    r"\b(?:scio(?:l|gl)\w+|verificat\w+|soddisfatt\w+|avverat\w+|superat\w+|rimuov\w+"
    r"|cadut\w+|venut\w meno|tog(?:lia|liere)\w*|ritir\w+) (?:[\w'.-]+ ){0,3}?(?:riserv"
    r"|condizion|vincol)\w*|\b(?:riserv|condizion|vincol)\w* (?:[\w'.()-]+ ){0,14}?(?:"
    r"sciolt|verificat|soddisfatt|avverat|superat|cadut|cade\b|cadono|venut[aei] meno"
    r"|rimoss|adempiut)\w*|\bnon (?:c'e|abbiamo|vi sono|ci sono) piu (?:alcuna? )?"
    r"(?:riserv|condizion|ostacol|impediment)\w*|\b(?:il parere|il nulla osta|il via"
    r" libera|l'autorizzazione|l'approvazione|il benestare) (?:\w+ ){0,3}?(?:e|sono)"
    r" (?:arrivat|giunt|pervenut|stat[ao] (?:rilasciat|ottenut|concess))\w",
    r"\b(?:снима\w+|снят\w*|отпал\w*|выполнен[оаы]|соблюден[оаы]) (?:[\w-]+ ){0,3}?"
    r"(?:услови|оговорк|возражени)\w*|\b(?:услови|оговорк)\w* (?:[\w-]+ ){0,3}?(?:снят"
    r"|отпал|выполнен|соблюден|исполнен|снима)\w*|\b(?:препятствий|оговорок|условий)"
    r" (?:больше|теперь|уже|более) (?:нет|не)\b|\b(?:заключение|разрешение|согласование"
    r"|добро|виза) (?:[\w-]+ ){0,3}?(?:получен|дан|поступил)\w*",
    r"\b(?:lift\w*|waiv\w*|met|fulfil\w*|satisf\w+|withdr\w+) (?:[\w'-]+ ){0,3}?"
    r"(?:condition|reservation|proviso)\w*|\b(?:condition|reservation|proviso)\w*"
    r" (?:[\w'-]+ ){0,12}?(?:lifted|waived|met|fulfilled|satisfied|been|no longer (?:"
    r"appl\w+|stands?|holds?|relevant))\b|\b(?:have|has) now (?:done so|signed|agreed"
    r"|arrived|been (?:given|granted|received|obtained|approved))\b",
)
# "No. 118", "ne abbiamo parlato": no denial at all.
NO_DENIAL = compiled(
    r"\bne (?:(?:abbiamo|ho|abbia|aveva\w*|ha) )?(?:parl|discu|rag|sent)\w+|\bno\. ?\d"
    r"|\bn\. ?\d"
)
# Not wanting after all.
NOT_WANTING = compiled(
    r"\bnon (?:\w+ )?(?:serv|occorr|manc|e necess|dev|sar\w+ un problem"
    r"|sia un problem)\w*",
    r"\bне (?:[\w-]+ )?(?:нуж|требу|надо|необходим|должн)\w*",
    r"\b(?:nonostante|malgrado|pur con|superat\w+|despite|in spite of|несмотря на)"
    r" (?:[\w'-]+ ){0,3}?(?:perpless|dubb|difficolt|problem|doubt|concern|сомнени"
    r"|опасени"
    r"|трудност)\w*",
    r"\b(?:had|avevamo|avevo|были) (?:[\w-]+ ){0,2}?(?:doubt|concern|worr|dubb|perpless"
    r"|сомнени|опасени)\w*",
    r"\b(?:stavamo|eravamo) (?:in attesa|aspettando|attendendo)\b|\b(?:were|been|was)"
    r" (?:\w+ )?(?:waiting|lacking|missing)\b|\bne(?:cessari[oa])? da parte vostra\b"
    r"|\b(?:ждали|дождались|не хватало)\b",
    r"\bnot (?:\w+ )?(?:need|require|lack|have to)\w*|\bno (?:need|doubts?|concerns?"
    r"|problems?)\b",
)
NOT_ONLY = re.compile(r"\bnon\s+sol\w+|\bnot\s+only\b|\bне\s+только\b")
# A will that is denied, wished or only confirmed to be none.
NO_WILL = compiled(
    r"\bnon (?:[\w']+ ){0,2}?(?:va bene|vanno bene|aderi\w+|partecip\w+|accett\w+"
    r"|conferm\w+|disponibil\w+|interessa\w*|volentieri|ci (?:siamo|stiamo|saremo))"
    r"|\bconferm\w+ (?:[\w'.-]+ ){0,3}?(?:quanto|che non|di non|il no|il nostro no|la"
    r" nostra (?:rinuncia|indisponibilita)|il diniego)\b|\btempo con noi\b|\bavremmo\b"
    r"|\bsaremmo (?:stati"
    r" )?\w+",
    r"\b(?:да )?(?:письмо )?(?:получил|обсудил|прочитал|рассмотрел)\w*"
    r"|\bда(?=\W*(?:письм"
    r"|обсуд|получ|прочит|рассмотр|не по))|\b(?:двое|трое|один|\d+) за\b"
    r"|\bбыли бы рады\b|\bс радостью бы\b|\bне (?:[\w-]+ )?(?:участву|готов|согласн"
    r"|поддержив|заинтересован|интересно)\w*",
    r"\bposition to (?:\w+ )?(?:support|join|accept|participate|take part)\b"
    r"|\bwould (?:have )?(?:\w+ )?(?:love|like|join|participat|said yes|say yes"
    r"|be (?:happy"
    r"|glad|delighted|interested))\w*|\bnot (?:\w+ )?(?:ready|willing|interested|keen"
    r"|join|participate|take part|support)\w*",
)
# Never given, so that nothing is taken back.
NEVER = compiled(
    r"\bnon (?:abbiamo|ha|ho|avevamo) mai (?:\w+ )?(?:dat|espress|manifest|conferm"
    r"|aderit|inviat|firmat|promess)\w+",
    r"\b(?:никак\w+|ни\w*) (?:[\w-]+ ){0,4}?не (?:дава\w+|давал\w*|дали|подтверждал\w*"
    r"|подавал\w*|обещал\w*)|\bне дава(?:л|ли|ла)\b",
    r"\b(?:we|i) (?:have )?never (?:\w+ )?(?:said|agreed|confirmed|promised|signed"
    r"|expressed|accepted)\b",
)
# Given before, and of another thing: means, budgets and reserves.
SET_ASIDE = compiled(
    r"\b(?:impegno di spesa|spesa|impegn\w+ (?:finanziari\w|contabil\w)) (?:\w+ )?gia"
    r" \w+|\bgia (?:\w+ )?(?:comunicat|indicat|inviat|trasmess)\w+ (?:nel|nella|con"
    r"|per)",
    r"\bпрежн\w+ (?:[\w-]+ )?(?:оговорк|услови|возражени)\w*",
    r"\b(?:no longer|not any more) (?:appl\w+|stands?|pending|holds?)\b|\b(?:earlier"
    r"|previous) (?:reservation|condition|objection|doubts?|concerns?|refusal)\w*",
)
