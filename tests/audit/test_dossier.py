"""The dossier of a case: complete, always the same, and not a byte of it is free."""

import asyncio
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from audit.dossier import Made
from audit.offline import verify
from audit.offline.verify import Dossier, canonical, point_of, sha256, signed
from audit.signing import SigningKey
from models.event import GENESIS
from models.ids import Actor
from runtime.dossier_desk import DossierDesk
from runtime.person_desk import PersonDesk
from runtime.wiring import rule_book
from store.unit_of_work import SqlUnits
from tests.audit.flipping import (
    edited,
    findings,
    flipped,
    forged,
    offsets,
    resealed,
    unpacked,
)
from tests.flow.adhesions import enter, invited
from tests.flow.house import House, house
from tests.flow.plays import STORIES
from tests.flow.seal_stories import sealed
from tests.flow.test_posting import HOURLY
from tests.flow.test_posting import opened as opened_cases
from tests.flow.test_questions import ASKER, TEXT, answer, asked
from tests.flow.wait import until

OFFLINE = Path(verify.__file__)
SEEDS = range(3)


def desk(units: SqlUnits) -> DossierDesk:
    return DossierDesk(units=units, book=rule_book(), actor=Actor("secretariat:o1"))


async def made(here: House, ref: str) -> Made:
    return (await desk(here.wired.units).made(ref, lambda _: None))[2]


async def answered_in_a_digest(here: House) -> str:
    """Three proposals leave as one letter; one of them is answered and lives on."""
    first, second, _ = await opened_cases(here, 3)
    await here.sleep(timedelta(hours=2))
    await here.reply(await here.letter("accordi@it-57.example"), "1: SI\n2: NO\n")
    await until(here.answers, first, {"IT-57": "interested"})
    await until(here.answers, second, {"IT-57": "declined"})
    await here.sleep(timedelta(hours=2))
    return first


async def asked_about(here: House) -> str:
    """A body asks, all are answered; the same body adheres to the session."""
    ref = await asked(here)
    await answer(here, ref, TEXT)
    await here.letter(ASKER, 3)
    await invited(here)
    await enter(here)
    return ref


async def played(folder: Path) -> dict[str, bytes]:
    """Of cases with money, answered by mail, in a digest, asked about."""
    packets: dict[str, bytes] = {}
    for name in ("committed", "by-mail", "digest", "question"):
        home = folder / name
        home.mkdir()
        async with house(home) as here:
            if name == "digest":
                await here.furnish(HOURLY)
                ref = await answered_in_a_digest(here)
            elif name == "question":
                await here.furnish()
                ref = await asked_about(here)
            else:
                await here.furnish()
                await STORIES[name](here)
                [case] = await here.reading.list_cases()
                ref = case.ref
            await sealed(here)
            await here.nothing_waits()
            packets[name] = (await made(here, ref)).packet
            assert (await made(here, ref)).packet == packets[name]
    return packets


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return asyncio.run(played(tmp_path_factory.mktemp("dossiers")))


@pytest.fixture(scope="module")
def packet(packets: dict[str, bytes]) -> bytes:
    return packets["by-mail"]


def test_dossier_holds(packets: dict[str, bytes]) -> None:
    assert {name: findings(one) for name, one in packets.items()} == {
        name: [] for name in packets
    }


@pytest.mark.parametrize("name", ["committed", "by-mail", "digest", "question"])
def test_dossier_has_every_letter_and_message_of_its_timeline(
    packets: dict[str, bytes], name: str
) -> None:
    files = unpacked(packets[name])
    told = [json.loads(line) for line in files["timeline.jsonl"].splitlines()]

    letters = {f"letters/{one['paper']}.eml" for one in told if "paper" in one}
    messages = {f"messages/{one['message']}.eml" for one in told if "message" in one}
    assert letters - {*files} == set()
    assert messages == {one for one in files if one.startswith("messages/")}
    assert len(letters) >= 4
    assert (len(messages) > 0) == (name != "committed")


def test_digest_and_its_answer_are_in_the_dossier(packets: dict[str, bytes]) -> None:
    files = unpacked(packets["digest"])
    answers = [files[one] for one in files if one.startswith("messages/")]

    assert [b"1: SI" in one for one in answers] == [True]
    subjects = b"".join(files[one] for one in files if one.startswith("letters/"))
    assert subjects.count(b"Message-ID") >= 4


