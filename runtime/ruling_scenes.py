"""What follows from a screening, and from a person's word on what it held up."""

from activities.collection import Revise, Screen
from activities.dissemination import OpenRound
from activities.opinions import GiveOpinion
from activities.presentation import CloseCase
from activities.round_letters import Purpose
from activities.ruling import EndStandstill
from models.acts import Ruling
from models.case import Outcome, Phase
from models.compliance import ScreeningResult
from models.event import EventKind
from models.ids import proposal_workflow_id
from models.task import TaskKind
from runtime.stage import Stage

_AGAIN = "The refused step is tried again; refused once more, it is a new task."


async def resolve(stage: Stage) -> None:
    """A ruling on a hit, of which two people have to be, or another try."""
    if stage.case is None:  # of a session, a message or a list: only tried again
        stage.rehearsal.remark([_AGAIN])
        return
    ruling, stream = stage.act.ruling, proposal_workflow_id(stage.file)
    async with stage.rehearsal.read() as unit:
        still = await unit.standstills.open_of(stage.file)
        waiting = {task.kind for task in await unit.tasks.open_of(stream)}
    if ruling is Ruling.RETRY and TaskKind.EFFECT_REFUSED in waiting:
        stage.rehearsal.remark([_AGAIN])
    elif ruling is not Ruling.RETRY and not await _agreed(stage):
        stage.rehearsal.remark(["Nothing changes until a colleague agrees."])
    elif still is not None:
        await _end_standstill(stage)
    elif ruling is Ruling.BLOCK:
        await close(stage, Outcome.BLOCKED)
    else:
        await _screen_anew(stage, cleared=ruling is Ruling.CLEAR)


async def revise(stage: Stage) -> None:
    told = stage.told("revise", form=stage.act.form)
    await stage.verbs.collection.revise(Revise.model_validate(told))
    await screened(stage, Phase.VALIDATION)


async def screened(stage: Stage, before: Phase, *, cleared: bool = False) -> bool:
    """Whether the parties are clear; if not, the case waits for a ruling."""
    told = stage.told("screen", before=before, cleared=cleared)
    done = await stage.verbs.collection.screen(Screen.model_validate(told))
    if done.result is ScreeningResult.CLEAR:
        return True
    stage.rehearsal.remark(["Its screening holds it up."])
    return False


async def open_round(stage: Stage) -> None:
    opened = OpenRound.model_validate(stage.told("open"))
    await stage.verbs.dissemination.open_round(opened)
    await stage.write(Purpose.DISSEMINATION)


async def close(stage: Stage, outcome: Outcome) -> None:
    told = stage.told("close", outcome=outcome)
    await stage.verbs.presentation.close_case(CloseCase.model_validate(told))


async def _agreed(stage: Stage) -> bool:
    told = stage.told("opinion", ruling=stage.act.ruling)
    given = await stage.verbs.opinions.give_opinion(GiveOpinion.model_validate(told))
    return given.agreed


async def _end_standstill(stage: Stage) -> None:
    async with stage.rehearsal.read() as unit:
        case = await unit.cases.get(stage.file)
    told = stage.told("end-standstill", ruling=stage.act.ruling)
    await stage.verbs.standstill.end_standstill(EndStandstill.model_validate(told))
    if stage.act.ruling is Ruling.BLOCK and case.phase is not Phase.CLOSED:
        await stage.write(Purpose.RECALL)
        await close(stage, Outcome.BLOCKED)


async def _screen_anew(stage: Stage, *, cleared: bool) -> None:
    """Clear, it goes on to where it was held up: one accepted already is sent out."""
    async with stage.rehearsal.read() as unit:
        events = await unit.events.of(proposal_workflow_id(stage.file))
    accepted = any(one.kind is EventKind.VALIDATED for one in events)
    before = Phase.SCREENING if accepted else Phase.VALIDATION
    if await screened(stage, before, cleared=cleared) and accepted:
        await open_round(stage)
