"""How well a body is reached, in one word for lists."""

from enum import StrEnum

from models.body import Body


class AddressState(StrEnum):
    GOOD = "good"
    SILENT = "silent"  # the last rounds went unanswered
    SECOND = "second"  # letters go to the second contact
    BAD = "bad"  # no address of it is believed to take letters


def address_state(body: Body) -> AddressState:
    if not body.reached:
        return AddressState.BAD
    if body.address != body.email:
        return AddressState.SECOND
    return AddressState.SILENT if body.silences else AddressState.GOOD
