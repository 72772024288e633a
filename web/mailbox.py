"""The local mailboxes: every letter as its recipient sees it, and a real reply."""

from starlette.responses import Response

from runtime.local_mailbox import LocalMailbox
from store.errors import NotFoundError
from web.desk import Desk, Visit, elsewhere, page
from web.whole import whole

_HERE = "/mailbox"


async def show_all(desk: Desk, visit: Visit) -> Response:
    return page(desk, visit, "mailboxes", boxes=_boxes(desk, visit).addresses())


async def show(desk: Desk, visit: Visit) -> Response:
    address = _address(visit)
    mails = _boxes(desk, visit).mails(address)
    sent = bool(visit.asked("sent"))
    return page(desk, visit, "mailbox", address=address, mails=mails, sent=sent)


async def open_mail(desk: Desk, visit: Visit) -> Response:
    mail = _boxes(desk, visit).mail(_address(visit), _number(visit))
    return page(desk, visit, "mail", address=_address(visit), mail=mail)


async def answer(desk: Desk, visit: Visit) -> Response:
    address = _address(visit)
    boxes = _boxes(desk, visit)
    await boxes.answer(address, _number(visit), visit.text("text"))
    return elsewhere(f"{_HERE}/{address}?sent=1")


def _boxes(desk: Desk, visit: Visit) -> LocalMailbox:
    """Only where partners have their mailboxes here."""
    if not desk.access.settings.local_mail:
        raise NotFoundError(visit.say("mailbox.elsewhere"))
    return LocalMailbox(desk.access.settings)


def _address(visit: Visit) -> str:
    return str(visit.request.path_params["address"])


def _number(visit: Visit) -> int:
    return whole(visit.request.path_params["number"]) or 0
