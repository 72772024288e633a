"""Header blocks as mail programs print them above a quote: labels, in any language."""

import re
from itertools import islice

from mail.patterns import words

# Italian, Russian, English first; then the neighbours, and those who forward to them.
_LABELS = {
    "from": (
        *("da", "mittente", "от", "от кого", "отправитель", "from", "sender"),
        *("von", "absender", "de", "expéditeur", "remitente", "remetente", "van"),
        *("afzender", "od", "nadawca", "odesílatel", "odosielateľ", "šalje"),
        *("pošiljatelj", "шаље", "šalje", "від", "від кого", "відправник", "ад"),
        *("ад каго", "изпращач", "подател", "de la", "expeditor", "expeditorul"),
        *("feladó", "από", "αποστολέας", "kimden", "gönderen", "lähettäjä", "från"),
        *("avsändare", "fra", "avsender", "afsender", "saatja", "kellelt", "no"),
        *("sūtītājs", "nuo", "siuntėjas", "发件人", "寄件者", "寄件人", "發件人"),
        *("差出人", "送信者", "送信元", "보낸 사람", "보낸사람", "발신", "발신자"),
        *("من", "المرسل", "מאת", "từ", "người gửi", "dari", "pengirim", "จาก"),
        *("nga", "kimdən", "кімнен", "frá", "de part de", "ó", "nork", "द्वारा"),
    ),
    "date": (
        *("inviato", "inviato il", "inviata", "data", "data invio", "data e ora"),
        *("spedito", "ricevuto", "отправлено", "дата", "дата отправки", "послано"),
        *("sent", "date", "sent at", "sent on", "received", "gesendet", "datum"),
        *("gesendet am", "envoyé", "envoyé le", "fecha", "enviado", "enviado el"),
        *("enviada el", "enviada em", "enviado em", "enviada", "enviat", "verzonden"),
        *("wysłano", "wysłane", "odesláno", "odoslané", "dátum", "poslano", "послато"),
        *("надіслано", "відправлено", "адпраўлена", "изпратено", "trimis", "dată"),
        *("data trimiterii", "elküldve", "küldve", "küldés dátuma", "στάλθηκε"),
        *("ημερομηνία", "εστάλη", "gönderildi", "gönderilen", "gönderme tarihi"),
        *("tarih", "lähetetty", "päivämäärä", "päiväys", "skickat", "sendt", "dato"),
        *("saadetud", "kuupäev", "nosūtīts", "datums", "išsiųsta", "发送时间", "日期"),
        *("发送日期", "時間", "时间", "寄件日期", "傳送時間", "傳送日期", "送信日時"),
        *("日時", "日付", "送信日", "보낸 날짜", "날짜", "보낸날짜", "تاريخ"),
        *("التاريخ", "تاريخ الإرسال", "تم الإرسال", "נשלח", "תאריך", "đã gửi"),
        *("ngày", "ngày gửi", "tanggal", "dikirim", "terkirim", "วันที่", "ส่ง"),
        *("sent date", "invio", "creato", "expédié"),
    ),
    "to": (
        *("a", "per", "destinatario", "destinatari", "кому", "получатель", "to"),
        *("an", "empfänger", "à", "pour", "destinataire", "destinataires", "para"),
        *("destinatario/s", "aan", "ontvanger", "do", "adresat", "komu", "pre"),
        *("prima", "za", "primatelj", "kome", "кога", "каму", "до", "получател"),
        *("către", "catre", "destinatar", "destinatarul", "címzett", "προς", "kime"),
        *("alıcı", "vastaanottaja", "till", "til", "mottaker", "modtager", "saaja"),
        *("kellele", "kam", "saņēmējs", "kam", "gavėjas", "收件人", "收件者", "宛先"),
        *("送信先", "받는 사람", "받는사람", "수신", "수신자", "إلى", "الى", "אל"),
        *("עבור", "đến", "tới", "người nhận", "kepada", "untuk", "ถึง", "пр"),
    ),
    "subject": (
        *("oggetto", "ogg", "тема", "subject", "betreff", "objet", "sujet", "asunto"),
        *("assunto", "assumpte", "onderwerp", "temat", "předmět", "predmet", "наслов"),
        *("naslov", "zadeva", "тэма", "относно", "предмет", "subiect", "subiectul"),
        *("tárgy", "θέμα", "konu", "aihe", "ämne", "emne", "teema", "pealkiri"),
        *("temats", "tēma", "tema", "主题", "主旨", "主題", "標題", "件名", "제목"),
        *("الموضوع", "موضوع", "נושא", "הנדון", "chủ đề", "tiêu đề", "perihal"),
        *("subjek", "judul", "เรื่อง", "หัวเรื่อง", "mövzu", "gaia"),
    ),
    "cc": (
        *("cc", "c\\.c\\.", "p\\.c\\.", "ccn", "bcc", "копия", "kopie", "copie à"),
        *("copia", "cópia", "kopia", "kopi", "kopio", "kópia", "másolat", "dw"),
        *("másolatot kap", "копія", "копие", "копија", "kopija", "bilgi", "κοιν\\."),
        *(
            "κοινοποίηση",
            "抄送",
            "副本",
            "참조",
            "نسخة",
            "עותק",
            "tembusan",
            "đồng kính gửi",
        ),
        *("reply-to", "rispondi a", "ответить", "antwort an", "répondre à"),
        *("responder a", "priorità", "importanza", "importance", "важность"),
        *("wichtigkeit", "priority", "prioridad", "allegati", "attachments"),
        *("вложения", "anlagen", "pièces jointes", "anexos", "organizzazione"),
        *("organization", "kopie \\(cc\\)", "cco", "cci", "důležitost", "bijlagen"),
        *("załączniki", "přílohy", "liitteet", "bilagor", "vedhæftede filer"),
        *("ekler", "categorie", "categories", "message-id", "resent-from"),
    ),
}
_MAX_VALUE = 300
_MOST_INLINE = 8  # labels on one line; more is no header
_LONGEST_LABEL = 30
_ALIKE = str.maketrans("İıς", "iiσ")  # letters with more than one other case


