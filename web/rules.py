"""The rule book of co-financing: each rule with its days, its source, what it tests."""

from starlette.responses import Response

from store.rule_book import load_rule_book
from web.desk import Desk, Visit, page


async def show(desk: Desk, visit: Visit) -> Response:
    book = load_rule_book()
    today = visit.now.date()
    return page(
        desk,
        visit,
        "rules",
        rules=sorted(book.rules, key=lambda one: (one.order, one.valid_from)),
        version=book.on(today).version,
        today=today,
    )
