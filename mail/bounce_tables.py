"""What mail servers say when they fail: phrases and codes, no logic."""

import re

from mail.patterns import words
from models.message import BounceReason

_ADDRESS, _FULL, _SIZE = BounceReason.ADDRESS, BounceReason.FULL, BounceReason.SIZE
_POLICY, _NETWORK = BounceReason.POLICY, BounceReason.NETWORK

# ── the reason, in words: the first rule that matches decides ────────────────────

SAID = (
    (
        "5.7.1",
        _POLICY,
        words(  # about the sender, or its rate: what follows would mislead
            r"(?:daily|hourly|sending|outgoing|rate) .{0,20}(?:quota|limits?)"
            r" .{0,20}(?:exceeded|reached)|rate\W?limit",
            r"too many (?:messages|recipients|connections|e-?mails|concurrent|errors)",
            r"permission to post|not (?:a )?member\b|too quickly|at a rate|throttl"
            r"|user complaints|(?:been|be) .{0,15}deferred",
            r"(?:sender|from|return|envelope) (?:e-?mail |domain |address ){0,2}"
            r"(?:is )?(?:rejected|denied|not accepted|invalid|verif|does not exist"
            r"|not allowed|blocked|unknown|blacklisted|must)",
            r"domain of (?:the )?sender|sender.{0,60}(?:reject|denied|not exist"
            r"|could not be|blacklist|unverif|not (?:found|authori))",
            r"client host rejected|helo (?:command |host |name )?rejected|invalid helo"
            r"|your (?:ip|host|hostname)\b",
            r"bounce address|\bbatv\b|third-party dsn|(?:null"
            r"|empty) (?:envelope )?sender",
            r"адрес отправителя|отправител[ья] .{0,40}(?:отклонен|заблокирован)",
            r"mittente .{0,40}(?:rifiutat|bloccat|non (?:valid|autorizzat|accettat))",
        ),
    ),
    (
        "5.2.2",
        _FULL,
        words(
            r"quota|(?:box|folder|inbox|spool) (?:is |was |\S{1,15} )?(?:full|over)\b",
            r"full (?:mail)?box|mailbox would exceed|mail file size exceeds",
            r"mailbox .{0,20}(?:size|storage|limit|space|exceed)|mailbox exceeds",
            r"exceed\w{0,4} (?:\S{1,12} ){0,3}(?:storage|disk|space|allocation)",
            r"(?:out of|not enough|insufficient) (?:disk |mail(?:box)? |user )?"
            r"(?:storage|space)|has been used up|does not have enough space",
            r"reached .{0,20}disk|too many messages on the server|too much mail data",
            r"(?:casella|mailbox) .{0,40}(?:piena|esaurit|superat)",
            r"spazio .{0,40}(?:esaurit|insufficient)|переполнен|квот[аыу]",
            r"ящик .{0,30}(?:заполнен|полон)|недостаточно места",
        ),
    ),
    (
        "5.3.4",
        _SIZE,
        words(
            r"(?:message|mail|file|attachments?|e-?mail|size|data)"
            r" (?:is |was |are |size |file ){0,2}(?:too|larger|bigger|exceed)",
            r"(?:size|length) (?:limit|exceed)|max(?:imum)? .{0,20}message size",
            r"too (?:big|large)\b|exceeds .{0,40}(?:size|maximum)|message length",
            r"dimension[ei] .{0,40}(?:massim|eccess|super|consentit)|troppo grand[ei]",
            r"размер .{0,40}(?:превы|велик|больш|допуст)|слишком (?:больш|велик)",
        ),
    ),
    (
        "5.1.6",
        _ADDRESS,
        words(
            r"has (?:been replaced|moved|left)|replaced by|no longer (?:works?|employed"
            r"|with|valid|in use|at|available|accepts?|active|exists?|monitored)",
            r"non (?:è|e'|sono) più (?:\S{1,15} )?(?:attiv|utilizzat|in uso|valid"
            r"|in serv)",
            r"(?:адрес|ящик) .{0,30}(?:больше не|изменил|сменил)",
        ),
    ),
    (
        "5.1.2",
        _ADDRESS,
        words(
            r"(?:host|domain)(?: or domain)?(?: names?)? (?:is |was )?(?:\S{1,20} )?"
            r"(?:unknown|not found|invalid|does(?:n't| not) exist|non-?existent)",
            r"(?:unknown|no such|non-?existent|invalid) (?:mail )?(?:host|domain)",
            r"unrout[ea]+ble|couldn'?t find any host|nxdomain|null mx|no mx\b",
            r"bad destination (?:host|system)|name or service not known"
            r"|not a valid host",
            r"(?:mx|dns) (?:records?|lookup)? .{0,60}(?:not (?:be )?found|no (?:such"
            r"|record|address)|empty)|domain .{0,60}(?:does not accept|isn't|could ?n.t"
            r"|not be (?:found|resolved)|must exist|is not reachable|did not resolve)",
            r"dominio .{0,40}(?:inesistent|non (?:esist|trovat|valid)|sconosciut)",
            r"домен .{0,40}не (?:существ|найден)|не найден .{0,20}домен",
        ),
    ),
    (
        "5.1.3",
        _ADDRESS,
        words(r"malformed (?:recipient )?address|bad (?:recipient )?address syntax"),
    ),
    (
        "5.2.1",
        _ADDRESS,
        words(
            r"(?:account|(?:mail)?box|user|recipient|address)\W{0,3}"
            r"(?:[^\s.;]{1,40}\s{1,3}){0,5}"
            r"(?:disabled|inactive|suspended?|deactivated|locked|frozen"
            r"|discontinued|archiv\w{1,3}|terminated|not active)",
            r"(?:disabled|inactive|suspended|deactivated) (?:user|account|mailbox)",
            r"(?:account|user|(?:mail)?box) (?:is |has been |was )?(?:blocked|closed)"
            r"|inactivity",
            r"(?:casella|account|utente|indirizzo) .{0,40}(?:disattivat|disabilitat"
            r"|sospes|cessat|dismess|chius)",
            r"(?:ящик|аккаунт|учетная запись|пользовател[ья]) .{0,40}"
            r"(?:отключен|удал[её]н|заблокирован|неактив|деактивирован)",
        ),
    ),
    (
        "5.1.1",
        _ADDRESS,
        words(
            r"(?:user|recipients?|address(?:es)?|(?:mail)?box|account|person|spectator)"
            r"\W{0,3}(?:[^\s.;]{1,80}\s{1,3}){0,4}?(?:is |was |were )?"
            r"(?:unknown|not (?:found|known|exist|valid|be found|present|recogni[sz]ed"
            r"|listed|ok\b|local|accepted)|unavailable|invalid|do(?:es)? ?n[o']t exist"
            r"|non-?existent|could ?n[o']t be (?:found|delivered)|undeliverable)",
            r"(?:no such|unknown|invalid|bad|non-?existent|illegal|badrcptto|wrong)"
            r" (?:e-?mail |local |virtual |final delivery |or \S{1,12} ){0,2}"
            r"(?:user(?:id)?|recipients?|address(?:es)?|(?:mail)?box|account|person"
            r"|name"
            r"|part|local\W?part)",
            r"no (?:mail ?box|account|valid recipients?|one|record|address)"
            r" (?:\S{1,12} ){0,3}(?:here|by that name|at this|available|found|with)",
            r"(?:doesn'?t|does not|didn'?t|don'?t|not) (?:exist|have an? \S{1,60}"
            r" account|like recipient)|not (?:a |an )?(?:\S{1,10} )?(?:known|valid"
            r"|active"
            r"|local|existing) (?:user|recipient|address|mailbox)",
            r"not listed in|recipientnotfound|notfound|not in (?:our|the) (?:directory"
            r"|recipient)|unknown_?user|user.unknown|badrcptto|validrcptto",
            r"(?:recipient )?address rejected(?=\W{0,4}(?:$|\(?in reply|access denied"
            r"|undeliver|unverif|invalid|user|recipient|domain))|rejected recipient"
            r"|rejected address|destination server rejected",
            r"suppress(?:ed|ion)|address not found|no such (?:\S{1,12} )?here",
            r"recipient name is not recogni[sz]ed|mailbox unav|not deliverable to",
            r"missing home directory|unknown or illegal|can'?t (?:create output"
            r"|accept user)|unknown e-?mail",
            r"(?:utente|indirizzo|casella|destinatari[oi]|account) (?:\S{1,60} )?"
            r"(?:sconosciut|inesistent|(?:è |e' )?non (?:\S{1,10} )?(?:valid|trovat"
            r"|esist|disponibil|riconosciut))|nessun utente",
            r"не (?:существует|найден|обнаружен|зарегистрирован)|нет такого"
            r"|неизвестн\w{1,4} (?:получател|адрес|пользовател)|неверный адрес"
            r"|несуществующ|адрес .{0,30}недоступен",
            r"見つかりません|リストにありません|存在しま(?:せん|し)|あて先不明",
            r"unbekannt|nicht gefunden|utilisateur inconnu|destinataire .{0,30}invalide"
            r"|no existe|n.existe pas|desconocid[oa]|onbekend|nieznany",
        ),
    ),
    (
        "4.4.1",
        _NETWORK,
        words(
            r"connection (?:was |has been )?(?:refused|reset|timed|dropped|closed|lost)"
            r"(?! (?:due|because))|no route to host|timed out|host .{0,40}unreachable"
            r"|temporar(?:y|ily) (?:lookup |local |system |network )?(?:failure|problem"
            r"|error)|could not connect|lost connection|connect to .{0,99}refused",
        ),
    ),
    (
        "5.7.1",
        _POLICY,
        words(
            r"spam|junk|(?:black|block|deny)\W?list|\b(?:rbl|dnsbl|surbl|uribl|ube"
            r"|uce)\b"
            r"|spamhaus|spamcop|barracuda|sorbs|cloudmark|senderscore|proofpoint",
            r"block(?:ed|ing)?\b|polic(?:y|ies)|prohibit|dmarc|\bspf\b|dkim"
            r"|sender.?id\b",
            r"reputation|unsolicited|bulk|phish|virus|malware|infected|banned|illegal"
            r"|suspicious|dangerous|executable|potentially|harmful|security",
            r"attachment.{0,60}(?:not|reject|remov)|unacceptable|content",
            r"reverse|\bptr\b|dynamic ip|resolve your|open (?:proxy|relay)|generic dns",
            r"(?<![\w.-])relay(?:ing|ed)?\b(?![.-])|rcpthosts|authenticat|authori[sz]"
            r"|permission|permitted|not allowed",
            r"gr[ae]y-?list|restrict|preferences|only accept|\bmember|moderat|subscri",
            r"access denied|denied|refused|rejected|not accepted|will not accept"
            r"|unwilling|go away|delivery not|discarded|transport.?rule|filter|suspect",
            r"спам|заблокирован|политик|отклон|отверг|запрещ|фильтр|черн\w{1,3} спис",
            r"bloccat|politic|non autorizzat|antispam|rifiutat|respint|lista nera",
        ),
    ),
    (
        "4.4.7",
        _NETWORK,
        words(
            r"timed?\W?out|expired|too long|g(?:ave|iving) up|retry time|not going to"
            r" try|(?:within|after|for|past) (?:\S{1,12} ){0,4}(?:hours?|days?"
            r"|minutes?)",
            r"allowed queue|exhausted|tempo .{0,20}scadut|scadut[oa]|ист[её]к",
        ),
    ),
    (
        "4.4.6",
        _NETWORK,
        words(r"\bloop|too many hops|hop count|hops exceeded|loops back"),
    ),
    (
        "4.4.1",
        _NETWORK,
        words(
            r"connect|no route|unreachable|network|lost|did not respond|not respond",
            r"service .{0,20}unavailable|temporar|try again|servfail|name server"
            r"|lookup",
            r"could not find a gateway|handshake|starttls|\btls\b|\bldap\b|socket",
            r"server (?:error|busy|down|unavailable|configuration|is misconfigured)",
            r"(?:system|local|internal|configuration) (?:error|problem)"
            r"|non raggiungibil",
            r"сервер .{0,40}(?:недоступ|не отвеча)|соединени|raggiung",
        ),
    ),
)
"""The status each phrase stands for where no code is given, and whose fault it is."""

