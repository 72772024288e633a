"""Answers of a word or two: believed when the reply is nothing else."""

import re
from collections.abc import Sequence

from models.message import ActKind

_THANKS = (
    r"(?:grazie(?: mille| infinite)?|saluti|cordiali saluti|ciao|buona giornata|thanks"
    r"|thank you|regards|cheers|спасибо|благодарю|благодарим)"
)
_SURELY = (
    r"(?:certo|certamente|assolutamente|senz'altro|sicuramente|volentieri|con piacere"
    r"|molto volentieri|decisamente|naturalmente|ovviamente|convintamente"
    r"|of course|sure|certainly|absolutely|definitely|gladly|with pleasure|by all means"
    r"|конечно|разумеется|безусловно|однозначно|с удовольствием|с радостью|естественно)"
)
_FOR_US = (
    r"(?:per noi|per me|da parte nostra|for us|from us|from our side|с нашей стороны)"
)
_YES = (
    r"(?:si(?: si)*|sisi|ok|okay|okey|yes|yep|yeah|да(?: да)*|ок|окей|confermo"
    r"|confermiamo"
    r"|confermato|d'accordo|favorevol[ei]|affermativo|positivo|interessat[ioae]"
    r"|ci stiamo"
    r"|ci siamo|approvato|accettato|accettiamo|accetto|aderiamo|confirmed|agreed"
    r"|accepted"
    r"|interested|подтверждаю|подтверждаем|согласны|согласен|согласна|за|участвуем"
    r"|положительно|интересно|одобряю|одобряем|одобрено)"
)
_NO = (
    r"(?:no(?: no)*|нет(?: нет)*|nope|non interessat[ioea]|negativo|contrari[oi]?"
    r"|rinunciamo"
    r"|not interested|negative|не интересно|неинтересно|не интересует|не заинтересованы"
    r"|отказ|отказываемся|против|пас|pass|passo|passiamo|decline|declined|отрицательно"
    r"|не участвуем|не будем|не сможем)"
)
_SORRY = (
    r"(?:purtroppo|mi spiace|ci spiace|spiacenti|mi dispiace|ci dispiace|sorry|regret"
    r"|unfortunately|к сожалению|увы|извините|assolutamente|ma|but|но|per ora)"
)


def _alone(words: str, around: str) -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?:{around}|{_THANKS})\W+){{0,3}}{words}"
        rf"(?:\W+(?:{around}|{words}|{_THANKS}|{_FOR_US})){{0,3}}\W*"
    )


# "OK, grazie" says no more than that the mail has arrived.
_ACKNOWLEDGED = re.compile(rf"\b(?:ok|okay|okey|ок|окей)\b.*\b{_THANKS}", re.DOTALL)

_BARE = {
    ActKind.INTERESTED: re.compile(
        rf"{_alone(_YES, _SURELY).pattern}|\W*{_SURELY}(?:\W+{_SURELY}){{0,2}}\W*"
    ),
    ActKind.DECLINED: _alone(_NO, _SORRY),
}
_FEW = 3  # sentences: "Sì. Grazie."


def bare_answer(folded: Sequence[str]) -> ActKind | None:
    """The act of a reply that is one word of an answer and nothing else."""
    if not folded or len(folded) > _FEW:
        return None
    words = " ".join(one.strip() for one in folded)
    if _ACKNOWLEDGED.search(words):
        return None
    return next((act for act, all_ in _BARE.items() if all_.fullmatch(words)), None)
