"""One byte of a dossier altered, and the dossier put together again by a forger."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from audit.offline.verify import Dossier, canonical, packed, sha256

SMALL = 1200  # bytes: of such a file every one is altered


def findings(packet: bytes) -> list[str]:
    return Dossier(packet, "case.zip").findings


def unpacked(packet: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(content: bytes, offset: int, seed: int) -> bytes:
    changed = bytearray(content)
    changed[offset] ^= 1 << seed % 8
    return bytes(changed)


def offsets(size: int, seed: int) -> Iterator[int]:
    """Every byte of a small file; of another its ends, and some by lot."""
    if size <= SMALL:
        yield from range(size)
        return
    lot = random.Random(seed)  # noqa: S311  (to be repeated)
    yield from (0, 1, size // 2, size - 2, size - 1)
    yield from (lot.randrange(size) for _ in range(20))


def forged(packet: bytes, name: str, alter: Callable[[bytes], bytes]) -> bytes:
    """A file altered, with a manifest that agrees: only its hash has changed."""
    files = unpacked(packet)
    files[name] = alter(files[name])
    return resealed(files)


def resealed(files: dict[str, bytes]) -> bytes:
    others = {name: files[name] for name in files if name != "manifest.json"}
    manifest = canonical({name: sha256(others[name]) for name in others})
    return packed({**others, "manifest.json": manifest})


def edited(alter: Callable[[list[Any]], object]) -> Callable[[bytes], bytes]:
    """Lines of JSON, altered and written again."""

    def write(content: bytes) -> bytes:
        lines = [json.loads(line) for line in content.splitlines()]
        alter(lines)
        return b"".join(canonical(line) + b"\n" for line in lines)

    return write