# ── the reason, by enhanced status (RFC 3463) ────────────────────────────────────

CODED = (
    (re.compile(r"\d\.7\.\d+"), _POLICY),
    (re.compile(r"\d\.1\.[789]"), _POLICY),  # the sender's address
    (re.compile(r"\d\.6\.\d+"), _POLICY),  # content and its conversion
    (re.compile(r"\d\.4\.5"), _POLICY),  # their limit on our sending
    (re.compile(r"\d\.2\.2"), _FULL),
    (re.compile(r"\d\.2\.3|\d\.3\.4"), _SIZE),
    (re.compile(r"5\.4\.310|5\.4\.4"), _ADDRESS),  # no such domain, no MX
    (re.compile(r"\d\.1\.\d+|\d\.2\.[14]"), _ADDRESS),
    (re.compile(r"\d\.3\.[12]|\d\.4\.\d+"), _NETWORK),
)
DECISIVE = re.compile(r"\d\.7\.\d+|\d\.2\.[23]|\d\.3\.4")
"""What is said beside such a code explains it, and does not overrule it."""
OF_THE_ADDRESS = re.compile(r"\d\.1\.(?:1|2|3|4|6|10)")
VAGUE = re.compile(r"|\d\.0\.\d+|\d\.[1235]\.0")
EMPTY = re.compile(r"\d\.0\.\d+")
"""Codes that servers give when they do not say what happened."""

