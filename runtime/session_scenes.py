"""What follows from each act on a session, for a rehearsal."""

from collections.abc import Mapping
from typing import Final

from activities import arrangement
from activities.agenda import DrawAgenda
from activities.session_cancel import CancelSession as CancelRequest
from activities.session_format import ChangeFormat
from activities.session_move import PostponeSession
from activities.sitting import HoldSession
from models import agenda_acts
from models.acts import Act, CancelSession, Freeze, Hold, Postpone
from runtime.stage import Scene, Stage


async def _freeze(stage: Stage) -> None:
    draw = DrawAgenda.model_validate(stage.told("freeze", final=True))
    await stage.verbs.agenda.draw_agenda(draw)


async def _postpone(stage: Stage) -> None:
    told = stage.told("postpone", until=stage.act.until, ends=stage.act.ends)
    move = PostponeSession.model_validate(told)
    moved = await stage.verbs.session_move.postpone_session(move)
    stage.rehearsal.remark(moved.remarks)


async def _cancel(stage: Stage) -> None:
    cancel = CancelRequest.model_validate(stage.told("cancel"))
    cancelled = await stage.verbs.session_cancel.cancel_session(cancel)
    stage.rehearsal.remark(cancelled.remarks)


async def _hold(stage: Stage) -> None:
    act = stage.act
    told = stage.told("hold", not_treated=act.not_treated, minutes=act.minutes)
    held = await stage.verbs.sitting.hold_session(HoldSession.model_validate(told))
    stage.rehearsal.remark(held.remarks)


async def _arrange(stage: Stage) -> None:
    verb, request = _ARRANGEMENTS[type(stage.act)]
    fields = stage.act.model_dump(exclude=set(Act.model_fields))
    told = request.model_validate(stage.told("arrange", **fields))
    holder = stage.verbs.format if verb == "change_format" else stage.verbs.arrangement
    done = await getattr(holder, verb)(told)
    stage.rehearsal.remark(done.remarks)


_ARRANGEMENTS: Final[Mapping[type[Act], tuple[str, type[arrangement.Arrange]]]] = {
    agenda_acts.LayTables: ("lay_tables", arrangement.LayTables),
    agenda_acts.ChangeFormat: ("change_format", ChangeFormat),
    agenda_acts.MoveItem: ("move_item", arrangement.MoveItem),
    agenda_acts.SwapItems: ("swap_items", arrangement.SwapItems),
    agenda_acts.RemoveItem: ("remove_item", arrangement.RemoveItem),
    agenda_acts.AddLateItem: ("add_late_item", arrangement.AddLateItem),
    agenda_acts.DropPartner: ("drop_partner", arrangement.DropPartner),
}

SESSION_SCENES: Final[Mapping[type[Act], Scene]] = {
    Freeze: _freeze,
    Postpone: _postpone,
    CancelSession: _cancel,
    Hold: _hold,
    **dict.fromkeys(_ARRANGEMENTS, _arrange),
}
