"""Merkle trees of RFC 6962: the root of leaves, and proofs about it."""

import hashlib
from collections.abc import Sequence

_LEAF = b"\x00"
_NODE = b"\x01"


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(_LEAF + leaf).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree head of RFC 6962 §2.1; that of no leaves is the hash of nothing."""
    return _root([leaf_hash(leaf) for leaf in leaves])


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The siblings on the way from a leaf to the root, the lowest first (§2.1.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    return _path([leaf_hash(leaf) for leaf in leaves], index)


def included(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], of: bytes
) -> bool:
    """Whether the proof leads from a leaf, at its place among `size`, to the root."""
    if not 0 <= index < size:
        return False
    steps = _climb(index, size - 1, proof)
    if steps is None:
        return False
    found = leaf_hash(leaf)
    for sibling, left in steps:
        found = _node(sibling, found) if left else _node(found, sibling)
    return found == of


def sided(index: int, size: int, proof: Sequence[bytes]) -> list[tuple[bytes, bool]]:
    """Each sibling of an inclusion proof, and whether it is a left one."""
    return _climb(index, size - 1, proof) or []


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """That the first `earlier` leaves were a tree of their own (§2.1.2).

    Raises:
        IndexError: the tree was never of that size.
    """
    if not 0 < earlier <= len(leaves):
        raise IndexError(earlier)
    return _subproof([leaf_hash(leaf) for leaf in leaves], earlier, known=True)


def consistent(
    earlier: int, later: int, proof: Sequence[bytes], before: bytes, after: bytes
) -> bool:
    """Whether the tree `after` only continues the tree `before` (RFC 9162 §2.1.4.2)."""
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not proof and before == after
    full = earlier & (earlier - 1) == 0  # then it is a node of the later tree
    first, *path = (before, *proof) if full else (*proof,) or (b"",)
    place, last = earlier - 1, later - 1
    while place % 2:
        place, last = place // 2, last // 2
    steps = _climb(place, last, path)
    old = new = first
    for sibling, left in steps or ():
        old = _node(sibling, old) if left else old
        new = _node(sibling, new) if left else _node(new, sibling)
    return steps is not None and (old, new) == (before, after)


def _climb(
    place: int, last: int, proof: Sequence[bytes]
) -> list[tuple[bytes, bool]] | None:
    """Each sibling, and whether it is a left one; None when no tree has such a way.

    `place` and `last` are the node's and the last node's number on its level.
    """
    steps: list[tuple[bytes, bool]] = []
    for sibling in proof:
        if last == 0:
            return None
        left = bool(place % 2) or place == last
        steps.append((sibling, left))
        while left and place and place % 2 == 0:
            place, last = place // 2, last // 2
        place, last = place // 2, last // 2
    return steps if last == 0 else None


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _root(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    half = _half(len(hashes))
    return _node(_root(hashes[:half]), _root(hashes[half:]))


def _half(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)


def _path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    if len(hashes) == 1:
        return []
    half = _half(len(hashes))
    left, right = hashes[:half], hashes[half:]
    if index < half:
        return [*_path(left, index), _root(right)]
    return [*_path(right, index - half), _root(left)]


def _subproof(hashes: Sequence[bytes], earlier: int, *, known: bool) -> list[bytes]:
    """`known`: this subtree is the earlier tree itself, whose root is at hand."""
    if earlier == len(hashes):
        return [] if known else [_root(hashes)]
    half = _half(len(hashes))
    left, right = hashes[:half], hashes[half:]
    if earlier <= half:
        return [*_subproof(left, earlier, known=known), _root(right)]
    return [*_subproof(right, earlier - half, known=False), _root(left)]
