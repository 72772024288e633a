"""What mail programs call the markup around the message they answer to."""

import re

from mail.quote_labels import header_kind

CONTAINERS = re.compile(
    r"(?:gmail_quote|gmail_quote_container|gmail_extra_quote|yahoo_quoted"
    r"|protonmail_quote|tutanota_quote|zmail_extra|mail-quote-collapse|missive_quote"
    r"|front-blockquote|freshdesk_quote|nylas-quote|spark_quote|history_container"
    r"|moz-forward-container|tmail-quote|zendesk_quote|AppleOriginalContents"
    r"|messageReplySection|quoted_output_body|aqm-original|orgmail|hey-quote"
    r"|mailspring_quote|polymail_quote|superhuman-quote|clean_bq|mb_quote"
    r"|replybody\d|__QUOTED_TEXT__)(?![\w-]*(?:attr|header|prefix))(?!\w)"
)
"""Classes, ids and names of an element that holds the quote, and nothing else."""
LEAD_INS = re.compile(
    r"(?:moz-cite-prefix|gmail_attr|moz-email-headers-table|airmail_ext_on"
    r"|reply-intro|forward-intro|gmail_quote_attribution|yahoo_quoted_header"
    r"|mail-quote-header|protonmail_quote_header)(?!\w)"
)
CUTS = re.compile(
    r"(?:^|\s)(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION"
    r"|mail-editor-reference-message-container|isForwardContent|isReplyContent"
    r"|OutlookMessageHeader|ms-outlook-mobile-reference-message|quoted_header"
    r"|__DIVIDER__|__HEADERS__|zwchr|ntes-mailmaster-quote|mailmaster-quote"
    r"|original-msg-separator|includetail)(?!\w)"
)
"""And of one after which nothing is new."""
SIGNATURES = re.compile(
    r"(?:gmail_signature|moz-signature|ms-outlook-mobile-signature"
    r"|protonmail_signature_block|messageSignatureSection|bloop_sign\w*"
    r"|AppleMailSignature|zmail_signature)(?![\w-]*prefix)(?!\w)"
)
INDENTED = re.compile(r"webkit-indent-blockquote")
CITED = re.compile(r"(?<![\w-])(?:cite2?|gmail_quote|mail-quote|quote)(?!\w)")
LEFT_LINE = re.compile(
    r"border-left(?:-width|-style)?\s{0,3}:(?!\s{0,3}(?:none|0))"
    r"|border(?:-width)?\s{0,3}:[^;]{0,60}\s1(?:\.\d)?p[tx];?$",
    re.IGNORECASE,
)
BORDER_TOP = re.compile(
    r"border-top(?:-style)?\s{0,3}:[^;]{0,60}solid"
    r"|border-style\s{0,3}:\s{0,3}solid none",
    re.IGNORECASE,
)
HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all", re.IGNORECASE
)
KEEPS_LINES = re.compile(
    r"white-space\s{0,3}:\s{0,3}(?:pre|break-spaces)", re.IGNORECASE
)


def heads_a_quote(words: str) -> bool:
    """Whether words begin as a header does: who wrote, or when."""
    return header_kind(words.strip()[:400], whole=False) in ("from", "date")
