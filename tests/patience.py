"""Work that must end: what takes a second here, and would take hours if it went wrong.

No measure of speed (`bench/` has those): a machine ten times slower passes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

PATIENCE = 20.0  # seconds of the processor


@contextmanager
def bounded() -> Iterator[None]:
    started = process_time()
    yield
    assert process_time() - started < PATIENCE
