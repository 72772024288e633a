"""How mail programs and people part what is new from what is not: tables, no logic.

Italian, Russian and English first; the neighbours because partners forward.
"""
# ruff: noqa: E501  a list of words reads better unbroken

import re

from mail.patterns import words

_COLON = r"\s{0,3}[:：]"

# ── separators: "-----Messaggio originale-----" ──────────────────────────────────

_ORIGINAL = (
    r"original (?:message|appointment|e-?mail|text)|originalmessage",
    r"(?:forwarded|reply|replied|previous|quoted|initial) (?:message|mail|e-?mail)",
    r"initial header|message transmitted|forwarded by|forwarded letter",
    r"messaggio (?:originale|inoltrato|ricevuto|iniziale|precedente)",
    r"(?:e-?mail|testo|mail) (?:originale|inoltrata)|inoltrato da|da inoltrare",
    (
        r"(?:исходное|пересылаемое|пересланное|оригинальное|переадресованное"
        r"|перенаправленное|первоначальное|начальное) (?:сообщение|письмо)"
    ),
    r"(?:конец )?(?:пересылаемого|пересылаемое|переадресованного) (?:сообщения|письма)",
    (
        r"(?:оригінальне|початкове|вихідне|переслане|перенаправлене|пересилається)"
        r" (?:повідомлення|лист)|(?:арыгінальнае|зыходнае|перасланае) паведамленне"
    ),
    r"(?:оригинално|препратено|първоначално) (?:съобщение|писмо)",
    r"(?:оригинална|прослеђена|изворна) порука",
    (
        r"(?:ursprüngliche|weitergeleitete|original|antwort) ?-?(?:nachricht|mitteilung"
        r"|e-?mail|mail)|originalnachricht|ursprünglicher termin"
    ),
    r"(?:oorspronkelijk|origineel|doorgestuurd) (?:bericht|e-?mail)",
    (
        r"(?:message|e-?mail|courriel|mail) (?:d['’]origine|original|initial|transf[ée]r[ée]"
        r"|transmis|réexpédié|précédent)"
    ),
    r"mensaje (?:original|reenviado|enviado)|correo original",
    r"mensagem (?:original|encaminhada|reencaminhada)|missatge (?:original|reenviat)",
    r"mensaxe orixinal|jatorrizko mezua",
    r"(?:wiadomość|treść|oryginalna|pierwotna|przekazana) \w{3,14}(?: wiadomości)?",
    r"(?:původní|přeposlaná|předaná) (?:zpráva|e-?mail)",
    r"(?:pôvodná|preposlaná|originálna) správa",
    r"(?:izvirno|posredovano) sporočilo",
    r"(?:izvorna|originalna|proslijeđena|prosleđena) poruka",
    r"mesaj(?:ul)? (?:original|redirecționat|iniţial|inițial)",
    r"(?:eredeti|továbbított) (?:üzenet|levél)",
    r"(?:αρχικό|προωθημένο) μήνυμα",
    r"(?:orijinal|özgün|iletilen|iletilmiş|yönlendirilmiş|asıl) (?:mesaj|ileti)",
    r"(?:alkuperäinen|välitetty|edelleenlähetetty) (?:viesti|sanoma)",
    (
        r"(?:ursprungligt|vidarebefordrat|originalt) (?:meddelande|mejl)"
        r"|original(?:meddelande|melding|besked)"
    ),
    r"(?:oprindelig|videresendt|original) (?:meddelelse|besked|e-?mail|mail)",
    r"(?:opprinnelig|videresendt|original) melding",
    r"(?:algne|edastatud|originaal) ?(?:kiri|sõnum|teade)",
    r"(?:sākotnējais|pārsūtītais|oriģinālais) (?:ziņojums|e-?pasts)",
    r"(?:pradinis|persiųstas|originalus) (?:pranešimas|laiškas)",
    (
        r"原始(?:邮件|郵件|信件|訊息|消息)|回复的(?:原)?邮件|转发(?:的)?(?:邮件|消息)\w{0,4}"
        r"|轉寄(?:的)?(?:郵件|訊息)|邮件原件"
    ),
    r"(?:元の|転送(?:された)?)メ(?:ッセージ|ール)\w{0,4}|メッセージを転送",
    r"(?:원본|전달된|원래) ?(?:메시지|메일)",
    r"(?:الرسالة|رسالة) (?:الأصلية|أصلية|معاد توجيهها|المعاد توجيهها|محولة)",
    r"הודעה (?:מקורית|שהועברה)",
    r"(?:tin nhắn|thư|thông điệp)(?: gốc| ban đầu| đã chuyển tiếp)",
    r"pesan (?:asli|terusan|diteruskan)|ข้อความต้นฉบับ|ข้อความที่ส่งต่อ",
)
SEPARATOR = words(
    rf"\W{{0,4}}[-_=—–*]{{2,40}}+\s{{0,3}}(?:{'|'.join(_ORIGINAL)})(?!\w).{{0,90}}",
    r">>> .{1,200}(?:\d[/.:-]\d\d|@).{0,80}(?:>>>)?",  # GroupWise
)
APPLE_FORWARD = words(
    *(
        rf"\W{{0,4}}(?:{phrase}){_COLON}\s{{0,3}}"
        for phrase in (
            r"inizio (?:del )?messaggio inoltrato",
            r"begin forwarded message|forwarded message",
            r"начало (?:переадресованного|пересылаемого|пересланного) сообщения",
            r"anfang der weitergeleiteten (?:nachricht|e-?mail)",
            r"début du (?:message|courriel|e-?mail) (?:réexpédié|transféré)",
            r"inicio del mensaje reenviado|inici del missatge reenviat",
            r"início da mensagem (?:re)?encaminhada",
            r"begin doorgestuurd bericht|początek przekazywanej wiadomości",
            r"začátek přeposílané zprávy|začiatok preposlanej správy",
            r"započni proslijeđenu poruku|začetek posredovanega sporočila",
            r"začni posredovano sporočilo|początek przesyłanej dalej wiadomości",
            r"początek listu przekazanego|továbbított levél kezdete",
            r"(?:începe|început) mesajul(?:ui)? redirecționat",
            r"початок листа, що пересилається|начало на препратеното съобщение",
            r"start på videresendt (?:besked|melding)|videresendt melding",
            r"vidarebefordrat (?:mejl|brev|meddelande)|välitetty viesti alkaa",
            r"i̇?leti başlangıcı|αρχή προωθημένου μηνύματος",
            r"下面是(?:被)?转发的邮件|下面是被轉寄的郵件|開始轉寄郵件|转发的邮件",
            r"転送されたメッセージ|전달된 메시지(?: 시작)?|بداية الرسالة المحولة",
            r"תחילת ההודעה שהועברה|bắt đầu thư được chuyển tiếp|mulai pesan terusan",
        )
    )
)
RULE = re.compile(r"\s*(?:[-_=*~─—]\s?){3,}\s*")
"""A drawn line: it goes with the quote it introduces."""
TITLE_RULE = re.compile(
    r"\s{0,3}[-_=*]{3,40}+\s?[^\W\d_][^-_=*\n]{2,60}?\s?[-_=*]{3,40}"
)
"""A title between drawn lines: a separator if a header follows."""
REPLY_ABOVE = words(
    r"\W{0,12}(?:please )?(?:type|write|enter|add)? ?(?:your )?(?:reply|response)"
    r" (?:above|over) this line.{0,40}",
    r"\W{0,12}reply above (?:this|the) line.{0,60}",
    r"\W{0,12}(?:rispondi|rispondere|scrivi) (?:al di )?sopra (?:a )?questa (?:riga|linea)"
    r".{0,40}",
    r"\W{0,12}(?:пишите|введите|ответьте|напишите)(?: ваш| свой)?(?: ответ)?"
    r" (?:выше|над) (?:этой|этой линией|данной) (?:строки|линии|чертой|строкой).{0,40}",
    r"\W{0,12}(?:bitte )?(?:antworten sie|ihre antwort)"
    r" (?:oberhalb|über) dieser (?:zeile|linie).{0,40}",
    r"\W{0,12}(?:veuillez )?répond(?:re|ez) au[- ]dessus de cette ligne.{0,40}",
)
"""Help desks: what stands below is theirs."""

