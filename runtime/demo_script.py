"""The script of the demonstration: which proposal goes which way, and who says what."""

import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from random import Random

from pydantic import Field

from models.acts import CofinancingChoice
from models.case import Outcome
from models.frozen import Frozen
from models.ids import BodyCode
from models.message import ActKind
from runtime.demo_cast import Attitude, Partner
from runtime.demo_forms import Form, admissible, renewed, samples, variant
from runtime.demo_words import Manner
from store.reference import Reference

FIRST, SECOND = 29, 30
"""The ordinals of the two sessions; the first has room for six proposals."""
FIRST_CAPACITY, SECOND_CAPACITY = 90, 600
LISTED = "Severnyj Sklad Example"
"""A name on the demonstration's screening list."""
SMALLEST = 6

_YES, _NO = ActKind.INTERESTED, ActKind.DECLINED
_TALKERS = frozenset(
    {
        *(Manner.FORM, Manner.RUSSIAN_FORM, Manner.ITALIAN),
        *(Manner.RUSSIAN, Manner.ENGLISH, Manner.OUTLOOK),
    }
)
_MUTE = frozenset({Manner.ABSENT, Manner.BOUNCING, Manner.REFUSED})
_HALF = 2


class Story(StrEnum):
    PLAIN = "plain"
    RETURNED = "returned"
    LAPSING = "lapsing"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"
    GIVING_WAY = "giving-way"  # withdrawn so that another gets its money
    WAITING = "waiting"
    EXTENDED = "extended"
    BY_PHONE = "by-phone"


class Part(Frozen):
    """One proposal's part. No `result`: its follow-up is left to the timers."""

    form: Form
    session: int
    story: Story = Story.PLAIN
    attitudes: dict[BodyCode, Attitude] = Field(default_factory=dict)
    money: CofinancingChoice = CofinancingChoice.GO_WITHOUT
    chosen: BodyCode | None = None
    result: Outcome | None = None

    @property
    def content(self) -> bytes:
        return json.dumps(self.form).encode()


