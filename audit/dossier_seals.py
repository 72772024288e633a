"""What of the seals goes into the dossier of a case: all of them, and the proofs."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from audit.merkle import inclusion_proof, sided
from models.seal import Head, Seal, heads_on, published
from store.case_record import CaseRecords

CHRONICLE = "chronicle/all"


async def seal_files(record: CaseRecords) -> dict[str, bytes]:
    """Every seal as published, the keys, and the newest seal's time stamp."""
    seals, keys = await record.seals(), await record.seal_keys()
    newest = {seal.number for seal in seals[-1:]}
    tokens = {one.token for one in await record.stamps() if one.seal in newest}
    stamps = await record.papers_named(tokens)
    return {
        "seals.jsonl": published(seals, keys),
        "public-keys.jsonl": b"".join(key.line + b"\n" for key in keys),
        **{f"stamps/{name}.tsr": token for name, token in stamps.items()},
    }


async def proofs(record: CaseRecords, streams: Sequence[str]) -> list[JsonValue]:
    """That these chains and the chronicle are under the newest seal.

    Each is a leaf, and the pairs on the way to the root; the node itself is empty in
    them.
    """
    seals = await record.seals()
    if not seals:
        return []
    heads = await _heads(record, seals[-1])
    leaves = [head.leaf for head in heads]
    places = {head.name: place for place, head in enumerate(heads)}
    named = [CHRONICLE, *(f"event/{stream}" for stream in streams)]
    return [_proof(heads, leaves, places, name) for name in named if name in places]


async def _heads(record: CaseRecords, seal: Seal) -> list[Head]:
    papers = await record.papers_named({seal.leaves})
    return heads_on(papers[seal.leaves]) if seal.leaves in papers else []


def _proof(
    heads: Sequence[Head], leaves: Sequence[bytes], places: Mapping[str, int], name: str
) -> JsonValue:
    index = places[name]
    head = heads[index]
    way = sided(index, len(leaves), inclusion_proof(leaves, index))
    pairs: list[JsonValue] = [
        [sibling.hex(), ""] if left else ["", sibling.hex()] for sibling, left in way
    ]
    return [head.name, head.seq, head.hash, pairs]
