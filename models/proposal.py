"""A proposal as it is submitted: one form, every limit checked at the door."""

import hashlib
import json
import re
import unicodedata
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models.errors import OrdinalError
from models.frozen import Frozen
from models.name_match import name_words
from models.programme import MOST_GUIDELINES
from models.proposal_parts import (
    Action,
    Activity,
    Contact,
    CooperationForm,
    Investment,
    Key,
    Language,
    Line,
    Months,
    Note,
    Paragraphs,
    PartnerSought,
    PresentedBy,
    ProfileType,
    Proposer,
    Rights,
    Stage,
    Zone,
    one_line,
    printable,
    text,
)
from models.session_rules import parse_ordinal, roman

LINGUA_FRANCA: Final = "en"
CORRIDOR_LANGUAGES: Final = {"IT-RU": ("it", "ru", LINGUA_FRANCA)}
"""Languages a title must have; a corridor not named here asks for two with English."""

_DESCRIPTION = re.compile(r"description_([a-z]{2})")


def _ordinal(given: str) -> str:
    try:
        return roman(parse_ordinal(given))
    except OrdinalError as error:  # pydantic collects ValueErrors only
        raise ValueError(str(error)) from error


Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""An ISO 3166-2 code."""
Reference = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Z]{2}-[A-Z]{2}/\d{4}-\d{4}/[IVXLCDM]+/[A-Z0-9]{1,3}/\d{4,}$"
    ),
]
"""A proposal's number: corridor/programme/first target session/region/serial."""
_Title = Annotated[
    str, text(256, 10), AfterValidator(printable), AfterValidator(one_line)
]
_Summary = Annotated[str, text(500, 100), AfterValidator(printable)]
_Attachment = Annotated[
    Line, StringConstraints(pattern=r"(?i)^[^/\\:]+\.(pdf|ods|docx|jpe?g)$")
]


