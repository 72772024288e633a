import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.quotes import split
from models.reply_form import LABELS, MARKER, Language
from tests.mail.reply_samples import SAMPLES


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_sample_is_cut_where_the_person_stopped(sample):
    assert folded(split(sample.text).new_text) == folded(sample.new_text)


ATTRIBUTIONS = """\
Il giorno mer 15 ott 2025 alle ore 9:03 Ufficio <u@desk.example> ha scritto:
Il 2025-10-15 09:03 Ufficio Programmi ha scritto:
In data mercoledì 15 ottobre 2025 09:03:11 CEST, Ufficio ha scritto:
Alle 09.03 del 15/10/2025, hai scritto:
Ufficio <u@desk.example> ha scritto il 15/10/2025 09:03:
Citando Ufficio <u@desk.example>:
ср, 15 окт. 2025 г. в 10:03, Ufficio <u@desk.example>:
15 октября 2025 г., 10:03 пользователь Ufficio <u@desk.example> написал:
15.10.2025 10:03, Ufficio пишет:
Ufficio писал(а) 15.10.2025 10:03:
В Срд, 15/10/2025 в 10:03 +0300, Ufficio пишет:
Среда, 15 октября 2025, 10:03 +03:00 от Ufficio <u@desk.example>:
15.10.2025, 10:03, "Ufficio" <u@desk.example>:
10:03, 15 октября 2025 г., Ufficio <u@desk.example>:
Вы писали 15 октября 2025 г., 10:03:36:
On Wed, 15 Oct 2025 at 09:03, Ufficio <u@desk.example> wrote:
On October 15, 2025, Ufficio wrote:
At 09:03 15/10/2025, Ufficio wrote:
Ufficio <u@desk.example> writes:
---- On Wed, 15 Oct 2025 09:03:00 +0200 Ufficio <u@desk.example> wrote ----
Am 15.10.25 um 09:03 schrieb Ufficio:
Le mer. 15 oct. 2025 à 09:03, Ufficio <u@desk.example> a écrit :
El mié, 15 oct 2025 a las 9:03, Ufficio (<u@desk.example>) escribió:
W dniu 15.10.2025 o 09:03, Ufficio pisze:
2025-10-15 9:03 GMT+02:00 Ufficio <u@desk.example>:
"""


@pytest.mark.parametrize("line", ATTRIBUTIONS.splitlines())
@pytest.mark.parametrize("quote", ["> {}\n> {}", "{}\n{}"])
def test_attribution_ends_the_new_text(line, quote):
    letter = quote.format("Siete interessati?", "Siamo interessati a saperlo.")

    cut = split(f"Rispondiamo domani.\n\n{line}\n\n{letter}\n")

    assert cut.new_text == "Rispondiamo domani."
    assert folded(cut.quoted) == folded(f"{line} {letter}")


PROSE = """\
Il 14 ottobre il direttore ha scritto al Ministero e attendiamo risposta.
Il referente è: Mario Neri.
Alle 10:30 di domani siamo disponibili.
Da: domani saremo in ferie.
On 14 October we wrote to the ministry.
14.10.2025 мы писали в министерство.
Кому: директору.
Oggetto della richiesta: contributo.
Data della delibera: 14/10/2025
С уважением относимся к предложению, но не заинтересованы.
Sincerely, we decline.
La presente comunicazione contiene la nostra adesione.
Sent from the mayor: we decline.
Inviato da parte del Sindaco: non aderiamo.
______________
"""


@pytest.mark.parametrize("line", PROSE.splitlines())
def test_prose_that_looks_like_an_attribution_stays(line):
    text = f"Buongiorno.\n{line}\nSiamo interessati."

    assert split(text).new_text == text


def test_letterhead_without_address_or_date_is_no_quote():
    text = "Da: Comune di Esempio\nA: Segreteria\nOggetto: adesione\n\nAderiamo."

    assert split(text).new_text == text


