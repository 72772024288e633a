"""One project sent in twice, and an officer's word on it."""

import json

from activities.effects import EffectRunner
from models.likeness import DuplicateDecision
from runtime.duplicate_desk import DuplicateDesk
from runtime.errands import Errands
from tests.flow.house import House
from tests.flow.samples import sample

FORM = json.loads(sample())
FIRST_SENDER = FORM["contact"]["email"]
SECOND_SENDER = "camera@kamera-primer.example"


def by_the_chamber(**changes: object) -> bytes:
    """The same project, sent by a chamber in other words."""
    titles = FORM["title"] | {"en": "Modular line to sort and compost municipal waste"}
    contact = FORM["contact"] | {"email": SECOND_SENDER}
    return sample(**{"title": titles, "contact": contact, **changes})


async def decide(
    here: House, kept: str, other: str, decision: DuplicateDecision, reason: str = "one"
) -> None:
    wired = here.wired
    desk = DuplicateDesk(
        errands=Errands(client=wired.client, queue=wired.settings.queue),
        units=wired.units,
        actor="secretariat:o2",
    )
    effects = EffectRunner(units=wired.units, peers=wired.peers)
    await desk.decide(
        effects, kept, other, decision, reason=reason, now=await here.now()
    )