class Script:
    """Draws the parts; the same seed gives the same play."""

    def __init__(
        self,
        partners: Sequence[Partner],
        reference: Reference,
        *,
        seed: int,
        programme: str,
    ) -> None:
        self._partners = partners
        self._reference = reference
        self._random = Random(seed)  # noqa: S311  (a play, not a secret)
        self._programme = programme
        self._number = 0

    def parts(self, size: int) -> tuple[Part, ...]:
        """The samples and the special parts first, then plain ones up to `size`."""
        special = [
            self._exclusive_and_returned(),
            self._two_bodies(),
            self._giving_way(),
            self._waiting(),
            self._short(),
            self._other(Story.WITHDRAWN, "ENVI"),
            self._other(Story.BLOCKED, "LOGI", proposer=LISTED),
            self._other(Story.REJECTED, "MECH"),
            self._other(Story.LAPSING, "NANO"),
            self._nobody(),
            self._by_phone(),
            self._other(Story.EXTENDED, "NANO", session=SECOND),
            self._unclear(),
        ]
        sectors = [*self._reference.sectors]
        plain = (
            self._plain(sectors[number % len(sectors)], SECOND if number % 2 else FIRST)
            for number in range(size)
        )
        return (*special, *plain)[: max(size, SMALLEST)]

    def _exclusive_and_returned(self) -> Part:
        form = samples()[0]
        half = admissible(form) // _HALF
        told = self._attitudes(form, {"IT-MV": Attitude(act=_YES, contribution=half)})
        return self._part(
            form,
            FIRST,
            story=Story.RETURNED,
            attitudes=told | {BodyCode("IT-VD"): Attitude(act=_YES)},
            chosen=BodyCode("IT-MV"),
            result=Outcome.MEMORANDUM,
        )

    def _two_bodies(self) -> Part:
        """The question of one, money of two, and a cap that a private share fills."""
        form = samples()[1]
        said = {
            "IT-UD": Attitude(act=_YES, contribution=110_000),
            "IT-LC": Attitude(act=_YES, contribution=40_000, private=25_000),
            "IT-MV": Attitude(act=_NO),
            "IT-TA": Attitude(act=_NO),
            "IT-BA": Attitude(act=_NO),
        }
        return self._part(
            form,
            FIRST,
            attitudes=self._attitudes(form, said),
            result=Outcome.RESEARCH_AGREEMENT,
        )

    def _giving_way(self) -> Part:
        form = self._variant("RENE") | {"exclusive": False, "partner_max": 2}
        form["accompanying_actions"] = [{"kind": "market_study", "cost": 100_000}]
        money = Attitude(act=ActKind.CONDITIONAL, contribution=50_000)
        said = {"IT-PC": money, "IT-MV": Attitude(act=_NO), "IT-PD": Attitude(act=_NO)}
        return self._part(
            form,
            FIRST,
            story=Story.GIVING_WAY,
            attitudes=self._attitudes(form, said),
        )

    def _waiting(self) -> Part:
        form = samples()[2]
        money = Attitude(act=ActKind.CONDITIONAL, contribution=50_000)
        said = {"IT-PC": money, "IT-LC": Attitude(act=_YES), "IT-MV": Attitude(act=_NO)}
        return self._part(
            form,
            FIRST,
            story=Story.WAITING,
            attitudes=self._attitudes(form, said),
            money=CofinancingChoice.WAIT,
            chosen=BodyCode("IT-PC"),
        )

    def _short(self) -> Part:
        """More is asked of the agreement than its year has: it goes on without."""
        form = self._variant("AERO") | {"exclusive": False, "partner_max": 6}
        form["accompanying_actions"] = [{"kind": "training", "cost": 120_000}]
        said = {
            "IT-TA": Attitude(act=_YES, contribution=60_000),
            "IT-MV": Attitude(act=_NO),
            "IT-UD": Attitude(act=_NO),
        }
        return self._part(
            form,
            FIRST,
            attitudes=self._attitudes(form, said),
            result=Outcome.CONTACT,
        )

    def _nobody(self) -> Part:
        form = self._variant("BIO")
        none = {one.code: Attitude(act=_NO) for one in self._recipients(form)}
        return self._part(form, FIRST, attitudes=none)

    def _by_phone(self) -> Part:
        form = self._variant("LOGI")
        return self._part(
            form, SECOND, story=Story.BY_PHONE, attitudes=self._attitudes(form, {})
        )

    def _unclear(self) -> Part:
        form = self._variant("MECT")
        said = {"IT-PD": Attitude(act=_YES)}
        return self._part(form, SECOND, attitudes=self._attitudes(form, said))

    def _other(
        self,
        story: Story,
        sector: str,
        *,
        session: int = FIRST,
        proposer: str | None = None,
    ) -> Part:
        form = self._variant(sector)
        if proposer is not None:
            form["proposer"] = form["proposer"] | {"name": proposer}
        return self._part(
            form, session, story=story, attitudes=self._attitudes(form, {})
        )

    def _plain(self, sector: str, session: int) -> Part:
        form = self._variant(sector)
        results = (Outcome.CONTACT, Outcome.MEMORANDUM, Outcome.CONTRACT, None)
        return self._part(
            form,
            session,
            attitudes=self._attitudes(form, {}),
            result=self._random.choice(results),
        )

    def _variant(self, sector: str) -> Form:
        self._number += 1
        return variant(self._number, sector, self._random, self._reference)

    def _part(self, form: Form, session: int, **more: object) -> Part:
        ready = renewed(form, session=session, programme=self._programme)
        return Part.model_validate({"form": ready, "session": session, **more})

    def _recipients(self, form: Form) -> list[Partner]:
        return [one for one in self._partners if one.hears_of(form["sectors"])]

    def _attitudes(
        self, form: Form, said: dict[str, Attitude]
    ) -> dict[BodyCode, Attitude]:
        """What the script says, else each body's habit; somebody always says yes."""
        drawn = {
            one.code: said.get(one.code) or self._habit(one)
            for one in self._recipients(form)
        }
        if said:
            return drawn
        host = next(iter(drawn))
        paid = admissible(form) // _HALF if self._chance(0.6) else 0
        return drawn | {host: Attitude(act=_YES, contribution=paid)}

    def _habit(self, partner: Partner) -> Attitude:
        said: dict[Manner, Callable[[], ActKind | None]] = {
            Manner.CONDITIONAL: lambda: ActKind.CONDITIONAL,
            Manner.REFUSAL: lambda: _NO,
            Manner.ASKER: lambda: _YES,
            Manner.LATE: lambda: _YES,
            Manner.UNCLEAR: lambda: _YES if self._chance(0.5) else _NO,
        }
        if partner.manner in _MUTE:
            return Attitude()
        if partner.manner in _TALKERS:
            return Attitude(act=_YES if self._chance(0.5) else _NO)
        return Attitude(act=said[partner.manner]())

    def _chance(self, share: float) -> bool:
        return self._random.random() < share
