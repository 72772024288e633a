"""A process that dies in the middle of an act made of several transactions."""

from activities.effects import EffectRunner
from tests.flow.house import House


class Killed(Exception):  # noqa: N818  (not an error of ours)
    """The process is gone."""


class DyingUnits:
    """The real units of work, until the n-th is opened to write."""

    def __init__(self, here: House, opened: int) -> None:
        self._units = here.wired.units
        self._left = opened
        self.read = self._units.read

    def write(self, at=None):
        self._left -= 1
        if self._left == 0:
            raise Killed
        return self._units.write(at)


def dying(here: House, opened: int) -> EffectRunner:
    return EffectRunner(units=DyingUnits(here, opened), peers=here.wired.peers)
