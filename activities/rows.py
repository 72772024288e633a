"""A table of frozen models, as the activities see it."""

from typing import Protocol, TypeVar

T = TypeVar("T")
K_contra = TypeVar("K_contra", contravariant=True)


class Rows(Protocol[T, K_contra]):
    """A table of frozen models under their key.

    `get` raises NotFoundError with a sentence; in a writing unit it locks the
    row, so what is read may be saved. `save` replaces the row of that key.
    """

    async def find(self, key: K_contra, /) -> T | None: ...
    async def get(self, key: K_contra, /) -> T: ...
    async def add(self, row: T, /) -> None: ...
    async def save(self, row: T, /) -> None: ...