LABELS_OF = (
    ("Da", "Inviato", "A", "Oggetto"),
    ("От", "Отправлено", "Кому", "Тема"),
    ("От кого", "Дата", "Кому", "Тема"),
    ("From", "Sent", "To", "Subject"),
    ("Von", "Gesendet", "An", "Betreff"),
)


@pytest.mark.parametrize("prefix", ["", "*", "| "])
@pytest.mark.parametrize("labels", LABELS_OF)
def test_header_block_ends_the_new_text(labels, prefix):
    values = ("Desk <d@desk.example>", "15 ottobre 2025 9:03", "b@body.example", "Re")
    block = "\n".join(
        f"{prefix}{label}: {value}" for label, value in zip(labels, values, strict=True)
    )

    cut = split(f"Rispondiamo domani.\n\n{block}\n\nSiete interessati?")

    assert cut.new_text == "Rispondiamo domani."


ARUBA = """\
Da "Desk" desk@pec.example
A protocollo@pec.body.example
Cc
Data Wed, 15 Oct 2025 09:03:00 +0200
Oggetto Proposta"""
ONE_LINE = (
    "Da: Desk <d@desk.example> Inviato: 15/10/2025 9:03 A: b@body.example Oggetto: Re"
)


@pytest.mark.parametrize("block", [ARUBA, ONE_LINE])
def test_header_block_without_colons_or_lines_ends_the_new_text(block):
    assert split(f"Aderiamo.\n\n{block}\n\nSiete interessati?").new_text == "Aderiamo."


def test_inline_answers_keep_their_order():
    text = (
        "Il 14/10/2025 10:12, Desk ha scritto:\n> Chi?\nIl dott. Neri.\n"
        "> Quando?\n> Dove?\nLunedì, a Roma.\n\nA presto"
    )

    assert split(text).new_text == "Il dott. Neri.\nLunedì, a Roma.\n\nA presto"


def test_marker_line_ends_the_new_text():
    text = f"Siamo interessati.\n\n{MARKER}\nGentile ente,\nnon siamo interessati"

    assert split(text).new_text == "Siamo interessati."


def test_our_own_lines_are_quotes_in_any_dress():
    sent = (
        "Gentile Direzione,\nvi inviamo la proposta di cooperazione numero dodici.\n"
        "Vi preghiamo di rispondere entro il termine indicato nella scheda."
    )

    cut = split(
        "Rispondiamo di seguito."
        "\n| Vi inviamo la proposta di cooperazione numero dodici."
        "\n| Vi preghiamo di rispondere entro il termine indicato nella scheda.\nSì.",
        sent=sent,
    )

    assert cut.new_text == "Rispondiamo di seguito.\nSì."


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nDott. Mario Neri\nDirigente",
        "Cordiali saluti,\nMario Neri",
        "Distinti saluti.\n\nIl Dirigente\nMario Neri\nTel. 06 000000",
        "С уважением, Пётр Озеров",
        "Best regards\nAnn Lake",
        "Inviato da iPhone",
        "Отправлено из мобильной Почты Mail",
        "Get Outlook for Android",
    ],
)
def test_signature_is_kept_apart(signature):
    cut = split(f"Siamo interessati.\n\n{signature}\n\n> Siete interessati?")

    assert cut.new_text == "Siamo interessati."
    assert folded(cut.signature) == folded(signature)


@pytest.mark.parametrize(
    "words",
    [
        "Questo messaggio è riservato ed è destinato alle sole persone indicate.",
        "This e-mail and any attachments are confidential.",
        "Данное сообщение содержит конфиденциальную информацию.",
    ],
)
def test_small_print_is_kept_apart_from_the_signature(words):
    cut = split(f"Aderiamo.\n\nCordiali saluti\nAnna\n\n{words}\n\n> Aderite?")

    assert cut.new_text == "Aderiamo."
    assert cut.signature == "Cordiali saluti\nAnna"
    assert cut.disclaimer == words