ANNOUNCED_INSIDE = re.compile(
    r"(?<=[\s-])(?:On|Il giorno|Il|In data|Le|El|Em|Am|Op)"
    r" (?:[^\W\d]{2,10}\.?,? )?(?:\d|[A-Z][a-z]{2,9} \d)"
)
"""Words of the person, and then "On Tue, Apr 4 …" without a new line."""

# ── quoted lines ─────────────────────────────────────────────────────────────────

QUOTED = re.compile(r"[ \t\xa0]{0,3}(?:[A-ZА-ЯЁ]{1,4}(?=>[ >]))?(?:>|&gt;|＞)")
QUOTED_AMOUNT = re.compile(r"\s{0,3}>\s{0,2}=?\s{0,2}[\d€$%]")
BAR = re.compile(r"[ \t]{0,3}[|│](?:\s|$)")
BROKEN_OFF = 60  # a quoted line this long was broken by somebody's mail program

# ── signatures ───────────────────────────────────────────────────────────────────

DASHES = re.compile(r"\s*(?:--|—|––|- -)\s*")
CONTACT = words(
    r"(?<!\w)(?:tel|fax|cell|mob|phone|telefono|тел|моб|факс|telefon|tél)(?!\w)"
    r"|www\.|https?:|(?<!\w)p\.?\s?iva(?!\w)|@|\+\d{2,3}[\s(]|(?<!\w)pec:"
)
"""What makes the lines under a drawn line a signature and not the letter going on."""
SENTENCE = re.compile(r"(?:\S{1,40}\s{1,3}){3,}\S{1,40}[.!?…]\s{0,3}")
QUESTION = re.compile(r"\S.{0,200}\?\s{0,3}")
"""Lines of a person still speaking."""

