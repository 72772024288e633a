"""Failures in the manner of the mail systems that write them; names are invented."""

from dataclasses import dataclass
from textwrap import dedent

A = "protocollo@body.example"  # the address that fails in all of them
_LETTER = """
    Return-Path: <progetti@desk.example>
    Received: from desk.example by mx.example; Tue, 14 Oct 2025 10:12:00 +0200
    From: Segreteria <progetti@desk.example>
    To: Protocollo <protocollo@body.example>
    Subject: Proposta
    Message-ID: <l7.case@desk.example>
    Date: Tue, 14 Oct 2025 10:12:00 +0200
"""
LETTER = dedent(_LETTER).strip()


@dataclass(frozen=True)
class Sample:
    system: str
    sender: str
    subject: str
    text: str
    status: str
    reason: str
    fields: str = ""  # of a message/delivery-status part
    headers: str = ""
    returned: str = "message/rfc822"  # or "" where the text shows the letter, or "-"
    addresses: tuple[str, ...] = (A,)

    def raw(self) -> bytes:
        head = (
            f"From: {self.sender}\nTo: progetti@desk.example\nSubject: {self.subject}\n"
        )
        head += "Date: Tue, 14 Oct 2025 10:20:00 +0200\n"
        head += dedent(self.headers).strip() + "\n" if self.headers else ""
        text = dedent(self.text).strip() + "\n"
        if not self.fields and self.returned in ("", "-"):
            letter = f"\n{LETTER}\n\nGentile Ente\n" if self.returned == "" else ""
            return f"{head}\n{text}{letter}".encode()
        parts = [f"Content-Type: text/plain; charset=utf-8\n\n{text}"]
        if self.fields:
            fields = dedent(self.fields).strip()
            parts.append(
                "Content-Type: message/delivery-status\n\n"
                f"Reporting-MTA: dns; mx.example\n\n{fields}\n"
            )
        if self.returned not in ("", "-"):
            parts.append(f"Content-Type: {self.returned}\n\n{LETTER}\n")
        kind = "report; report-type=delivery-status" if self.fields else "mixed"
        body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
        return f"{head}Content-Type: multipart/{kind}; boundary=b\n\n{body}".encode()


_DAEMON = "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>"
_FINAL = f"Final-Recipient: rfc822; {A}\nAction: failed\n"

