"""Files that an authority attached, given back as downloads."""

from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response

from models.ids import PaperId
from store.errors import NotFoundError
from web.desk import Desk, Visit


async def file_of(
    desk: Desk, visit: Visit, files: Mapping[str, PaperId], draft: str = ""
) -> Response:
    """The one at the place the address names; never shown in a page of the desk's.

    `draft`: the invitation of which it is, while it is not handed in.

    Raises:
        NotFoundError: there is none.
    """
    for number, (name, paper) in enumerate(files.items()):
        if str(number) == visit.request.path_params["number"]:
            async with desk.access.units.read() as unit:
                held = (
                    await unit.drafts.file(draft, paper)
                    if draft
                    else await unit.papers.get(paper)
                )
            answer = Response(held, media_type="application/octet-stream")
            told = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
            answer.headers["Content-Disposition"] = told
            return answer
    raise NotFoundError(visit.say("refused.nowhere"))
