"""Texts in several languages that may not drift apart: which face is stale.

All faces of a text are settled together. Where one was changed since and another was
not, the other is stale, until it is changed too or somebody says that it still holds.
A face that was empty is a translation being added, and makes no other stale.
"""

import hashlib
from collections.abc import Mapping, Sequence

from models.offer_form import FACES

Texts = Mapping[str, str]
_CONFIRMED = "confirm."


def confirming(typed: Texts, face: str, languages: Sequence[str]) -> str:
    """What a tick beside a face says: it still holds beside these other texts."""
    item, _, language = face.rpartition(".")
    others = [typed.get(f"{item}.{code}", "") for code in languages if code != language]
    return hashlib.sha256("\0".join(others).encode()).hexdigest()[:16]


def confirm_name(face: str) -> str:
    return _CONFIRMED + face


def stale(typed: Texts, settled: Texts, languages: Sequence[str]) -> tuple[str, ...]:
    """The faces that were left behind, as `title.it`."""
    return tuple(
        face
        for item in FACES
        for face in _left_behind(item, typed, settled, languages)
        if typed.get(confirm_name(face)) != confirming(typed, face, languages)
    )


def settle(typed: Texts, settled: Texts, languages: Sequence[str]) -> dict[str, str]:
    """What counts as agreed from now on: texts none of whose faces is stale."""
    behind = {face.rpartition(".")[0] for face in stale(typed, settled, languages)}
    return {
        face: (settled if item in behind else typed).get(face, "")
        for item in FACES
        for face in _faces(item, languages)
    }


def _left_behind(
    item: str, typed: Texts, settled: Texts, languages: Sequence[str]
) -> list[str]:
    faces = _faces(item, languages)
    changed = [
        one
        for one in faces
        if settled.get(one) and _words(typed, one) != _words(settled, one)
    ]
    if not changed:
        return []
    return [
        one
        for one in faces
        if typed.get(one) and settled.get(one) and one not in changed
    ]


def _faces(item: str, languages: Sequence[str]) -> list[str]:
    return [f"{item}.{code}" for code in languages]


def _words(texts: Texts, face: str) -> list[str]:
    """Spacing is no change of a text."""
    return texts.get(face, "").split()
