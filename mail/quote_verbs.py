"""The words of attribution lines, language by language: who wrote, and when."""
# ruff: noqa: E501  a list of words reads better unbroken

import re
from functools import lru_cache

from mail.patterns import words

# "X wrote:" The verb stands last, or the name follows it.
_WROTE = (
    r"ha(?:nno|i)? scritto|avete scritto|scriv(?:e|eva)|ha scritto quanto segue",
    r"wrote|writes|has written|had written",
    r"(?:на)?писал(?:\(а\)|\(-а\)|а|и|/а)?|(?:на)?пишет|пишете|написали|писали",
    r"(?:на)?писав(?:\(ла\)|\(-ла\)|ла)?|написала|пише|напіса[лў](?:\(ла\)|а)?|піша",
    r"написа(?:л[аи]?)?|напиша|(?:је )?(?:на)?писа(?:о|ла|о/ла|о\(ла\))",
    r"schrieb(?:en(?: sie)?)?|hat geschrieben|schreibt|geschrieben",
    r"(?:nous )?a écrit|avez écrit|écrivait|écrit|a dit",
    r"escribió|ha escrito|escribiste|escreveu|va escriure|ha escrit|escriu|escribiu",
    r"schreef|geschreven|het volgende geschreven|schreven|skryf",
    r"(?:na)?pisał(?:\(a\)|a)?|pisze|napisali",
    r"napsal(?:\(a\)|a|i)?|píše|napísal(?:\(a\)|a|i)?",
    r"(?:je )?(?:na)?pisa(?:o|la|o/la|o\(la\)|l\(-?a\)|l)(?: je)?|piše|je napisala?",
    r"skrev(?: följande| følgende)?|skriver|kirjoitti|kirjutas|rakstīja|rašė|parašė",
    r"(?:ezt )?írta|a scris|ați scris|έγραψε\w{0,2}|(?:şunu|şunları|bunu)? ?yazdı",
    r"đã viết|menulis|เขียนว่า|เขียน|نوشت|كتب(?:ت)?|כתב(?:ה|/ה)?|ने लिखा|idatzi du",
    (
        r"写道|寫道|写到|寫到|写了|のメール|のメッセージ|書きました|さんは書きました"
        r"|님이 (?:작성|쓴|씀)\w{0,5}(?: 글)?|작성(?:함)?|skrifaði|shkroi|жазды|yazıb"
    ),
)
WROTE = "(?:" + "|".join(_WROTE) + ")"
WROTE_JOINED = words(
    r"(?:写道|寫道|写到|寫到|写了|のメール|のメッセージ|書きました|작성(?:함)?|쓴 글)\s{0,3}[:：]$",
)
"""In the languages that leave no blank between the name and the verb."""
WROTE_THEN_NAME = words(
    # Am 14.10.2025 um 10:12 schrieb X:   the name comes last
    r"(?<!\w)(?:schrieb(?: von)?|schreef|skrev|kirjutas|kirjoitti)"
    r" .{1,120}[:：]$",
    r"(?<!\w)(?:ezt )?írta \(?időpont.{1,60}[:：]$",
)
_FIRST_LETTERS = "abeghijkmnprsvwyéíđşέжнпјכكنनเさの写寫書님작"
_LOWER = str.maketrans({"İ": "i"})  # else it would become two
_WROTE_LOWER = rf"(?=[{_FIRST_LETTERS}])(?<!\w){WROTE.replace('ı', '[ıi]')}"
_WROTE_SOMEWHERE = words(rf"{_WROTE_LOWER}(?!\w)", flags=re.RegexFlag(0))
_WROTE_LAST = words(
    rf"{_WROTE_LOWER}\s{{0,3}}(?:[:：]|-{{2,8}}:?)$", flags=re.RegexFlag(0)
)
OWN_WORDS = words(
    r"(?<!\w)(?:abbiamo|ho|avevamo|avevo|noi|we|(?-i:I)|мы|я|nous|wir|ich|hemos|temos) "
    r"(?:vi |le |lo |gli |già |have |had |уже |avons |haben )?(?:[^\W\d]{3,14})(?!\w)"
)
"""A person telling what they did; a program never says "we"."""
CONJUNCTION = words(
    r"\W{0,6}(?:(?:così )?come|(?:secondo )?quanto|stando a quanto|(?:так )?как|as"
    r"|ciò che|quel che|то,? что) [^\W\d]"
)
"""A person referring to what somebody wrote; a program never says "as"."""
CITING = words(
    r"\W{0,6}(?:quoting|citando(?: a)?|zitat von|citation de|en réponse à|в сообщении от"
    r"|цитирую|citat(?: fra| från)?|cytowanie|quoting from|citando a)\s.{1,200}[:：]$",
    r"\W{0,6}(?:you|hai|avete|вы|ty|vous|usted|sie) (?:wrote|scritto|писали|avez écrit"
    r"|schrieben|escribió).{0,60}[:：]$",
    r"\W{0,6}in (?:message|article|a message dated) .{4,200}(?:writes?|wrote)\W{0,4}$",
    r"\W{0,6}missatge de .{3,160}[:：]$|\W{0,6}messaggio (?:da|di) .{3,160}[:：]$",
)

