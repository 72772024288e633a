"""Quotes as mail programs announce them in many languages, and prose that is none.

Formats are facts of the programs; names and addresses are invented.
"""
# ruff: noqa: E501  the long lines are the programs' own

# program and language | the line above a marked quote; a backslash-u is a character
ATTRIBUTIONS = """\
it-gmail|Il giorno mar 14 ott 2025 alle ore 10:12 Ufficio Programmi <ufficio@desk.example> ha scritto:
it-gmailapp|Il mar 14 ott 2025, 10:12 Ufficio Programmi <ufficio@desk.example> ha scritto:
it-apple|Il giorno 14 ott 2025, alle ore 10:12, Ufficio Programmi <ufficio@desk.example> ha scritto:
it-outlookmac|Il giorno 14/10/25, 10:12 "Ufficio Programmi" <ufficio@desk.example> ha scritto:
it-tb|Il 14/10/2025 10:12, Ufficio Programmi ha scritto:
it-tb2|Il 14/10/2025 alle 10:12, Ufficio Programmi ha scritto:
it-yahoo|Il martedì 14 ottobre 2025 alle ore 10:12:00 CEST, Ufficio Programmi <ufficio@desk.example> ha scritto:
it-yahoo2|In data martedì 14 ottobre 2025 10:12:00 CEST, Ufficio Programmi <ufficio@desk.example> ha scritto:
it-kmail|In data martedì 14 ottobre 2025 10:12:00, Ufficio Programmi ha scritto:
it-evo|Il giorno mar, 14/10/2025 alle 10.12 +0200, Ufficio Programmi ha scritto:
it-horde|Citando Ufficio Programmi <ufficio@desk.example>:
it-roundcube|Il 14-10-2025 10:12 Ufficio Programmi ha scritto:
it-roundcube2|Il 2025-10-14 10:12 Ufficio Programmi ha scritto:
it-libero|Il 14 ottobre 2025 alle 10.12 Ufficio Programmi <ufficio@desk.example> ha scritto:
it-ox|Il 14/10/2025 10:12 CEST Ufficio Programmi <ufficio@desk.example> ha scritto:
it-tiscali|Il 14.10.2025 10:12 Ufficio Programmi ha scritto:
it-proton|Il martedì 14 ottobre 2025 10:12, Ufficio Programmi <ufficio@desk.example> ha scritto:
it-spark|Il 14 ott 2025, 10:12 +0200, Ufficio Programmi <ufficio@desk.example>, ha scritto:
it-mutt|Il mar, ott 14, 2025 alle 10:12:00 +0200, Ufficio Programmi ha scritto:
it-claws|Il Tue, 14 Oct 2025 10:12:00 +0200 Ufficio Programmi <ufficio@desk.example> ha scritto:
it-squirrel|Il Mar, 14 Ottobre 2025 10:12 am, Ufficio Programmi ha scritto:
en-gmail|On Tue, Oct 14, 2025 at 10:12 AM Ufficio Programmi <ufficio@desk.example> wrote:
en-gmailnn|On Tue, Oct 14, 2025 at 10:12\u202fAM Ufficio Programmi <ufficio@desk.example> wrote:
en-gmail2|On Tue, 14 Oct 2025 at 10:12, Ufficio Programmi <ufficio@desk.example> wrote:
en-apple|On Oct 14, 2025, at 10:12 AM, Ufficio Programmi <ufficio@desk.example> wrote:
en-apple2|On 14 Oct 2025, at 10:12, Ufficio Programmi <ufficio@desk.example> wrote:
en-tb|On 10/14/25 10:12, Ufficio Programmi wrote:
en-tb2|On 14.10.25 10:12, Ufficio Programmi wrote:
en-outmac|On 10/14/25, 10:12 AM, "Ufficio Programmi" <ufficio@desk.example> wrote:
en-yahoo|On Tuesday, October 14, 2025 at 10:12:00 AM GMT+2, Ufficio Programmi <ufficio@desk.example> wrote:
en-yahoo2|On Tuesday, October 14, 2025, 10:12 AM, Ufficio Programmi <ufficio@desk.example> wrote:
en-proton|On Tuesday, October 14th, 2025 at 10:12 AM, Ufficio Programmi <ufficio@desk.example> wrote:
en-kmail|On Tuesday, 14 October 2025 10:12:00 CEST Ufficio Programmi wrote:
en-evo|On Tue, 2025-10-14 at 10:12 +0200, Ufficio Programmi wrote:
en-mutt|On Tue, Oct 14, 2025 at 10:12:00AM +0200, Ufficio Programmi wrote:
en-claws|On Tue, 14 Oct 2025 10:12:00 +0200 Ufficio Programmi <ufficio@desk.example> wrote:
en-squirrel|On Tue, October 14, 2025 10:12 am, Ufficio Programmi wrote:
en-horde|Quoting Ufficio Programmi <ufficio@desk.example>:
en-roundcube|On 2025-10-14 10:12, Ufficio Programmi wrote:
en-gnus|Ufficio Programmi <ufficio@desk.example> writes:
en-zoho|---- On Tue, 14 Oct 2025 10:12:00 +0200 Ufficio Programmi <ufficio@desk.example> wrote ---
en-163|At 2025-10-14 10:12:00, "Ufficio Programmi" <ufficio@desk.example> wrote:
en-ox|On 14/10/2025 10:12 CEST Ufficio Programmi <ufficio@desk.example> wrote:
en-mailmate|On 14 Oct 2025, at 10:12, Ufficio Programmi wrote:
en-spark|On 14 Oct 2025 at 10:12 +0200, Ufficio Programmi <ufficio@desk.example>, wrote:
en-outlookapp|On Tue, Oct 14, 2025 at 10:12 AM +0200, "Ufficio Programmi" <ufficio@desk.example> wrote:
en-front|On October 14, 2025, at 10:12 AM GMT+2, Ufficio Programmi <ufficio@desk.example> wrote:
en-missive|On October 14, 2025 at 10:12:00 AM, Ufficio Programmi (ufficio@desk.example) wrote:
en-airmail|On 14 October 2025 at 10:12:00, Ufficio Programmi (ufficio@desk.example) wrote:
en-hey|On October 14, 2025, Ufficio Programmi <ufficio@desk.example> wrote:
en-dated|In a message dated 10/14/2025 10:12:00 AM W. Europe Daylight Time, ufficio@desk.example writes:
ru-gmail|вт, 14 окт. 2025 г. в 10:12, Ufficio Programmi <ufficio@desk.example>:
ru-gmail2|вт, 14 окт. 2025 г., 10:12 Ufficio Programmi <ufficio@desk.example>:
ru-gmail3|14 октября 2025 г., 10:12 пользователь Ufficio Programmi <ufficio@desk.example> написал:
ru-apple|14 окт. 2025 г., в 10:12, Ufficio Programmi <ufficio@desk.example> написал(а):
ru-tb|14.10.2025 10:12, Ufficio Programmi пишет:
ru-tb2|14.10.2025 10:12, Ufficio Programmi пишет:
ru-yandex|14.10.2025, 10:12, "Ufficio Programmi" <ufficio@desk.example>:
ru-yandex2|14.10.2025, 10:12, Ufficio Programmi <ufficio@desk.example>:
ru-yandexapp|10:12, 14 октября 2025 г., Ufficio Programmi <ufficio@desk.example>:
ru-mailru|Вторник, 14 октября 2025, 10:12 +03:00 от Ufficio Programmi <ufficio@desk.example>:
ru-mailru2|Вторник, 14 октября 2025, 10:12 +03:00 от Ufficio Programmi ufficio@desk.example:
ru-rambler|14.10.2025 10:12, Ufficio Programmi написал(а):
ru-outlookmac|14.10.25, 10:12, пользователь "Ufficio Programmi" <ufficio@desk.example> написал:
ru-roundcube|Ufficio Programmi писал(а) 2025-10-14 10:12:
ru-roundcube2|Ufficio Programmi писал 2025-10-14 10:12:
ru-kmail|В письме от вторник, 14 октября 2025 г. 10:12:00 MSK пользователь Ufficio Programmi написал:
ru-evo|В Вт, 14/10/2025 в 10:12 +0300, Ufficio Programmi пишет:
ru-claws|Tue, 14 Oct 2025 10:12:00 +0300 Ufficio Programmi <ufficio@desk.example> пишет:
ru-bat|Здравствуйте, Вы писали 14 октября 2025 г., 10:12:00:
ru-bat2|Вы писали 14 октября 2025 г., 10:12:00:
ru-horde|Цитирую Ufficio Programmi <ufficio@desk.example>:
ru-samsung|Ufficio Programmi <ufficio@desk.example> написал(а):
uk-gmail|вт, 14 жовт. 2025 р. о 10:12 Ufficio Programmi <ufficio@desk.example> пише:
uk-apple|14 жовт. 2025 р. о 10:12 Ufficio Programmi <ufficio@desk.example> написав(ла):
uk-tb|14.10.25 10:12, Ufficio Programmi пише:
uk-ukrnet|14 жовтня 2025, 10:12:00, від "Ufficio Programmi" <ufficio@desk.example>:
be-gmail|аў, 14 кас 2025, 10:12 Ufficio Programmi <ufficio@desk.example> піша:
be-tb|14.10.2025 10:12, Ufficio Programmi піша:
bg-gmail|На вт, 14.10.2025 г. в 10:12 Ufficio Programmi <ufficio@desk.example> написа:
bg-apple|На 14.10.2025 г., в 10:12, Ufficio Programmi <ufficio@desk.example> написа:
bg-tb|На 14.10.25 г. в 10:12 ч., Ufficio Programmi написа:
sr-gmail|уто, 14. окт 2025. у 10:12 Ufficio Programmi <ufficio@desk.example> је написао/ла:
sr-tb|14.10.25. 10:12, Ufficio Programmi je napisao/la:
de-gmail|Am Di., 14. Okt. 2025 um 10:12 Uhr schrieb Ufficio Programmi <ufficio@desk.example>:
de-gmailapp|Ufficio Programmi <ufficio@desk.example> schrieb am Di., 14. Okt. 2025, 10:12:
de-apple|Am 14.10.2025 um 10:12 schrieb Ufficio Programmi <ufficio@desk.example>:
de-tb|Am 14.10.25 um 10:12 schrieb Ufficio Programmi:
de-outmac|Am 14.10.25, 10:12 schrieb "Ufficio Programmi" <ufficio@desk.example>:
de-gmx|Am 14.10.25, 10:12 schrieb Ufficio Programmi <ufficio@desk.example>:
de-gmx2|Ufficio Programmi <ufficio@desk.example> hat am 14.10.2025 10:12 CEST geschrieben:
de-evo|Am Dienstag, dem 14.10.2025 um 10:12 +0200 schrieb Ufficio Programmi:
de-kmail|Am Dienstag, 14. Oktober 2025, 10:12:00 CEST schrieb Ufficio Programmi:
de-horde|Zitat von Ufficio Programmi <ufficio@desk.example>:
de-you|Am 14.10.2025 um 10:12 schrieben Sie:
fr-gmail|Le mar. 14 oct. 2025 à 10:12, Ufficio Programmi <ufficio@desk.example> a écrit :
fr-apple|Le 14 oct. 2025 à 10:12, Ufficio Programmi <ufficio@desk.example> a écrit :
fr-tb|Le 14/10/2025 à 10:12, Ufficio Programmi a écrit :
fr-yahoo|Le mardi 14 octobre 2025 à 10:12:00 UTC+2, Ufficio Programmi <ufficio@desk.example> a écrit :
fr-orange|Le 14/10/2025 10:12, Ufficio Programmi <ufficio@desk.example> a écrit :
fr-horde|Ufficio Programmi <ufficio@desk.example> a écrit :
es-gmail|El mar, 14 oct 2025 a las 10:12, Ufficio Programmi (<ufficio@desk.example>) escribió:
es-apple|El 14 oct 2025, a las 10:12, Ufficio Programmi <ufficio@desk.example> escribió:
es-tb|El 14/10/25 a las 10:12, Ufficio Programmi escribió:
es-yahoo|El martes, 14 de octubre de 2025, 10:12:00 CEST, Ufficio Programmi <ufficio@desk.example> escribió:
es-horde|Ufficio Programmi <ufficio@desk.example> escribió:
pt-gmail|Em ter., 14 de out. de 2025 às 10:12, Ufficio Programmi <ufficio@desk.example> escreveu:
pt-gmailpt|Ufficio Programmi <ufficio@desk.example> escreveu (terça, 14/10/2025 à(s) 10:12):
pt-apple|Em 14 de out. de 2025, à(s) 10:12, Ufficio Programmi <ufficio@desk.example> escreveu:
pt-applept|No dia 14/10/2025, às 10:12, Ufficio Programmi <ufficio@desk.example> escreveu:
pt-tb|Em 14/10/2025 10:12, Ufficio Programmi escreveu:
nl-gmail|Op di 14 okt 2025 om 10:12 schreef Ufficio Programmi <ufficio@desk.example>:
nl-apple|Op 14 okt. 2025 om 10:12 heeft Ufficio Programmi <ufficio@desk.example> het volgende geschreven:
nl-tb|Op 14-10-2025 om 10:12 schreef Ufficio Programmi:
nl-evo|Ufficio Programmi schreef op di 14-10-2025 om 10:12 [+0200]:
nl-roundcube|Ufficio Programmi schreef op 2025-10-14 10:12:
pl-gmail|wt., 14 paź 2025 o 10:12 Ufficio Programmi <ufficio@desk.example> napisał(a):
pl-apple|Wiadomość napisana przez Ufficio Programmi <ufficio@desk.example> w dniu 14.10.2025, o godz. 10:12:
pl-tb|W dniu 14.10.2025 o 10:12, Ufficio Programmi pisze:
pl-wp|Dnia 14 października 2025 10:12 Ufficio Programmi <ufficio@desk.example> napisał(a):
pl-onet|W dniu 2025-10-14 10:12:00 użytkownik Ufficio Programmi <ufficio@desk.example> napisał:
cs-gmail|út 14. 10. 2025 v 10:12 odesílatel Ufficio Programmi <ufficio@desk.example> napsal:
cs-apple|14. 10. 2025 v 10:12, Ufficio Programmi <ufficio@desk.example>:
cs-tb|Dne 14. 10. 25 v 10:12 Ufficio Programmi napsal(a):
cs-seznam|Dne 14. 10. 2025 10:12:00, Ufficio Programmi <ufficio@desk.example> napsal(a):
sk-gmail|ut 14. 10. 2025 o 10:12 Ufficio Programmi <ufficio@desk.example> napísal(a):
sk-tb|Dňa 14. 10. 2025 o 10:12 Ufficio Programmi napísal(a):
sl-gmail|V V tor., 14. okt. 2025 ob 10:12 je oseba Ufficio Programmi <ufficio@desk.example> napisala:
sl-tb|Dne 14. 10. 2025 ob 10:12 je Ufficio Programmi napisal(-a):
hr-gmail|uto, 14. lis 2025. u 10:12 Ufficio Programmi <ufficio@desk.example> napisao je:
hr-apple|Dana 14.10.2025., u 10:12, Ufficio Programmi <ufficio@desk.example> napisao je:
hr-tb|Dana 14. 10. 2025. u 10:12, Ufficio Programmi je napisao/la:
ro-gmail|mar., 14 oct. 2025 la 10:12, Ufficio Programmi <ufficio@desk.example> a scris:
ro-apple|Pe 14 oct. 2025, la 10:12, Ufficio Programmi <ufficio@desk.example> a scris:
ro-tb|Pe 14.10.2025 10:12, Ufficio Programmi a scris:
hu-gmail|Ufficio Programmi <ufficio@desk.example> ezt írta (időpont: 2025. okt. 14., K, 10:12):
hu-apple|Ufficio Programmi <ufficio@desk.example> írta (2025. okt. 14. dátummal, 10:12 időpontban):
hu-tb|2025. 10. 14. 10:12 keltezéssel, Ufficio Programmi írta:
el-gmail|Στις Τρί 14 Οκτ 2025 στις 10:12 π.μ., ο χρήστης Ufficio Programmi <ufficio@desk.example> έγραψε:
el-apple|14 Οκτ 2025, 10:12, ο χρήστης «Ufficio Programmi <ufficio@desk.example>» έγραψε:
el-tb|Στις 14/10/25 10:12, ο Ufficio Programmi έγραψε:
tr-gmail|Ufficio Programmi <ufficio@desk.example>, 14 Eki 2025 Sal, 10:12 tarihinde şunu yazdı:
tr-apple|Ufficio Programmi <ufficio@desk.example> şunları yazdı (14 Eki 2025 10:12):
tr-tb|14.10.2025 10:12 tarihinde Ufficio Programmi yazdı:
fi-gmail|ti 14. lokak. 2025 klo 10.12 Ufficio Programmi (ufficio@desk.example) kirjoitti:
fi-apple|Ufficio Programmi <ufficio@desk.example> kirjoitti 14.10.2025 kello 10.12:
fi-tb|Ufficio Programmi kirjoitti 14.10.2025 klo 10.12:
sv-gmail|Den tis 14 okt. 2025 kl 10:12 skrev Ufficio Programmi <ufficio@desk.example>:
sv-apple|14 okt. 2025 kl. 10:12 skrev Ufficio Programmi <ufficio@desk.example>:
sv-tb|Den 2025-10-14 kl. 10:12, skrev Ufficio Programmi:
no-gmail|tir. 14. okt. 2025 kl. 10:12 skrev Ufficio Programmi <ufficio@desk.example>:
no-apple|14. okt. 2025 kl. 10:12 skrev Ufficio Programmi <ufficio@desk.example>:
no-tb|Den 14.10.2025 10:12, skrev Ufficio Programmi:
da-gmail|Den tirs. 14. okt. 2025 kl. 10.12 skrev Ufficio Programmi <ufficio@desk.example>:
da-tb|Den 14.10.2025 kl. 10.12 skrev Ufficio Programmi:
et-gmail|Kuupäev T, 14. oktoober 2025 kell 10:12 kirjutas Ufficio Programmi <ufficio@desk.example>:
lv-gmail|otrd., 2025. g. 14. okt., plkst. 10:12 — lietotājs Ufficio Programmi (<ufficio@desk.example>) rakstīja:
lt-gmail|2025-10-14, an, 10:12 Ufficio Programmi <ufficio@desk.example> rašė:
lt-tb|2025-10-14 10:12, Ufficio Programmi rašė:
zh-gmail|Ufficio Programmi <ufficio@desk.example> 于2025年10月14日周二 10:12写道：
zh-tw|Ufficio Programmi <ufficio@desk.example> 於 2025年10月14日 週二 上午10:12寫道：
zh-apple|在 2025年10月14日，10:12，Ufficio Programmi <ufficio@desk.example> 写道：
zh-tb|在 2025/10/14 10:12, Ufficio Programmi 写道:
ja-gmail|2025年10月14日(火) 10:12 Ufficio Programmi <ufficio@desk.example>:
ja-apple|2025/10/14 10:12、Ufficio Programmi <ufficio@desk.example>のメール:
ja-tb|On 2025/10/14 10:12, Ufficio Programmi wrote:
ko-gmail|2025년 10월 14일 (화) 오전 10:12, Ufficio Programmi <ufficio@desk.example>님이 작성:
ko-apple|2025. 10. 14. 오전 10:12, Ufficio Programmi <ufficio@desk.example> 작성:
ar-gmail|في الثلاثاء، 14 أكتوبر 2025 في 10:12 ص تمت كتابة ما يلي بواسطة Ufficio Programmi <ufficio@desk.example>:
he-gmail|\u202bבתאריך יום ג׳, 14 באוק׳ 2025 ב-10:12 מאת \u202aUfficio\u202c\u200f <\u202aufficio@desk.example\u202c\u200f>:\u202c
he-tb|ב-14/10/2025 10:12, Ufficio Programmi כתב/ה:
fa-gmail|در تاریخ سه‌شنبه ۱۴ اکتبر ۲۰۲۵ ساعت 10:12 Ufficio Programmi <ufficio@desk.example> نوشت:
vi-gmail|Vào Th 3, 14 thg 10, 2025 vào lúc 10:12 Ufficio Programmi <ufficio@desk.example> đã viết:
id-gmail|Pada tanggal Sel, 14 Okt 2025 pukul 10.12 Ufficio Programmi <ufficio@desk.example> menulis:
ca-gmail|Missatge de Ufficio Programmi <ufficio@desk.example> del dia dt., 14 d’oct. 2025 a les 10:12:
ca-tb|El 14/10/25 a les 10:12, Ufficio Programmi ha escrit:
th-gmail|ในวันที่ อ. 14 ต.ค. 2025 เวลา 10:12 Ufficio Programmi <ufficio@desk.example> เขียนว่า:
gl-gmail|O mar, 14 out 2025 ás 10:12, Ufficio Programmi (<ufficio@desk.example>) escribiu:
eu-gmail|Ufficio Programmi erabiltzaileak hau idatzi du (2025 urr. 14, ar. (10:12)):
is-gmail|þri., 14. okt. 2025 kl. 10:12 skrifaði Ufficio Programmi <ufficio@desk.example>:
"""

