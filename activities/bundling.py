"""Letters that wait for one body leave as one digest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from activities.dossier import open_dossier
from activities.overtaking import overtaken
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.event import EventKind
from models.ids import SYSTEM, BodyCode, CaseId, LetterId
from models.letter import DIGEST_OF, Letter, LetterKind, LetterState
from models.resending import sent_again

FEWEST, MOST = 2, 25
"""Proposals in a digest: one is a plain letter, more than these nobody reads."""


def case_of(letter: Letter) -> CaseId:
    """The case of a letter that is about one; a digest is about several."""
    return CaseId(letter.stream.removeprefix("proposal/"))


def about_session(letter: Letter) -> bool:
    """Whether a letter is about a session as a whole, and about no proposal."""
    return letter.stream.startswith("session/")


def about_no_case(letter: Letter) -> bool:
    """Whether no proposal stands behind a letter: a session does, or the record."""
    return about_session(letter) or letter.kind is LetterKind.SEAL


def bundles(due: Iterable[Letter]) -> Sequence[tuple[LetterId, ...]]:
    """Which of the letters due belong together: one body, one kind, none tried yet."""
    together: dict[tuple[BodyCode, LetterKind, str], list[LetterId]] = defaultdict(list)
    for letter in due:
        fresh = letter.state is LetterState.READY and not letter.attempts
        fresh = fresh and not sent_again(letter.letter)
        if letter.kind in DIGEST_OF and letter.body is not None and fresh:
            key = (letter.body, letter.kind, letter.to_address)
            together[key].append(letter.letter)
    return [
        tuple(letters[start : start + MOST])
        for letters in together.values()
        for start in range(0, len(letters), MOST)
        if len(letters) - start >= FEWEST
    ]


async def bundle(
    unit: UnitOfWork, writer: LetterWriter, letters: Sequence[LetterId], at: datetime
) -> None:
    """Write the digest in place of these letters, as far as they are still due."""
    found = [await unit.letters.find(letter) for letter in letters]
    cases = sorted({case_of(letter) for letter in found if letter})
    dossiers = {case: await open_dossier(unit, case) for case in cases}
    if not all(one.corridor.policy.posting.gathers for one in dossiers.values()):
        return
    members = [await unit.letters.get(letter) for letter in letters]
    ready = [one for one in members if one.state is LetterState.READY]
    ready = [one for one in ready if not await overtaken(unit, one)]
    if len(ready) < FEWEST or ready[0].body is None:
        return
    body = await unit.bodies.get(ready[0].body)
    rounds = {case: await unit.rounds.current(case) for case in cases}
    digest = await writer.digest(
        unit,
        body,
        [
            (one, dossiers[case_of(one)], current.deadline if current else None)
            for one in ready
            for current in (rounds[case_of(one)],)
        ],
        at,
    )
    for one in ready:
        inside = {"state": LetterState.BUNDLED, "bundle": digest.letter}
        await unit.letters.save(one.model_copy(update=inside))
        await unit.events.append(
            stream=one.stream,
            kind=EventKind.LETTERS_BUNDLED,
            actor=SYSTEM,
            at=at,
            body={"letter": one.letter, "digest": digest.letter},
        )
