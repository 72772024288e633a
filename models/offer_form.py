"""The form an invited authority fills in: its sections, and how each field is asked.

Names are the places of `models/proposal.py`, so that a rule is said at its field. What
the invitation knows (corridor, programme, session) is not asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.account import LANGUAGES
from models.proposal_parts import (
    CooperationForm,
    ProfileType,
    Rights,
    Stage,
    ZoneType,
)
from models.timetable import TABLE_TITLES


class Ask(StrEnum):
    LINE = "line"
    WORDS = "words"
    """Several lines."""
    LINES = "lines"
    """Several entries, one a line."""
    FACES = "faces"
    """One text in several languages."""
    CHOICE = "choice"
    SEVERAL = "several"
    MARK = "mark"
    """Yes, or no."""
    NUMBER = "number"
    SUM = "sum"
    DAY = "date"
    MONTH = "month"
    ROWS = "rows"


@dataclass(frozen=True)
class Item:
    """One field. `options` are codes, said by the table of words `said_by`.

    `columns` of rows are asked a few times more than are filled, `most` at most.
    """

    name: str
    ask: Ask = Ask.LINE
    options: Sequence[str] = ()
    said_by: str = ""
    columns: "Sequence[Item]" = ()
    most: int = 0
    needed: bool = False
    hint: bool = False
    """Whether there is a sentence that explains it."""


@dataclass(frozen=True)
class Section:
    name: str
    items: Sequence[Item]


def _choice(name: str, options: Sequence[str], said_by: str, *, needed: bool) -> Item:
    return Item(name, Ask.CHOICE, tuple(options), said_by, needed=needed)


def _several(name: str, options: Sequence[str], said_by: str, *, needed: bool) -> Item:
    return Item(name, Ask.SEVERAL, tuple(options), said_by, needed=needed)


REGION: Final = "region"
SECTORS: Final = "sectors"
ORIGINAL: Final = "language_original"
_KINDS: Final = (
    *("company", "public_private_company", "research_body", "public_body"),
    *("university", "consortium"),
)
_PARTNERS: Final = (
    *("company_le_10", "company_11_49", "company_50_249", "large_company"),
    *("consortium", "university", "research_body", "port_or_interport_body"),
)
ACTIONS: Final = (
    *("feasibility_study", "market_study", "inward_visit", "outward_mission"),
    *("training", "customs_workshop", "dissemination", "joint_research_plan"),
    "technology_transfer",
)
_TOOLS: Final = (
    *("bank_loan", "leasing", "export_credit_insurance", "sace_cover"),
    *("simest_equity", "regional_programme", "university_agreement"),
)
_FOCUS: Final = ("innovative_sectors", "local_to_local")
_TABLES: Final = tuple(TABLE_TITLES)
"""A proposal sits at the table it names; at the first, where a session has not it."""

PARTIES: Final = Section(
    "parties",
    (
        Item("proposer.name", needed=True),
        Item("proposer.form", needed=True, hint=True),
        _choice("proposer.kind", _KINDS, "offer_kind", needed=True),
        _choice(REGION, (), "", needed=True),
        Item("municipality"),
        Item(
            "proposer.ids",
            Ask.ROWS,
            columns=(Item("scheme"), Item("value")),
            most=10,
            hint=True,
        ),
        Item(
            "proposer.owners",
            Ask.ROWS,
            columns=(Item("name"), Item("share_percent", Ask.NUMBER), Item("country")),
            most=50,
            hint=True,
        ),
        Item("proposer.public_share_percent", Ask.NUMBER),
        Item("proposer.employees_band", hint=True),
        Item("proposer.turnover_eur_band", hint=True),
        Item("proposer.year", Ask.NUMBER),
        _several("proposer.languages", LANGUAGES, "language", needed=True),
        Item("proposer_hidden", Ask.MARK),
        Item("contact.name", needed=True),
        Item("contact.email", needed=True, hint=True),
        _choice("contact.language", LANGUAGES, "language", needed=True),
        Item("presented_by.body", needed=True),
        Item("presented_by.signed_on", Ask.DAY, needed=True),
    ),
)
PROJECT: Final = Section(
    "project",
    (
        _choice(ORIGINAL, LANGUAGES, "language", needed=True),
        Item("title", Ask.FACES, needed=True, hint=True),
        Item("summary", Ask.FACES, needed=True, hint=True),
        Item("description", Ask.FACES, needed=True, hint=True),
        Item("advantages", Ask.WORDS),
        Item("technical_spec", Ask.WORDS),
        Item("keywords", Ask.LINES, hint=True),
    ),
)
KIND: Final = Section(
    "kind",
    (
        _choice("profile_type", tuple(ProfileType), "offer_profile", needed=True),
        _several(
            "cooperation_forms", tuple(CooperationForm), "offer_forms", needed=True
        ),
        _several(SECTORS, (), "", needed=True),
        Item(
            "nace",
            Ask.ROWS,
            columns=(
                Item("rev", Ask.CHOICE, ("2", "2.1"), "offer_rev"),
                Item("code"),
            ),
            most=5,
            needed=True,
            hint=True,
        ),
        Item("activity_line", Ask.NUMBER, needed=True),
        Item("guideline", Ask.NUMBER, hint=True),
        _choice("focus", _FOCUS, "offer_focus", needed=True),
        _choice("table", _TABLES, "offer_table", needed=True),
        _choice("stage", tuple(Stage), "offer_stage", needed=True),
        _choice("ipr", tuple(Rights), "offer_ipr", needed=True),
        _choice("dual_use", ("no", "yes"), "offer_yes", needed=False),
        Item("sez.name"),
        _choice("sez.type", tuple(ZoneType), "offer_zone", needed=False),
        Item("sez.resident", Ask.MARK),
    ),
)
PARTNER: Final = Section(
    "partner",
    (
        Item("partner_sought.role", Ask.WORDS, needed=True),
        _several("partner_sought.types", _PARTNERS, "offer_partner", needed=True),
        _several("partner_sought.languages", LANGUAGES, "language", needed=True),
        Item("partner_sought.must", Ask.LINES, hint=True),
        Item("partner_sought.wish", Ask.LINES, hint=True),
        Item("exclusive", Ask.MARK),
        Item("partner_max", Ask.NUMBER, needed=True),
        Item("district_preferred", Ask.MARK),
    ),
)
MONEY: Final = Section(
    "money",
    (
        Item("investment.currency", needed=True),
        Item("investment.total", Ask.SUM, needed=True, hint=True),
        Item("investment.own", Ask.SUM, needed=True),
        Item("investment.debt", Ask.SUM, needed=True),
        Item("investment.sought", Ask.SUM, needed=True),
        Item(
            "investment.by_year",
            Ask.ROWS,
            columns=(Item("year", Ask.NUMBER), Item("sum", Ask.SUM)),
            most=30,
            needed=True,
            hint=True,
        ),
        Item("investment.payback_years", Ask.NUMBER),
        Item("investment.capacity"),
        Item("investment.jobs", Ask.NUMBER),
        Item("investment.start", Ask.MONTH),
        Item("investment.operation", Ask.MONTH),
        Item(
            "accompanying_actions",
            Ask.ROWS,
            columns=(
                Item("kind", Ask.CHOICE, ACTIONS, "offer_action"),
                Item("cost", Ask.SUM),
                Item("commercial", Ask.MARK),
            ),
            most=10,
            hint=True,
        ),
        Item("commercial", Ask.MARK),
        Item("duration_months", Ask.NUMBER),
        Item("universities", Ask.NUMBER),
        _several("financial_tools_wanted", _TOOLS, "offer_tool", needed=False),
    ),
)
PAPERS: Final = Section(
    "papers",
    (
        Item("legal_prerequisites", Ask.LINES, hint=True),
        Item("confidentiality", needed=True, hint=True),
        Item("validity_days", Ask.NUMBER, needed=True, hint=True),
        Item("previous_refs", Ask.LINES, hint=True),
    ),
)
SECTIONS: Final = (PARTIES, PROJECT, KIND, PARTNER, MONEY, PAPERS)
FACES: Final = tuple(one.name for one in PROJECT.items if one.ask is Ask.FACES)
ATTACHMENTS: Final = "attachments"


def items() -> Iterator[Item]:
    for section in SECTIONS:
        yield from section.items
