"""What the workflows decided when recorded, they still decide, to the last field."""

import base64
import re
from collections.abc import Iterator

import pytest

from runtime.procedures import WORKFLOWS
from tests.flow.plays import STORIES
from tests.replay.record import POST_OFFICE
from tests.replay.recorded import recorded_stories, recordings
from tests.replay.strict import differences

RECORDINGS = recordings()
PERSONAL = re.compile(r"\S*@\S*|[\u0400-\u04ff]+")


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
async def test_history_is_decided_again_exactly(recording):
    assert [str(one) for one in await differences(recording.history, WORKFLOWS)] == []


def test_every_story_is_recorded():
    assert recorded_stories() == {*STORIES, POST_OFFICE}


def test_every_workflow_is_recorded():
    begun = [
        one.history.events[0].workflow_execution_started_event_attributes
        for one in RECORDINGS
    ]

    assert {one.workflow_type.name for one in begun} == {
        one.__name__ for one in WORKFLOWS
    }


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_history_holds_no_personal_data(recording):
    """Neither in what is readable nor in what is encoded: no address, no Russian."""
    assert PERSONAL.findall(" ".join(texts(recording.history.to_json_dict()))) == []


def texts(value: object) -> Iterator[str]:
    """Every string of a JSON value, payloads decoded."""
    match value:
        case {"metadata": _, "data": str(data)}:
            yield base64.b64decode(data).decode()
        case dict():
            for one in value.values():
                yield from texts(one)
        case list():
            for one in value:
                yield from texts(one)
        case _:
            yield str(value)
