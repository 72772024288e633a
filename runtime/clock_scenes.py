"""What follows from each act on clocks, for a rehearsal."""

from collections.abc import Mapping
from typing import Final

from activities.calendar_adoption import AdoptForCase
from activities.clocks import ResumeClocks as ResumeRequest
from activities.clocks import StopClocks as StopRequest
from activities.completion import ExtendForProposer
from models.acts import Act, ResumeClocks, StopClocks
from models.clock_acts import AdoptCalendar, ExtendCompletion
from runtime.stage import Scene, Stage


async def _stop_clocks(stage: Stage) -> None:
    told = stage.told("stop", party=stage.act.party)
    await stage.verbs.clocks.stop_clocks(StopRequest.model_validate(told))


async def _adopt_calendar(stage: Stage) -> None:
    fields = stage.act.model_dump(exclude=set(Act.model_fields))
    told = AdoptForCase.model_validate(stage.told("adopt", **fields))
    adopted = await stage.verbs.calendars.adopt_calendar(told)
    stage.rehearsal.remark(adopted.remarks)


async def _extend_completion(stage: Stage) -> None:
    fields = stage.act.model_dump(exclude=set(Act.model_fields))
    told = ExtendForProposer.model_validate(stage.told("extend", **fields))
    await stage.verbs.completion.extend_completion(told)


async def _resume_clocks(stage: Stage) -> None:
    resume = ResumeRequest.model_validate(stage.told("resume"))
    await stage.verbs.clocks.resume_clocks(resume)


CLOCK_SCENES: Final[Mapping[type[Act], Scene]] = {
    StopClocks: _stop_clocks,
    ResumeClocks: _resume_clocks,
    AdoptCalendar: _adopt_calendar,
    ExtendCompletion: _extend_completion,
}