# ── where the words of a report end and the returned letter begins ───────────────

RETURNED = words(
    r"^[^\w\n]{0,12}(?:this is a copy of|below (?:this line is|is a copy)"
    r"|original message (?:follows|headers?)|included is a copy|unsent message"
    r"|(?:the )?(?:headers? of the )?(?:original|returned|unsent) message\W{0,9}$"
    r"|(?:the )?(?:header|text|body) of the original message|your (?:original )?message"
    r" (?:text|headers?) (?:follow|is)|message (?:headers?|text|contents?) follow"
    r"|returned (?:mail|message)\W|following is a copy|a copy of (?:the"
    r"|your) (?:original"
    r" )?message|here is a copy|start of returned|copy of the message"
    r"|ниже .{0,30}копия|(?:исходное|оригинал) .{0,20}сообщени|testo originale"
    r"|messaggio originale|return-path: ?<|received: ?(?:from|by|\(|on))",
    flags=re.IGNORECASE | re.MULTILINE,
)
"""From here on a report shows the letter it returns, not its own words."""
ROBOT = re.compile(r"(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon)@")
SENT_TO = re.compile(r"^To:[^\S\n]{0,9}(.{3,400})", re.IGNORECASE | re.MULTILINE)

_MAILBOX = r"[\w.+=%&'*/-]{1,100}@[\w.-]{1,200}"
_ANY = r"[^\s<>;,]{1,200}@[^\s<>;,]{1,200}"
_NAMED = (
    r"\b(?:recipients?|address(?:es)?|user|mailbox|destinatari[oi]|indirizzo|casella"
    r"|получател[ьяю]|адрес[ау]?|ящик)\b"
)
FAILED_ADDRESSES = tuple(
    words(pattern, flags=re.IGNORECASE | re.MULTILINE)
    for pattern in (
        (
            rf"(?:final|original|failed)\Wrecipient:\s{{0,3}}(?:[\w-]{{1,9}};)?"
            rf"\s{{0,3}}<?({_ANY})"
        ),
        rf"^\W{{0,12}}<({_ANY})>",
        rf"rcpt to:\s{{0,3}}<?({_ANY})>",
        (
            rf"^[\s*>\"'-]{{0,14}}({_MAILBOX})[\"']?\s{{0,3}}(?::|<mailto:.{{0,99}}"
            rf"|\(.{{0,80}}\)"
            rf"|\[.{{0,80}}\]| on .{{0,60}})?$"
        ),
        rf"^\W{{0,12}}[\"']?({_MAILBOX})[\"']?(?::| Invalid | \.\.\.)",
        (
            rf"^(?:unknown user|undeliverable to|user mailbox exceeds|invalid final"
            rf"|delivery failed)[^\n@]{{0,60}}:? ({_MAILBOX})"
        ),
        (
            rf"(?:deliver\w{{0,3}}|sent|send|relayed|message|mail|consegnat\w"
            rf"|recapitat\w"
            rf"|доставлено)(?: your| the)?(?: message| mail| e-?mail)?"
            rf" (?:to|for|a|получателю)\W{{1,6}}({_MAILBOX})"
        ),
        rf"{_NAMED}[^\n@]{{0,60}}?[\s<\"':(]({_MAILBOX})",
        rf"^\s{{0,8}}(?:to|a|кому):?\s{{1,8}}<?({_MAILBOX})",
        rf"<({_MAILBOX})>",
        rf"(?<![\w.+=%&'*/-])({_MAILBOX})",
    )
)
"""Where a report names the address that failed, the surest place first."""
