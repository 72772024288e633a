"""A desk moves: its record goes out and in, and its cases go on in the new place."""

import shutil
from pathlib import Path

from models.ids import Actor
from runtime.export import export
from runtime.import_archive import import_archive
from runtime.settings import Settings
from tests.flow.house import House, house
from tests.flow.loss import rehydrator
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.wait import until

O1 = Actor("secretariat:o1")


def silent(_: str) -> None:
    pass


async def test_open_cases_go_on_where_the_record_was_brought(tmp_path: Path) -> None:
    old, new, out = (tmp_path / name for name in ("old", "new", "out"))
    old.mkdir()
    async with house(old) as here:
        await here.furnish()
        open_ = await disseminated(here)
        letter = await here.letter("accordi@it-57.example")
        waiting = (await here.submit(sample(keywords=["other"]))).ref
        await until(here.phase, waiting, "validation")
        await here.nothing_waits()
        before = {ref: await history(here, ref) for ref in (open_, waiting)}
        now = await here.now()
        await export(here.wired.units, out, actor=O1, now=now, say=silent)
        url = here.wired.settings.database_url

    place = Settings(folder=new, database_url=url.replace(str(old), str(new)))
    await import_archive(out, place, actor=O1, now=now, say=silent)
    shutil.copy(old / "mail.key", new)

    async with house(new) as there:
        assert {ref: await history(there, ref) for ref in before} == before
        done = await rehydrator(there).run()
        assert len(done) == 3  # the session as well
        await there.accept(waiting)
        await until(there.phase, waiting, "open")
        await there.reply(letter, "Siamo interessati.\n")
        await until(there.answers, open_, {"IT-57": "interested"})


async def history(here: House, ref: str) -> list[str]:
    return [one.model_dump_json() for one in await here.events(ref)]
