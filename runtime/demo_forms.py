"""The forms of the demonstration: three samples and variants drawn from a seed."""

import json
from pathlib import Path
from random import Random
from typing import Any

from models.session_rules import roman
from store.reference import SHIPPED, Reference

Form = dict[str, Any]

_THEMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "BIO": (
        ("colture di lieviti", "культуры дрожжей", "yeast cultures"),
        ("vivai senza virus", "безвирусные питомники", "virus-free nurseries"),
    ),
    "NANO": (
        ("rivestimenti ceramici", "керамические покрытия", "ceramic coatings"),
        ("filtri a membrana", "мембранные фильтры", "membrane filters"),
    ),
    "AERO": (
        (
            "manutenzione di velivoli leggeri",
            "ремонт лёгких самолётов",
            "light aircraft",
        ),
        ("rilievi con droni civili", "съёмка с беспилотников", "civil drone surveys"),
    ),
    "MECH": (
        ("macchine per la lavorazione del legno", "станки для дерева", "wood machines"),
        ("presse per laterizi", "прессы для кирпича", "brick presses"),
    ),
    "MECT": (
        ("celle robotizzate", "роботизированные ячейки", "robot cells"),
        ("sensori per serre", "датчики для теплиц", "greenhouse sensors"),
    ),
    "LOGI": (
        ("piattaforma ortofrutticola", "овощная база", "produce platform"),
        ("terminal di container", "контейнерный терминал", "container terminal"),
    ),
    "ENVI": (
        ("recupero della plastica", "переработка пластика", "plastic recovery"),
        ("depurazione di acque", "очистка воды", "water treatment"),
    ),
    "RENE": (
        ("caldaie a biomassa", "котлы на биомассе", "biomass boilers"),
        ("mini centrali idroelettriche", "малые ГЭС", "small hydro plants"),
    ),
}
_SUMMARY = {
    "it": (
        "Un'impresa inventata di {region} propone un progetto di {theme}: mette a "
        "disposizione il sito, il personale e i permessi, e cerca in Italia "
        "tecnologia, formazione dei tecnici e un partner per l'avviamento."
    ),
    "ru": (
        "Вымышленное предприятие ({region}) предлагает проект: {theme}. "
        "Предоставляются площадка, персонал и разрешения; в Италии требуются "
        "технология, обучение "
        "специалистов и партнёр для запуска производства."
    ),
    "en": (
        "An invented company of {region} proposes a project on {theme}: it offers the "
        "site, the staff and the permits, and seeks in Italy technology, training of "
        "technicians and a partner for the start-up."
    ),
}
_ACTIONS = ("feasibility_study", "training", "inward_visit", "market_study")
_HUNDREDS = 100


def samples(reference: Path = SHIPPED) -> list[Form]:
    found: list[Form] = json.loads((reference / "samples/proposals.json").read_text())
    return found


def renewed(form: Form, *, session: int, programme: str) -> Form:
    """A form as it would be handed in for a session of today."""
    kept = {name: value for name, value in form.items() if name != "ref"}
    return kept | {"programme": programme, "target_session": roman(session)}


def variant(number: int, sector: str, random: Random, reference: Reference) -> Form:
    """One invented proposal; the same number, sector and seed give the same form."""
    base = samples()[number % 3]
    theme = dict(zip(("it", "ru", "en"), random.choice(_THEMES[sector]), strict=True))
    code = random.choice(
        [region.code for region in reference.regions.values() if region.country == "RU"]
    )
    names = {language: reference.region(code, language) for language in theme}
    exclusive = random.random() < 0.25  # noqa: PLR2004  (one in four)
    mark = f"n. {number}"
    return base | {
        "title": {
            lang: f"{theme[lang][:1].upper()}{theme[lang][1:]} — {names[lang]}, {mark}"
            for lang in theme
        },
        "summary": {
            lang: _SUMMARY[lang].format(region=names[lang], theme=theme[lang])
            for lang in theme
        },
        "description_it": f"Progetto inventato per la dimostrazione: {theme['it']}.",
        "description_ru": f"Вымышленный проект для демонстрации: {theme['ru']}.",
        "region": code,
        "municipality": f"Novograd-{number}",
        "sez": None,
        "proposer": base["proposer"]
        | {
            "name": f"OOO «Novoe Delo-{number}» (inventata)",
            "ids": [{"scheme": "DEMO", "value": f"RU-DEMO-1{number:03d}"}],
        },
        "proposer_hidden": False,
        "contact": {
            "name": f"Project office, Novoe Delo-{number} (invented)",
            "email": f"projects@novoe-delo-{number}.example",
            "language": random.choice(("ru", "ru", "en")),
        },
        "sectors": [sector],
        "nace": [{"rev": "2", "code": reference.sectors[sector].nace["2"][0]}],
        "nace_2_1": [],
        "keywords": [theme["it"]],
        "exclusive": exclusive,
        "partner_max": 1 if exclusive else random.randint(2, 4),
        "investment": _investment(base["investment"], random),
        "accompanying_actions": [
            {"kind": kind, "cost": random.randint(120, 480) * _HUNDREDS}
            for kind in random.sample(_ACTIONS, k=random.randint(2, 4))
        ],
        "duration_months": 12 + number % 3 * 6,
    }


def admissible(form: Form) -> int:
    """The cost of the accompanying actions, in euro."""
    return sum(int(action["cost"]) for action in form["accompanying_actions"])


def _investment(base: Form, random: Random) -> Form:
    own, debt, sought = (random.randint(2, 40) * 50_000 for _ in range(3))
    total = own + debt + sought
    first = total // 3
    return base | {
        "total": total,
        "own": own,
        "debt": debt,
        "sought": sought,
        "by_year": {"2010": first, "2011": total - first},
    }
