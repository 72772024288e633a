"""What every letter on a proposal may say of it, in its reader's language."""

from collections.abc import Mapping

from activities.dossier import Dossier
from activities.ports import Names
from models.compliance import LegalStatus
from models.letter import Action, LetterFacts


def sheet(
    names: Names, dossier: Dossier, language: str, facts: Mapping[str, object]
) -> LetterFacts:
    """The facts of a letter; `facts` adds to them, texts by language included."""
    form, session = dossier.form, dossier.session
    common: dict[str, object] = {
        "ref": dossier.case.ref,
        "title": said_in(form.title, language),
        "summary": said_in(form.summary, language),
        "description": said_in(form.description, language),
        "region": names.region(form.region, language),
        "sectors": tuple(names.sector(s, language) for s in form.sectors),
        "partner_sought": form.partner_sought.role,
        "cooperation_forms": form.cooperation_forms,
        "actions": tuple(
            Action(kind=action.kind, cost=action.cost)
            for action in form.accompanying_actions
        ),
        "exclusive": form.exclusive,
        "session": session.roman,
        "place": session.place_in(language),
        "starts_at": session.starts_at,
        "zone": dossier.corridor.zone_a,
        "simulation": dossier.corridor.legal_status is LegalStatus.SIMULATION,
    }
    more = {
        name: said_in(told, language) if isinstance(told, Mapping) else told
        for name, told in facts.items()
    }
    whole = common | more
    if session.remote is not None:
        zones = {dossier.corridor.zone_a, dossier.corridor.zone_b} - {whole["zone"]}
        whole["other_zone"] = next(iter(zones), "")
    return LetterFacts.model_validate(whole)


def said_in(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, else in English, else as it was first written."""
    for wanted in (language, "en"):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), "")