_DEVICE = r"[^:]{0,60}(?:<https?:[^>]{1,200}>.{0,40})?"
_SENT_WITH = (
    r"(?:inviat[oa]|spedito|scritto) (?:da|dal|dall[ao']|con|tramite|via)",
    r"(?:sent|written|composed) (?!.*(?:\bis\b|\bwas\b))(?:from|with|via|using|by|on)",
    r"(?:отправлено|послано|написано) (?:с|со|из|через|от|при помощи)",
    r"(?:gesendet|versendet|geschickt|verfasst) (?:von|mit|über|via|aus)",
    r"envoyé(?:e)? (?:de|depuis|à partir|avec|via|par|du)",
    r"enviad[oa] (?:desde|con|do|da|de|a partir|através|com|via|pelo)",
    r"enviat (?:des|amb)|(?:verzonden|verstuurd) (?:vanaf|met|via|vanuit|door)",
    r"wysłan[eoay] (?:z|przez|za)|(?:odesláno|odoslané) (?:z|ze|zo|pomocí|pomocou)",
    r"(?:надіслано|відправлено) (?:з|із|зі|через)|адпраўлена з|изпратено (?:от|с)",
    r"(?:послато|poslato|poslano) (?:са|sa|s|z|iz|из|с)|trimis (?:de|din|cu|prin)",
    r"(?:στάλθηκε|εστάλη) (?:από|με)|skickat? från|skickat med|sendt (?:fra|med|via)",
    r"saadetud (?:minu|mu)|nosūtīts no|išsiųsta iš|đã gửi từ|được gửi từ|gửi từ",
    r"dikirim dari|terkirim dari|ส่งจาก",
)
_PRODUCTS = (
    r"(?:i?phone|ipad|ipod|mac|android|samsung|galaxy|outlook|e?mail\w{0,3}|yahoo|huawei"
    r"|xiaomi|redmi|smartphone|telefon\w{0,4}|cellulare|portable|tablet|mobil\w{0,5}"
    r"|móvil|celular|blackberry|windows|libero\w{0,5}|virgilio|proton\w{0,6}|spark|gmail"
    r"|nokia|device|dispositivo|honor|oppo|vivo|pixel|honeywell|app|webmail|posta|poczt\w+"
    r"|thunderbird|bluemail|k-9|aqua|nine|airmail|motorola|sony|xperia|lg|htc|aruba"
    r"|tutanota|pda|pc|zimbra|mailbird|front|missive|hubspot|superhuman|polymail|хонор"
    r"|смартфон\w{0,2}|телефон\w{0,2}|планшет\w{0,2}|почт\w{1,3}|яндекс\w{0,7}|мобильн\w+"
    r"|мобільн\w+|айфон\w{0,2}|рамблер\w{0,3}|my|mein\w{0,2}|mon|ma|mi|meu|mijn|min|mio|mia"
    r"|mojego|mého|môjho|mojega|mog|моего|моей|мого|μου)"
)
MOBILE = words(
    rf"[\W_]{{0,3}}(?:{'|'.join(_SENT_WITH)})(?!\w)[^:]{{0,40}}(?<!\w){_PRODUCTS}(?!\w)"
    rf"{_DEVICE}",
    r"[\W_]{0,3}(?:scarica|ottieni|get|download|скачать|загрузить|получить|obtener"
    r"|obtenga|obtenir|télécharger|obter o|obtenha o|pobierz|získejte|získajte|hent"
    r"|hämta|descarga|descargar|завантажити|отримати|dobijte|preuzmite|letöltése)"
    rf" (?:program |aplikaci |app )?outlook(?!\w){_DEVICE}",
    rf"[\W_]{{0,3}}outlook (?:für|voor|для|til|för) [^:]{{0,40}}{_DEVICE}",
    r"[\W_]{0,3}(?:holen|laden) sie sich outlook.{0,60}",
    r"[\W_]{0,3}von (?:mein\w{0,2} |unterwegs|outlook).{0,50}gesendet\.?",
    r"[\W_]{0,3}diese (?:nachricht|e-?mail) wurde (?:von|mit) .{1,60}gesendet\.?",
    r"[\W_]{0,3}(?:questo|il) messaggio è stato inviato (?:da|con) .{1,60}",
    r"[\W_]{0,3}lähetetty .{0,20}(?:iphone|ipad|android|samsung|outlook|yahoo|puhelim)"
    r".{0,40}|[\W_]{0,3}.{0,30}(?:iphone|ipad|telefon|cihaz).{0,20}gönderildi.{0,10}",
    r"[\W_]{0,3}.{0,40}(?:iphone|ipad|android|készülék|telefon).{0,20}küldve.{0,10}",
    r"[\W_]{0,3}(?:发自|來自|来自|從|从)我的.{1,40}|.{1,40}(?:から送信|에서 보냄|에서 전송).{0,10}",
    r"[\W_]{0,3}(?:تم الإرسال من|أُ?رسلت? من|مُرسل من|נשלח מ).{1,60}",
    r"[\W_]{0,3}from my (?:iphone|ipad|mobile|phone|blackberry|android).{0,40}",
    r"[\W_]{0,3}написано с iphone.{0,20}",
)
SENT_WITH = words(rf"[\W_]{{0,3}}(?:{'|'.join(_SENT_WITH)})(?!\w)[^:.]{{1,40}}")
"""The same of a product nobody has heard of, as the very last line."""
POSTSCRIPT = words(r"\s*(?:p\.?\s?s\.?|post\s?scriptum|постскриптум|n\.?b\.?)[\s:.)]")