def test_postscript_and_form_below_the_signature_are_new():
    line = LABELS[Language.ITALIAN].lines()[0] + "SI"

    cut = split(f"Ecco.\nCordiali saluti\nMario Neri\n{line}\n\nP.S. A lunedì.")

    assert folded(cut.new_text) == folded(f"Ecco. {line} P.S. A lunedì.")
    assert cut.signature == "Cordiali saluti\nMario Neri"


def quoted_form(answer: str) -> str:
    answer_line, *others = LABELS[Language.ITALIAN].lines()
    lines = ["Gentile ente,", answer_line + answer, *others]
    return "Il 14/10/2025 Desk ha scritto:\n" + "\n".join(f"> {one}" for one in lines)


def test_form_filled_inside_the_quote_is_new():
    cut = split(f"Buongiorno, ecco la risposta.\n\n{quoted_form('SI')}")

    assert cut.new_text.endswith("(SI / NO / DOMANDA / CON CONDIZIONI): SI")


@pytest.mark.parametrize("above", ["Quando si terrà la sessione?", "parola " * 40])
def test_form_quoted_under_other_words_is_an_older_answer(above):
    cut = split(f"{above}\n\n{quoted_form('SI')}")

    assert cut.new_text == above.strip()


HTML = "<html><body><div>Siamo interessati.<br>Grazie</div>{}</body></html>"
LETTER = "<p>Siete interessati?</p><p>Non siamo interessati</p>"
QUOTES = {
    "gmail": """<div class="gmail_quote"><div class="gmail_attr">On X wrote:</div>
        <blockquote class="gmail_quote">{}</blockquote></div>""",
    "gmail-bare": '<div class="gmail_quote">Qualcuno, ieri:<br>{}</div>',
    "thunderbird": """<div class="moz-cite-prefix">X:</div>
        <blockquote type="cite">{}</blockquote>""",
    "outlook-web": """<div id="appendonsend"></div><hr>
        <div id="divRplyFwdMsg">Da: X</div>{}""",
    "yahoo": '<div class="yahoo_quoted"><div>X ha scritto:</div>{}</div>',
    "outlook": """<div style="border:none;border-top:solid #E1E1E1 1.0pt">
        <p><b>Da:</b> X</p></div>{}""",
    "mail.ru": '<blockquote style="border-left:1px solid #0857A6">{}</blockquote>',
    "yandex": """<div>14.10.2025, 11:12, &quot;X&quot; &lt;x@y.example&gt;:</div>
        <blockquote>{}</blockquote>""",
}


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES)
def test_html_structure_tells_the_quote(quote):
    cut = split("", html=HTML.format(quote.format(LETTER)))

    assert folded(cut.new_text) == "Siamo interessati. Grazie"
    assert "Non siamo interessati" in cut.quoted


def test_html_answers_between_quotes_keep_their_order():
    quote = (
        '<div class="gmail_quote"><div class="gmail_attr">X:</div>'
        "<blockquote class=gmail_quote>Chi?</blockquote><div>Neri.</div>"
        "<blockquote class=gmail_quote>Dove?</blockquote><div>Roma.</div></div>"
    )

    assert folded(split("", html=f"<body>{quote}</body>").new_text) == "Neri. Roma."


def test_html_indented_paragraph_is_no_quote():
    html = "<p>Il nostro testo</p><blockquote>rientrato</blockquote><p>continua.</p>"

    assert (
        folded(split("", html=html).new_text) == "Il nostro testo rientrato continua."
    )


LINES = ["Sì.", "> a", "", "Cordiali saluti", "-- ", "Da: x@y.example", "Oggetto: z"]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from([*LINES, MARKER, *ATTRIBUTIONS.splitlines()])
        | st.text(max_size=30)
    )
)
def test_no_line_is_lost_and_none_is_doubled(lines):
    text = "\n".join(lines)

    cut = split(text)

    kept = f"{cut.new_text} {cut.quoted} {cut.signature} {cut.disclaimer}".split()
    assert sorted(kept) == sorted(text.split())


@settings(max_examples=100)
@given(st.text(alphabet="<>/divblockquote =\"'&;#x0a>"), st.text())
def test_split_never_raises(html, text):
    split(text, html=html, sent=text)
