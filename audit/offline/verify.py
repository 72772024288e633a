"""Checks the dossier of a case and trusts nobody: python3 verify.py FILE.zip."""

import hashlib
import hmac
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # RFC 8032
D = -121665 * pow(121666, P - 2, P) % P
SIGNS = ("signature", "new_signature", "old_signature")
NAMED = {"letter": "raw", "proposal": "form", "answer": "scan", "question": "text"}
SAID = """OK {}: {} files, {} records, {} rows told; not under the seals yet: {}.
Compare with what you were told by another way: manifest {}, newest key {}.
It cannot prove that what was entered is true; what came after the seals; that records
whose hash alone is here leave this case out. Timeline and decisions are only views."""


def canonical(value: Any) -> bytes:  # RFC 8785, for the values there are
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def packed(files: dict[str, bytes]) -> bytes:  # the one way: no byte is left free
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return packet.getvalue()


def plus(a: list[int], b: list[int]) -> list[int]:  # X, Y, Z, T of RFC 8032 §5.1.4
    low, high = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    t, z = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = high - low, z - t, z + t, high + low
    return [e * f % P, g * h % P, f * g % P, e * h % P]


def times(number: int, point: list[int]) -> list[int]:
    double = times(number // 2, plus(point, point)) if number else [0, 1, 1, 0]
    return plus(double, point) if number % 2 else double


def point_of(octets: bytes) -> list[int]:  # RFC 8032 §5.1.3
    sign, y = divmod(int.from_bytes(octets, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or sign > min(x, 1):
        raise ValueError("no point of the curve")
    x = x if x % 2 == sign else P - x
    return [x, y, 1, x * y % P]


def signed(key: str, message: bytes, signature: str) -> bool:  # RFC 8032 §5.1.7
    public, r, s = map(bytes.fromhex, (key, signature[:64], signature[64:]))
    h = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % ORDER
    left = times(int.from_bytes(s, "little"), point_of(bytes.fromhex("58" + 31 * "66")))
    right = plus(point_of(r), times(h, point_of(public)))
    apart = ((left[i] * right[2] - right[i] * left[2]) % P for i in (0, 1))
    return int.from_bytes(s, "little") < ORDER and not any(apart)


class Dossier:
    def __init__(self, content: bytes, called: str) -> None:
        self.files, self.findings = dict[str, bytes](), list[str]()
        self.chains: dict[str, dict[int, str]] = {}  # the hash of every record
        self.told: dict[str, tuple[dict[str, Any], list[str]]] = {}  # of each row
        self.people, self.sealed = dict[str, Any](), dict[str, int]()
        self.erased = set[str]()  # keyed hashes; sealed: the last record, by chain
        self.called, self.at, self.key, self.root = called, called, "", ""
        told = (self.acts, self.chronicle, self.people_told, self.rows, self.absent)
        try:
            self.unpack(content)
            for step in () if self.findings else (*told, self.seals):
                step()
        except Exception as error:  # noqa: BLE001  (whatever is amiss with it)
            self.wrong(self.at, f"it cannot be read: {error!r}")

    def wrong(self, name: str, told: str) -> None:
        self.findings.append(f"{name}: {told}")

    def lines(self, name: str) -> Any:
        for number, line in enumerate(self.files[name].splitlines(), start=1):
            self.at = f"{name}, line {number}"
            yield json.loads(line)

    def unpack(self, content: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(content))
        for self.at in archive.namelist():
            self.files[self.at] = archive.read(self.at)
        stated = json.loads(self.files["manifest.json"])
        for name in sorted({*stated, *self.files} - {"manifest.json"}):
            found = sha256(self.files.get(name, b""))
            if found != stated.get(name) or ("/" in name and found not in name):
                self.wrong(name, "it is not the file that was put in")
        whole = packed(self.files | {"manifest.json": canonical(stated)})
        if not self.findings and whole != content:
            self.wrong(self.called, "the bytes around its files are not as packed")

    def record(self, chain: str, number: int, record: dict[str, Any]) -> None:
        stated, known = record.pop("hash"), self.chains.setdefault(chain, {})
        last, place = next(reversed(known), 0), f"{chain}, record {number}"
        if sha256(canonical(record)) != stated:
            self.wrong(place, "it is not what its hash stands for")
        if (number, record["prev_hash"]) != (last + 1, known.get(last, 64 * "0")):
            self.wrong(place, f"it does not follow record {last}")
        known[number] = stated

    def acts(self) -> None:
        for event in self.lines("events.jsonl"):
            self.erased.update(event["body"].get("erased", ()))
            self.record(f"event/{event['stream']}", event["seq"], event)

    def chronicle(self) -> None:
        for one in self.lines("chronicle.jsonl"):
            number, told = one["number"], one.pop("told", "[]")
            one.setdefault("changes", sha256(told.encode()))
            self.chains.setdefault("chronicle/all", {number - 1: one["prev_hash"]})
            self.record("chronicle/all", number, one)
            for table, key, columns, *keyed in json.loads(told):
                row = canonical([table, key]).decode()
                known, hashes = self.told.setdefault(row, ({}, []))
                known.update(columns or {})
                hashes.extend(keyed)
                if columns is None:
                    del self.told[row]

    def people_told(self) -> None:
        for one in self.lines("personal.jsonl"):
            secret, value = bytes.fromhex(one["secret"]), one["value"].encode()
            if hmac.new(secret, value, "sha256").hexdigest() != one["keyed"]:
                self.wrong(f"personal {one['place']}", "it is not what its hash says")
            self.people[one["keyed"]] = json.loads(value)

    def rows(self) -> None:
        for table, key, columns in self.lines("rows.jsonl"):
            row = canonical([table, key]).decode()
            known, hashes = self.told.get(row, ({}, []))
            known |= {k: v for h in hashes for k, v in self.people.get(h, {}).items()}
            gone = {*hashes} - {*self.people}
            if gone - self.erased:
                self.wrong(row, "what it said of people is gone, and no act erased it")
            for name in {*known} if gone else {*known, *columns}:
                if columns.get(name, self) != known.get(name, self):
                    self.wrong(row, f"its {name} is not what the chronicle tells")
            file = key[0] if table == "message" else columns.get(NAMED.get(table))
            if file and not any(file in name for name in self.files):
                self.wrong(row, f"the file {file} is missing")

    def absent(self) -> None:  # what is told of the case, its letters and its mails
        [own] = {n[6:] for n in self.chains if n.startswith("event/proposal/")}
        of = (f'["{own[9:]}"', f'["letter",["{own}/', '["message",')
        here = {canonical(one[:2]).decode() for one in self.lines("rows.jsonl")}
        for row in sorted({*self.told} - here):
            if any(start in row for start in of):
                self.wrong(row, "the chronicle tells of it, and it is not here")

    def seals(self) -> None:
        for line in self.lines("seals.jsonl"):
            seal, new, old = map(line.pop, SIGNS, ("", "", ""))
            said = canonical({name: line[name] for name in {*line} - {"hash"}})
            pairs = {(line["key"], seal or new), (self.key, seal or old)}
            held = all(signed(key, said, sign) for key, sign in pairs if key)
            if not held or self.key != line.get("prev_key", line["key"]):
                self.wrong(self.at, "it is not signed by the key in use")
            self.key = line["key"]
            if "root" in line:
                self.sealed["seal"], self.root = line["number"], line["root"]
                self.record("seal", line["number"], line)
        for name, number, stated, path in self.lines("inclusion.jsonl"):
            node = sha256(b"\0" + canonical([name, number, stated]))
            for left, right in path:  # one of them is "" (RFC 9162 §2.1.3)
                node = sha256(b"\1" + bytes.fromhex(left + node + right))
            if (self.root, self.chains[name].get(number)) != (node, stated):
                self.wrong(f"{name}, record {number}", "the last seal is not over it")
            self.sealed[name] = number

    def said(self) -> str:
        loose = [n for n in self.chains if max(self.chains[n]) > self.sealed.get(n, 0)]
        counts = len(self.files), sum(map(len, self.chains.values())), len(self.told)
        manifest = sha256(self.files["manifest.json"])
        return SAID.format(self.called, *counts, loose, manifest, self.key)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Say which dossier: python3 verify.py FILE.zip")
    found = Dossier(Path(sys.argv[1]).read_bytes(), sys.argv[1])
    print("\n".join(found.findings or [found.said()]))  # noqa: T201  (for a person)
    sys.exit(bool(found.findings))
