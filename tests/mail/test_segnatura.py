"""The registry's XML of three generations, read by the same names."""

from datetime import date

import pytest

from mail.contents import contents
from mail.mime import parse
from mail.segnatura import (
    RegistryKind,
    RegistryMessage,
    registration_of,
    registry_message,
    registry_message_in,
)
from models.message import Registration
from tests.mail.pec_provider import part
from tests.mail.raw_mail import mail, multipart

OURS = """<p:Identificatore>
  <p:CodiceAmministrazione>m_noi</p:CodiceAmministrazione>
  <p:CodiceAOO>AOO1</p:CodiceAOO><p:CodiceRegistro>REG</p:CodiceRegistro>
  <p:NumeroRegistrazione>0001234</p:NumeroRegistrazione>
  <p:DataRegistrazione>2026-03-02</p:DataRegistrazione>
</p:Identificatore>"""
THEIRS = """<p:Identificatore>
  <p:CodiceAmministrazione descrizione="Comune">c_x000</p:CodiceAmministrazione>
  <p:CodiceAOO>A9X8</p:CodiceAOO><p:CodiceRegistro>RU</p:CodiceRegistro>
  <p:NumeroRegistrazione>0098765</p:NumeroRegistrazione>
  <p:DataRegistrazione>2026-03-10</p:DataRegistrazione>
  <p:OraRegistrazione>10:11:12</p:OraRegistrazione>
</p:Identificatore>"""
ENTRY = Registration(
    number="0098765", registered_on=date(2026, 3, 10), office="c_x000/A9X8/RU"
)
AGID = 'xmlns:p="http://www.agid.gov.it/protocollo/" versione="3.0.0" lang="it"'
PEC = (
    'xmlns="http://www.agid.gov.it/protocollo/pec/"'
    ' xmlns:p="http://www.agid.gov.it/protocollo/" versione="3.0.0" lang="it"'
)


def segnatura_2021():
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<p:SegnaturaInformatica {AGID}><p:Intestazione>{THEIRS}
  <p:Oggetto>Adesione alla proposta</p:Oggetto>
  <p:Classifica><p:Denominazione>Oggetto di prova</p:Denominazione></p:Classifica>
</p:Intestazione><p:Descrizione><p:DocumentoPrimario nomeFile="a.pdf">
  <p:Descrizione>Altro oggetto</p:Descrizione></p:DocumentoPrimario></p:Descrizione>
</p:SegnaturaInformatica>"""


def segnatura_2001(*, number="0098765", day="2026-03-10", references=""):
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Segnatura SYSTEM "Segnatura.dtd">
<Segnatura versione="2001-05-07" xml:lang="it"><Intestazione><Identificatore>
  <CodiceAmministrazione>c_x000</CodiceAmministrazione><CodiceAOO>A9X8</CodiceAOO>
  <NumeroRegistrazione>{number}</NumeroRegistrazione>
  <DataRegistrazione>{day}</DataRegistrazione></Identificatore>
  <Origine><Mittente><Amministrazione><Denominazione>Comune di prova</Denominazione>
  </Amministrazione></Mittente></Origine>
  <Oggetto>Attività di
     cooperazione</Oggetto></Intestazione>{references}
<Descrizione><Documento nome="a.pdf"><Oggetto>Del documento</Oggetto></Documento>
</Descrizione></Segnatura>"""


def read(xml):
    return registry_message_in(xml.encode("cp1252"))


def test_signature_of_2021_tells_their_entry():
    expected = ENTRY.model_copy(update={"subject": "Adesione alla proposta"})

    assert read(segnatura_2021()) == RegistryMessage(RegistryKind.REGISTERED, expected)


def test_signature_of_2001_tells_their_entry_and_what_it_answers():
    references = f"""<Riferimenti><Messaggio>{OURS.replace("p:", "")}
      <PrimaRegistrazione/></Messaggio></Riferimenti>"""

    found = read(segnatura_2001(references=references))

    assert found == RegistryMessage(
        RegistryKind.REGISTERED,
        Registration(
            number="0098765",
            registered_on=date(2026, 3, 10),
            office="c_x000/A9X8",
            subject="Attività di cooperazione",
            about="0001234",
        ),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-10", date(2026, 3, 10)),
        ("10/03/2026", date(2026, 3, 10)),
        ("1-3-2026", date(2026, 3, 1)),
        ("20260310", date(2026, 3, 10)),
        ("2026-03-10+01:00", date(2026, 3, 10)),
        ("2026-03-10T09:00:00", date(2026, 3, 10)),
        ("2026-02-30", None),
        ("0", None),
        ("", None),
    ],
)
def test_day_of_registration_is_read_in_the_ways_registries_write_it(written, day):
    found = read(segnatura_2001(day=written))

    assert found.registration.registered_on == day