def test_question_and_its_answer_are_in_the_dossier(packets: dict[str, bytes]) -> None:
    files = unpacked(packets["question"])
    papers = b"".join(files[one] for one in files if one.startswith("papers/"))

    assert b"Yes, up to one half." in papers


def test_dossier_tells_decisions_with_their_versions(
    packets: dict[str, bytes],
) -> None:
    lines = unpacked(packets["committed"])["decisions.jsonl"].splitlines()
    told = [json.loads(line) for line in lines]

    [check] = [one for one in told if one.get("decision") == "cofinancing.checked"]
    [rules] = [one for one in told if "rules" in one and "content" in one]
    assert check["rules"] == [rules["rules"]]
    assert rules["content"]
    assert check["inputs"]["request"]["admissible"] == 12_000_000
    assert [one for one in told if "calendar" in one]
    assert [one for one in told if "term" in one]


def test_page_asks_for_nothing_outside(packet: bytes) -> None:
    page = unpacked(packet)["timeline.html"].decode()

    assert [word for word in ("src=", "href=", "<script", "url(") if word in page] == []
    assert page.startswith('<!doctype html>\n<html lang="it">')
    assert page.count("<tr>") > 10
    assert unpacked(packet)["timeline.pdf"].startswith(b"%PDF")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", SEEDS)
def test_byte_altered_in_a_file_is_named_by_its_file(packet: bytes, seed: int) -> None:
    """As an editor would: the ZIP is packed anew, the file is not as it was."""
    files = unpacked(packet)
    unseen = []
    for name, content in files.items():
        for offset in offsets(len(content), seed):
            altered = {**files, name: flipped(content, offset, seed)}
            found = findings(verify.packed(altered))
            # A name altered in the manifest is missing under its own.
            blamed = (
                found
                if name == "manifest.json"
                else [one for one in found if one.startswith(name)]
            )
            if not blamed:
                unseen.append((name, offset, found))

    assert unseen == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", SEEDS)
def test_byte_altered_anywhere_in_the_zip_is_named(packet: bytes, seed: int) -> None:
    """Also between the files: in their headers, in the directory, at the end."""
    tail = range(len(packet) - 400, len(packet))
    heads = range(200)
    several = [*heads, *tail, *offsets(len(packet), seed)]

    assert [one for one in several if not findings(flipped(packet, one, seed))] == []


def test_file_added_or_taken_is_named(packet: bytes) -> None:
    files = unpacked(packet)
    letter = next(one for one in files if one.startswith("letters/"))

    added = findings(verify.packed({**files, "letters/note.eml": b"x"}))
    taken = findings(verify.packed({one: files[one] for one in files if one != letter}))

    assert added == ["letters/note.eml: it is not the file that was put in"]
    assert taken == [f"{letter}: it is not the file that was put in"]


