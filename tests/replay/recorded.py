"""The recorded histories: where they lie, how they are written and read."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from temporalio.client import WorkflowHistory

HISTORIES = Path(__file__).parent / "histories"
SUFFIX = ".json.gz"


@dataclass(frozen=True)
class Recording:
    """One history under its story and the name of its workflow."""

    story: str
    name: str
    history: WorkflowHistory

    def __str__(self) -> str:
        return f"{self.story}/{self.name}"


def file_name(workflow_id: str, earlier: int) -> str:
    """`earlier` counts the messages before: their own ids change at every run."""
    noun = workflow_id.split("/", 1)[0]
    return (
        f"message-{earlier + 1}" if noun == "message" else workflow_id.replace("/", "-")
    )


def write(recording: Recording, folder: Path = HISTORIES) -> Path:
    path = folder / recording.story / f"{recording.name}{SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True)
    events = recording.history.to_json_dict()["events"]
    kept = {"workflow_id": recording.history.workflow_id, "events": events}
    text = json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    return path


def read(path: Path) -> Recording:
    kept = json.loads(gzip.decompress(path.read_bytes()))
    return Recording(
        story=path.parent.name,
        name=path.name.removesuffix(SUFFIX),
        history=WorkflowHistory.from_json(
            kept["workflow_id"], {"events": kept["events"]}
        ),
    )


def recordings(story: str = "*", folder: Path = HISTORIES) -> list[Recording]:
    return [read(path) for path in sorted(folder.glob(f"{story}/*{SUFFIX}"))]


def recorded_stories(folder: Path = HISTORIES) -> set[str]:
    return {path.parent.name for path in folder.glob(f"*/*{SUFFIX}")}