BARE_ANNOUNCEMENTS = """\
-----Ufficio <ufficio@desk.example> wrote: -----
>>> Ufficio <ufficio@desk.example> 14/10/2025 10:12 >>>
>>> On 10/14/2025 at 10:12 AM, Ufficio <ufficio@desk.example> wrote:
---- Ufficio wrote ----
2025/10/14 Ufficio <ufficio@desk.example>
On Tue, Oct 14, 2025, Ufficio wrote:
"""
"""Above quotes that carry no marks."""

PROSE = """\
Il giorno 3 ha scritto anche la Regione:
Il giorno 3 ottobre 2025 ha scritto anche la Regione:
Il 12 marzo 2026 abbiamo scritto:
Il 12 marzo 2026 alle 10:30 abbiamo scritto a ufficio@desk.example:
Il 12 marzo 2026 la Regione ci ha scritto:
Il 12/03/2026 la Regione ha scritto:
From: Bologna to Perm
Da: Bologna A: Perm
Da: 12 a: 20 persone
Riunione del 12/03/2026 ore 10:30:
Ordine del giorno per il 14 ottobre 2025, ore 10:12:
La nostra proposta del 14.10.2025:
5 > 3 e quindi va bene
Se x > 5 allora sì.
-- punto primo
--- Seconda parte ---
1) Sì
2) No, grazie
- primo punto
* secondo punto
On 14 October 2025 we wrote to you:
On 14 October 2025 at 10:30 we met and said:
14.10.2025 мы писали:
В письме от 14.10.2025 мы указали:
Наш директор написал в министерство:
Вы писали, что срок 14 октября, мы согласны.
Am 14.10.2025 schrieb die Region Folgendes:
Le 14 octobre 2025 nous avons écrit:
Oggetto: adesione alla proposta
Data: 14/10/2025
Da: Ufficio tecnico
Messaggio originale allegato.
Original message attached below.
Ha scritto: Mario
Mario ha scritto:
Inviato il 14/10/2025.
Spedito a: protocollo@body.example
E-mail: ufficio@desk.example
Tel.: 06 123456
Cordiali saluti anche al dott. Neri da parte di tutta la squadra che ha lavorato.
Grazie a tutti, saluti cordiali anche dalla collega che vi ha scritto ieri.
Inviato da un collega il modulo è corretto.
Отправлено с курьером сегодня.
> 50.000 euro
Scrive il Ministero: "procedete".
"""
"""Lines of a person that look like the start of a quote or of a signature."""
