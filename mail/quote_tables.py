"""How mail programs announce that somebody else is speaking: tables, no logic.

Italian, Russian and English first; the neighbours because partners forward.
"""

import re

from mail.patterns import words

_COLON = r"\s{0,3}[:：]"

# ── separators: "-----Messaggio originale-----" ──────────────────────────────────

SEPARATOR = words(
    r"\W{0,4}[-_=]{2,}\s{0,3}(?:"
    r"original (?:message|appointment|e-?mail)|(?:forwarded|reply) message"
    r"|initial header"
    r"|messaggio (?:originale|inoltrato|ricevuto)|email originale"
    r"|(?:исходное|пересылаемое|пересланное|оригинальное|переадресованное)"
    r" (?:сообщение|письмо)|конец пересылаемого сообщения"
    r"|ursprüngliche (?:nachricht|mitteilung)|oorspronkelijk bericht"
    r"|message (?:d'origine|original|transféré)|mensaje (?:original|reenviado)"
    r"|mensagem (?:original|encaminhada)|(?:wiadomość|treść) \w{3,12})\b.{0,60}"
)
APPLE_FORWARD = words(
    rf"\W{{0,4}}inizio (?:del )?messaggio inoltrato{_COLON}",
    rf"\W{{0,4}}begin forwarded message{_COLON}",
    r"\W{0,4}начало (?:переадресованного|пересылаемого|пересланного) сообщения"
    rf"{_COLON}",
)
RULE = re.compile(r"\s*(?:[-_=*~─—]\s?){3,}\s*")
"""A drawn line: it goes with the quote it introduces."""

# ── header blocks: "Da: … Inviato: … A: … Oggetto: …" ────────────────────────────

_LABELS = {
    "from": r"da|from|от|от кого|von|de|van|od|mittente|отправитель",
    "date": r"inviato|inviato il|data|data invio|data e ora|sent|date|sent at"
    r"|отправлено|дата|дата отправки|gesendet|datum|envoyé|fecha|enviado|enviada em"
    r"|enviado el|verzonden|wysłano|відправлено",
    "to": r"a|to|кому|per|an|à|para|aan|do|destinatari[oi]|получатель",
    "cc": r"cc|c\.c\.|p\.c\.|копия|kopie|ccn|bcc|reply-to|rispondi a|priorità"
    r"|importanza|importance|важность|allegati|attachments|вложения",
    "subject": r"oggetto|ogg|subject|тема|betreff|objet|asunto|assunto|onderwerp|temat",
}
HEADER_LABEL = words(
    r"[\s>*|_]{0,6}(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in _LABELS.items())
    + r")\s{0,3}\*{0,2}\s?[:：]\*{0,2}(?P<value>.{0,300})"
)
INLINE_LABEL = words(
    r"\b(?P<date>inviato|sent|отправлено|data|date|дата)\s?:",
    r"\b(?P<to>to|a|кому)\s?:",
    r"\b(?P<subject>oggetto|subject|тема)\s?:",
)
"""The same labels where a client has put them all on one line."""
BARE_LABEL = words(
    r"\s{0,3}(?P<from>da|from|от) .{0,200}@.{0,200}",
    r"\s{0,3}(?P<date>data|date|дата) .{0,60}\d:\d\d.{0,40}",
    r"\s{0,3}(?P<to>a|to|кому) .{0,200}@.{0,200}",
    r"\s{0,3}(?P<subject>oggetto|subject|тема) .{1,300}",
)
"""And where a client has left the colons out (Aruba)."""
LOOKS_SENT = re.compile(r"@|\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b")
"""Somewhere in a header block: an address, a time or a year."""

# ── quoted lines ─────────────────────────────────────────────────────────────────

QUOTED = re.compile(r"[ \t]{0,3}(?:[A-ZА-Я]{1,4})?(?:>|&gt;)")

# ── signatures ───────────────────────────────────────────────────────────────────

DASHES = re.compile(r"\s*(?:--|—|––|- -)\s*")
CONTACT = words(
    r"\b(?:tel|fax|cell|mob|phone|тел|моб)\b|www\.|https?:|\bp\.?\s?iva\b|@"
)
"""What makes the lines under a drawn rule a signature and not the letter going on."""

