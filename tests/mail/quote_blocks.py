"""Header blocks and separators of many languages, as mail programs print them."""

# where Outlook and others use a block: from, sent, to, subject; the last is no language
LABELS = """\
it|Da|Inviato|A|Oggetto
it2|Da|Data|A|Oggetto
it3|Mittente|Data|Destinatario|Oggetto
en|From|Sent|To|Subject
en2|From|Date|To|Subject
ru|От|Отправлено|Кому|Тема
ru2|От кого|Дата|Кому|Тема
ru3|От|Дата|Кому|Тема
uk|Від|Надіслано|Кому|Тема
be|Ад|Адпраўлена|Каму|Тэма
bg|От|Изпратено|До|Относно
sr|Шаље|Датум|За|Наслов
de|Von|Gesendet|An|Betreff
fr|De|Envoyé|À|Objet
es|De|Enviado el|Para|Asunto
es2|De|Fecha|Para|Asunto
pt|De|Enviada em|Para|Assunto
pt2|De|Enviado|Para|Assunto
nl|Van|Verzonden|Aan|Onderwerp
pl|Od|Wysłano|Do|Temat
pl2|Od|Data|Do|Temat
cs|Od|Odesláno|Komu|Předmět
sk|Od|Odoslané|Komu|Predmet
sl|Od|Poslano|Za|Zadeva
hr|Od|Poslano|Prima|Predmet
ro|De la|Trimis|Către|Subiect
hu|Feladó|Elküldve|Címzett|Tárgy
el|Από|Στάλθηκε|Προς|Θέμα
tr|Kimden|Gönderildi|Kime|Konu
fi|Lähettäjä|Lähetetty|Vastaanottaja|Aihe
sv|Från|Skickat|Till|Ämne
no|Fra|Sendt|Til|Emne
da|Fra|Dato|Til|Emne
et|Saatja|Saadetud|Adressaat|Teema
lv|No|Nosūtīts|Kam|Tēma
lt|Nuo|Išsiųsta|Kam|Tema
zh|发件人|发送时间|收件人|主题
tw|寄件者|寄件日期|收件者|主旨
ja|差出人|送信日時|宛先|件名
ko|보낸 사람|보낸 날짜|받는 사람|제목
ar|من|تم الإرسال|إلى|الموضوع
he|מאת|נשלח|אל|נושא
vi|Từ|Đã gửi|Đến|Chủ đề
id|Dari|Dikirim|Kepada|Subjek
xx|Wëzer|Trëmbt|Zont|Mëltar
"""

SEPARATORS = """\
-----Messaggio originale-----
-----Original Message-----
-----Исходное сообщение-----
-------- Пересылаемое сообщение --------
-----Ursprüngliche Nachricht-----
-----Message d'origine-----
-----Mensaje original-----
-----Mensagem original-----
-----Oorspronkelijk bericht-----
-----Oryginalna wiadomość-----
-----Wiadomość oryginalna-----
-----Původní zpráva-----
---------- Původní e-mail ----------
-----Pôvodná správa-----
-----Izvirno sporočilo-----
-----Izvorna poruka-----
-----Оригинална порука-----
-----Mesaj original-----
-----Eredeti üzenet-----
-----Αρχικό μήνυμα-----
-----Orijinal Mesaj-----
-----Özgün İleti-----
-----Alkuperäinen viesti-----
-----Ursprungligt meddelande-----
-----Oprindelig meddelelse-----
-----Opprinnelig melding-----
-----Algne kiri-----
-----Sākotnējais ziņojums-----
-----Pradinis pranešimas-----
-----Оригинално съобщение-----
-----Оригінальне повідомлення-----
-----Арыгінальнае паведамленне-----
------------------ 原始邮件 ------------------
-----元のメッセージ-----
-----원본 메시지-----
-----الرسالة الأصلية-----
-----הודעה מקורית-----
-----Tin nhắn gốc-----
-----Pesan Asli-----
-----Missatge original-----
---------- Forwarded message ---------
-------- Messaggio inoltrato --------
Inizio messaggio inoltrato:
Begin forwarded message:
Начало переадресованного сообщения:
Anfang der weitergeleiteten Nachricht:
Début du message réexpédié :
-------- Messaggio originale --------
-------- Original message --------
##- Please type your reply above this line -##
"""
