"""Invitations as calendar files that our own mail can be answered by."""

from documents.invitation import calendar_file, content_type
from mail.address import reply_address
from mail.identity import MailIdentity
from models.invitation import Invitation, Party
from models.letter import Attachment

NAME = "invitation.ics"


class IcsFiles:
    def __init__(self, identity: MailIdentity) -> None:
        self._identity = identity

    def organizer(self, language: str, conversation: int) -> Party:
        return Party(
            name=self._identity.office(language),
            address=reply_address(self._identity, conversation),
        )

    def file(self, invitation: Invitation) -> Attachment:
        return Attachment(
            name=NAME,
            content_type=content_type(invitation),
            content=calendar_file(invitation),
        )
