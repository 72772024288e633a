"""A session's agenda in the hands of an officer: each act judged, done, answered."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities import arrangement as effects
    from activities.arrangement import Arranged, ArrangementActivities
    from activities.session_format import ChangeFormat, FormatActivities
    from models import agenda_acts as acts
    from models.acts import Act
    from models.event import Stamp
    from workflows.steps import Steps, refused

_Verb = Callable[[Any, Any], Awaitable[Arranged]]

EFFECTS: Final[dict[type[acts.AgendaAct], tuple[_Verb, type[effects.Arrange]]]] = {
    acts.LayTables: (ArrangementActivities.lay_tables, effects.LayTables),
    acts.ChangeFormat: (FormatActivities.change_format, ChangeFormat),
    acts.MoveItem: (ArrangementActivities.move_item, effects.MoveItem),
    acts.SwapItems: (ArrangementActivities.swap_items, effects.SwapItems),
    acts.RemoveItem: (ArrangementActivities.remove_item, effects.RemoveItem),
    acts.AddLateItem: (ArrangementActivities.add_late_item, effects.AddLateItem),
    acts.DropPartner: (ArrangementActivities.drop_partner, effects.DropPartner),
}
"""What makes each act true; act and effect have the same fields."""


def effect_of(act: acts.AgendaAct, **common: object) -> tuple[_Verb, effects.Arrange]:
    """The effect that makes an act true; `common` is what every effect has."""
    verb, request = EFFECTS[type(act)]
    fields = act.model_dump(exclude=set(Act.model_fields))
    told = {"actor": act.actor, "reason": act.reason, **common, **fields}
    return verb, request.model_validate(told)


class AgendaUpdates:
    """The updates by which a session's agenda is changed."""

    _steps: Steps

    @workflow.update(name="lay_tables")
    async def lay_tables(self, act: acts.LayTables) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @lay_tables.validator
    def _may_lay_tables(self, act: acts.LayTables) -> None:
        self._steps.admit(act)

    @workflow.update(name="change_format")
    async def change_format(self, act: acts.ChangeFormat) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @change_format.validator
    def _may_change_format(self, act: acts.ChangeFormat) -> None:
        self._steps.admit(act)
        if act.reason is None:
            raise refused("The format of a session is changed for a reason: --reason.")

    @workflow.update(name="move_item")
    async def move_item(self, act: acts.MoveItem) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @move_item.validator
    def _may_move_item(self, act: acts.MoveItem) -> None:
        self._steps.admit(act)

    @workflow.update(name="swap_items")
    async def swap_items(self, act: acts.SwapItems) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @swap_items.validator
    def _may_swap_items(self, act: acts.SwapItems) -> None:
        self._steps.admit(act)

    @workflow.update(name="remove_item")
    async def remove_item(self, act: acts.RemoveItem) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @remove_item.validator
    def _may_remove_item(self, act: acts.RemoveItem) -> None:
        self._steps.admit(act)

    @workflow.update(name="add_late_item")
    async def add_late_item(self, act: acts.AddLateItem) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @add_late_item.validator
    def _may_add_late_item(self, act: acts.AddLateItem) -> None:
        self._steps.admit(act)

    @workflow.update(name="drop_partner")
    async def drop_partner(self, act: acts.DropPartner) -> Stamp:
        return await self._steps.desk.hand_in(act)

    @drop_partner.validator
    def _may_drop_partner(self, act: acts.DropPartner) -> None:
        self._steps.admit(act)
