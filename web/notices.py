"""«In evidenza»: the notices that still stand, their forms, and a feed (RFC 4287)."""

from starlette.requests import Request
from starlette.responses import Response

from documents.adhesion_form import adhesion_form
from models.account import LANGUAGES
from models.reply_form import Language
from store.errors import NotFoundError
from web.outside import HEADERS, Public, chosen, shown
from web.saying import Saying, language_of


async def show(public: Public, request: Request) -> Response:
    language = language_of(chosen(request))
    found = await public.notices.current(language, now=await public.clock())
    return shown(
        public,
        request,
        "notices",
        language=language,
        notices=found,
        languages=LANGUAGES,
    )


async def feed(public: Public, request: Request) -> Response:
    """For programs that tell their readers of what is new."""
    language = language_of(chosen(request))
    now = await public.clock()
    found = await public.notices.current(language, now=now)
    updated = max((one.published_at for one in found), default=now)
    xml = public.pages.get_template("notices.xml").render(
        say=Saying(language), notices=found, updated=updated, address=public.address
    )
    return Response(xml, media_type="application/atom+xml", headers=dict(HEADERS))


async def form(_public: Public, request: Request) -> Response:
    """The empty adhesion form, to fill in and send back.

    Raises:
        NotFoundError: there is none in that language.
    """
    language = str(request.path_params["language"])
    if language not in LANGUAGES:
        raise NotFoundError(f"There is no form in {language}.")
    headers = {
        **HEADERS,
        "Content-Disposition": f'attachment; filename="adhesion-{language}.pdf"',
    }
    content = adhesion_form(Language(language))
    return Response(content, media_type="application/pdf", headers=headers)
