"""How far each mailbox has been read by IMAP."""

from models.inbound import MailboxCursor
from store.mail_tables import MailboxTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlMailboxes(SqlRows[MailboxCursor, str]):
    sheet = Sheet(MailboxCursor, MailboxTable)
    thing = "mailbox"