FORGERIES = {
    "an act's reason": (
        "events.jsonl",
        lambda lines: lines[-1].update(reason="because"),
        "it is not what its hash stands for",
    ),
    "an act taken out": (
        "events.jsonl",
        lambda lines: lines.pop(-2),
        "does not follow record",
    ),
    "a record's changes": (
        "chronicle.jsonl",
        lambda lines: lines[0].update(told="[]"),
        "chronicle/all, record",
    ),
    "a record taken out": (
        "chronicle.jsonl",
        lambda lines: lines.pop(3),
        "does not follow record",
    ),
    "a row": (
        "rows.jsonl",
        lambda lines: next(
            row for table, _, row in lines if table == "proposal"
        ).update(score=20),
        "its score is not what the chronicle tells",
    ),
    "an address": (
        "personal.jsonl",
        lambda lines: lines[0].update(value="{}"),
        "it is not what its hash says",
    ),
    "an address taken out": (
        "personal.jsonl",
        lambda lines: lines.pop(),
        "what it said of people is gone, and no act erased it",
    ),
    "an answer left out": (
        "rows.jsonl",
        lambda lines: lines.remove(next(one for one in lines if one[0] == "answer")),
        "the chronicle tells of it, and it is not here",
    ),
    "a mail left out": (
        "rows.jsonl",
        lambda lines: lines.remove(next(one for one in lines if one[0] == "message")),
        "the chronicle tells of it, and it is not here",
    ),
    "a letter left out": (
        "rows.jsonl",
        lambda lines: lines.remove(
            next(
                one
                for one in lines
                if one[0] == "letter" and one[1][0].startswith("proposal/")
            )
        ),
        "the chronicle tells of it, and it is not here",
    ),
    "a seal": (
        "seals.jsonl",
        lambda lines: lines[-1].update(root="0" * 64),
        "it is not signed by the key in use",
    ),
    "a key": (
        "seals.jsonl",
        lambda lines: lines[0].update(at="2020-01-01T00:00:00.000000Z"),
        "seals.jsonl, line 1: it is not signed by the key in use",
    ),
    "a proof": (
        "inclusion.jsonl",
        lambda lines: lines[1][3].pop(),
        "the last seal is not over it",
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_forgery_under_a_new_manifest_is_named(packet: bytes, what: str) -> None:
    name, alter, told = FORGERIES[what]

    found = findings(forged(packet, name, edited(alter)))

    assert [one for one in found if told in one] != []


def test_chain_rewritten_with_a_way_past_it_to_the_root_is_named(
    packet: bytes,
) -> None:
    """The last step of the proof leaves the chain's own node out."""
    files = unpacked(packet)
    events = [json.loads(line) for line in files["events.jsonl"].splitlines()]
    proofs = [json.loads(line) for line in files["inclusion.jsonl"].splitlines()]
    proof = next(one for one in proofs if one[0].startswith("event/proposal/"))
    chain = [one for one in events if f"event/{one['stream']}" == proof[0]]
    rewritten = rewrite(chain)
    proof[2:] = [rewritten[proof[1]], [past(proof)]]
    files["events.jsonl"] = lines(events)
    files["inclusion.jsonl"] = lines(proofs)

    found = findings(resealed(files))

    assert f"{proof[0]}, record {proof[1]}: the last seal is not over it" in found


def past(proof: list[Any]) -> list[str]:
    """Both sides of the root's node, as the true way comes to them."""
    name, number, stated, path = proof
    node = sha256(b"\0" + canonical([name, number, stated]))
    *steps, last = path
    for left, right in steps:
        node = sha256(b"\1" + bytes.fromhex((left or node) + (right or node)))
    return [last[0] or node, last[1] or node]


def rewrite(chain: list[Any]) -> dict[int, str]:
    """Another actor in the second act, and every hash after it as it must be."""
    chain[1]["actor"] = "secretariat:o9"
    before, hashes = GENESIS, {}
    for event in chain:
        event["prev_hash"] = before
        del event["hash"]
        event["hash"] = hashes[event["seq"]] = before = sha256(canonical(event))
    return hashes


def lines(told: list[Any]) -> bytes:
    return b"".join(canonical(one) + b"\n" for one in told)


async def test_erased_person_leaves_a_scar_that_an_act_accounts_for(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        ref = await STORIES["withdrawn-early"](here)
        await here.nothing_waits()
        whole = unpacked((await made(here, ref)).packet)
        [letter, *_] = await here.reading.letters(stream=here.stream(ref))
        address = letter.to_address
        people = PersonDesk(units=here.wired.units, actor=Actor("secretariat:o1"))

        await people.erase(address, "request of 3 May", now=await here.now())

        scarred = (await made(here, ref)).packet

    files = unpacked(scarred)
    assert findings(scarred) == []
    assert address.encode() in whole["personal.jsonl"]
    assert address.encode() not in files["personal.jsonl"]
    kept = {json.loads(line)["keyed"] for line in files["personal.jsonl"].splitlines()}
    before = [json.loads(line) for line in whole["personal.jsonl"].splitlines()]
    gone = [one for one in before if one["keyed"] not in kept]
    assert gone
    assert all(one["keyed"].encode() in files["chronicle.jsonl"] for one in gone)
    assert "ne resta l&#x27;impronta" in files["timeline.html"].decode()
    unaccounted = edited(
        lambda lines: lines.remove(
            next(one for one in lines if one["stream"] == "register/person/erased")
        )
    )
    found = findings(forged(scarred, "events.jsonl", unaccounted))
    assert {one.rpartition(": ")[2] for one in found} == {
        "what it said of people is gone, and no act erased it"
    }


async def test_proposal_never_sealed_is_told_to_rest_on_its_chains_alone(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        ref = await STORIES["withdrawn-early"](here)
        await here.nothing_waits()
        packet = (await made(here, ref)).packet
        stream = here.stream(ref)

    read = Dossier(packet, "case.zip")
    assert read.findings == []
    assert f"event/{stream}" in read.said().split("seals yet: ")[1].split("\n")[0]


async def test_making_a_dossier_is_an_act_with_the_hash_of_its_manifest(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        ref = await STORIES["withdrawn-early"](here)
        await here.nothing_waits()
        file = tmp_path / "case.zip"

        told = await desk(here.wired.units).make(
            ref, file, now=await here.now(), told=lambda _: None
        )

        last = (await here.events(ref))[-1]
    assert (last.kind, last.actor) == ("dossier.made", "secretariat:o1")
    manifest = sha256(unpacked(file.read_bytes())["manifest.json"])
    assert last.body == {"manifest": manifest}
    assert (told.manifest, told.stamp) == (manifest, last.stamp)
    assert file.stat().st_size == told.size


def test_letter_dropped_under_a_new_manifest_is_named_by_its_row(
    packet: bytes,
) -> None:
    files = unpacked(packet)
    letter = next(one for one in files if one.startswith("letters/"))
    del files[letter]

    [found] = findings(resealed(files))

    assert found.startswith('["letter",')
    assert letter.split("/")[1].removesuffix(".eml") in found


def test_chain_rewritten_under_a_new_manifest_is_caught_by_the_seal(
    packet: bytes,
) -> None:
    """Whoever owns the record rewrites the chain from some act on, hash by hash."""
    files = unpacked(packet)
    events = [json.loads(line) for line in files["events.jsonl"].splitlines()]
    stream = next(one for one in events if one["stream"].startswith("proposal/"))
    chain = [one for one in events if one["stream"] == stream["stream"]]
    chain[1]["reason"] = "rewritten"
    last = chain[0]["hash"]
    for event in chain[1:]:
        del event["hash"]
        event["prev_hash"] = last
        event["hash"] = last = sha256(canonical(event))
    files["events.jsonl"] = b"".join(canonical(one) + b"\n" for one in events)

    found = findings(resealed(files))

    place = f"event/{stream['stream']}, record {chain[-1]['seq']}"
    assert f"{place}: the last seal is not over it" in found


def test_verify_runs_alone_in_an_empty_folder(packet: bytes, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "case.zip").write_bytes(packet)
    (tmp_path / "bad.zip").write_bytes(flipped(packet, len(packet) // 2, 1))
    program = tmp_path / "verify.py"
    program.write_bytes(unpacked(packet)["verify.py"])

    def run(name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", str(program), str(tmp_path / name)],
            cwd=tmp_path / "empty",
            capture_output=True,
            text=True,
            check=False,
        )

    good, bad = run("case.zip"), run("bad.zip")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("OK ")
    assert "It cannot prove" in good.stdout
    manifest = sha256(unpacked(packet)["manifest.json"])
    assert manifest in good.stdout
    assert (bad.returncode, len(bad.stdout.splitlines())) == (1, 1)


def test_verify_says_what_it_wants(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", verify.__file__],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        1,
        "Say which dossier: python3 verify.py FILE.zip\n",
    )


def test_program_is_short_and_needs_nothing() -> None:
    source = OFFLINE.read_text()
    imported = {
        line.split()[1].split(".")[0]
        for line in source.splitlines()
        if line.startswith(("import ", "from "))
    }

    assert len(source.splitlines()) <= 200
    assert imported - sys.stdlib_module_names == set()


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [  # RFC 8032 §7.1, tests 1 to 3
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590"
                "a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e"
                "15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            (
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d"
                "16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
            ),
        ),
    ],
)
def test_signature_of_the_standard_holds(
    key: str, message: str, signature: str
) -> None:
    assert signed(key, bytes.fromhex(message), signature)
    assert not signed(key, bytes.fromhex(message) + b"x", signature)
    order = int.from_bytes(bytes.fromhex(signature[64:]), "little") + verify.ORDER
    again = signature[:64] + order.to_bytes(32, "little").hex()
    assert not signed(key, bytes.fromhex(message), again)


def test_signature_agrees_with_the_library() -> None:
    for number in range(20):
        key = SigningKey.new()
        message = b"record" * number
        signature = key.sign(message)

        assert signed(key.public, message, signature)
        assert not signed(SigningKey.new().public, message, signature)


def test_octets_that_are_no_point_are_refused() -> None:
    for octets in (verify.P.to_bytes(32, "little"), (2).to_bytes(32, "little")):
        with pytest.raises(ValueError, match="no point"):
            point_of(octets)