@pytest.mark.parametrize("number", ["", "0", "0000000"])
def test_form_not_yet_registered_is_no_entry(number):
    assert read(segnatura_2001(number=number)) is None


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("ConfermaRicezione", RegistryKind.CONFIRMED),
        ("AggiornamentoConferma", RegistryKind.UPDATED),
    ],
)
def test_confirmation_names_their_number_and_ours(root, kind):
    xml = (
        f"<{root} {PEC}>{THEIRS}<MessaggioRicevuto>{OURS}</MessaggioRicevuto></{root}>"
    )

    found = read(xml)

    assert found == RegistryMessage(kind, ENTRY.model_copy(update={"about": "0001234"}))
    assert found.entered


def test_confirmation_of_an_unregistered_letter_quotes_its_subject():
    described = "<DescrizioneMessaggio><Oggetto>[XV/0007] Invito</Oggetto>"
    xml = f"""<ConfermaRicezione versione="2013" xml:lang="it">
      {THEIRS.replace("p:", "")}
      <MessaggioRicevuto>{described}</DescrizioneMessaggio></MessaggioRicevuto>
      </ConfermaRicezione>"""

    expected = ENTRY.model_copy(update={"subject": "[XV/0007] Invito"})
    assert read(xml) == RegistryMessage(RegistryKind.CONFIRMED, expected)


def test_exception_is_a_refusal_with_its_reason():
    xml = f"""<NotificaEccezione {PEC}><MessaggioRicevuto>{OURS}</MessaggioRicevuto>
      <Motivo>Documento primario
        non leggibile</Motivo></NotificaEccezione>"""

    found = read(xml)

    assert found == RegistryMessage(
        RegistryKind.REFUSED,
        Registration(number="", about="0001234"),
        "Documento primario non leggibile",
    )
    assert not found.entered


def test_cancellation_names_the_entry_that_no_longer_stands():
    xml = f"""<AnnullamentoProtocollazione versione="2013">{THEIRS.replace("p:", "")}
      <Motivo>Doppia registrazione</Motivo><Provvedimento>n. 7</Provvedimento>
      </AnnullamentoProtocollazione>"""

    found = read(xml)

    assert found == RegistryMessage(
        RegistryKind.CANCELLED, ENTRY, "Doppia registrazione"
    )
    assert not found.entered


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "Segnatura",
        "<FatturaElettronica><Numero>1</Numero></FatturaElettronica>",
        f"<!DOCTYPE x [<!ENTITY n '1'>]>{segnatura_2021().partition('?>')[2].strip()}",
        "<Segnatura>" + " " * 2**20 + "</Segnatura>",
    ],
    ids=["empty", "text", "invoice", "entities", "large"],
)
def test_other_xml_is_no_registry_message(xml):
    assert read(xml) is None


# ── in a mail ────────────────────────────────────────────────────────────────────


def carrying(*files):
    words = b"Content-Type: text/plain\r\n\r\nSi trasmette."
    return contents(parse(multipart(words, *files)))


def test_registration_is_found_among_the_attachments():
    xml = segnatura_2021().encode()
    invoice = part("text/xml", b"<FatturaElettronica/>", "IT01.xml")
    document = part("application/pdf", b"%PDF-1.7", "adesione.pdf")
    named = part("application/octet-stream", xml, "SEGNATURA.XML")

    found = registration_of(carrying(document, invoice, named))

    assert found == ENTRY.model_copy(update={"subject": "Adesione alla proposta"})


def test_refusal_of_a_registry_is_no_registration():
    xml = b"<NotificaEccezione><Motivo>Illeggibile</Motivo></NotificaEccezione>"
    mail_ = carrying(part("application/xml", xml, "Eccezione.xml"))

    assert registration_of(mail_) is None
    assert registry_message(mail_) == RegistryMessage(
        RegistryKind.REFUSED, Registration(number=""), "Illeggibile"
    )


def test_mail_without_xml_has_no_registration():
    assert registration_of(contents(parse(mail()))) is None
    assert registration_of(carrying(part("text/plain", b"x", "Segnatura.txt"))) is None