class ProposalForm(Frozen):
    """The proposal as submitted (method 4.2); see `proposal_parts` for its parts.

    Amounts are whole currency in JSON and cents in Python. A description may come as
    one field by language (`description_it`), which is how the paper form has it.
    """

    ref: Reference | None = None
    """The number it already has, when imported; else registration gives one."""
    corridor: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z]{2}$")]
    programme: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}$")]
    target_session: Annotated[Line, AfterValidator(_ordinal)]
    language_original: Language
    contact: Contact
    title: dict[Language, _Title]
    summary: dict[Language, _Summary]
    description: dict[Language, Paragraphs]
    advantages: Note | None = None
    technical_spec: Note | None = None
    profile_type: ProfileType
    cooperation_forms: tuple[CooperationForm, ...] = Field(min_length=1, max_length=3)
    sectors: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}$")], ...] = (
        Field(min_length=1, max_length=3)
    )
    nace: tuple[Activity, ...] = Field(min_length=1, max_length=5)
    nace_2_1: tuple[str, ...] = Field(default=(), max_length=5)
    keywords: tuple[Line, ...] = Field(default=(), max_length=10)
    guideline: Annotated[int, Field(ge=1, le=MOST_GUIDELINES)] | None = None
    """Of its programme; else the first."""
    activity_line: Annotated[int, Field(ge=1, le=99)]
    focus: Key
    table: Key
    region: Region
    municipality: Line | None = None
    sez: Zone | None = None
    proposer: Proposer
    proposer_hidden: bool = False
    """Whether bodies learn the proposer's name only when it is released."""
    presented_by: PresentedBy
    partner_sought: PartnerSought
    exclusive: bool
    partner_max: Annotated[int, Field(ge=1, le=10)]
    district_preferred: bool = False
    stage: Stage
    ipr: Rights
    investment: Investment
    accompanying_actions: tuple[Action, ...] = Field(default=(), max_length=10)
    commercial: bool = False
    """Whether all actions are purely commercial (method R4)."""
    duration_months: Months | None = None
    """How long the actions last from the signature of the act, 1..120 (method R6)."""
    universities: Annotated[int, Field(ge=0, le=50)] | None = None
    """Universities of the proposer's country that take part (method R6)."""
    financial_tools_wanted: tuple[Key, ...] = Field(default=(), max_length=10)
    legal_prerequisites: tuple[Line, ...] = Field(default=(), max_length=20)
    dual_use: Literal["no", "yes"] | None = None
    confidentiality: Line
    validity_days: Annotated[int, Field(ge=30, le=365)]
    attachments: tuple[_Attachment, ...] = Field(default=(), max_length=10)
    previous_refs: tuple[Reference, ...] = Field(default=(), max_length=10)

    @model_validator(mode="before")
    @classmethod
    def _gather_descriptions(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        loose = {
            match[1]: value
            for key, value in given.items()
            if isinstance(key, str) and (match := _DESCRIPTION.fullmatch(key))
        }
        if not loose:
            return given
        if "description" in given:
            raise ValueError(
                "The description is given twice; keep either description or the"
                " fields by language."
            )
        rest = {k: v for k, v in given.items() if not _DESCRIPTION.fullmatch(str(k))}
        return rest | {"description": loose}

    @model_validator(mode="after")
    def _one_partner_when_exclusive(self) -> Self:
        if self.exclusive and self.partner_max != 1:
            raise ValueError(
                "An exclusive proposal takes one partner (method I13): set partner_max"
                " to 1 or exclusive to false."
            )
        return self

    @model_validator(mode="after")
    def _translated(self) -> Self:
        problems = missing_languages(self, CORRIDOR_LANGUAGES.get(self.corridor, ()))
        if problems:
            raise ValueError(" ".join(problems))
        return self

    @model_validator(mode="after")
    def _programme_runs_forward(self) -> Self:
        first, last = self.programme.split("-")
        if last < first:
            raise ValueError("The programme ends before it starts; correct its years.")
        return self

    @property
    def admissible_cents(self) -> int:
        """What may be co-financed: the accompanying actions, never the plant."""
        return sum(action.cost for action in self.accompanying_actions)

    def parties(self) -> tuple[str, ...]:
        """Every name to screen, once each, the proposer first.

        Proposer, owners and presenting authority (method 2.9, gate 2), and the
        special economic zone, for zones are listed too (gate 3).
        """
        names = [
            self.proposer.name,
            *(owner.name for owner in self.proposer.owners),
            self.presented_by.body,
            *([self.sez.name] if self.sez else ()),
        ]
        return tuple(dict.fromkeys(names))

    def fingerprint(self) -> str:
        """A hash of the content: the same form sent twice gives it twice.

        Spacing, the order of fields, fields left at their default and the number
        given by the registry do not count; every other change does.
        """
        content = self.model_dump(
            mode="json", exclude={"ref"}, exclude_defaults=True, exclude_none=True
        )
        written = json.dumps(_normal(content), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    def likeness(self) -> str:
        """A hash two versions of one project are likely to share (method X3).

        Same proposer and same original title, whatever the script, spelling, legal
        form and punctuation: a reason to suspect a duplicate, never to decide it.
        """
        title = self.title[self.language_original]
        words = [*sorted(name_words(self.proposer.name)), "/"]
        words += sorted(name_words(title))
        return hashlib.sha256(" ".join(words).encode()).hexdigest()


def missing_languages(form: ProposalForm, required: tuple[str, ...]) -> list[str]:
    """One sentence for each of title and summary that lacks a language.

    Args:
        form: the proposal.
        required: the corridor's languages; empty: English, and at least two.

    The original language is always required, in the description too.
    """
    problems = []
    for field, texts in (("title", form.title), ("summary", form.summary)):
        wanted = {*(required or (LINGUA_FRANCA,)), form.language_original}
        missing = sorted(wanted - set(texts))
        if missing:
            problems.append(
                f"The {field} lacks the languages {', '.join(missing)}; add them."
            )
        elif len(texts) == 1:
            problems.append(f"The {field} needs a second language; add it.")
    if form.language_original not in form.description:
        problems.append(
            f"The description lacks the original language, {form.language_original};"
            " add it."
        )
    return problems


def _normal(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    return value