def _folded(words: str) -> str:
    return words.translate(_ALIKE).lower().translate(_ALIKE)


_KIND_OF: dict[str, str] = {}
for _kind, _names in _LABELS.items():
    for _name in _names:
        _KIND_OF.setdefault(_folded(_name.replace("\\", "")), _kind)
_INLINE = {name: kind for name, kind in _KIND_OF.items() if kind != "cc"}
_LAST_WORDS = frozenset(re.split(r"[\s/]", name)[-1] for name in _INLINE)

_HEADER = re.compile(
    r"[\s>*|_]{0,6}+(?P<name>[^\s:：>*|_][^:：]{0,30}?)\s{0,3}\*{0,2}\s?[:：]"
)
_BREAKS = r"\s:：/<>()\[\]{}*\"'|,;.«“„-"
_COLON = re.compile(rf"(?:^|(?<=[{_BREAKS}]))([^{_BREAKS}]{{1,24}}+)(?=\s?[:：])")
_WORD_STARTS = re.compile(r"(?<!\w)\S")
_BLANKS = re.compile(r"\s{1,4}")
_INNER_BLANKS = re.compile(r"\s{1,4}+(?![\s:：])")


def header_kind(line: str, *, whole: bool = True) -> str:
    """`from`, `date`, `to`, `subject` or `cc`, if a line begins as a header does.

    Args:
        line: as people see it.
        whole: not if the value is too long to be one.
    """
    found = _HEADER.match(line) if ":" in line or "：" in line else None
    if found is None:
        return ""
    value = line[found.end() :]
    stars = len(value[:2]) - len(value[:2].lstrip("*"))
    if whole and len(value) - stars > _MAX_VALUE:
        return ""
    return _KIND_OF.get(_BLANKS.sub(" ", _folded(found["name"])), "")


def inline_kinds(line: str) -> set[str]:
    """The kinds of labels anywhere in a line: some clients put all on one."""
    folded = _INNER_BLANKS.sub(" ", _folded(line))
    ends = (one.end() for one in _COLON.finditer(folded) if one[1] in _LAST_WORDS)
    return {_kind_before(folded, end) for end in islice(ends, _MOST_INLINE)} - {""}


def _kind_before(line: str, end: int) -> str:
    """The kind of the longest label that ends there."""
    for start in _WORD_STARTS.finditer(line, max(0, end - _LONGEST_LABEL), end):
        kind = _INLINE.get(line[start.start() : end])
        if kind:
            return kind
    return ""


BARE_LABEL = words(
    r"\s{0,3}(?P<from>da|from|от) .{0,200}@.{0,200}+",
    r"\s{0,3}(?P<date>data|date|дата) .{0,60}\d:\d\d.{0,40}+",
    r"\s{0,3}(?P<to>a|to|кому|per) .{0,200}@.{0,200}+",
    r"\s{0,3}(?P<subject>oggetto|subject|тема) .{1,300}",
)
"""And where a client has left the colons out (Aruba)."""
STRANGE_LABEL = re.compile(
    r"[\s>*|_]{0,6}(?P<name>[^\W\d_][^:：\n]{0,24})\s?[:：]\*{0,2}\s{0,4}(?P<value>\S.{0,300})"
)
"""A label of no language we know."""

ADDRESS = re.compile(
    r"[<(\[]\s{0,2}(?:mailto:)?[^\s<>()\[\]@]{1,100}@[^\s<>()\[\]@]{1,100}"
)
"""An address as clients print it: in brackets; people in prose do without."""
TIME = re.compile(r"(?<![\d.,/])\d{1,2}(?:[:：.]|\s?h\s?)\d{2}(?!\d|[./]\d)")
CLOCK = re.compile(r"(?<![\d.,])\d{1,2}[:：]\d{2}(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
LOOKS_SENT = re.compile(r"@|(?<!\d)\d{1,2}(?:[:：.]|\s?h\s?)\d{2}(?!\d)")
"""Somewhere in a header block: an address or a time."""
