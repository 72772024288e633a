"""Desks that foresee, and whether the real act agrees with its rehearsal."""

import re
from collections.abc import Awaitable, Callable, Mapping

from activities.effects import EffectRunner
from models.errors import DomainError
from models.foreseen import Foreseen
from runtime.errands import Errands
from runtime.foresight import Foresight
from runtime.office import Office
from runtime.verbs import Verbs
from runtime.wiring import procedure
from tests.flow.house import House

_ID = re.compile(r"it-ru/\d+(/\d{4})?|\bX{2,3}[IVX]*\b")
Try = Callable[[Office, str], Awaitable[object]]
"""What an officer does with a proposal or a session."""


async def desk(here: House, actor: str, *, dry: bool) -> Office:
    wired = here.wired

    def steps(effects: EffectRunner) -> Verbs:
        return procedure(wired.settings, wired.reference, effects)

    return Office(
        errands=Errands(client=wired.client, queue=wired.settings.queue),
        units=wired.units,
        reference=wired.reference,
        actor=actor,
        foresight=Foresight(units=wired.units, verbs=steps, now=await here.now()),
        dry=dry,
    )


def foreseen(office: Office) -> Foreseen:
    assert office.foreseen is not None
    return office.foreseen


async def said(act: Try, office: Office, subject: str) -> str:
    """The sentence of a refusal, whoever it is about; nothing when it was done."""
    try:
        await act(office, subject)
    except DomainError as refusal:
        return _ID.sub("IT", str(refusal).replace(subject, "IT"))
    return ""


async def rehearsed(
    here: House, subject: str, acts: Mapping[str, tuple[str, Try]]
) -> dict[str, str]:
    """What a dry run of each act says."""
    return {
        name: await said(act, await desk(here, actor, dry=True), subject)
        for name, (actor, act) in acts.items()
    }


async def done(
    here: House, subjects: list[str], acts: Mapping[str, tuple[str, Try]]
) -> dict[str, str]:
    """What the acts themselves say: each that changes anything has its own subject.

    Acts are tried on the first subject, until one of them is done there.
    """
    found: dict[str, str] = {}
    left = [*subjects]
    for name, (actor, act) in acts.items():
        assert left, f"{name} needs a subject of its own"
        found[name] = await said(act, here.officer(actor), left[0])
        if not found[name]:
            left.pop(0)
    return found
