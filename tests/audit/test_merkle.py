"""The tree against the vectors of RFC 6962's own code, and the proofs by property."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.merkle import (
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    leaf_hash,
    root,
)

LEAVES = [
    bytes.fromhex(one)
    for one in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
leaves = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(9))
def test_root_is_that_of_the_vectors(size):
    assert root(LEAVES[:size]).hex() == ROOTS[size]


def test_inclusion_proof_is_that_of_the_vectors():
    assert [one.hex() for one in inclusion_proof(LEAVES, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_consistency_proof_is_that_of_the_vectors():
    assert [one.hex() for one in consistency_proof(LEAVES, 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_every_leaf_of_every_small_tree_is_proved():
    for size in range(1, 34):
        tree = [bytes([one]) for one in range(size)]
        for index in range(size):
            proof = inclusion_proof(tree, index)
            assert included(tree[index], index, size, proof, root(tree))


def test_every_small_tree_continues_every_smaller_one():
    tree = [bytes([one]) for one in range(33)]
    for later in range(1, 34):
        for earlier in range(1, later + 1):
            proof = consistency_proof(tree[:later], earlier)
            before, after = root(tree[:earlier]), root(tree[:later])
            assert consistent(earlier, later, proof, before, after)


@given(leaves, st.data())
def test_proof_proves_no_other_leaf_place_or_root(tree, data):
    index = data.draw(st.integers(0, len(tree) - 1))
    other = data.draw(st.binary(max_size=8).filter(lambda one: one != tree[index]))
    proof, of = inclusion_proof(tree, index), root(tree)

    assert included(tree[index], index, len(tree), proof, of)
    assert not included(other, index, len(tree), proof, of)
    assert not included(tree[index], index, len(tree), [*proof, of], of)
    assert not included(tree[index], index, len(tree), proof, leaf_hash(other))
    assert not included(tree[index], len(tree), len(tree), proof, of)
    assert not included(tree[index], -1, len(tree), proof, of)
    for place in range(len(proof)):
        broken = [*proof]
        broken[place] = leaf_hash(other)
        if broken[place] != proof[place]:
            assert not included(tree[index], index, len(tree), broken, of)


@given(leaves, st.data())
def test_rewritten_past_is_not_consistent(tree, data):
    earlier = data.draw(st.integers(1, len(tree)))
    changed = data.draw(st.integers(0, earlier - 1))
    other = data.draw(st.binary(max_size=8).filter(lambda one: one != tree[changed]))
    rewritten = [*tree[:changed], other, *tree[changed + 1 :]]
    before, after = root(tree[:earlier]), root(rewritten)

    for proof in (
        consistency_proof(tree, earlier),
        consistency_proof(rewritten, earlier),
    ):
        assert not consistent(earlier, len(tree), proof, before, after)


@pytest.mark.parametrize(("earlier", "later"), [(0, 3), (4, 3), (-1, 2)])
def test_tree_was_never_of_an_impossible_size(earlier, later):
    before = after = root(LEAVES[:later])

    assert not consistent(earlier, later, [], before, after)


def test_node_is_no_leaf():
    """The prefixes keep a node's two hashes from passing as a leaf (§2.1)."""
    left, right = map(leaf_hash, LEAVES[:2])

    assert root([left + right]) != root(LEAVES[:2])


def test_there_is_no_proof_of_what_is_not_there():
    for index, size in product((-1, 8), (0, 8)):
        with pytest.raises(IndexError):
            inclusion_proof(LEAVES[:size], index)
    for earlier in (0, 9):
        with pytest.raises(IndexError):
            consistency_proof(LEAVES, earlier)
