"""The seal of a day: made, published, sent, stamped; and what goes wrong beside it."""

import json
import stat
from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowFailureError, WorkflowHandle

from audit.verify_seal import Finding
from models.ids import SEAL_STREAM, Actor
from models.seal import SEAL_HOUR, SealAsked, SealRun, SealVerb
from runtime.auditor_desk import AuditorDesk
from runtime.errands import RefusedError
from runtime.seal_desk import SealDesk, Verdict
from runtime.time_stamper import authorities
from tests.audit.authority import Authority, served
from tests.flow.house import CORRIDOR, House, house
from tests.flow.wait import until

OFFICER = Actor("secretariat:o1")
AUDITOR = "seals@court.example"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await furnished(opened)


async def furnished(here: House) -> House:
    """Without a session: nothing here waits for one."""
    await here.register.keep_corridor(CORRIDOR, now=await here.now())
    return here


def desk(here: House) -> SealDesk:
    return SealDesk(units=here.wired.units, actor=OFFICER)


async def auditors(here: House) -> None:
    known = AuditorDesk(units=here.wired.units, actor=OFFICER)
    for code, email, language in (
        ("court", AUDITOR, "it"),
        ("chamber", "seals@chamber.example", "ru"),
        ("board", "seals@board.example", "en"),
    ):
        await known.keep(
            code,
            name=code.title(),
            email=email,
            language=language,
            now=await here.now(),
        )


async def begun(here: House) -> WorkflowHandle[Any, SealRun]:
    """A run as the Schedule starts it."""
    return await here.wired.client.start_workflow(
        "SealWorkflow",
        SealAsked(),
        id=f"{SEAL_STREAM}-{(await here.now()).isoformat()}",
        task_queue=here.wired.settings.queue,
        result_type=SealRun,
    )


async def daily(here: House) -> SealRun:
    """The clock does not run on while it works."""
    with here.env.auto_time_skipping_disabled():
        return await (await begun(here)).result()


async def by_hand(here: House) -> SealRun:
    with here.env.auto_time_skipping_disabled():
        return await desk(here).now(here.wired.client, here.wired.settings.queue)


async def rotated(here: House) -> SealRun:
    with here.env.auto_time_skipping_disabled():
        return await desk(here).rotate(
            here.wired.client, here.wired.settings.queue, "a year has passed"
        )


async def asked(authority: Authority) -> int:
    return authority.asked


async def verify(here: House, *copies: tuple[str, bytes]) -> Verdict:
    settings = here.wired.settings
    published = ("seals.jsonl", settings.published_seals.read_bytes())
    return await desk(here).verify((published, *copies), authorities(settings))


async def tasks(here: House) -> list[str]:
    return await here.open_tasks(SEAL_STREAM)


async def test_day_is_sealed_once_published_and_sent(here):
    await auditors(here)

    first, again = await daily(here), await daily(here)

    assert (first.made, again.made) == ((1,), ())
    letter = await here.letter(AUDITOR)
    [attached] = letter.iter_attachments()
    line = attached.get_content()
    file = here.wired.settings.published_seals.read_bytes()
    assert file.splitlines()[1] == line.strip()
    assert json.loads(line)["hash"] == first.hash
    verdict = await verify(here, ("the letter", line))
    assert (verdict.checked, verdict.findings) == (1, ())
    assert await tasks(here) == []


async def test_auditor_is_told_in_their_language(here):
    await auditors(here)

    run = await daily(here)

    for address, subject, words in (
        (AUDITOR, "[SEAL/1] Sigillo del registro", "Impronta del sigillo"),
        ("seals@chamber.example", "[SEAL/1] Печать реестра", "Хеш печати"),
        ("seals@board.example", "[SEAL/1] Seal of the record", "Hash of the seal"),
    ):
        letter = await here.letter(address)
        text = str(letter.get_body(("plain",)).get_content())
        assert letter["Subject"] == subject
        assert letter["Auto-Submitted"] == "auto-generated"
        assert words in text
        assert run.hash in "".join(text.split())


