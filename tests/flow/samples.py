"""Forms for tests: the shipped samples, each made different from the last."""

import json
from itertools import count
from pathlib import Path

SAMPLES = Path("reference/samples/proposals.json")
_NUMBERS = count(1)


def sample(number: int = 0, /, **changes: object) -> bytes:
    """A shipped form with changes; its description makes it a new proposal."""
    form = json.loads(SAMPLES.read_text())[number]
    form["technical_spec"] = f"Test {next(_NUMBERS)}"
    return json.dumps(form | changes).encode()
