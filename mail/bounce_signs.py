"""How failures, delays and receipts outside the standards give themselves away."""

import re

from mail.patterns import words

ROBOT_SENDER = words(
    r"(?:mailer[-_]?daemon|mail[-_.]?daemon|mdaemon|maildaemon|mailsystem|mail-system"
    r"|microsoftexchange[0-9a-f]+|amavis|mmsdaemon|undeliverable|mail_service|ndr"
    r"|mailerdaemon|non-?delivery)(?:[+=-][^@]{0,100})?(?:@|$)"
)
ROBOT_NAME = words(
    r"mail\s?(?:er|delivery|deliver)\s?(?:sub|-)?\s?(?:system|daemon|service)"
    r"|mail delivery|mailer.daemon"
)
OFFICE_SENDER = words(
    r"(?:post.?master|smtp|mailadmin|delivery|imss|symantec\w{0,40}"
    r"|\w{0,20}smtp\w{0,20}"
    r"|bounces?|no.?reply|mail)(?:[+=-][^@]{0,100})?@",
    r"(?:.{0,60}\b)?(?:system|mail) administrator|post.?master|.{0,40}content.?filter",
)
"""A machine most of the time; a person may sit there too."""

FAILED_SUBJECT = words(
    r"\W{0,6}(?:undeliver(?:ed|able)|non[-\s]?deliver(?:y|able)|bounce|rejected)",
    r"\W{0,6}deliver(?:y|ing) (?:status )?(?:notif|fail|prob|error|report|status"
    r"|has failed|incomplete|has been delayed)",
    r"\W{0,6}delivery notification: delivery|\W{0,6}notice: mail delivery",
    r"\W{0,6}fail(?:ed|ure) (?:notice|delivery|mail|to deliver)|\W{0,6}error sending",
    r"\W{0,6}error mail report|\W{0,6}(?:automatically )?rejected mail"
    r"|\W{0,6}automatically rejected|\W{0,6}postmaster notify",
    r"\W{0,6}returned (?:mail|e-?mail|message|to sender)",
    r"\W{0,6}mail (?:delivery|system|could not|failure|returned|undeliver|error|not)",
    r"\W{0,6}message (?:delivery|not deliver|could not|undeliver|rejected|you sent)",
    r"\W{0,6}(?:could not|cannot|unable) (?:to )?(?:send|deliver)|.{0,60}: non remis",
    r"\W{0,6}warning: (?:could not|cannot|message|e-?mail)|\W{0,6}(?:delivery )?delay",
    r"\W{0,6}(?:sorry,? )?(?:your|the) (?:message|e?-?mail)"
    r"\s.{0,40}(?:not|fail|reject|delay)",
    r"\W{0,6}non recapitabile|\W{0,6}mancat[oa] (?:recapito|consegna)",
    r"\W{0,6}impossibile (?:recapitare|consegnare|inviare)",
    r"\W{0,6}(?:messaggio|mail|e-mail|posta) non (?:recapitat|consegnat|recapitabil)",
    r"\W{0,6}(?:avviso di )?(?:errore|ritardo) (?:di|nella|nel) (?:consegna|recapito)",
    r"\W{0,6}notifica (?:sullo )?stato (?:del |della |di )?(?:recapito|consegna)",
    r"\W{0,6}(?:ваше |это )?(?:сообщение |письмо |почта )?(?:не\s?|не было )доставлен",
    r"\W{0,6}(?:не удалось|невозможно) (?:доставить|отправить)|\W{0,6}недоставлен",
    r"\W{0,6}ошибка (?:при )?доставк|\W{0,6}возврат (?:сообщения|письма|почты)",
    r"\W{0,6}(?:уведомление|отч[её]т) о (?:не)?доставк|\W{0,6}mail failure",
    r"\W{0,6}unzustellbar|\W{0,6}no se puede entregar|\W{0,6}échec de la remise"
    r"|\W{0,6}não foi possível entregar|メッセージを配信できません|\W{0,6}配信",
)
LIST_REFUSES = words(
    r"\W{0,6}(?:\(?ignored )?not member|\W{0,6}.{0,40}you .{0,80}(?:are )?not member"
    r"|\W{0,6}reject mail|\W{0,6}spam mail .{0,20}reject|\W{0,6}fml .{0,40}(?:status"
    r"|error|warning|alert)|\W{0,6}post from .{0,200}(?:reject|not allowed)"
)
"""Subjects of the fml list manager, which answers from the list's own address."""