async def test_missed_days_are_made_up_with_the_instant_they_are_made(here):
    now = await here.now()
    morning = now.replace(hour=SEAL_HOUR + 1, minute=0) + timedelta(days=1)
    await here.sleep(morning - now)
    await daily(here)
    await auditors(here)
    await here.sleep(timedelta(days=3, hours=5))

    run = await daily(here)

    assert run.made == (2, 3, 4)
    seals = [one.seal for one in await desk(here).seals()]
    days = [(one.day, one.at.date()) for one in seals]
    first, made = morning.date(), (morning + timedelta(days=3)).date()
    assert days == [
        (first, first),
        *((first + timedelta(days=one), made) for one in (1, 2, 3)),
    ]
    letter = await here.letter(AUDITOR)
    await here.nothing_waits()
    assert letter["Subject"] == "[SEAL/4] Sigillo del registro"
    assert len(here.letters(AUDITOR)) == 1
    assert (await verify(here)).findings == ()


async def test_what_no_seal_is_over_is_counted_and_late_after_two_days(here):
    began = await desk(here).unsealed()
    await daily(here)
    sealed = await desk(here).unsealed()
    await auditors(here)
    after = await desk(here).unsealed()

    assert (began.seal, began.records > 0) == (0, True)
    assert (sealed.seal, after.seal) == (1, 1)
    assert after.records == sealed.records + 3
    assert after.since is not None
    assert not after.late(after.since + timedelta(days=2))
    assert after.late(after.since + timedelta(days=2, seconds=1))


async def test_key_lies_in_the_folder_for_us_alone(here):
    await daily(here)

    file = here.wired.settings.seal_key_file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.glob("seal.key*")] == ["seal.key"]


async def test_person_seals_in_between_and_changes_the_key(here):
    await auditors(here)
    settings = here.wired.settings
    first = await daily(here)

    between = await by_hand(here)
    changed = await rotated(here)
    after = await by_hand(here)

    assert (between.made, between.key, after.made) == ((2,), first.key, (3,))
    assert (after.key, changed.made) == (changed.key, ())
    assert changed.key != first.key
    verdict = await verify(here)
    assert (verdict.checked, verdict.keys, verdict.findings) == (3, 2, ())
    assert [one.name for one in settings.folder.glob("seal.key*")] == ["seal.key"]
    third = await here.letter(AUDITOR, 3)
    text = " ".join(str(third.get_body(("plain",)).get_content()).split())
    assert "firmiamo con una nuova chiave" in text
    await daily(here)
    assert (await verify(here)).checked == 3, "the day has its seal"


async def test_crash_between_record_and_key_file_is_mended(here):
    settings = here.wired.settings
    await daily(here)
    await rotated(here)
    settings.seal_key_file.rename(settings.folder / "seal.key.next")

    run = await by_hand(here)

    assert run.made == (2,)
    assert [one.name for one in settings.folder.glob("seal.key*")] == ["seal.key"]


async def test_there_is_no_key_to_change_before_the_first_seal(here):
    with pytest.raises(RefusedError, match="Nothing has been sealed yet"):
        await rotated(here)


async def test_lost_key_is_a_task_until_it_is_back(here):
    await daily(here)
    file = here.wired.settings.seal_key_file
    kept = file.read_bytes()
    file.unlink()
    await here.sleep(timedelta(days=1))

    run = await daily(here)

    assert (run.made, run.troubles) == ((), 1)
    assert await tasks(here) == ["seal-failed"]
    with pytest.raises(RefusedError, match="restore that file from the backup"):
        await by_hand(here)
    file.write_bytes(kept)
    await here.sleep(timedelta(days=1))
    assert (await daily(here)).made == (2, 3)
    assert await tasks(here) == []


async def test_published_file_is_made_again_when_it_is_gone_or_torn(here):
    await daily(here)
    file = here.wired.settings.published_seals
    whole = file.read_bytes()

    for left in (None, b"", whole[:100]):
        file.unlink()
        if left is not None:
            file.write_bytes(left)
        await daily(here)
        assert file.read_bytes() == whole


