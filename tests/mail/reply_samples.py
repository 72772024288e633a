"""Replies as mail programs write them, and what in each of them is new.

Written by hand, not taken from any mailbox: Gmail, Thunderbird, Apple, Outlook, Aruba,
Libero, Zimbra, Mail.ru, Yandex; quotes above, below and between; prose that looks like
a quote and is not.
"""
# ruff: noqa: E501  the long lines are the samples' own

from typing import NamedTuple


class Sample(NamedTuple):
    name: str
    text: str
    new_text: str


SAMPLES = (
    Sample(
        name="it_gmail",
        text="""\
Siamo interessati.

Il giorno mar 14 ott 2025 alle ore 10:12 Segreteria MAECI <segr@esteri.example.it> ha scritto:

> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Siamo interessati.",
    ),
    Sample(
        name="it_gmail_wrapped",
        text="""\
Siamo interessati.

Il giorno mar 14 ott 2025 alle ore 10:12 Segreteria Tecnica Progetti
<segreteria.progetti+p12.abcdef@esteri.example.it> ha scritto:

> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Siamo interessati.",
    ),
    Sample(
        name="it_thunderbird",
        text="""\
Non siamo interessati.

Il 14/10/2025 10:12, Segreteria ha scritto:
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Non siamo interessati.",
    ),
    Sample(
        name="it_apple",
        text="""\
Confermiamo l'adesione.

Inviato da iPhone

> Il giorno 14 ott 2025, alle ore 10:12, Segreteria <segr@esteri.example.it> ha scritto:
>\x20
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Confermiamo l'adesione.",
    ),
    Sample(
        name="it_apple2",
        text="""\
Confermiamo l'adesione.

> Il giorno 14 ott 2025, alle ore 10:12, Segreteria <segr@esteri.example.it> ha scritto:
>\x20
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Confermiamo l'adesione.",
    ),
    Sample(
        name="it_outlook_it",
        text="""\
Buongiorno,
siamo interessati.

Da: Segreteria <segr@esteri.example.it>
Inviato: martedì 14 ottobre 2025 10:12
A: protocollo@comune.example.it
Oggetto: Proposta n. 12

Gentile Direzione,
vi inviamo la proposta.""",
        new_text="""\
Buongiorno,
siamo interessati.""",
    ),
    Sample(
        name="it_outlook_mobile",
        text="""\
Va bene, grazie.

Scarica Outlook per Android<https://aka.ms/AAb9ysg>
________________________________
Da: Segreteria <segr@esteri.example.it>
Inviato: martedì 14 ottobre 2025 10:12
A: protocollo@comune.example.it
Oggetto: Proposta n. 12

testo""",
        new_text="Va bene, grazie.",
    ),
    Sample(
        name="it_outlook_orig",
        text="""\
Non possiamo aderire.

-----Messaggio originale-----
Da: Segreteria [mailto:segr@esteri.example.it]
Inviato: martedì 14 ottobre 2025 10:12
A: protocollo@comune.example.it
Oggetto: Proposta n. 12

testo""",
        new_text="Non possiamo aderire.",
    ),
    Sample(
        name="it_aruba_pec",
        text="""\
Si comunica l'interesse dell'ente.

Da: "Segreteria" segr@pec.example.it
A: protocollo@pec.comune.example.it
Cc:\x20
Data: Tue, 14 Oct 2025 10:12:00 +0200
Oggetto: Proposta n. 12

Gentile Direzione,""",
        new_text="Si comunica l'interesse dell'ente.",
    ),
    Sample(
        name="it_libero",
        text="""\
Siamo interessati

 \x20
> Il 14 ottobre 2025 alle 10.12 Segreteria <segr@esteri.example.it> ha scritto:\x20
>\x20
> testo""",
        new_text="Siamo interessati",
    ),
    Sample(
        name="it_zimbra",
        text="""\
Aderiamo.

Da: "Segreteria" <segr@esteri.example.it>
A: "Protocollo" <protocollo@comune.example.it>
Inviato: Martedì, 14 ottobre 2025 10:12:00
Oggetto: Proposta n. 12

testo""",
        new_text="Aderiamo.",
    ),
    Sample(
        name="it_sig",
        text="""\
Siamo interessati.

--\x20
Dott. Mario Rossi
Dirigente

Il 14/10/2025 10:12, Segreteria ha scritto:
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Siamo interessati.",
    ),
    Sample(
        name="it_signoff",
        text="""\
Siamo interessati.

Cordiali saluti
Dott. Mario Rossi
Tel. 06 1234567

Il 14/10/2025 10:12, Segreteria ha scritto:
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Siamo interessati.",
    ),
    Sample(
        name="it_inline",
        text="""\
Il 14/10/2025 10:12, Segreteria ha scritto:
> Siete interessati alla proposta?
Sì.
> Chi è il referente?
Dott. Rossi.""",
        new_text="""\
Sì.
Dott. Rossi.""",
    ),
    Sample(
        name="it_bottom",
        text="""\
Il 14/10/2025 10:12, Segreteria ha scritto:
> Siete interessati alla proposta?
> Grazie

Sì, siamo interessati.
Mario""",
        new_text="""\
Sì, siamo interessati.
Mario""",
    ),
    Sample(
        name="it_noquote",
        text="Il giorno 14 abbiamo una riunione; ha scritto anche il Ministero: siamo interessati.",
        new_text="Il giorno 14 abbiamo una riunione; ha scritto anche il Ministero: siamo interessati.",
    ),
    Sample(
        name="it_il_prose",
        text="""\
Il progetto ci interessa.
Il responsabile è il dott. Rossi.""",
        new_text="""\
Il progetto ci interessa.
Il responsabile è il dott. Rossi.""",
    ),
    Sample(
        name="it_disclaimer",
        text="""\
Siamo interessati.

Le informazioni contenute nella presente comunicazione e i relativi allegati possono essere riservate e sono, comunque, destinate esclusivamente alle persone o alla Società sopraindicati.

Il 14/10/2025 10:12, Segreteria ha scritto:
> Gentile Direzione,
> vi inviamo la proposta n. 12.
> Cordiali saluti""",
        new_text="Siamo interessati.",
    ),
    Sample(
        name="ru_gmail",
        text="""\
Мы заинтересованы.

вт, 14 окт. 2025 г. в 11:12, Segreteria <segr@esteri.example.it>:

> Уважаемые коллеги""",
        new_text="Мы заинтересованы.",
    ),
    Sample(
        name="ru_gmail_wrap",
        text="""\
Мы заинтересованы.

вт, 14 окт. 2025 г. в 11:12, Segreteria Tecnica
<segreteria.progetti+p12.abc@esteri.example.it>:

> Уважаемые коллеги""",
        new_text="Мы заинтересованы.",
    ),
    Sample(
        name="ru_tb",
        text="""\
Нет, спасибо.

14.10.2025 11:12, Segreteria пишет:
> Уважаемые коллеги""",
        new_text="Нет, спасибо.",
    ),
    Sample(
        name="ru_apple",
        text="""\
Подтверждаем.

> 14 окт. 2025 г., в 11:12, Segreteria <segr@esteri.example.it> написал(а):
>\x20
> Уважаемые коллеги""",
        new_text="Подтверждаем.",
    ),
    Sample(
        name="ru_napisal",
        text="""\
Подтверждаем.

14 октября 2025 г. 11:12 пользователь Segreteria <segr@esteri.example.it> написал:

> Уважаемые коллеги""",
        new_text="Подтверждаем.",
    ),
    Sample(
        name="ru_outlook",
        text="""\
Согласны.

От: Segreteria <segr@esteri.example.it>
Отправлено: 14 октября 2025 г. 11:12
Кому: ivanov@corp.example.ru
Тема: Предложение № 12

Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_outlook2",
        text="""\
Согласны.

From: Segreteria <segr@esteri.example.it>
Sent: Tuesday, October 14, 2025 11:12 AM
To: ivanov@corp.example.ru
Subject: Предложение № 12

Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_mailru",
        text="""\
Согласны.

--
С уважением,
Иванов

> Вторник, 14 октября 2025, 11:12 +03:00 от Segreteria <segr@esteri.example.it>:
>\x20
> Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_mailru2",
        text="""\
Согласны.
\x20
С уважением,
Иванов
\x20
 \x20
>Вторник, 14 октября 2025, 11:12 +03:00 от Segreteria <segr@esteri.example.it>:
>\x20
>Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_yandex",
        text="""\
Согласны.

14.10.2025, 11:12, "Segreteria" <segr@esteri.example.it>:
> Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_yandex2",
        text="""\
Согласны.
\x20
----------------
Кому: ivanov@corp.example.ru
Тема: Предложение № 12;
14.10.2025, 11:12, "Segreteria" <segr@esteri.example.it>:

Уважаемые""",
        new_text="Согласны.",
    ),
    Sample(
        name="ru_orig",
        text="""\
Согласны.

-----Исходное сообщение-----
От: Segreteria
Отправлено: 14.10.2025
Кому: x
Тема: y

текст""",
        new_text="Согласны.",
    ),
    Sample(
        name="en_gmail",
        text="""\
We are interested.

On Tue, Oct 14, 2025 at 10:12 AM Segreteria <segr@esteri.example.it> wrote:

> Dear""",
        new_text="We are interested.",
    ),
    Sample(
        name="en_outlook",
        text="""\
We decline.

From: Segreteria <segr@esteri.example.it>
Sent: Tuesday, October 14, 2025 10:12 AM
To: a@b.example
Subject: Proposal 12

Dear""",
        new_text="We decline.",
    ),
    Sample(
        name="form",
        text="""\
Ente: Comune di Esempio
Referente: Mario Rossi
Adesione: SI

Da: Segreteria <segr@esteri.example.it>
Inviato: martedì 14 ottobre 2025 10:12
A: x
Oggetto: Proposta

testo""",
        new_text="""\
Ente: Comune di Esempio
Referente: Mario Rossi
Adesione: SI""",
    ),
)