OPENING = words(
    r"^\W{0,9}(?:this (?:message|mail|e-?mail"
    r"|notification) was (?:created automatically"
    r" by|automatically created by)|this is the (?:mail system|mailer-daemon|postfix|"
    r"qmail|dragonfly|mail delivery)|this is a (?:permanent error|delivery status)"
    r"|this (?:report|is an automatically generated delivery))",
    r"^\W{0,9}(?:sorry,? )?(?:your|the|a|an?) (?:original |e-?)?(?:message|mail)s? "
    r"(?:[^\n.]{0,100}\s)?(?:could ?n[o']t (?:be )?|can ?n?[o']t be |was not |wasn't "
    r"|were"
    r" not |did not |has not been |not be |failed to )(?:be )?(?:deliver|sent|send"
    r"|reach"
    r"|relay)",
    r"^\W{0,9}(?:sorry,? )?(?:we|i|mail server)? ?(?:were |was |am |are )?(?:unable to|"
    r"could not|cannot|can't|had trouble) (?:deliver|send)",
    r"^\W{0,9}(?:delivery|mail|message)(?: delivery)? (?:to|failed|has failed)\b",
    r"^\W{0,9}error: |^\W{0,9}unknown user: |^\W{0,9}undeliverable to|^\W{0,9}failed"
    r" recipients|^\W{0,9}failure reasons|^\W{0,9}delivery failed",
    r"^\W{0,9}(?:the|each of the) following (?:address|recipient|message|user)",
    r"could not be delivered to|there was an error delivering your mail",
    r"^\W{0,9}user (?:mailbox|account) |^\W{0,9}invalid final delivery",
    r"^\W{0,9}(?:это письмо (?:создано|отправлено) (?:автоматически |почтовым )"
    r"?сервером|ваше (?:письмо|сообщение) (?:[^\n.]{0,60}\s)?не (?:может быть |было "
    r"|удалось"
    r" )?доставлен)",
    r"^\W{0,9}(?:impossibile recapitare|il recapito (?:[^\n]{0,60}\s)?non (?:è|e')"
    r"|(?:il (?:tuo |suo |vostro )?)?messaggio (?:[^\n.]{0,60}\s)?non (?:è |e' )?"
    r"(?:stato|ha|può)\b)",
    flags=re.IGNORECASE | re.MULTILINE,
)
"""With what a server begins to say that it failed."""

DELAYED = words(
    r"still being (?:retried|attempted)|will (?:continue|keep) (?:to )?(?:be )?try"
    r"|will (?:continue|keep) (?:to )?(?:be )?(?:made|trying|attempt|retr)",
    r"warning message only|do not need to resend|no action is required",
    r"not (?:yet )?been delivered.{0,60}(?:yet|hours|continue)|will retry for"
    r"|will be retried|attempts .{0,40}continue|temporary problem delivering",
    r"delivery (?:status notification \()?(?:is |has been )?delay|retrying for",
    r"delayed (?:mail|message)|could not send message for past|has been delayed"
    r"|message.{0,40}delayed|delivery incomplete|will be attempted",
    r"ritardat[oa]|in ritardo|ulteriori tentativi|ritenter|nuovi tentativi",
    r"задерж(?:ива|ан|к)|отложен|попыт\w{1,4} .{0,30}(?:продолж|повтор)",
    flags=re.IGNORECASE | re.DOTALL,
)
FINAL = words(
    r"permanent (?:fatal |delivery )?(?:error|failure)|fatal error|failed permanently",
    r"g(?:ave|iving) up|not going to try|no (?:further|more) (?:delivery )?attempts"
    r"|will not be (?:retried|attempted)|has been (?:removed|deleted|discarded)",
    r"retry timeout exceeded|no longer be attempted|message will be deleted",
    r"неустранимая|окончательн|errore permanente|definitiv",
)
"""Beside these a word of delay is only the history of a failure."""

COMPLAINT_SUBJECT = words(r"\W{0,3}complaint about message from|\W{0,3}abuse report")

# ── receipts of older mail programs ──────────────────────────────────────────────

READ_SUBJECT = words(
    r"\W{0,3}(?:letto|non letto|read|not read|прочитано|не прочитано|gelesen|ungelesen"
    r"|lu|non lu|leído|no leído|lido|прочтено|eliminat[oa] senza [^:]{0,30}"
    r"|удалено (?:без прочтения|непрочитанным)|deleted(?: without being read)?"
    r"|conferma di lettura|ricevuta di (?:ritorno|lettura)|(?:read|return) receipt"
    r"(?: \(displayed\))?|уведомление о прочтении|подтверждение (?:о )?прочтени[ия])"
    r"\s?(?::|-|$)"
)
READ_WORDS = words(
    r"(?:è|e'|era) stat[oa] (?:letto|visualizzato|eliminato|aperto|letta|visualizzata)",
    r"was (?:read|displayed|deleted|opened)|has been (?:read|displayed|opened)",
    r"был[оа]? (?:прочитан|удален|удалён|открыт|просмотрен)|сообщение прочитано",
    r"(?:conferma|ricevuta) di (?:lettura|ritorno)|(?:return|read) receipt",
    r"уведомление о прочтении|подтвержд\w{1,6} .{0,40}(?:прочтени|прочитан)",
    r"wurde am .{0,40}gelesen|a été lu|fue leído",
)
DELIVERED_SUBJECT = words(
    r"\W{0,3}(?:recapitato|consegnato|inoltrato|delivered|relayed|expanded|доставлено"
    r"|zugestellt|remis|entregado)\s?:",
    r"\W{0,3}delivery status notification \((?:success|relay|expanded|delivered)",
    r"\W{0,3}successful mail delivery report|\W{0,3}delivery receipt",
)
DELIVERED_WORDS = words(
    r"(?:has been|was|been) (?:successfully )?(?:delivered|relayed)|is complete",
    r"(?:è stato|e' stato) (?:recapitato|consegnato|inoltrato)|è completat",
    r"(?:успешно|было) доставлено|доставлено следующ|доставка .{0,60}завершена",
)