SAMPLES = (
    Sample(
        "sendmail", _DAEMON, "Returned mail: see transcript for details",
        f"""
           ----- The following addresses had permanent fatal errors -----
        <{A}>
            (reason: 550 5.1.1 <{A}>... User Unknown)

           ----- Transcript of session follows -----
        ... while talking to mx.body.example.:
        >>> DATA
        <<< 550 5.1.1 <{A}>... User Unknown
        """,
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.1.1\nDiagnostic-Code: SMTP; 550 5.1.1 User Unknown",
    ),
    Sample(
        "sendmail-no-fields", _DAEMON, "Returned mail: Host unknown",
        f"""
           ----- The following addresses had permanent fatal errors -----
        <{A}>

           ----- Transcript of session follows -----
        550 <{A}>... Host unknown (Name server: body.example: host not found)
        """,
        "5.1.2", "address",
    ),
    Sample(
        "v5sendmail", _DAEMON, "Returned mail: Cannot send message for 4 days",
        """
           ----- Transcript of session follows -----
        421 body.example (smtp)... Deferred: Connection timed out during user open

           ----- Unsent message follows -----
        """,
        "4.4.1", "network", returned="",
    ),
    Sample(
        "postfix", _DAEMON, "Undelivered Mail Returned to Sender",
        f"""
        This is the mail system at host mx.example.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        <{A}>: host mail.body.example[192.0.2.9] said: 552 5.3.4 Message size
            exceeds fixed limit (in reply to MAIL FROM command)
        """,
        "5.3.4", "size",
        fields=f"{_FINAL}Status: 5.3.4\nDiagnostic-Code: smtp; 552 5.3.4 Message size"
        " exceeds\n fixed limit",
    ),
    Sample(
        "postfix-in-words", _DAEMON, "Undelivered Mail Returned to Sender",
        f"""
        This is the mail system at host mx.example.

        <{A}>: Host or domain name not found. Name service error for
            name=body.example type=A: Host not found
        """,
        "5.1.2", "address",
    ),
    Sample(
        "exim", "Mail Delivery System <Mailer-Daemon@mx.example>",
        "Mail delivery failed: returning message to sender",
        f"""
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          {A}
            SMTP error from remote mail server after RCPT TO:<{A}>:
            host mail.body.example [192.0.2.9]: 550 5.2.1 mailbox is inactive

        ------ This is a copy of the message, including all the headers. ------
        """,
        "5.2.1", "address", returned="", headers=f"X-Failed-Recipients: {A}",
    ),
    Sample(
        "exim-without-code", "Mail Delivery System <Mailer-Daemon@mx.example>",
        "Mail delivery failed: returning message to sender",
        f"""
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          {A}
            mailbox is full: retry timeout exceeded
        """,
        "5.2.2", "full", fields=f"{_FINAL}Status: 5.0.0",
    ),
    Sample(
        "exim-expired", "Mail Delivery System <Mailer-Daemon@mx.example>",
        "Mail delivery failed: returning message to sender",
        f"""
        The following address(es) failed:

          {A}
            retry time not reached for any host after a long failure period
        """,
        "4.4.7", "network", returned="",
    ),
    Sample(
        "qmail", "MAILER-DAEMON@mx.example", "failure notice",
        f"""
        Hi. This is the qmail-send program at mx.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <{A}>:
        192.0.2.9 does not like recipient.
        Remote host said: 550 5.1.1 unknown user
        Giving up on 192.0.2.9.

        --- Below this line is a copy of the message.
        """,
        "5.1.1", "address", returned="",
    ),
    Sample(
        "qmail-host", "MAILER-DAEMON@mx.example", "failure notice",
        f"""
        <{A}>:
        Sorry, I couldn't find any host named body.example. (#5.1.2)

        --- Below this line is a copy of the message.
        """,
        "5.1.2", "address", returned="",
    ),
    Sample(
        "qmail-two", "MAILER-DAEMON@mx.example", "failure notice",
        f"""
        <{A}>:
        Remote host said: 550 5.1.1 User unknown

        <sindaco@body.example>:
        Remote host said: 552 5.2.2 over quota

        --- Below this line is a copy of the message.
        """,
        "5.1.1", "address", returned="", addresses=(A, "sindaco@body.example"),
    ),
    Sample(
        "courier", "postmaster@mx.example", "NOTICE: mail delivery status.",
        f"""
        This is a delivery status notification from mx.example,
        running the Courier mail server, version 0.65.2.

                                   UNDELIVERABLE MAIL

        <{A}>:
            mail.body.example [192.0.2.9]:
        >>> DATA
        <<< 550 Unknown user {A}
        """,
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.0.0\nDiagnostic-Code: smtp; 550 Unknown user {A}",
    ),
    Sample(
        "exchange-2003", "postmaster@body.example", "Undeliverable: Proposta",
        f"""
        Your message

          To:      progetti@desk.example
          Subject: Proposta

        did not reach the following recipient(s):

        {A} on Tue, 14 Oct 2025 10:12:51 +0200
            The recipient name is not recognized
            MSEXCH:IMS:BODY:SITE:EXCHANGE 0 (000C05A6) Unknown Recipient
        """,
        "5.1.1", "address",
    ),
    Sample(
        "exchange-2007", "<postmaster@body.example>", "Undeliverable: Proposta",
        f"""
        Delivery has failed to these recipients or groups:

        {A}<mailto:{A}>
        Your message can't be delivered because delivery to this address is restricted.

        Diagnostic information for administrators:

        {A}
        #550 5.7.1 RESOLVER.RST.AuthRequired; authentication required ##
        """,
        "5.7.1", "policy",
        fields=f"Original-Recipient: rfc822;{A}\n{_FINAL}Status: 5.7.1\n"
        "Diagnostic-Code: smtp;550 5.7.1 RESOLVER.RST.AuthRequired",
    ),
    Sample(
        "exchange-italian", "Microsoft Outlook <postmaster@body.example>",
        "Non recapitabile: Proposta",
        f"""
        Impossibile recapitare il messaggio ai seguenti destinatari o gruppi:

        {A}
        L'indirizzo di posta elettronica immesso non è stato trovato.
        #550 5.1.10 RESOLVER.ADR.RecipientNotFound ##
        """,
        "5.1.10", "address", headers="Return-Path: <>",
    ),
    Sample(
        "office365", "Microsoft Outlook <MicrosoftExchange329e71ec88ae@body.example>",
        "Undeliverable: Proposta",
        f"""
        Your message to {A} couldn't be delivered.
        protocollo wasn't found at body.example.
        """,
        "5.4.1", "address",
        fields=f"{_FINAL}Status: 5.4.1\nDiagnostic-Code: smtp;550 5.4.1 Recipient"
        " address\n rejected: Access denied. AS(201806281)",
    ),
    Sample(
        "outlook-com", "postmaster@hotmail.example", "Delivery Status Notification"
        " (Failure)",
        f"""
        This is an automatically generated Delivery Status Notification.

        Delivery to the following recipients failed.

               {A}
        """,
        "5.5.0", "address",
        fields=f"{_FINAL}Status: 5.5.0\nDiagnostic-Code: smtp;550 Requested action not"
        " taken:\n mailbox unavailable",
    ),
    Sample(
        "google", "Mail Delivery Subsystem <mailer-daemon@google.example>",
        "Delivery Status Notification (Failure)",
        f"""
        Delivery to the following recipient failed permanently:

             {A}

        Technical details of permanent failure:
        Google tried to deliver your message, but it was rejected by the server.
        The error that the other server returned was:
        550 5.1.1 <{A}>... User Unknown

        ----- Original message -----
        """,
        "5.1.1", "address", returned="",
        headers=f"Return-Path: <>\nX-Failed-Recipients: {A}",
    ),
    Sample(
        "gmail", "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        "Delivery Status Notification (Failure)",
        f"""
        ** Message blocked **

        Your message to {A} has been blocked. See technical details below.
        """,
        "5.7.26", "policy",
        fields=f"{_FINAL}Status: 5.7.26\nDiagnostic-Code: smtp; 550-5.7.26"
        " Unauthenticated email\n from desk.example is not accepted due to DMARC"
        " policy",
    ),
    Sample(
        "google-groups", "Mail Delivery Subsystem <mailer-daemon@google.example>",
        "Delivery Status Notification (Failure)",
        """
        Hello progetti@desk.example,

        We're writing to let you know that the group you tried to contact (ufficio)
        may not exist, or you may not have permission to post messages to the group.
        """,
        "5.7.1", "policy", headers=f"X-Failed-Recipients: {A}",
    ),
    Sample(
        "yahoo", "MAILER-DAEMON@yahoo.example", "Failure Notice",
        f"""
        Sorry, we were unable to deliver your message to the following address.

        <{A}>:
        554: delivery error: dd This user doesn't have a body.example account ({A}) [0]

        --- Below this line is a copy of the message.
        """,
        "5.1.1", "address", returned="",
    ),
    Sample(
        "aol", "Mail Delivery Subsystem <MAILER-DAEMON@aol.example>",
        "Undelivered Mail Returned to Sender",
        f"<{A}>: host mx[192.0.2.9] said: 521 5.2.1 : AOL will not accept delivery",
        "5.2.1", "policy",
        fields=f"{_FINAL}Status: 5.2.1\nDiagnostic-Code: smtp; 521 5.2.1 : AOL will not"
        "\n accept delivery of this message.",
    ),
    Sample(
        "amazon-ses", "MAILER-DAEMON@email-bounces.ses.example",
        "Delivery Status Notification (Failure)",
        f"""
        An error occurred while trying to deliver the mail to the following recipients:
        {A}
        """,
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.1.1\nDiagnostic-Code: Amazon SES did not send the"
        " message\n to this address because the address is on the suppression list",
    ),
    Sample(
        "amazon-workmail", "MAILER-DAEMON@workmail.example", "Undelivered mail",
        f"Delivery failed.\n\n<{A}>",
        "5.4.4", "address",
        fields=f"{_FINAL}Status: 5.4.4\nDiagnostic-Code: smtp; 550 5.4.4"
        " Invalid domain",
    ),
    Sample(
        "receiving-ses", "MAILER-DAEMON@inbound.ses.example",
        "Delivery Status Notification (Failure)",
        "This message could not be delivered.",
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1"
        " mailbox does not exist",
    ),
    Sample(
        "sendgrid", "MAILER-DAEMON@sendgrid.example", "Undelivered Mail Returned to"
        " Sender",
        f"Hello, this is the mail server on sendgrid.example.\n\n<{A}>",
        "5.7.1", "policy",
        fields=f"Final-Recipient: rfc822; {A}\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: 550 message content rejected: spam",
    ),
    Sample(
        "mail-ru", "mailer-daemon@corp.mailru.example",
        "Ваше сообщение не доставлено. Mail failure.",
        f"""
        Это письмо создано автоматически сервером, отвечать на него не нужно.

        К сожалению, Ваше письмо не может быть доставлено одному или нескольким
        получателям:

          {A}
            SMTP error from remote mail server after RCPT TO:<{A}>:
            550 Message was not accepted -- invalid mailbox.  Local mailbox {A}
            is unavailable: user not found

        ------ This is a copy of the message, including all the headers. ------
        """,
        "5.1.1", "address", returned="",
        headers=f"Return-path: <>\nX-Failed-Recipients: {A}\n"
        "Auto-Submitted: auto-replied",
    ),
    Sample(
        "yandex", "mailer-daemon@yandex.example", "Недоставленное сообщение",
        f"""
        Это письмо отправлено почтовым сервером yandex.example.

        К сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может
        быть отправлено одному или нескольким адресатам.

        <{A}>: host mail.body.example[192.0.2.9] said: 550 5.1.1 User Unknown
        """,
        "5.1.1", "address", headers="Auto-Submitted: auto-replied\nReturn-Path: <>",
        fields=f"{_FINAL}Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User Unknown",
    ),
    Sample(
        "rambler", "MAILER-DAEMON@rambler.example", "Недоставленное сообщение",
        f"<{A}>: 552 5.2.2 Почтовый ящик получателя переполнен",
        "5.2.2", "full", headers="Return-Path: <>",
    ),
    Sample(
        "zoho", "mailer-daemon@mail.zoho.example", "Undelivered Mail Returned to"
        " Sender",
        f"""
        This message was created automatically by mail delivery software.
        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error.

        {A} Invalid Address, ERROR_CODE :550, ERROR_CODE :Requested action not taken:
        mailbox unavailable
        """,
        "5.1.1", "address", returned="",
    ),
    Sample(
        "fml", "ufficio-admin@list.example",
        "NOT MEMBER article from progetti@desk.example",
        f"""
        progetti@desk.example is not a member of this list.
        Your post to <{A}> is rejected.
        """,
        "5.7.1", "policy", headers="X-MLServer: fml [fml 4.0 STABLE]", returned="-",
    ),
    Sample(
        "x1", '"Mail Deliver System" <MAILER-DAEMON@x1.example>',
        "Returned Mail: User unknown",
        f"""
        The original message was received at Tue, 14 Oct 2025 10:12:45 +0200

        ---The following addresses had delivery errors---

        {A} [User unknown]
        """,
        "5.1.1", "address",
    ),
    Sample(
        "x2", "MAILER-DAEMON@x2.example", "Delivery failure",
        f"""
        Unable to deliver message to the following address(es).

        <{A}>:
        This user doesn't have a body.example account ({A}) [-9]

        --- Original message follows.
        """,
        "5.1.1", "address", returned="", headers="X-Loop: MAILER-DAEMON@x2.example",
    ),
    Sample(
        "x3", "Mail Delivery System <MAILER-DAEMON@x3.example>", "Delivery status"
        " notification",
        f"""
        ============================================================
            This message was created automatically by mail delivery
        ============================================================
        The original message was received.

        << Error Message >>
         * Recipient: {A}
        Reason: 550 5.1.1 User unknown
        """,
        "5.1.1", "address",
    ),
    Sample(
        "x4", "MAILER-DAEMON@x4.example", "failure notice",
        f"""
        Your mail message to the following address(es) could not be delivered. This
        is a permanent error. Please verify the addresses and try again.

        <{A}>:
        child status 100...The e-mail message could not be delivered because the
        user's mailfolder is full.

        --- Below this line is a copy of the message.
        """,
        "5.2.2", "full", returned="",
    ),
    Sample(
        "x5", '"Mail Delivery Subsystem" <MAILER-DAEMON@x5.example>',
        "Returned mail: User unknown",
        """
        The original message was received at Tue Oct 14 10:12:22 2025

        ----- The following addresses had permanent delivery errors -----
        """,
        "5.0.0", "unknown",
    ),
    Sample(
        "x6", "MAILER-DAEMON@x6.example", "There was an error sending your mail",
        f"""
        We had trouble delivering your message. Full details follow:

        Subject: 'Proposta'
        1 error(s):

        SMTP Server <mx.body.example> rejected recipient <{A}>
          (Error following RCPT command). It responded as follows: [550 5.1.1 <{A}>...
        User Unknown]
        """,
        "5.1.1", "address",
    ),
    Sample(
        "messaging-server", "postmaster@mac.example",
        "Delivery Notification: Delivery has failed",
        f"""
        This report relates to a message you sent with the following header fields:

          Message-id: <l7.case@desk.example>

        Your message cannot be delivered to the following recipients:

          Recipient address: {A}
          Reason: Remote SMTP server has rejected address
          Diagnostic code: smtp;550 5.1.1 <{A}>... User Unknown
        """,
        "5.1.1", "address",
        fields=f"Original-recipient: rfc822;{A}\nFinal-recipient: rfc822;{A}\n"
        "Action: failed\nStatus: 5.1.1 (Remote SMTP server has rejected address)\n"
        f"Diagnostic-code: smtp;550 5.1.1 <{A}>... User Unknown",
    ),
    Sample(
        "interscan", '"InterScan MSS" <postmaster@body.example>',
        "Mail could not be delivered",
        f"""
        ****** Message from InterScan Messaging Security Suite ******

        Sent <<< RCPT TO:<{A}>
        Received >>> 550 5.1.1 <{A}>... user unknown

        Unable to deliver message to <{A}>.
        """,
        "5.1.1", "address",
    ),
    Sample(
        "mcafee", "<MAILER-DAEMON@mcafee.example>", "Delivery Status",
        f"--- The following addresses had delivery problems ---\n\n<{A}>   (Unknown"
        f" user)",
        "5.1.1", "address",
        fields=f"Original-Recipient: <{A}>\nAction: failed\n"
        f"Diagnostic-Code: smtp; 550 Unknown user {A}\nRemote-MTA: 192.0.2.192",
    ),
    Sample(
        "notes", "postmaster@notes.example", "Undeliverable message",
        f"""
        ------- Failure Reasons  --------

        User not listed in public Name & Address Book
        {A}

        ------- Returned Message --------
        """,
        "5.1.1", "address", returned="", headers="Return-Path: <>",
    ),
    Sample(
        "domino", "Postmaster@body.example",
        f"DELIVERY FAILURE: User Neri ({A}) not listed in Domino Directory",
        f"""
        Your message

          Subject: Proposta

        was not delivered to:

          {A}

        because:

          User Neri ({A}) not listed in Domino Directory
        """,
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.0.0\nDiagnostic-Code: X-Notes; User Neri ({A}) not"
        "\n listed in Domino Directory",
    ),
    Sample(
        "opensmtpd", "Mailer Daemon <MAILER-DAEMON@mx.example>",
        "Delivery status notification: error",
        f"""
            Hi!

            This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.

            An error has occurred while attempting to deliver a message for
            the following list of recipients:

        {A}: Envelope expired

            Below is a copy of the original message:
        """,
        "4.4.7", "network", returned="",
    ),
    Sample(
        "mail-marshal", "postmaster@marshal.example", 'Undeliverable Mail: "Proposta"',
        f"""
        Your message:
           From:    progetti@desk.example
           Subject: Proposta

        Could not be delivered because of

        550 5.1.1 User unknown

        The following recipients were affected:
            {A}
        """,
        "5.1.1", "address", returned="-",
    ),
    Sample(
        "surfcontrol", "<MAILER-DAEMON@surf.example>", "Proposta",
        f"""
        Your message could not be sent.
        A transcript of the attempts to send the message follows.
        The number of attempts made: 1
        Addressed To: {A}

        Failed to send to identified host,
        {A}: [192.0.2.5], 550 {A}... No such user
        """,
        "5.1.1", "address",
        fields=f"Action: failed\nFinal-Recipient: rfc822;{A}\n"
        f"Diagnostic-Code: smtp; 550 {A}... No such user\nStatus: 5.0.0",
    ),
    Sample(
        "barracuda", "MAILER-DAEMON <>",
        "**Message you sent blocked by our bulk email filter**",
        f"Your message to: {A}\nwas blocked by our Spam Firewall.",
        "5.7.1", "policy",
        fields=f"{_FINAL}Status: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1"
        " Message content rejected, UBE",
    ),
    Sample(
        "gmx", "MAILER-DAEMON@mail.gmx.example",
        "Mail delivery failed: returning message to sender",
        f"""
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of
        its recipients. This is a permanent error. The following address
        failed:

        "{A}":
        SMTP error from remote server after RCPT command:
        host: mail.body.example
        5.2.2 <{A}>... Mailbox Full

        --- The header of the original message is following. ---
        """,
        "5.2.2", "full", returned="",
    ),
    Sample(
        "einsundeins", '"Mail Delivery System" <mailer-daemon@kunden.example>',
        "Mail delivery failed: returning message to sender",
        f"""
        This message was created automatically by mail delivery software.

        The following address failed:

        {A}

        For the following reason:

        Mail size limit exceeded. For explanation visit
        http://postmaster.kunden.example/en/error-messages

        --- The header of the original message is following. ---
        """,
        "5.3.4", "size", returned="",
    ),
    Sample(
        "facebook", "Facebook <mailer-daemon@mx.face.example>",
        "Sorry, your message could not be delivered",
        "This message was created automatically by Facebook.",
        "5.1.1", "policy",
        fields="Diagnostic-Code: smtp; 550 5.1.1 RCP-P2 Refused due to recipient"
        f" preferences\nStatus: 5.1.1\nFinal-Recipient: rfc822; {A}\nAction: failed",
    ),
    Sample(
        "ezweb", "<Postmaster@ezweb.example>", "Mail System Error - Returned Mail",
        f"""
        <{A}>

        Each of the following recipients was rejected by a remote mail server.
        ---------------------------------------------------
        """,
        "5.7.1", "policy", returned="",
    ),
    Sample(
        "kddi", "ufficio@dion.example", "Mail",
        f"""
        Your mail sent on: Tue, 14 Oct 2025 10:12:00 +0200
             Could not be delivered to: <{A}>
             As their mailbox is full.
        """,
        "5.2.2", "full", headers="Return-Path: <>",
    ),
    Sample(
        "bigfoot", "Mail Delivery Subsystem <MAILER-DAEMON@big.example>",
        "Returned mail: Requested action not taken: mailbox name not allowed",
        f">>> RCPT TO:<{A}>\n<<< 553 Invalid recipient {A} (Mode: normal)",
        "5.7.1", "policy",
        fields=f"Final-Recipient: RFC822; <{A}>\nAction: failed\nStatus: 5.7.1\n"
        f"Diagnostic-Code: SMTP; 553 Invalid recipient {A} (Mode: normal)",
    ),
    Sample(
        "imail", '"Postmaster" <postmaster@mx.example>', "Undeliverable Mail",
        f"Unknown user: {A}\n\n\nOriginal message follows.",
        "5.1.1", "address", returned="", headers="X-Mailer: <SMTP32 v990729>",
    ),
    Sample(
        "mxlogic", "Mail Delivery System <MAILER-DAEMON@mxl.example>", "Mail delivery"
        " failed",
        f"""
        This message was created automatically by mail delivery software.

        A message that you have sent could not be delivered to one or more
        recipients.  This is a permanent error.  The following address failed:

          <{A}>: 550 5.1.1 <{A}>: Recipient address rejected: User unknown in local
        recipient table

        Included is a copy of the message header:
        -----------------------------------------
        """,
        "5.1.1", "address", returned="",
    ),
    Sample(
        "activehunter", '"MAILER-DAEMON" <MAILER-DAEMON@mx.example>',
        "FAILURE NOTICE : Proposta",
        f"""
          ----- The following addresses had permanent fatal errors -----

        >>> {A} <{A}>

          ----- Transcript of session follows -----

        550 sorry, no mailbox here by that name (#5.1.1 - chkusr)
        """,
        "5.1.1", "address", headers="Return-Path: <>",
    ),
    Sample(
        "james", "post_master@james.example", "Re:Proposta",
        f"""
        Error: Invalid user address

        Error message below:
        550 - Requested action not taken: no such user here

        Message details:
          Subject: Proposta
          MAIL FROM: progetti@desk.example
          RCPT TO: {A}
        """,
        "5.1.1", "address", returned="-", headers="In-Reply-To: <l7.case@desk.example>",
    ),
    Sample(
        "dragonfly", "MAILER-DAEMON <>", "Mail delivery failed",
        f"""
        This is the DragonFly Mail Agent v0.13 at mx.example.

        There was an error delivering your mail to <{A}>.

        mail.body.example [192.0.2.9] did not like our final DATA:
        550-5.7.26 Unauthenticated email from desk.example is not accepted due to
        550 5.7.26 domain's DMARC policy.

        Message headers follow.
        """,
        "5.7.26", "policy", returned="",
    ),
    Sample(
        "trend-micro", "<postmaster@trend.example>", "Mail Delivery Status"
        " Notification",
        f"""
        Unable to deliver message to <{A}>

        Sent <<< RCPT TO:<{A}>
        Received >>> 550 5.1.1 user unknown
        """,
        "5.1.1", "address",
    ),
    Sample(
        "mail-foundry", "MAILER-DAEMON@foundry.example", "Message delivery has failed",
        f"""
        Unable to deliver message to: <{A}>
        Delivery failed for the following reason:
        Server mail.body.example[192.0.2.9] failed with: 550 <{A}> No such user here

        This has been a permanent failure.  No further delivery attempts will be made.
        """,
        "5.1.1", "address",
    ),
    Sample(
        "m-filter", "POSTMASTER <postmaster@mx.example>", "failure notice",
        f"""
        {A}

        -------server message
        550 unknown user <{A}>

        -------SMTP command
        DATA

        -------original message
        """,
        "5.1.1", "address", returned="",
    ),
    Sample(
        "amavis", '"Content-filter at mx.example" <postmaster@mx.example>',
        "Undeliverable mail, MTA-BLOCKED",
        f"The message WAS NOT relayed to:\n  <{A}>:\n   550 5.1.1 User unknown",
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown",
    ),
    Sample(
        "power-mta", "mailer-daemon@pmta.example", "Delivery report",
        f"Your message could not be delivered to: {A}",
        "5.1.1", "address",
        fields=f"{_FINAL}Status: 5.1.1 (bad destination mailbox address)\n"
        "Diagnostic-Code: smtp;550 5.1.1 no mailbox\nX-PowerMTA-BounceCategory:"
        " bad-mailbox",
    ),
)  # fmt: skip
