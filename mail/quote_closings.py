"""How letters end: the words after which only a name and an office follow."""
# ruff: noqa: E501  a list of words reads better unbroken

from mail.patterns import words

_ENDS = r"[,.!:\s]{0,4}"
_NAME = r"[,\s]{1,3}(?-i:[A-ZА-ЯЁ]).{0,60}"  # a sentence would go on in lower case

_ITALIAN = (
    (
        r"(?:(?:grazie|ringraziando|ringraziandola|ringraziandovi)[\w ]{0,30},?(?: e)? )?"
        r"(?:(?:si )?(?:porg\w{2,4}|invi\w{1,4}|colg\w{1,4} l['’]occasione per \w{4,10}) )?"
        r"(?:con i |i |un )?(?:pi[uù] |nostri |miei )?"
        r"(?:cordial[ei]|distint[io]|car[io]|miglior[ie]|deferent[ei]|affettuos[io]|un) "
        rf"(?:cordial[ei] )?salut[io](?:{_ENDS}|\s.{{0,12}})"
    ),
    rf"(?:cordialità|cordialmente|con osservanza|in fede|cordialissimi saluti){_ENDS}",
    rf"(?:tanti |tantissimi )?salut[io](?: cordiali| a tutti)?{_ENDS}",
    (
        r"con (?:viva |i sensi della |la massima )?(?:più alta )?"
        rf"(?:cordialità|stima|considerazione){_ENDS}"
    ),
    rf"(?:l['’]occasione è gradita|cogl[a-z]+ l['’]occasione).{{0,90}}saluti{_ENDS}",
)
_RUSSIAN = (
    (
        r"(?:(?:заранее )?(?:спасибо|благодар\w{1,4})[,. и]{1,3})?"
        r"(?:с (?:глубоким |искренним |большим )?(?:уважением|ув\.)|с почтением"
        r"|с наилучшими пожеланиями|искренне ваш[аи]?|всего (?:доброго|хорошего"
        rf"|наилучшего))(?:{_ENDS}|{_NAME})"
    ),
    rf"(?:з (?:повагою|пошаною|найкращими побажаннями)|з павагай)(?:{_ENDS}|{_NAME})",
    rf"(?:с уважение|поздрави|с поштовањем|срдачан поздрав)(?:{_ENDS}|{_NAME})",
)
_ENGLISH = (
    (
        r"(?:(?:many )?thanks (?:and|&) )?(?:(?:best|kind|kindest|warm|warmest|with best"
        rf"|with kind|many|with warm) )?regards(?:{_ENDS}|{_NAME})"
    ),
    rf"(?:yours )?(?:very )?(?:sincerely|faithfully|truly)(?: yours)?(?:{_ENDS}|{_NAME})",
    rf"(?:(?:with )?best wishes|all the best|cordially|respectfully(?: yours)?){_ENDS}",
)
_OTHERS = (
    (
        r"(?:mit )?(?:den )?(?:freundlich|herzlich|best|schön|lieb|viel)\w{0,4} gr(?:ü|ue)"
        rf"(?:ß|ss)\w{{0,3}}(?: aus \w{{2,20}})?|hochachtungsvoll|mfg|m\.f\.g\.|lg|vg{_ENDS}"
    ),
    rf"(?:bien |très )?(?:cordialement|sincèrement|amicalement|respectueusement){_ENDS}",
    r"(?:je vous prie|veuillez) (?:d['’])?(?:agréer|recevoir|croire).{0,120}",
    rf"(?:meilleures|sincères|cordiales) salutations|salutations (?:distinguées){_ENDS}",
    rf"bien à (?:vous|toi){_ENDS}",
    (
        r"(?:(?:un |reciba un )?(?:cordial(?:es)?|atento|saludo)(?: saludos?)?|saludos"
        rf"(?: cordiales)?|atentamente|muy atentamente|salutacions(?: cordials)?){_ENDS}"
    ),
    (
        r"(?:(?:com os )?(?:melhores|meus) cumprimentos|cumprimentos|atenciosamente|att"
        rf"|abraços?){_ENDS}"
    ),
    rf"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg{_ENDS}",
    rf"(?:z (?:poważaniem|wyrazami szacunku)|pozdrawiam(?: serdecznie)?){_ENDS}",
    rf"s (?:pozdravem|úctou|pozdravom|poštovanjem|spoštovanjem|štovanjem){_ENDS}",
    rf"(?:lep|srdačan|lijep) pozdrav|lp{_ENDS}",
    rf"(?:cu (?:stimă|respect|considerație)|o zi bună){_ENDS}",
    rf"(?:üdvözlettel|tisztelettel|szívélyes üdvözlettel){_ENDS}",
    rf"(?:με εκτίμηση|με (?:φιλικούς )?χαιρετισμούς){_ENDS}",
    rf"(?:saygılarım\w{{0,6}}|iyi çalışmalar|en iyi dileklerimle){_ENDS}",
    rf"(?:ystävällisin|parhain) terveisin|terveisin|ystävällisesti{_ENDS}",
    (
        rf"(?:med )?(?:vänlig|vennlig|venlig|bästa|beste|bedste)\w{{0,2}} "
        rf"(?:hälsning|hilsen|hilsner)\w{{0,3}}|hälsningar|mvh|hilsen{_ENDS}"
    ),
    rf"(?:lugupidamisega|parimate soovidega|tervitades){_ENDS}",
    rf"(?:ar cieņu|pagarbiai|su pagarba|geriausi linkėjimai){_ENDS}",
    (
        r"(?:此致|敬礼|敬禮|祝好|顺颂商祺|よろしくお願い(?:いた)?します|敬具|감사합니다"
        r"|مع (?:أطيب )?(?:التحيات|التحية)|وتفضلوا.{0,60}|בברכה|בכבוד רב"
        r"|trân trọng|hormat kami|salam)[。.,،\s]{0,4}"
    ),
)
SIGN_OFF = words(
    *(
        rf"\W{{0,3}}(?:{one}){_ENDS}"
        for one in (*_ITALIAN, *_RUSSIAN, *_ENGLISH, *_OTHERS)
    )
)
