"""Acts of one transaction: done, or, with --dry-run, only tried and taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cli.command import run, show
from models.foreseen import Foreseen
from runtime.names import foreseen_lines

if TYPE_CHECKING:
    from activities.effects import EffectRunner
    from runtime.client import Access

T = TypeVar("T")
TRACE = "Nothing but its trace in the record."


class Carried(NamedTuple):
    """`foreseen` is None when it was done; `told` are its lines."""

    foreseen: Foreseen | None
    told: list[str]

    def besides(self, *remarks: str) -> Carried:
        """With what else whoever decides has to know."""
        if self.foreseen is None:
            return self
        known = (*self.foreseen.remarks, *remarks)
        seen = self.foreseen.model_copy(update={"remarks": known})
        return Carried(seen, [*self.told, *remarks])


def carry(
    work: Callable[[Access, EffectRunner], Awaitable[T]], *, dry_run: bool
) -> tuple[T, Carried]:
    async def inside(opened: Access) -> tuple[T, Carried]:
        if not dry_run:
            return await work(opened, await opened.effects()), Carried(None, [])
        from runtime.rehearsal import tried  # noqa: PLC0415  (only to try)

        answer, seen = await tried(opened.units, lambda effects: work(opened, effects))
        return answer, Carried(seen, await foreseen_lines(opened, seen))

    return run(inside)


def tell(value: object, carried: Carried, said: str, *, as_json: bool) -> None:
    """What was done, or what it would set off."""
    if carried.foreseen is None:
        show(value, said, as_json=as_json)
        return
    would = ["It would set off:", *(carried.told or [TRACE])]
    show(carried.foreseen, "\n".join(would), as_json=as_json)
