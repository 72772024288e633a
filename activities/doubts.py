"""Why a person must look at a reply before it becomes an act."""

from activities.understanding import Understood
from models.body import Body, Proof
from models.letter import ASKING
from models.message import ActKind, Authentication
from models.standing import MAY_ACT, Standing

_PROOFS = {
    Proof.NONE: frozenset({"none", "weak", "strong"}),
    Proof.WEAK: frozenset({"weak", "strong"}),
    Proof.STRONG: frozenset({"strong"}),
}


def doubt_about(understood: Understood) -> str:
    """Why a person must look at a reply, or nothing. Only a strong key acts alone."""
    return doubt_of_writer(understood) or _doubt_of_words(understood)


def doubt_of_writer(understood: Understood) -> str:
    """Why its writer may not act for a body, or nothing."""
    body = understood.body
    if understood.conversation is None:
        return "It could not be matched with a conversation."
    if body is None:
        return "It comes from the proposer, whose letters the desk reads."
    if understood.match.strength != "strong":
        return f"It was matched only by its {understood.match.key}."
    if understood.standing is Standing.COPIED:
        return f"Its writer is not of {body.code}, and only copies its address."
    if understood.standing not in MAY_ACT:
        return f"The sender is not known at {body.code}."
    return _doubt_of_proof(understood, body)


def _doubt_of_proof(understood: Understood, body: Body) -> str:
    if doubt := forged(understood):
        return doubt
    found = understood.message.authentication
    verdict = found.verdict if found else "none"
    if verdict not in _PROOFS[body.proof]:
        return f"{body.code} acts only by mail that is vouched for, and this is not."
    return ""


def forged(understood: Understood) -> str:
    """Whether somebody disowns it, whoever is said to write."""
    found = understood.message.authentication
    if found is not None and found.verdict == "fail":
        return _disowned(found)
    if not understood.attested:
        return "It comes as certified mail that no provider we trust has signed."
    return ""


def _disowned(found: Authentication | None) -> str:
    if found is not None and found.by == "pec":
        return f"It says that it is certified mail, and is not: {found.detail}."
    return "The sender's domain disowns it: it may be forged."


def _doubt_of_words(understood: Understood) -> str:
    judgement, answered = understood.judgement, understood.answered
    if understood.items:
        return _doubt_of_items(understood)
    if judgement.cancels:
        return ""
    if judgement.act is None:
        return f"Its intent is unclear ({judgement.why})."
    if judgement.act is ActKind.WITHDRAWN or answered is None:
        return ""
    if answered.kind not in ASKING:
        return (
            f"It answers our {answered.kind} of {answered.written_at:%d.%m.%Y}, which "
            "asks for no expression of interest."
        )
    return ""


def _doubt_of_items(understood: Understood) -> str:
    if any(one.act for one in understood.judgements):
        return ""
    said = dict.fromkeys(one.why for one in understood.judgements)
    why = "; ".join(one for one in said if one)
    return f"It answers a letter with several proposals, and none clearly ({why})."