async def test_published_file_that_contradicts_is_left_and_named(here):
    await daily(here)
    file = here.wired.settings.published_seals
    forged = file.read_bytes().replace(b'"size":', b'"size":1')
    file.write_bytes(forged)
    await here.sleep(timedelta(days=1))

    run = await daily(here)

    assert (run.made, run.troubles) == ((2,), 1)
    assert await tasks(here) == ["seal-unpublished"]
    assert file.read_bytes() == forged
    assert (await verify(here)).findings == (
        Finding(name="seal 1", told="seals.jsonl has it otherwise than the record."),
    )
    file.unlink()
    await daily(here)
    assert await tasks(here) == []


async def test_seal_is_stamped_by_an_authority(tmp_path):
    authority = Authority(at=None)
    pem = tmp_path / "tsa.pem"
    pem.write_bytes(authority.pem)
    with served(authority) as url:
        async with house(
            tmp_path / "house", tsa_url=url, tsa_certificates=pem
        ) as opened:
            here = await furnished(opened)
            await daily(here)

            [shown] = await desk(here).seals()
            assert shown.stamp
            assert authority.asked == 1
            verdict = await verify(here)
            assert (verdict.stamps, verdict.findings) == (1, ())
            assert await tasks(here) == []


async def test_authority_that_fails_holds_nothing_up(tmp_path):
    authority = Authority(at=None, forged=True)
    pem = tmp_path / "tsa.pem"
    pem.write_bytes(authority.pem)
    with served(authority) as url:
        async with house(
            tmp_path / "house", tsa_url=url, tsa_certificates=pem
        ) as opened:
            here = await furnished(opened)
            await auditors(here)

            run = await daily(here)

            assert (run.made, run.troubles) == ((1,), 1)
            await here.letter(AUDITOR)
            assert await tasks(here) == ["seal-unstamped"]
            assert (await verify(here)).findings == ()
            authority.forged = False
            authority.code = 503
            await here.sleep(timedelta(days=1))
            tried = await begun(here)
            await until(asked, authority, 2)
            for _ in range(8):  # its pauses grow
                await here.sleep(timedelta(minutes=2))
            with here.env.auto_time_skipping_disabled():
                assert (await tried.result()).troubles == 1
            assert authority.asked == 9, "a server out of order is asked again"
            authority.code = 200
            await here.sleep(timedelta(days=1))
            assert (await daily(here)).troubles == 0
            assert await tasks(here) == []
            stamped = [one.stamp is not None for one in await desk(here).seals()]
            assert stamped == [False, False, True]


async def test_what_an_auditor_writes_waits_for_a_person(here):
    await auditors(here)
    await daily(here)
    letter = await here.letter(AUDITOR)

    await here.reply(letter, "Il sigillo di ieri non ci è giunto.\n")

    await until(here.waiting_messages, 1)


async def test_auditor_who_cannot_be_reached_is_a_task(tmp_path):
    async with house(tmp_path) as opened:
        here = await furnished(opened)
        here.host.refused = frozenset({AUDITOR})
        await auditors(here)

        await daily(here)

        await until(tasks, here, ["letter-refused"])
        await here.letter("seals@board.example")
        assert (await verify(here)).findings == ()


async def test_auditor_who_left_is_sent_nothing(here):
    await auditors(here)
    known = AuditorDesk(units=here.wired.units, actor=OFFICER)
    await known.leave("court", now=await here.now())

    await daily(here)

    await here.letter("seals@board.example")
    await here.nothing_waits()
    assert here.letters(AUDITOR) == []


async def test_real_address_is_not_written_to_in_a_simulation(here):
    known = AuditorDesk(units=here.wired.units, actor=OFFICER)
    await known.keep(
        "court",
        name="Court",
        email="seals@court.it",
        language="it",
        now=await here.now(),
    )

    await daily(here)

    await until(tasks, here, ["letter-refused"])
    assert here.letters("seals@court.it") == []


async def test_run_that_is_asked_for_nothing_known_fails_by_itself(here):
    """A refusal ends a person's run, and is the answer; it opens no task."""
    client, queue = here.wired.client, here.wired.settings.queue
    with pytest.raises(WorkflowFailureError):
        await client.execute_workflow(
            "SealWorkflow",
            SealAsked(verb=SealVerb.ROTATE, act="a1", actor=OFFICER),
            id="seal/rotate/a1",
            task_queue=queue,
        )
    assert await tasks(here) == []