_DEVICE = r"[^:]{0,60}(?:<https?:[^>]{1,200}>.{0,40})?"
MOBILE = words(
    r"\W{0,3}(?:inviat[oa]|spedito|sent|отправлено|послано|enviado|envoyé|gesendet"
    r"|verzonden|wysłane) (?:da|dal|dall[ao']|from|with|via|using|с|со|из|через|desde"
    rf"|depuis|von|vanaf|z)\b{_DEVICE}",
    r"\W{0,3}(?:scarica|ottieni|get|download|скачать|загрузить|получить) outlook\b"
    rf"{_DEVICE}",
)
_ENDS = r"[,.!\s]{0,3}"
_NAME = r"[,\s]{1,3}(?-i:[A-ZА-ЯЁ]).{0,60}"  # a sentence would go on in lower case
SIGN_OFF = words(
    r"\W{0,3}(?:grazie(?: mille)?,?(?: e)? )?(?:con i |i )?(?:pi[uù] |nostri )?"
    r"(?:cordiali|distinti|cari|migliori|deferenti|affettuosi) (?:cordiali )?saluti"
    rf"(?:{_ENDS}|\s.{{0,12}})",
    r"\W{0,3}(?:un cordiale saluto|cordialità|cordialmente|con osservanza|in fede)"
    rf"{_ENDS}",
    rf"\W{{0,3}}saluti(?: cordiali)?{_ENDS}",
    r"\W{0,3}con (?:viva |i sensi della |la massima )?(?:più alta )?"
    rf"(?:cordialità|stima|considerazione){_ENDS}",
    r"\W{0,3}(?:l['’]occasione è gradita|cogl[a-z]+ l['’]occasione).{0,90}saluti"
    rf"{_ENDS}",
    r"\W{0,3}(?:с (?:глубоким |искренним |большим )?уважением|с почтением"
    r"|с наилучшими пожеланиями|искренне ваш[аи]?|всего (?:доброго|хорошего"
    rf"|наилучшего))(?:{_ENDS}|{_NAME})",
    r"\W{0,3}(?:(?:best|kind|kindest|warm|with best|with kind|many) )?regards"
    rf"(?:{_ENDS}|{_NAME})",
    r"\W{0,3}(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?"
    rf"(?:{_ENDS}|{_NAME})",
    r"\W{0,3}(?:best wishes|cordially|respectfully|mit freundlichen grüßen"
    rf"|cordialement){_ENDS}",
)
POSTSCRIPT = words(r"\s*(?:p\.?\s?s\.?|post\s?scriptum|постскриптум)[\s:.)]")

_LEGAL_IT = (
    r"(?:riservat[oaei]|confidenzial|controllat"
    r"|destinat[oaei] (?:esclusiv|unic|sol|all))"
)
_LEGAL_EN = r"(?:confidential|intended (?:only|solely|for)|privileged|scanned|virus)"
_LEGAL_RU = r"(?:конфиденциальн|предназначен|проверено)"
DISCLAIMER = words(
    r"\W{0,6}le informazioni (?:contenute|trasmesse)",
    r"\W{0,6}(?:il contenuto del(?:la)? )?(?:il )?(?:presente|questo)"
    rf" (?:messaggio|documento).{{0,80}}{_LEGAL_IT}",
    rf"\W{{0,6}}(?:la presente|questa) (?:e-?mail|comunicazione).{{0,80}}{_LEGAL_IT}",
    r"\W{0,6}(?:avvert(?:enz[ae]|imento)|avviso)"
    r" (?:ai sensi|di riservatezza|legale|privacy)",
    r"\W{0,6}(?:informativa|nota) (?:sulla |di )?(?:privacy|riservatezza)",
    r"\W{0,6}ai sensi (?:e per gli effetti )?(?:del|dell['’]art).{0,60}"
    r"(?:196/2003|2016/679|gdpr|privacy|si precisa che le informazioni)",
    r"\W{0,6}(?:rispetta|salva) l['’]ambiente|\W{0,6}prima di stampare",
    r"\W{0,6}(?:this|the information (?:in|contained in) this|the contents of this)"
    rf" (?:e-?mail|message|communication|transmission).{{0,90}}{_LEGAL_EN}",
    r"\W{0,6}(?:confidentiality|legal|privacy) (?:notice|note|disclaimer)",
    r"\W{0,6}disclaimer\s?:|\W{0,6}(?:please )?consider the environment",
    r"\W{0,6}(?:данное|настоящее|это) (?:электронное )?(?:сообщение|письмо)"
    rf".{{0,90}}{_LEGAL_RU}",
    r"\W{0,6}информация,?\s{1,3}содержащаяся в"
    r"|\W{0,6}(?:уведомление|предупреждение) о конфиденциальности",
    r"\W{0,6}virus-free\.|\W{0,6}mail priva di virus",
)
