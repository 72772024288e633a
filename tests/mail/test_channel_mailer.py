"""A letter goes out by its channel, and certified only as the access point wants it."""

from datetime import UTC, datetime

import pytest

from mail.certified_composer import CertifiedComposer
from mail.channel_mailer import CertifiedAccount, ChannelMailer
from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.mailhost import MailHost
from mail.mime import head
from mail.pec_sending import PecMailbox
from mail.sender import SmtpMailer
from models.body import Channel
from models.delivery_errors import LetterUnfitError
from models.ids import LetterId
from models.letter import (
    ComposedLetter,
    Dispatch,
    LetterDraft,
    LetterFacts,
    LetterKind,
)
from tests.mail.pec_access_point import PecAccessPoint
from tests.mail.pec_provider import PecProvider

ACCOUNT = "progetti@pec.staffetta.example"
THEM = "protocollo@pec.ente.example"
BOX = PecMailbox(ACCOUNT)
IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)


class Names:
    def region(self, code, _language):
        return code

    def sector(self, key, _language):
        return key


def composed(channel: Channel, mailbox: PecMailbox | None = BOX) -> ComposedLetter:
    draft = LetterDraft(
        letter=LetterId("it-ru/15/0007/disseminate/1/IT-57"),
        kind=LetterKind.DISSEMINATION,
        language="it",
        to_name="Regione di prova",
        to_address=THEM,
        conversation=7,
        dated=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        facts=LetterFacts(ref="IT-RU/2007-2009/XV/LIP/0007", title="Linea"),
        channel=channel,
    )
    return CertifiedComposer(LetterComposer(IDENTITY, Names()), mailbox).compose(draft)


def dispatch(letter: ComposedLetter, channel: Channel, **changes: object) -> Dispatch:
    given = Dispatch(
        mail_from=letter.envelope_from,
        rcpt_to=THEM,
        raw=letter.raw,
        envelope_id=letter.message_id.strip("<>").partition("@")[0],
        channel=channel,
    )
    return given.model_copy(update=changes)


@pytest.fixture
async def point():
    async with PecAccessPoint(PecProvider("gestore.example"), {ACCOUNT: "x"}) as opened:
        yield opened


@pytest.fixture
async def host(tmp_path):
    host = MailHost(tmp_path, "staffetta.example", lmtp_port=0)
    await host.start()
    yield host
    await host.stop()


@pytest.fixture
async def mailer(point, host):
    async with (
        SmtpMailer(f"smtp://127.0.0.1:{host.port}") as ordinary,
        SmtpMailer(point.url(ACCOUNT)) as way_out,
    ):
        yield ChannelMailer(ordinary, CertifiedAccount(BOX, way_out))


async def test_each_letter_goes_out_by_its_channel(mailer, point, host):
    await mailer.send(dispatch(composed(Channel.PEC), Channel.PEC))
    await mailer.send(dispatch(composed(Channel.PEO), Channel.PEO))

    assert len(point.boxes[THEM]) == 1
    [path] = host.mailbox(THEM)
    ordinary = head(path.read_bytes())
    assert ordinary.addresses("from") == ("progetti@staffetta.example",)
    assert "reply-to" in ordinary


UNFIT = {
    "another recipient": {"rcpt_to": "altri@pec.ente.example"},
    "another sender": {"mail_from": "progetti@staffetta.example"},
    "another letter": {"envelope_id": "altra"},
    "as composed for ordinary mail": {"raw": composed(Channel.PEO).raw},
}


@pytest.mark.parametrize("changes", UNFIT.values(), ids=UNFIT)
async def test_unfit_letter_is_not_handed_over(mailer, point, changes):
    letter = dispatch(composed(Channel.PEC), Channel.PEC, **changes)

    with pytest.raises(LetterUnfitError):
        await mailer.send(letter)

    assert point.boxes == {}


async def test_certified_letter_stays_without_a_mailbox(host):
    letter = composed(Channel.PEC, mailbox=None)
    async with SmtpMailer(f"smtp://127.0.0.1:{host.port}") as ordinary:
        with pytest.raises(LetterUnfitError, match="no certified mailbox is set"):
            await ChannelMailer(ordinary).send(dispatch(letter, Channel.PEC))

    assert host.mailbox(THEM) == []