_WEEKDAYS = (
    "lun mar mer gio ven sab dom mon tue wed thu fri sat sun понед вторник сред четв пятн"
    " субб воскр срд понеділ вівтор серед п['’]ятн неділ montag dienstag mittwoch"
    " donnerstag freitag samstag sonntag mon die mit don fre sam son jue vie sáb jeu dim"
    " mié seg ter qua qui sex maa din woe vri zat zon pon czw sob niedz uto sri čet pet"
    " ned tor sre lør søn man tir ons mån tis lör sön maanantai tiistai keskiviikko"
    " torstai perjantai lauantai sunnuntai sze szo hét kedd csüt pén vas pzt sal çar per"
    " cum cmt paz pazar δευ τρί τετ πέμ παρ σάβ κυρ mie joi vin sâm dum pirm otrd treš"
    " cet piekt sest svētd уто чет пет нед сря thứ sel rab kam jum min"
)
_SHORT_WEEKDAYS = (
    "пн вт ср чт пт сб вс нд аў mo di mi do fr sa so dl dt dc dj dv ds dg ma wo vr za zo wt"
    " śr pt po út st čt pá ne ut št pi ti ke to pe la su h k sz cs p v pr an tr kt pn št sk"
    " e t n r l th cn"
)
_WEEKDAY = (
    rf"(?:(?:{_WEEKDAYS.replace(' ', '|')})[^\W\d_]{{0,9}}"
    rf"|(?:{_SHORT_WEEKDAYS.replace(' ', '|')})(?!\w))\.?,? "
)
_DATE = (
    r"(?:\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}|\d{1,2}\.?[- ](?:de |d['’]|thg )?[^\W\d]{3,12}\.?"
    r"|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|[^\W\d]{3,12} \d{1,2}, \d\d?:"
    r"|\d{4}[年년.]\s{0,2}(?:g\. ?)?\d{1,2}|\d{4}\. gada)"
)
_OPENING = (
    r"(?:il (?:giorno )?|in (?:a )?message |in data |alle (?:ore )?|data |on |at |le |el (?:dia |día )?|am "
    r"|em |no dia |op |w dniu |dnia |den |dne |dňa |в |вы |hai |you |на |у |dana |pe |la "
    r"|στις |την? |kuupäev |vào |pada (?:tanggal )?|på |v |u |d\. |a |à |ve |nel |ai "
    r"|于|於|在|في |בתאריך |ב-|در |ในวันที่ |dana |von |vom |missatge de |il y a )"
)
_TIME = (
    r"(?:kl\.? |um |alle |alle ore |às |à |в )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?,? "
)

STARTS = words(rf"\W{{0,6}}(?:{_TIME})?(?:{_OPENING}|{_WEEKDAY}|{_DATE})")
STARTS_WITH_DATE = words(
    rf"\W{{0,6}}(?:{_TIME})?(?:{_OPENING})?(?:{_TIME})?(?:{_WEEKDAY})?{_DATE}"
)
OPENS = words(rf"\W{{0,6}}{_OPENING}(?:{_TIME})?(?:{_WEEKDAY})?{_DATE}")
BARE_DATE_AND_ADDRESS = words(
    # Old Gmail: 2013/10/2 X <x@y>
    r"\W{0,4}\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?: \d{1,2}:\d{2})?(?: GMT[+-]\d\d:\d\d)?"
    r" .{1,100}<[^<>\s@]{1,80}@[^<>\s@]{1,80}>$"
)
ANDROID = words(
    r"\W{0,3}-{2,8} ?.{2,120}(?<!\w)(?:wrote|ha scritto|написал\w{0,3}) ?-{2,8}"
)
"""---- X wrote ----"""


@lru_cache(maxsize=64)  # a line is asked about with each of those above it
def wrote(line: str) -> re.Match[str] | None:
    """The first "wrote" of a line; positions are those in the line."""
    return _WROTE_SOMEWHERE.search(line.translate(_LOWER).lower())


def ends_in_wrote(line: str) -> bool:
    return _WROTE_LAST.search(line.translate(_LOWER).lower()) is not None
